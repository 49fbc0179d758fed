//! Links: only one that leads to the web or to a mailbox stays a link; of any other the text stays.

use pulldown_cmark::LinkType;

use super::Reader;
use super::inline::{self, Piece};

const WEB_SCHEMES: [&str; 2] = ["https://", "http://"];

/// A link that is open.
pub(super) enum Link {
    /// Leads to the web; the piece with this index is its `LinkStart`.
    Open { target: String, shown: String, start: usize },
    /// What Markdown takes for a link and its author did not: `<std::string>`.
    AngleBrackets,
}

impl Reader {
    pub(super) fn open_link(&mut self, kind: LinkType, target: &str) {
        if self.link.is_some() {
            return;
        }
        let (target, shown) = match (kind, web_target(target)) {
            (LinkType::Email, _) => (format!("mailto:{target}"), target.to_owned()),
            (_, Some(target)) => (target.clone(), target),
            (LinkType::Autolink, None) => {
                inline::push_text(&mut self.pieces, "<");
                self.link = Some(Link::AngleBrackets);
                return;
            }
            _ => return,
        };
        let start = self.pieces.len();
        self.pieces.push(Piece::LinkStart);
        self.link = Some(Link::Open { target, shown, start });
    }

    pub(super) fn close_link(&mut self) {
        match self.link.take() {
            None => {}
            Some(Link::AngleBrackets) => inline::push_text(&mut self.pieces, ">"),
            Some(Link::Open { target, shown, start }) => {
                let is_autolink = match self.pieces.get(start + 1..).unwrap_or_default() {
                    [Piece::Text(text)] => *text == shown,
                    text => inline::is_blank(text),
                };
                if is_autolink {
                    self.pieces.truncate(start);
                    self.pieces.push(Piece::Autolink(shown));
                } else {
                    let text = self.pieces.split_off(start + 1);
                    // Code with `]:` would make a link that begins a paragraph a definition.
                    self.append(text, |code| !code.contains("]:"));
                    self.pieces.push(Piece::LinkEnd(target));
                }
            }
        }
    }

    /// The paragraph ends within the link: its text goes on from the text before it.
    pub(super) fn drop_link(&mut self) {
        let Some(Link::Open { start, .. }) = self.link.take() else {
            return;
        };
        let mut text = self.pieces.split_off(start.min(self.pieces.len()));
        text.retain(|piece| !matches!(piece, Piece::LinkStart));
        self.append(text, |_| true);
    }

    /// Joins pieces with those before them; code may become text.
    fn append(&mut self, pieces: Vec<Piece>, stays_code: impl Fn(&str) -> bool) {
        for piece in pieces {
            match piece {
                Piece::Code(code) if stays_code(&code) => {
                    inline::push_code(&mut self.pieces, &code);
                }
                Piece::Code(text) | Piece::Text(text) => {
                    inline::push_text(&mut self.pieces, &text);
                }
                piece => self.pieces.push(piece),
            }
        }
    }
}

/// The target as it can stand in Markdown, if it leads to the web or to a mailbox.
pub(super) fn web_target(target: &str) -> Option<String> {
    let target = target.trim();
    let has_prefix = |prefix: &&str| {
        let start = target.get(..prefix.len());
        target.len() > prefix.len() && start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    // Rustdoc takes `mailto:me@home`, without a dot, for a path in Rust.
    let is_mailbox = || has_prefix(&"mailto:") && target.contains('@') && target.contains('.');
    (WEB_SCHEMES.iter().any(has_prefix) || is_mailbox()).then(|| encode(target))
}

/// Percent-encodes what would end a target or begin other markup.
fn encode(target: &str) -> String {
    let mut encoded = String::with_capacity(target.len());
    for c in target.chars().filter(|c| inline::is_visible(*c)) {
        if c.is_whitespace() || "<>\"`\\|^".contains(c) {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).bytes();
            encoded.extend(bytes.map(|byte| format!("%{byte:02X}")));
        } else {
            encoded.push(c);
        }
    }
    encoded
}

/// The address that a text begins with, without the punctuation of the sentence around it.
pub(super) fn bare_url(text: &str) -> Option<&str> {
    let scheme = WEB_SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?;
    let address = text.get(scheme.len()..)?;
    if !address.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut open_brackets = 0_usize;
    let is_end = |c: char| match c {
        '(' | '[' | '{' => {
            open_brackets += 1;
            false
        }
        ')' | ']' | '}' if open_brackets == 0 => true,
        ')' | ']' | '}' => {
            open_brackets -= 1;
            false
        }
        _ => !c.is_ascii_graphic() || "<>\"`\\|^".contains(c),
    };
    let end = address.find(is_end).unwrap_or(address.len());
    let address = address.get(..end)?.trim_end_matches(|c| "?!.,:;*_~'([{".contains(c));
    text.get(..scheme.len() + address.len())
}
