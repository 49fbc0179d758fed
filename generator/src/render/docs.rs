//! What is known of a thing → the lines of its doc comment.

use super::{Line, markdown};
use crate::api::{Docs, Fact, Sample};

/// The most bytes of an example that is part of a sentence: a longer one is no help on its line.
const LONGEST_EXAMPLE: usize = 60;

/// The most bytes of a line of our own words: with its indentation and slashes it stays within 100.
const LONGEST_LINE: usize = 92;

/// Lines without code.
pub(super) fn text(lines: Vec<String>) -> Vec<Line> {
    lines.into_iter().map(Line::Text).collect()
}

/// The lines for a type, a member or a parameter: what its author says, and what is known of its
/// values.
pub(super) fn lines(docs: &Docs) -> Vec<String> {
    let mut lines = described(docs);
    add_known(&mut lines, docs);
    lines
}

/// The lines for a value of an enum: what is on the wire, before what its author says of it.
pub(super) fn value(sample: &Sample, docs: &Docs) -> Vec<String> {
    let text = sample.as_text();
    // What Markdown would not show as it is stands within quotes, with escapes.
    let is_shown = markdown::one_line(&text).trim() == text;
    let wire = code(&if is_shown { text.clone() } else { format!("{text:?}") });
    let mut lines = described(docs);
    let words = docs.description.as_deref().or(docs.summary.as_deref()).unwrap_or_default();
    let says_more = letters(words) != letters(&text) && !lines.is_empty();
    match lines.first_mut().filter(|_| says_more) {
        Some(first) if first.starts_with(&wire) => {}
        Some(first) if first.starts_with(char::is_alphabetic) => {
            *first = format!("{wire}: {first}")
        }
        Some(_) => lines.splice(..0, [wire, String::new()]).for_each(drop),
        None => lines = vec![wire],
    }
    add_known(&mut lines, docs);
    lines
}

/// Adds what is known of values to what their author says: in the same paragraph, if that is the only one and ends
/// with a sentence. A sentence that does not fit on the last line begins the next one.
fn add_known(lines: &mut Vec<String>, docs: &Docs) {
    let facts = facts(&docs.facts);
    if is_sentences(lines) {
        for sentence in &facts {
            let mut sentence = markdown::lines(sentence).into_iter();
            let fits = |last: &str, first: &str| {
                last.chars().count() + 1 + first.chars().count() <= LONGEST_LINE
            };
            match (lines.last_mut(), sentence.next()) {
                (Some(last), Some(first)) if fits(last, &first) => {
                    last.push(' ');
                    last.push_str(&first);
                }
                (_, first) => lines.extend(first),
            }
            lines.extend(sentence);
        }
    } else {
        paragraph(lines, facts.join(" "));
    }
    if docs.deprecated {
        paragraph(lines, "Deprecated.".to_owned());
    }
}

/// Whether lines are one paragraph of plain words that ends with a sentence.
fn is_sentences(lines: &[String]) -> bool {
    let is_prose = |line: &String| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = rest.starts_with(['.', ')']);
        let begins = line.starts_with(|c: char| c.is_alphanumeric() || "`[\"'(“‘".contains(c));
        begins && !is_item && !line.starts_with("```")
    };
    let ends = lines.last().is_some_and(|last| last.ends_with(['.', '!', '?']));
    ends && lines.iter().all(is_prose)
}

/// The letters and digits of a text, in small letters.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What is known of the values of a thing beside its description.
pub(super) fn known(docs: &Docs) -> Vec<String> {
    let mut lines = Vec::new();
    add_known(&mut lines, docs);
    lines
}

/// What the author says, with the summary as a line of its own before the description.
pub(super) fn summed_up(docs: &Docs) -> Vec<String> {
    let described = described(docs);
    match &docs.summary {
        Some(summary) if docs.description.is_some() && docs.description != docs.summary => {
            let mut lines = summary_line(summary);
            append(&mut lines, described);
            lines
        }
        _ => described,
    }
}

/// A summary, with the full stop that its author may have left out.
pub(super) fn summary_line(summary: &str) -> Vec<String> {
    let summary = summary.trim();
    let is_open = !summary.is_empty() && !summary.ends_with(['.', '!', '?', ':']);
    markdown::lines(&format!("{summary}{}", if is_open { "." } else { "" }))
}

/// What the author says: the description, or the title if there is none, and where more is said.
pub(super) fn described(docs: &Docs) -> Vec<String> {
    let mut lines = match (&docs.description, &docs.summary) {
        (Some(description), _) if !description.trim().is_empty() => markdown::lines(description),
        (_, Some(summary)) => markdown::lines(summary),
        _ => Vec::new(),
    };
    append(&mut lines, elsewhere(docs));
    lines
}

