//! Servers: where an API is reached.

use super::Docs;

/// Where an API is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its URL, in which `{name}` stands for a variable. It is absolute and without a query once the
    /// variables have values.
    pub template: String,
    /// The variables of the URL.
    pub variables: Vec<ServerVariable>,
    /// What it is for.
    pub docs: Docs,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// The value that it has unless the caller chooses another.
    pub default: String,
    /// The values that it can have, if they are known.
    pub choices: Vec<String>,
    /// What it is for.
    pub docs: Docs,
}

impl Server {
    /// The URL with the default of each variable, without a slash at its end.
    pub fn url(&self) -> String {
        let mut url = self.template.clone();
        for ServerVariable { name, default, .. } in &self.variables {
            url = url.replace(&format!("{{{name}}}"), default);
        }
        url.trim_end_matches('/').to_owned()
    }
}
