//! Rows → text: the calls of macros and the chains of calls that no formatter lays out. A row has a line;
//! what fits on one line stays there.

use super::line::{Line, line};
use super::{INDENT, WIDTH, blanks};
use crate::render::{Argument, MacroCall, MethodCall, Part, Static};

/// The call of a macro. The item that has documentation stands on lines of its own, on as few as it fits.
pub(super) fn call(call: &MacroCall) -> String {
    if call.docs.is_empty() {
        return format!("{}! {{ {} }}\n", call.name, parts(call, 0));
    }
    let margin = blanks(INDENT);
    let docs: String = call.docs.iter().map(|line| format!("{margin}/// {line}\n")).collect();
    let item = in_few_lines(call).unwrap_or_else(|| parts(call, INDENT));
    format!("{}! {{\n{docs}{margin}{item}\n}}\n", call.name)
}

fn parts(call: &MacroCall, depth: usize) -> String {
    call.parts.iter().map(|part| self::part(part, depth)).collect::<Vec<_>>().join(" ")
}

/// What a macro is given on one line, or on one for each pair of braces, if none of them has more than a row.
fn in_few_lines(call: &MacroCall) -> Option<String> {
    let part = |part: &Part| match part {
        Part::Inline(tokens) => Some(line(tokens)),
        Part::Rows { rows, last: None } => match rows.as_slice() {
            [] => Some("{}".to_owned()),
            [row] => Some(format!("{{ {} }}", line(row))),
            _ => None,
        },
        Part::Rows { last: Some(_), .. } => None,
    };
    let parts = call.parts.iter().map(part).collect::<Option<Vec<_>>>()?;
    let lines: Vec<String> = parts.chunks(2).map(|pair| pair.join(" ")).collect();
    let fits = |line: &str| INDENT + line.chars().count() <= WIDTH;
    let line = lines.join(" ");
    if fits(&line) {
        return Some(line);
    }
    let margin = blanks(INDENT);
    lines.iter().all(|line| fits(line)).then(|| lines.join(&format!("\n{margin}")))
}

fn part(part: &Part, depth: usize) -> String {
    let (rows, last) = match part {
        Part::Inline(tokens) => return line(tokens),
        Part::Rows { rows, last } => (rows, last),
    };
    if rows.is_empty() && last.is_none() {
        return "{}".to_owned();
    }
    let margin = blanks(depth + INDENT);
    let mut text = "{\n".to_owned();
    for row in rows {
        text.push_str(&format!("{margin}{},\n", line(row)));
    }
    if let Some(last) = last {
        text.push_str(&format!("{margin}{}\n", line(last)));
    }
    text.push_str(&format!("{}}}", blanks(depth)));
    text
}

/// A static: on one line, on two, or with a line for each call.
pub(super) fn constant(constant: &Static) -> String {
    let head = format!("static {} =", line(&constant.head));
    let value = line(&constant.value);
    let calls: Vec<String> = constant.calls.iter().map(inline).collect();
    let chain = format!("{value}{};", calls.concat());
    let (head_length, length) = (head.chars().count(), chain.chars().count());
    if head_length + 1 + length <= WIDTH {
        return format!("{head} {chain}\n");
    }
    let margin = blanks(INDENT);
    if INDENT + length <= WIDTH {
        return format!("{head}\n{margin}{chain}\n");
    }
    let calls: String = constant.calls.iter().map(on_its_own).collect();
    format!("{head}\n{margin}{value}{calls};\n")
}

fn inline(call: &MethodCall) -> String {
    let argument = match &call.argument {
        None => String::new(),
        Some(Argument::Inline(tokens)) => line(tokens),
        Some(Argument::Slice(items)) => {
            format!("&[{}]", items.iter().map(line).collect::<Vec<_>>().join(", "))
        }
    };
    format!(".{}({argument})", call.method)
}

/// A call on a line of its own, or with a line for each item of its slice.
fn on_its_own(call: &MethodCall) -> String {
    let depth = 2 * INDENT;
    let text = inline(call);
    // The last call is followed by a semicolon.
    let (Some(Argument::Slice(items)), true) =
        (&call.argument, depth + text.chars().count() + 1 > WIDTH)
    else {
        return format!("\n{}{text}", blanks(depth));
    };
    let within = depth + INDENT;
    let items = items.iter().map(|item| {
        // Each is followed by a comma.
        let item = Line::of(item).filled(within, within + INDENT, WIDTH - 1);
        format!("{}{item},\n", blanks(within))
    });
    let items: String = items.collect();
    let margin = blanks(depth);
    format!("\n{margin}.{}(&[\n{items}{margin}])", call.method)
}
