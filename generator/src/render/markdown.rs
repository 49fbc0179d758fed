//! Descriptions as documentation: whatever Markdown or HTML an author wrote becomes lines that
//! rustdoc and clippy take without a warning, with no link but to the web and no Rust doctest.

mod escape;
mod html;
mod html_block;
mod inline;
mod link;
mod page;
#[cfg(test)]
mod tests;

use std::mem;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use inline::Piece;
use link::Link;
use page::Page;

/// Info words that rustdoc does not take for Rust; any other becomes `text`.
const HARMLESS_INFO_WORDS: [&str; 13] = [
    "bash", "css", "graphql", "html", "http", "ini", "json", "python", "sh", "sql", "toml", "xml",
    "yaml",
];

/// The lines of a documentation comment, without slashes; a blank line is empty.
pub(crate) fn lines(description: &str) -> Vec<String> {
    let mut reader = Reader::default();
    reader.read(&normalise(description), false);
    reader.page.into_lines()
}

/// A text on one line that is no Markdown, without what a reader could not see.
pub(crate) fn one_line(text: &str) -> String {
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(blank).filter(|c| inline::is_visible(*c)).collect()
}

/// Plain `\n` and spaces only, and nothing that a reader could not see.
fn normalise(description: &str) -> String {
    let mut text = String::with_capacity(description.len());
    let mut column = 0;
    let mut characters = description.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' => {
                text.push('\n');
                column = 0;
            }
            '\t' => {
                let blanks = 4 - column % 4;
                text.extend((0..blanks).map(|_| ' '));
                column += blanks;
            }
            c if inline::is_visible(c) => {
                text.push(c);
                column += 1;
            }
            _ => {}
        }
    }
    text
}

/// Turns Markdown events into pieces of text, and those into blocks of a page.
#[derive(Default)]
struct Reader {
    page: Page,
    /// The paragraph, heading or cell that is being read.
    pieces: Vec<Piece>,
    link: Option<Link>,
    /// Open emphasis, and how often it is nested in its own kind.
    marks: Vec<(&'static str, usize)>,
    /// Between `<code>` and `</code>`.
    in_code_tag: bool,
    /// An `<li>` within a paragraph is open: it ends with the paragraph.
    in_html_item: bool,
    /// The text of the code block or HTML block that is open.
    verbatim: Option<String>,
    info_word: &'static str,
    /// The rows of the table that is open, and the cells of its last row.
    rows: Option<Vec<String>>,
    cells: Vec<String>,
    alignments: Vec<Alignment>,
}

impl Reader {
    /// `from_html` says that the text was an HTML block: what is one still stays as it is.
    fn read(&mut self, text: &str, from_html: bool) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(text, options) {
            match event {
                Event::Start(tag) => self.start(tag),
                Event::End(TagEnd::HtmlBlock) => self.end_html_block(from_html),
                Event::End(tag) => self.end(tag),
                Event::Text(text) | Event::Html(text) => self.text(&text),
                Event::Code(text) => inline::push_code(&mut self.pieces, &text),
                Event::InlineHtml(tag) => self.inline_html(&tag),
                Event::HardBreak => self.pieces.push(Piece::Break),
                Event::SoftBreak => inline::push_text(&mut self.pieces, " "),
                // A rule separates paragraphs, which are separate without it.
                Event::Rule => self.flush(),
                // Come with options that are off.
                Event::TaskListMarker(_)
                | Event::FootnoteReference(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_) => {}
            }
        }
        self.flush();
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.open_mark("*"),
            Tag::Strong => self.open_mark("**"),
            Tag::Strikethrough => self.open_mark("~~"),
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url),
            Tag::Image { .. } | Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            Tag::List(start) => {
                let length = self.page.length();
                self.flush();
                self.page.open_list(start, self.page.length() > length);
            }
            block => {
                self.flush();
                self.start_block(block);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.page.separate_loose_item(),
            Tag::Heading { .. } => self.open_mark("**"),
            Tag::BlockQuote(_) => self.page.open_quote(),
            Tag::Item => self.page.open_item(),
            Tag::HtmlBlock => self.verbatim = Some(String::new()),
            Tag::CodeBlock(kind) => {
                self.verbatim = Some(String::new());
                self.info_word = info_word(&kind);
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.rows = Some(Vec::new());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.close_mark("*"),
            TagEnd::Strong => self.close_mark("**"),
            TagEnd::Strikethrough => self.close_mark("~~"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => {}
            TagEnd::Heading(_) => {
                self.close_mark("**");
                self.flush();
            }
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.flush();
                self.page.close_container();
            }
            TagEnd::List(_) => self.page.close_list(),
            TagEnd::CodeBlock => {
                let code = self.verbatim.take().unwrap_or_default();
                self.page.write(inline::fence(&code, self.info_word));
            }
            TagEnd::TableCell => {
                let pieces = self.take_pieces();
                self.cells.push(inline::cell(&pieces));
            }
            TagEnd::TableHead => self.end_row(true),
            TagEnd::TableRow => self.end_row(false),
            TagEnd::Table => {
                let rows = self.rows.take().unwrap_or_default();
                self.page.write(rows);
            }
            _ => self.flush(),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(verbatim) = &mut self.verbatim {
            verbatim.push_str(text);
        } else if self.in_code_tag {
            inline::push_code(&mut self.pieces, text);
        } else {
            inline::push_text(&mut self.pieces, text);
        }
    }

    /// Ends the paragraph, if there is one, and writes it.
    fn flush(&mut self) {
        let pieces = self.take_pieces();
        let lines = inline::paragraph(&pieces, self.page.width());
        self.page.write(lines);
        if mem::take(&mut self.in_html_item) {
            self.page.close_container();
        }
    }

    fn take_pieces(&mut self) -> Vec<Piece> {
        self.drop_link();
        self.in_code_tag = false;
        mem::take(&mut self.pieces)
    }

    fn end_row(&mut self, is_head: bool) {
        let cells = mem::take(&mut self.cells);
        let Some(rows) = &mut self.rows else { return };
        rows.push(row(cells.iter().map(String::as_str)));
        if is_head {
            rows.push(row(self.alignments.iter().map(|alignment| match alignment {
                Alignment::None => "---",
                Alignment::Left => ":--",
                Alignment::Center => ":-:",
                Alignment::Right => "--:",
            })));
        }
    }

    fn open_mark(&mut self, mark: &'static str) {
        match self.marks.iter_mut().find(|(open, _)| *open == mark) {
            Some((_, depth)) => *depth += 1,
            None => {
                self.marks.push((mark, 1));
                self.pieces.push(Piece::Mark(mark));
            }
        }
    }

    fn close_mark(&mut self, mark: &'static str) {
        let Some((_, depth)) = self.marks.iter_mut().find(|(open, _)| *open == mark) else {
            return;
        };
        *depth -= 1;
        if *depth > 0 {
            return;
        }
        self.marks.retain(|(open, _)| *open != mark);
        inline::close_mark(&mut self.pieces, mark);
    }
}

fn row<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut row = "|".to_owned();
    for cell in cells {
        row.push(' ');
        row.push_str(cell);
        row.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    row
}

fn info_word(kind: &CodeBlockKind<'_>) -> &'static str {
    let CodeBlockKind::Fenced(info) = kind else {
        return "text";
    };
    let written = info.split([' ', ',', '{']).next().unwrap_or_default();
    let known = HARMLESS_INFO_WORDS.iter().find(|word| word.eq_ignore_ascii_case(written));
    known.copied().unwrap_or("text")
}
