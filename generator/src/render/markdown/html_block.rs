//! An HTML block as Markdown that says the same, but for tags that can also stand within a
//! paragraph: those stay, for whoever reads the paragraph.

use super::html::{Effect, effect};
use super::inline;
use crate::limits;

pub(super) fn to_markdown(html: &str) -> String {
    let mut converter = Converter { at_start: true, ..Converter::default() };
    for part in parts(html) {
        match part {
            Part::Text(text) => converter.text(text),
            Part::Tag(tag) => converter.tag(tag),
        }
    }
    converter.end_preformatted();
    converter.out
}

/// A piece of an HTML block.
enum Part<'a> {
    Text(&'a str),
    /// A tag or a comment.
    Tag(&'a str),
}

/// Looks at every character once, whatever is left open.
fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some((text, from_tag)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        parts.push(Part::Text(text));
        let (part, length) = if from_tag.starts_with("<!--") {
            let end = from_tag.find("-->").map_or(from_tag.len(), |at| at + "-->".len());
            (Part::Tag("<!-->"), end)
        } else {
            whole_tag(from_tag).map_or((Part::Text("<"), 1), |tag| (Part::Tag(tag), tag.len()))
        };
        parts.push(part);
        rest = from_tag.get(length..).unwrap_or_default();
    }
    parts.push(Part::Text(rest));
    parts
}

/// The tag that a text begins with, if it ends before the next one begins.
fn whole_tag(text: &str) -> Option<&str> {
    let name = text.get(1..)?.trim_start_matches('/');
    let end = text.get(1..)?.find(['<', '>'])? + 1;
    let tag = text.get(..=end)?;
    (name.starts_with(|c: char| c.is_ascii_alphabetic()) && tag.ends_with('>')).then_some(tag)
}

#[derive(Default)]
struct Converter {
    out: String,
    /// Open lists, by whether they are ordered, and how many more are open that are ignored.
    lists: Vec<bool>,
    flattened: usize,
    /// Nothing was written since a line began.
    at_start: bool,
    /// Nothing was written since the marker of an item.
    after_marker: bool,
    /// The text since `<pre>`.
    preformatted: Option<String>,
}

impl Converter {
    fn text(&mut self, text: &str) {
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.push_str(text);
            return;
        }
        let text = if self.at_start { text.trim_start() } else { text };
        if !text.is_empty() {
            self.out.push_str(text);
            self.at_start = false;
            self.after_marker = false;
        }
    }

    fn tag(&mut self, tag: &str) {
        let (effect, closes) = effect(tag);
        match effect {
            Effect::Preformatted => {
                self.end_preformatted();
                self.paragraph();
                self.preformatted = (!closes).then(String::new);
            }
            Effect::Break if self.preformatted.is_some() => self.text("\n"),
            Effect::Unknown if self.at_start && self.preformatted.is_none() => {
                // As it is, it would begin another HTML block.
                self.text("\\");
                self.text(tag);
            }
            Effect::Unknown => self.text(tag),
            _ if self.preformatted.is_some() => {}
            Effect::Nothing => {}
            Effect::Code | Effect::Link | Effect::Superscript => {
                self.out.push_str(&tag.replace('\n', " "));
            }
            Effect::Space => self.text(" "),
            Effect::Break if !self.at_start => self.start_line("  \n", self.lists.len()),
            Effect::Item if !closes => self.item(),
            Effect::List { ordered } => self.list(ordered, closes),
            _ => self.paragraph(),
        }
    }

    fn list(&mut self, ordered: bool, closes: bool) {
        let opens = !closes && self.lists.len() < limits::DEPTH_OF_MARKDOWN;
        match (closes, self.flattened.checked_sub(1)) {
            (true, Some(flattened)) => self.flattened = flattened,
            (true, None) => {
                self.lists.pop();
            }
            (false, _) if !opens => self.flattened += 1,
            (false, _) => {}
        }
        self.paragraph();
        self.lists.extend(opens.then_some(ordered));
    }

    fn item(&mut self) {
        if !self.after_marker {
            self.out.truncate(self.out.trim_end().len());
            self.start_line("\n", self.lists.len().saturating_sub(1));
            self.out.push_str(if self.lists.last() == Some(&true) { "1. " } else { "- " });
            self.after_marker = true;
        }
    }

    fn paragraph(&mut self) {
        if !self.after_marker {
            self.out.truncate(self.out.trim_end().len());
            self.start_line("\n\n", self.lists.len());
        }
    }

    /// Begins a line that is indented as an item of so many lists.
    fn start_line(&mut self, end: &str, lists: usize) {
        self.out.push_str(end);
        for ordered in self.lists.iter().take(lists) {
            self.out.push_str(if *ordered { "   " } else { "  " });
        }
        self.at_start = true;
    }

    fn end_preformatted(&mut self) {
        let Some(html) = self.preformatted.take() else {
            return;
        };
        let code = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        let code = code.replace("&#39;", "'").replace("&amp;", "&");
        let fence = "~".repeat(inline::longest_run(&code, '~').max(2) + 1);
        self.out.push_str(&fence);
        for line in code.lines().chain([fence.as_str()]) {
            self.start_line("\n", self.lists.len());
            self.out.push_str(line);
        }
        self.at_start = false;
        self.after_marker = false;
    }
}
