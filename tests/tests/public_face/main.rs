//! The public items of the Salesive client are those that `docs/public-face.md` lists: none is added
//! unasked, and none is lost.

#[cfg(test)]
mod items;
#[cfg(test)]
mod modules;

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::fs;

    use crate::items::{Place, places};
    use crate::modules::Module;

    /// What begins the page. The rest is made.
    const INTRODUCTION: &str = "\
<!-- Made from the files of generated-client/:
     UPDATE_DOCS=1 cargo test -p tests --test public_face -->
# The public face of a generated crate

All that users of the crate `salesive` can name, by the module where they find it. What an API does not
need is not offered: there is no `stream` here, since no answer of Salesive is a stream. The names of the
runtime, and when each is offered, stand in one table: `generator/src/render/runtime/face.rs`.

Whatever else the crate holds is for its own code. The module `runtime` is hidden from the docs and not
covered by semantic versioning; so are hidden methods.

";

    /// Links would lead from the page to nowhere, and a bar would end the cell.
    fn plain(docs: &str) -> String {
        let mut text = String::new();
        let mut rest = docs;
        while let Some((before, after)) = rest.split_once("](") {
            text.push_str(before);
            text.push(']');
            rest = after.split_once(')').map_or("", |(_, behind)| behind);
        }
        (text + rest).replace("[`", "`").replace("`]", "`").replace('|', "\\|")
    }

    fn page(places: &[Place]) -> String {
        let mut page = INTRODUCTION.to_owned();
        let items: usize = places.iter().map(|place| place.items.len()).sum();
        let members = places.iter().flat_map(|place| place.items.values());
        let members: usize = members.map(|item| item.members.len()).sum();
        let _ = writeln!(page, "{} modules, {items} items, {members} members.", places.len());
        for Place { path, docs, items } in places {
            let path = if path.is_empty() { "salesive" } else { &format!("salesive::{path}") };
            let _ = writeln!(page, "\n## `{path}`\n");
            if !docs.is_empty() {
                let _ = writeln!(page, "{}\n", plain(docs));
            }
            if !items.is_empty() {
                let _ = writeln!(page, "| item | what it is | members |\n|---|---|---|");
            }
            for (name, item) in items {
                let members: Vec<String> =
                    item.members.iter().map(|name| format!("`{name}`")).collect();
                let row = format!("| `{name}` | {} | {} |", plain(&item.docs), members.join(", "));
                let _ = writeln!(page, "{}", row.replace("|  |", "| |"));
            }
        }
        page
    }

    #[test]
    fn the_public_items_are_those_that_the_page_lists() {
        let root = Module::root(&tests::root().join("generated-client/src/lib.rs"));
        let page = page(&places(&root));
        let file = tests::root().join("docs/public-face.md");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&file, &page).unwrap();
        }
        let found = fs::read_to_string(&file).unwrap_or_default();
        let differs = page.lines().zip(found.lines()).find(|(made, found)| made != found);
        let way_out = "if that is meant, `UPDATE_DOCS=1 cargo test -p tests --test public_face` \
                       writes the list anew";
        assert!(page == found, "the public items differ from the list: {differs:?}; {way_out}");
    }
}
