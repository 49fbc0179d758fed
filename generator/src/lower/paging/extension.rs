//! What the author of a description states of how an operation pages, in our words or in those of others → a
//! rule.

use crate::config::{PagingBy, PagingRule};
use crate::document::Value;
use crate::source::{Node, NodeKind};

/// The rule that a value states; none if it states that there is none.
pub(super) type Stated = Result<Option<PagingRule>, String>;

/// Reads the value of an extension. Gives nothing where the extension says nothing of this operation.
pub(super) fn read(key: &str, value: &Value) -> Option<Stated> {
    if let NodeKind::Bool(pages) = value.kind() {
        return (!pages).then_some(Ok(None));
    }
    let NodeKind::Map(entries) = value.kind() else {
        // Of some, a text names a rule that stands elsewhere.
        return (key == "x-paging").then(|| Err("it is neither an object nor `false`".to_owned()));
    };
    let entries = Entries(entries);
    match key {
        "x-paging" => Some(own(&entries).map(Some)),
        "x-ms-pageable" => Some(azure(&entries)),
        "x-fern-pagination" => Some(fern(&entries).map(Some)),
        _ => Some(speakeasy(&entries).map(Some)),
    }
}

/// The entries of an object.
struct Entries<'n>(&'n [(std::sync::Arc<str>, Node)]);

impl<'n> Entries<'n> {
    fn node(&self, key: &str) -> Option<&'n Node> {
        self.0.iter().find(|(name, _)| **name == *key).map(|(_, node)| node)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.node(key).and_then(Node::as_str).map(str::to_owned)
    }

    fn object(&self, key: &str) -> Option<Entries<'n>> {
        match &self.node(key)?.kind {
            NodeKind::Map(entries) => Some(Entries(entries)),
            _ => None,
        }
    }
}

/// `x-paging`, which has the keys of the configuration.
fn own(entries: &Entries<'_>) -> Result<PagingRule, String> {
    let mut rule = PagingRule::default();
    for (key, node) in entries.0 {
        let text = || {
            let text = node.as_str().map(str::to_owned);
            text.ok_or_else(|| format!("`{key}` is {}, not a string", node.kind_name()))
        };
        match &**key {
            "by" => rule.by = Some(by(&text()?)?),
            "first" => rule.first = Some(number(node).ok_or("`first` is no whole number")?),
            "parameter" => rule.parameter = Some(text()?),
            "next" => rule.next = Some(text()?),
            "next-header" => rule.next_header = Some(text()?),
            "items" => rule.items = Some(text()?),
            "pages" => rule.pages = Some(text()?),
            "total" => rule.total = Some(text()?),
            "more" => rule.more = Some(text()?),
            "last" => rule.last = Some(text()?),
            _ => return Err(format!("it has no key `{key}`")),
        }
    }
    Ok(rule)
}

fn by(word: &str) -> Result<PagingBy, String> {
    Ok(match word {
        "page" => PagingBy::Page,
        "offset" => PagingBy::Offset,
        "cursor" => PagingBy::Cursor,
        "link" => PagingBy::Link,
        _ => return Err(format!("`by` is `{word}`, not `page`, `offset`, `cursor` or `link`")),
    })
}

