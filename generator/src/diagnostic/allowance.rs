//! Warnings that the caller allows: an [`Allowance`] names a code and a place.

use std::cmp::Reverse;

use super::{Code, Diagnostic, Diagnostics, Location, Severity};

/// Allows the warnings of one code at a place and below it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Allowance {
    /// The code, as its author wrote it.
    pub code: String,
    /// The place, as the report writes it: a JSON Pointer, behind `FILE#` in another file than the description's
    /// first. The empty one is the whole description.
    pub at: String,
    /// Why the warnings are allowed.
    pub reason: Option<String>,
}

impl Allowance {
    /// Why no warning can match the allowance, if none can.
    pub fn fault(&self) -> Option<Diagnostic> {
        let of = |problem: String| {
            let message = format!("the allowance of `{}` at `{}`: {problem}", self.code, self.at);
            Some(Diagnostic::new(Code::RefusedAllowance, Location::Nowhere, message))
        };
        match Code::ALL.iter().find(|code| code.id() == self.code) {
            None => return of(format!("there is no code `{}`", self.code)),
            Some(code) if code.severity() == Severity::Error => {
                return of("an error cannot be allowed".to_owned());
            }
            Some(code) if code.severity() == Severity::Note => {
                return of("a note needs no allowance".to_owned());
            }
            Some(_) => {}
        }
        if is_place(&self.at) { None } else { of("the place is not a JSON Pointer".to_owned()) }
    }

    fn covers(&self, said: &Diagnostic) -> bool {
        let Some(pointer) = said.location.pointer().map(ToString::to_string) else { return false };
        let below = pointer.strip_prefix(&self.at);
        let is_below = |rest: &str| self.at.is_empty() || rest.is_empty() || rest.starts_with('/');
        said.code.id() == self.code
            && said.code.severity() == Severity::Warning
            && below.is_some_and(is_below)
    }

    fn unneeded(&self) -> Diagnostic {
        let message = format!("no warning needs the allowance of `{}` at `{}`", self.code, self.at);
        Diagnostic::new(Code::UnneededAllowance, Location::Nowhere, message)
    }
}

impl Diagnostics {
    /// Marks the warnings that the allowances cover. Of several allowances that cover one warning, the one
    /// with the longest pointer takes it. An allowance that takes no warning is an error, so that the
    /// configuration holds none that is no longer needed.
    pub fn allow(&mut self, allowances: &[Allowance]) {
        let mut nearest: Vec<(&Allowance, bool)> =
            allowances.iter().map(|allowance| (allowance, false)).collect();
        nearest.sort_by_key(|(allowance, _)| Reverse(allowance.at.len()));
        let all = std::mem::take(&mut self.all).into_iter();
        self.all = all
            .map(|mut said| {
                let fitting = nearest.iter_mut().find(|(allowance, _)| allowance.covers(&said));
                if let Some((allowance, needed)) = fitting {
                    *needed = true;
                    said.allowed = Some(Box::new((*allowance).clone()));
                }
                said
            })
            .collect();
        for (allowance, _) in nearest.into_iter().filter(|(_, needed)| !needed) {
            self.add(allowance.unneeded());
        }
    }
}

/// Whether a text is a place: a JSON Pointer, behind the path of a file and `#` if the place is in another file than
/// the description's first.
pub fn is_place(text: &str) -> bool {
    match text.split_once('#') {
        Some((file, pointer)) if !file.is_empty() && !file.starts_with('/') => is_pointer(pointer),
        _ => is_pointer(text),
    }
}

/// Whether a text is a JSON Pointer (RFC 6901, section 3).
pub fn is_pointer(text: &str) -> bool {
    let escaped = |part: &str| part.starts_with(['0', '1']);
    (text.is_empty() || text.starts_with('/')) && text.split('~').skip(1).all(escaped)
}
