//! HTML in descriptions: tags go, their text stays. What a tag says about the structure of the
//! text (a paragraph, a list, a link, code) is said in Markdown instead.

use super::Reader;
use super::html_block;
use super::inline::{self, Piece};
use super::link::web_target;

/// What a tag means.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Effect {
    Paragraph,
    List {
        ordered: bool,
    },
    Item,
    Preformatted,
    Break,
    Space,
    Code,
    Link,
    Superscript,
    Nothing,
    /// Not HTML but a placeholder or a type, as in `Vec<String>`.
    Unknown,
}

/// The meaning of a tag, and whether it is a closing one.
pub(super) fn effect(tag: &str) -> (Effect, bool) {
    let inner = tag.trim_start_matches('<');
    let closes = inner.starts_with('/');
    let name = inner.trim_start_matches('/');
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next();
    let effect = match name.unwrap_or_default().to_ascii_lowercase().as_str() {
        "p" | "div" | "section" | "article" | "aside" | "header" | "footer" | "main" | "nav"
        | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "table" | "thead" | "tbody"
        | "tfoot" | "tr" | "dl" | "dt" | "dd" | "blockquote" | "details" | "summary" | "figure"
        | "figcaption" | "html" | "head" | "body" | "form" => Effect::Paragraph,
        "ul" => Effect::List { ordered: false },
        "ol" => Effect::List { ordered: true },
        "li" => Effect::Item,
        "pre" => Effect::Preformatted,
        "br" => Effect::Break,
        "td" | "th" => Effect::Space,
        "code" | "tt" | "kbd" | "samp" => Effect::Code,
        "a" => Effect::Link,
        "sup" => Effect::Superscript,
        "abbr" | "b" | "big" | "button" | "center" | "cite" | "del" | "dfn" | "em" | "font"
        | "i" | "iframe" | "img" | "ins" | "mark" | "nobr" | "q" | "s" | "script" | "small"
        | "span" | "strike" | "strong" | "style" | "sub" | "svg" | "u" | "var" | "wbr" => {
            Effect::Nothing
        }
        comment if comment.starts_with("!--") => Effect::Nothing,
        _ => Effect::Unknown,
    };
    (effect, closes)
}

impl Reader {
    pub(super) fn inline_html(&mut self, tag: &str) {
        let (effect, closes) = effect(tag);
        match effect {
            Effect::Unknown => self.text(tag),
            Effect::Nothing => {}
            Effect::Superscript if !closes => self.text("^"),
            Effect::Superscript => {}
            Effect::Code => self.in_code_tag = !closes,
            Effect::Link if closes => self.close_link(),
            Effect::Link => {
                if let Some(target) = href(tag) {
                    self.open_link(pulldown_cmark::LinkType::Inline, &target);
                }
            }
            Effect::Space => self.text(" "),
            // A cell has one line.
            _ if self.rows.is_some() => self.text(" "),
            Effect::Break if !self.ends_with_break() => self.pieces.push(Piece::Break),
            Effect::Item if closes => {}
            Effect::Item => self.html_item(),
            _ => self.end_paragraph(),
        }
    }

    fn ends_with_break(&self) -> bool {
        let is_blank =
            |piece: &&Piece| matches!(piece, Piece::Text(text) if text.trim().is_empty());
        matches!(self.pieces.iter().rev().find(|piece| !is_blank(piece)), Some(Piece::Break))
    }

    fn html_item(&mut self) {
        let (within_item, length) = (self.in_html_item, self.page.length());
        self.end_paragraph();
        let follows_item = within_item && self.page.length() > length;
        if !self.in_html_item {
            self.page.open_bullet(follows_item);
            self.in_html_item = true;
        }
    }

    /// Ends the paragraph within its text: emphasis that is open goes on in the next one.
    fn end_paragraph(&mut self) {
        if inline::is_blank(&self.pieces) && self.in_html_item {
            self.pieces.clear();
            return;
        }
        let open = std::mem::take(&mut self.marks);
        for (mark, _) in open.iter().rev() {
            inline::close_mark(&mut self.pieces, mark);
        }
        self.flush();
        self.pieces.extend(open.iter().map(|(mark, _)| Piece::Mark(mark)));
        self.marks = open;
    }

    /// An HTML block is read again, as the Markdown that says the same.
    pub(super) fn end_html_block(&mut self, is_second_reading: bool) {
        let html = self.verbatim.take().unwrap_or_default();
        if is_second_reading {
            inline::push_text(&mut self.pieces, &html);
            self.flush();
        } else {
            self.read(&html_block::to_markdown(&html), true);
        }
    }
}

/// The target of a link.
fn href(tag: &str) -> Option<String> {
    let (_, after) = tag.split_once("href=").or_else(|| tag.split_once("HREF="))?;
    let quoted = |quote: char| after.strip_prefix(quote)?.split(quote).next();
    let bare = || after.split(|c: char| c.is_whitespace() || c == '>').next();
    let target = quoted('"').or_else(|| quoted('\'')).or_else(bare)?;
    web_target(&target.replace("&amp;", "&"))
}