/// Where more is said. What an author wrote for a URL need not be one: then no link is made of it.
pub(super) fn elsewhere(docs: &Docs) -> Vec<String> {
    let Some(link) = &docs.link else { return Vec::new() };
    let url = link.url.trim();
    let is_plain = |c: char| c.is_ascii_graphic() && !"<>()[]{}\\`\"|^".contains(c);
    let safe = ["https://", "http://"].iter().any(|start| url.starts_with(start));
    let safe = safe && url.chars().all(is_plain);
    let words = link.words.as_deref().map(markdown::one_line).unwrap_or_default();
    let words = words.trim().trim_end_matches('.');
    let text = match (safe, words) {
        (true, "") => format!("See <{url}>."),
        (true, words) => format!("See <{url}>: {words}."),
        (false, "") => format!("See {}.", code(url)),
        (false, words) => format!("See {}: {words}.", code(url)),
    };
    markdown::lines(&text)
}

/// Adds a paragraph of plain words, if there are any.
pub(super) fn paragraph(lines: &mut Vec<String>, text: String) {
    if text.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(markdown::lines(&text));
}

/// Text as code that no backtick in it ends.
pub(super) fn code(text: &str) -> String {
    let clean = markdown::one_line(text);
    let longest = clean.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if clean.starts_with('`') || clean.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{clean}{pad}{fence}")
}

/// What is known of values, in sentences.
fn facts(facts: &[Fact]) -> Vec<String> {
    range(facts).into_iter().chain(facts.iter().filter_map(sentence)).collect()
}

/// Two bounds of one kind make one sentence.
fn range(facts: &[Fact]) -> Vec<String> {
    let find = |pick: fn(&Fact) -> Option<&String>| facts.iter().find_map(pick);
    let values = match (
        find(|fact| if let Fact::AtLeast(low) = fact { Some(low) } else { None }),
        find(|fact| if let Fact::AtMost(high) = fact { Some(high) } else { None }),
    ) {
        (Some(low), Some(high)) if low == high => Some(format!("Exactly {low}.")),
        (Some(low), Some(high)) => Some(format!("From {low} to {high}.")),
        (Some(low), None) => Some(format!("At least {low}.")),
        (None, Some(high)) => Some(format!("At most {high}.")),
        (None, None) => None,
    };
    let lengths = count(
        find(|fact| if let Fact::MinLength(low) = fact { Some(low) } else { None }),
        find(|fact| if let Fact::MaxLength(high) = fact { Some(high) } else { None }),
        "character",
    );
    let items = count(
        find(|fact| if let Fact::MinItems(low) = fact { Some(low) } else { None }),
        find(|fact| if let Fact::MaxItems(high) = fact { Some(high) } else { None }),
        "item",
    );
    let members = count(
        find(|fact| if let Fact::MinMembers(low) = fact { Some(low) } else { None }),
        find(|fact| if let Fact::MaxMembers(high) = fact { Some(high) } else { None }),
        "member",
    );
    [values, lengths, items, members].into_iter().flatten().collect()
}

/// How many of a thing there are. That there are at least none says nothing.
fn count(low: Option<&String>, high: Option<&String>, thing: &str) -> Option<String> {
    let things = |count: &str| {
        let plural = if count == "1" { "" } else { "s" };
        format!("{count} {thing}{plural}")
    };
    Some(match (low.filter(|low| *low != "0"), high) {
        (Some(low), Some(high)) if low == high => format!("Exactly {}.", things(low)),
        (Some(low), Some(high)) => format!("From {low} to {}.", things(high)),
        (Some(low), None) => format!("At least {}.", things(low)),
        (None, Some(high)) => format!("At most {}.", things(high)),
        (None, None) => return None,
    })
}

fn sentence(fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::Default(value) => {
            format!("The server takes {} where it is absent.", code(&value.to_string()))
        }
        Fact::Example(value) if value.json.len() <= LONGEST_EXAMPLE => {
            format!("Example: {}.", code(&value.to_string()))
        }
        Fact::OneOf(values) => {
            let values: Vec<String> = values.iter().map(|value| code(value)).collect();
            format!("One of {}.", values.join(", "))
        }
        Fact::MoreThan(value) => format!("More than {value}."),
        Fact::LessThan(value) => format!("Less than {value}."),
        Fact::MultipleOf(value) => format!("A multiple of {value}."),
        Fact::Pattern(value) => format!("Matches {}.", code(&value.to_string())),
        Fact::UniqueItems => "No item twice.".to_owned(),
        Fact::Format(format) => format!("Format {}.", code(format)),
        Fact::MediaType(media) => format!("Holds {}.", code(&media.to_string())),
        Fact::Told(value) => format!("`new` sets it to {}.", code(&value.to_string())),
        Fact::ReadOnly => "Set by the server.".to_owned(),
        Fact::WriteOnly => "Never in an answer.".to_owned(),
        _ => return None,
    })
}

/// Adds lines as a part of their own, if there are any.
pub(super) fn append(lines: &mut Vec<String>, more: Vec<String>) {
    if !lines.is_empty() && !more.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more);
}

/// Our own words, which need no escaping, in lines of the usual length.
pub(super) fn filled(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= LONGEST_LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
