//! A diagnostic with the line that it is about, as rustc shows its own.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::Located;
use crate::source::Source;

/// One diagnostic.
pub(super) fn rendered(
    source: &Source,
    said: &Diagnostic,
    located: Option<Located>,
    colour: bool,
) -> String {
    let level = match said.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&said.message).id(said.code.id());
    let help = Group::with_title(Level::HELP.secondary_title(said.code.help()));
    let excerpt = located.and_then(|located| excerpt(source, located));
    let group = match &excerpt {
        Some(Excerpt { line, text, start, end }) => title.element(
            Snippet::source(text.as_str())
                .path(source.name())
                .line_start(*line)
                .annotation(AnnotationKind::Primary.span(*start..*end)),
        ),
        None => Group::with_title(title),
    };
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group, help])
}

/// The line of a place, and where in it the place is.
struct Excerpt {
    line: usize,
    text: String,
    start: usize,
    end: usize,
}

fn excerpt(source: &Source, located: Located) -> Option<Excerpt> {
    // What is not UTF-8 is shown as such; nothing before it moves.
    let text = String::from_utf8_lossy(source.bytes());
    let before = text.get(..located.offset)?;
    let start_of_line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start_of_line..)?.lines().next().unwrap_or("");
    let start = located.offset - start_of_line;
    let rest = line.get(start..)?;
    let length = token(rest).trim_end().len();
    // The end of a line can be meant too: where something is missing.
    let text = if length == 0 { format!("{line} ") } else { line.to_owned() };
    Some(Excerpt { line: located.position.line, text, start, end: start + length.max(1) })
}

/// The token that a text begins with: a key, a scalar, or the bracket that opens the rest.
fn token(text: &str) -> &str {
    let first = text.chars().next();
    let length = match first {
        Some('{' | '[' | '-') => 1,
        Some(quote @ ('"' | '\'')) => {
            let rest = text.get(1..).unwrap_or("");
            rest.find(quote).map_or(text.len(), |end| end + 2)
        }
        _ => {
            let ends = [": ", ", ", "}", "]", " #"];
            let end = ends.iter().filter_map(|end| text.find(end)).min();
            end.unwrap_or(text.trim_end_matches(':').len())
        }
    };
    text.get(..length).unwrap_or(text)
}