fn number(node: &Node) -> Option<u64> {
    match &node.kind {
        NodeKind::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

/// `x-ms-pageable` of AutoRest: a list without `nextLinkName` has one page.
fn azure(entries: &Entries<'_>) -> Stated {
    let Some(link) = entries.text("nextLinkName") else { return Ok(None) };
    let items = entries.text("itemName").unwrap_or_else(|| "value".to_owned());
    Ok(Some(PagingRule {
        by: Some(PagingBy::Link),
        next: Some(format!("/{}", escaped(&link))),
        items: Some(format!("/{}", escaped(&items))),
        ..PagingRule::default()
    }))
}

/// `x-fern-pagination`: `$request.name` is a parameter, `$response.a.b` a member of the answer.
fn fern(entries: &Entries<'_>) -> Result<PagingRule, String> {
    let member = |key: &str| entries.text(key).map(|text| pointer(&text, "$response")).transpose();
    let parameter = |key: &str| entries.text(key).map(|text| request(&text)).transpose();
    let rule = PagingRule {
        items: member("results")?,
        more: member("has-next-page")?,
        ..PagingRule::default()
    };
    if let Some(cursor) = parameter("cursor")? {
        let (by, next) = (Some(PagingBy::Cursor), member("next_cursor")?);
        return Ok(PagingRule { by, parameter: Some(cursor), next, ..rule });
    }
    if let Some(offset) = parameter("offset")? {
        let is_of_items = entries.node("step").is_some() || super::stated::counts_items(&offset);
        let by = Some(if is_of_items { PagingBy::Offset } else { PagingBy::Page });
        return Ok(PagingRule { by, parameter: Some(offset), ..rule });
    }
    match member("next_uri")?.or(member("next_path")?) {
        Some(next) => Ok(PagingRule { by: Some(PagingBy::Link), next: Some(next), ..rule }),
        None => Err("it has none of `cursor`, `offset`, `next_uri` and `next_path`".to_owned()),
    }
}

/// The parameter that `$request.name` stands for.
fn request(text: &str) -> Result<String, String> {
    let name = text.strip_prefix("$request.").unwrap_or(text);
    let name = name.strip_prefix("query.").unwrap_or(name);
    match name.contains(['.', '[', '$']) {
        true => Err(format!("`{text}` is no query parameter, and no other asks for a page yet")),
        false => Ok(name.to_owned()),
    }
}

/// `x-speakeasy-pagination`: the inputs are parameters, the outputs JSONPaths.
fn speakeasy(entries: &Entries<'_>) -> Result<PagingRule, String> {
    let outputs = entries.object("outputs").unwrap_or(Entries(&[]));
    let output = |key: &str| outputs.text(key).map(|text| pointer(&text, "$")).transpose();
    let rule = PagingRule { items: output("results")?, ..PagingRule::default() };
    let inputs = entries.node("inputs").and_then(Node::as_list).unwrap_or_default();
    for input in inputs {
        let NodeKind::Map(input) = &input.kind else { continue };
        let input = Entries(input);
        let by = match input.text("type").as_deref() {
            Some("page") => PagingBy::Page,
            Some("offset") => PagingBy::Offset,
            Some("cursor") => PagingBy::Cursor,
            _ => continue,
        };
        if input.text("in").as_deref() != Some("parameters") {
            return Err(
                "its input is in the body, and only parameters ask for a page yet".to_owned()
            );
        }
        let (next, pages) = match by {
            PagingBy::Cursor => (output("nextCursor")?, None),
            PagingBy::Page => (None, output("numPages")?),
            PagingBy::Offset | PagingBy::Link => (None, None),
        };
        return Ok(PagingRule { by: Some(by), parameter: input.text("name"), next, pages, ..rule });
    }
    match output("nextUrl")? {
        Some(next) => Ok(PagingRule { by: Some(PagingBy::Link), next: Some(next), ..rule }),
        None => Err("it has neither an input that asks for a page nor `nextUrl`".to_owned()),
    }
}

/// The pointer along a path of names with dots, behind a root; `[-1]` and `[(@.length-1)]` are the last item.
fn pointer(path: &str, root: &str) -> Result<String, String> {
    let refused = || format!("`{path}` is not a path of members");
    let rest = path.strip_prefix(root).ok_or_else(refused)?;
    let rest = rest.replace("[-1:]", ".-").replace("[-1]", ".-").replace("[(@.length-1)]", ".-");
    if rest.contains(['[', '*', '?', '(']) {
        return Err(refused());
    }
    Ok(rest
        .split('.')
        .filter(|name| !name.is_empty())
        .map(|name| format!("/{}", escaped(name)))
        .collect())
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::pointer;

    #[test]
    fn a_path_of_names_is_a_pointer() {
        assert_eq!(pointer("$response.data.items", "$response").unwrap(), "/data/items");
        assert_eq!(pointer("$.data[-1:].id", "$").unwrap(), "/data/-/id");
        assert_eq!(pointer("$", "$").unwrap(), "");
        assert!(pointer("$.data[*].id", "$").is_err());
        assert!(pointer("data", "$").is_err());
    }
}
