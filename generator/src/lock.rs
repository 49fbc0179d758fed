//! The lock ↔ its text: the names that a crate has published, and the order of arguments. Plain data; which
//! name is kept is decided where things are named.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use crate::diagnostic::{Code, Diagnostic, Location};

/// The file of the lock, in the folder of the crate.
pub const FILE: &str = "clientsmith.lock";

/// The version of the file.
const VERSION: i64 = 1;

/// What a reader of the file has to know.
const HEAD: &str = "\
# The names and the order of arguments that this crate has published. Commit this file: what it holds stays as
# it is. What is deleted here is chosen afresh.
";

/// What was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// The types, by the ways to them.
    pub types: BTreeMap<String, Published>,
    /// The operations, by method and path.
    pub operations: BTreeMap<String, Published>,
    /// The modules of operations, by what these are about.
    pub groups: BTreeMap<String, String>,
    /// The setters of credentials, by their schemes.
    pub credentials: BTreeMap<String, String>,
    /// The constants of servers, by their URLs and the values of their variables.
    pub servers: BTreeMap<String, String>,
}

/// What was published of a type or of an operation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// The name of the type, or of the method.
    pub name: String,
    /// The members or parameters that are arguments of its constructor or method, in their order.
    pub arguments: Vec<String>,
    /// The names of members, values, variants or parameters, where they are not those on the wire.
    pub parts: BTreeMap<String, String>,
}

impl Lock {
    /// Whether nothing was published yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads a lock.
    ///
    /// # Errors
    /// If the text is no lock, or one of a later version.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| refused(error.message()))?;
        if table.get("version").and_then(toml::Value::as_integer) != Some(VERSION) {
            return Err(refused("its version is not one that is read"));
        }
        Ok(Self {
            types: published(&table, "types")?,
            operations: published(&table, "operations")?,
            groups: names(&table, "groups")?,
            credentials: names(&table, "credentials")?,
            servers: names(&table, "servers")?,
        })
    }
}

fn refused(problem: &str) -> Diagnostic {
    Diagnostic::new(Code::RefusedLock, Location::Nowhere, format!("`{FILE}`: {problem}"))
}

fn section<'t>(table: &'t toml::Table, key: &str) -> Result<Option<&'t toml::Table>, Diagnostic> {
    let Some(value) = table.get(key) else { return Ok(None) };
    value.as_table().map(Some).ok_or_else(|| refused(&format!("`{key}` is no table")))
}

fn names(table: &toml::Table, key: &str) -> Result<BTreeMap<String, String>, Diagnostic> {
    let entries = section(table, key)?.into_iter().flatten();
    let name = |(key, value): (&String, &toml::Value)| match value.as_str() {
        Some(name) => Ok((key.clone(), name.to_owned())),
        None => Err(refused(&format!("`{key}` is no text"))),
    };
    entries.map(name).collect()
}

fn published(table: &toml::Table, key: &str) -> Result<BTreeMap<String, Published>, Diagnostic> {
    let mut all = BTreeMap::new();
    for (key, value) in section(table, key)?.into_iter().flatten() {
        let fault = || refused(&format!("`{key}` has no name, or an argument that is no text"));
        let own = value.as_table().ok_or_else(fault)?;
        let name = own.get("name").and_then(toml::Value::as_str).ok_or_else(fault)?.to_owned();
        let arguments = own.get("arguments").and_then(toml::Value::as_array);
        let arguments = arguments.into_iter().flatten();
        let arguments: Option<Vec<String>> =
            arguments.map(|name| name.as_str().map(str::to_owned)).collect();
        let arguments = arguments.ok_or_else(fault)?;
        all.insert(key.clone(), Published { name, arguments, parts: names(own, "parts")? });
    }
    Ok(all)
}

impl fmt::Display for Lock {
    /// Writes one thing a line, sorted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        writeln!(f, "version = {VERSION}")?;
        let tables = [
            ("groups", &self.groups),
            ("credentials", &self.credentials),
            ("servers", &self.servers),
        ];
        for (title, names) in tables.into_iter().filter(|(_, names)| !names.is_empty()) {
            writeln!(f, "\n[{title}]")?;
            write_names(f, names)?;
        }
        for (title, all) in [("operations", &self.operations), ("types", &self.types)] {
            for (key, Published { name, arguments, parts }) in all {
                let key = quoted(key);
                writeln!(f, "\n[{title}.{key}]\nname = {}", quoted(name))?;
                if !arguments.is_empty() {
                    let arguments: Vec<String> = arguments.iter().map(|it| quoted(it)).collect();
                    writeln!(f, "arguments = [{}]", arguments.join(", "))?;
                }
                if !parts.is_empty() {
                    writeln!(f, "[{title}.{key}.parts]")?;
                    write_names(f, parts)?;
                }
            }
        }
        Ok(())
    }
}

fn write_names(f: &mut fmt::Formatter<'_>, names: &BTreeMap<String, String>) -> fmt::Result {
    for (key, name) in names {
        writeln!(f, "{} = {}", quoted(key), quoted(name))?;
    }
    Ok(())
}

/// A text as TOML, on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // What nobody sees, or turns a line around, is spelled out.
            c if c.is_control()
                || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Lock, Published};

    #[test]
    fn what_is_written_is_read() {
        let parts = [("a \"b\"\n\\".to_owned(), "a_b".to_owned())].into();
        let published =
            Published { name: "Order".to_owned(), arguments: vec!["a".to_owned()], parts };
        let lock = Lock {
            types: [("schema Order / member x.y".to_owned(), published.clone())].into(),
            operations: [("GET /orders/{id}".to_owned(), published)].into(),
            groups: [("".to_owned(), "root".to_owned())].into(),
            ..Lock::default()
        };
        assert_eq!(Lock::parse(&lock.to_string()), Ok(lock));
    }

    #[test]
    fn what_is_no_lock_is_refused() {
        for text in ["", "version = 2", "<<<<<<< ours", "version = 1\ntypes = 3"] {
            assert!(Lock::parse(text).is_err(), "{text}");
        }
    }
}
