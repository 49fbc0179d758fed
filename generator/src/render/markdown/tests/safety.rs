//! Nothing in the lines is what rustdoc warns about, whatever the description.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::super::lines;

#[test]
fn no_wrapped_line_begins_another_block() {
    for marker in ["-", "+", "1.", "2)", "#", ">", "===", "---", "~~~", "|--|", "***"] {
        for length in 80..100 {
            let text = format!("{} {marker} rest of it", "x".repeat(length));
            let wrapped = lines(&text);
            assert_eq!(wrapped.join(" "), text, "{marker}");
            assert_eq!(warnings(&wrapped), Vec::<String>::new());
            assert_eq!(lines(&wrapped.join("\n")), wrapped);
        }
        let first = lines(&format!("a<br>{marker} b"));
        assert_eq!(warnings(&first), Vec::<String>::new());
        assert_eq!(first.len(), 2, "{marker}: {first:?}");
    }
}

/// What rustdoc would warn about, and what this module promises to leave out.
fn warnings(lines: &[String]) -> Vec<String> {
    let text = lines.join("\n");
    let resolve =
        |link: BrokenLink<'_>| Some((CowStr::from(link.reference.to_string()), CowStr::from("")));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut found = Vec::new();
    let mut in_link_or_code = false;
    for event in Parser::new_with_broken_link_callback(&text, options, Some(resolve)) {
        let is_fine = match &event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                in_link_or_code = true;
                *link_type == LinkType::Email
                    || ["http://", "https://", "mailto:"].iter().any(|s| dest_url.starts_with(s))
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                in_link_or_code = true;
                matches!(kind, CodeBlockKind::Fenced(word) if !matches!(&**word, "" | "rust"))
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => {
                in_link_or_code = false;
                true
            }
            Event::Text(text) => in_link_or_code || !text.contains("https://x"),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(Tag::Heading { .. } | Tag::Image { .. }) => false,
            _ => true,
        };
        if !is_fine {
            found.push(format!("{event:?}"));
        }
    }
    let is_untidy = |line: &String| line.trim_end() != line || line.contains(char::is_control);
    found.extend(lines.iter().filter(|line| is_untidy(line)).cloned());
    if format!("\n{text}\n").contains("\n\n\n") || lines.last().is_some_and(String::is_empty) {
        found.push("blank lines".to_owned());
    }
    found
}

/// What mixtures are made of.
#[rustfmt::skip]
const TOKENS: &[&str] = &[
    "*", "_", "`", "```", "~~", "[", "]", "(", ")", "<", ">", "&", "!", "#", "- ", "1. ", "|",
    "\\", "\n", "\n\n", "    ", "a", "b c ", "https://x.com", "<b>", "</b>", "<p>", "<br>",
    "<li>", "<ul>", "</ul>", "<code>", "</code>", "<pre>", "<!--", "-->", "&lt;", "&#91;",
    "[x]: ", "\n> ", "\n- ", "x|y\n-|-\n", "---", "](https://x.com)", "<a href='https://x'>",
    "</a>", "<T>", "**", "\u{202e}", "<div>", "<?x", "amp;", "[^1]", "<std::x>", "\n===\n",
];

#[test]
fn any_mixture_of_markup_is_safe() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or_default() % limit
    };
    for _ in 0..4000 {
        let length = next(40);
        let text: String = (0..length).map(|_| TOKENS[next(TOKENS.len())]).collect();
        let found = warnings(&lines(&text));
        assert!(found.is_empty(), "{text:?}\n{found:#?}");
    }
}

#[test]
fn hostile_input_stays_small() {
    for part in ["> ", "- ", "[", "*a ", "<li>", "<ul><li>", "<p>", "`", "|", "<a ", "**<p>"] {
        let text = part.repeat(20_000);
        let length: usize = lines(&text).iter().map(String::len).sum();
        assert!(length <= 10 * text.len(), "{part:?}: {length}");
    }
}
