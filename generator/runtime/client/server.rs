//! A server of the API: a URL, perhaps with variables.

use std::borrow::Cow;

use crate::runtime::error::Fault;

/// A server of the API. The text of a URL becomes a server by `into()`.
#[derive(Debug, Clone)]
pub struct Server {
    url: Cow<'static, str>,
    variables: &'static [(&'static str, &'static str)],
    set: Vec<(String, String)>,
}

impl Server {
    /// A server at `url`, in which `{name}` stands for the variable of that name; `variables` are the
    /// names and the default values.
    #[doc(hidden)]
    pub const fn new(
        url: &'static str,
        variables: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { url: Cow::Borrowed(url), variables, set: Vec::new() }
    }

    /// Sets the value of a variable.
    pub fn with(mut self, variable: impl Into<String>, value: impl Into<String>) -> Self {
        let variable = variable.into();
        self.set.retain(|(name, _)| *name != variable);
        self.set.push((variable, value.into()));
        self
    }

    /// The URL, with the values of the variables.
    ///
    /// # Errors
    /// A [`Fault`] for a variable that the server does not have.
    #[doc(hidden)]
    pub fn url(&self) -> Result<String, Fault> {
        let known = |name: &str| self.variables.iter().any(|(known, _)| *known == name);
        if let Some((name, _)) = self.set.iter().find(|(name, _)| !known(name)) {
            return Err(Fault::new(format!("the server has no variable {name:?}")));
        }
        let mut url = self.url.clone().into_owned();
        for (name, default) in self.variables {
            let set = self.set.iter().find(|(set, _)| set == name);
            let value = set.map_or(*default, |(_, value)| value);
            url = url.replace(&format!("{{{name}}}"), value);
        }
        Ok(url)
    }
}

impl From<String> for Server {
    fn from(url: String) -> Self {
        Self { url: Cow::Owned(url), variables: &[], set: Vec::new() }
    }
}

impl From<&str> for Server {
    fn from(url: &str) -> Self {
        Self::from(url.to_owned())
    }
}

impl From<&String> for Server {
    fn from(url: &String) -> Self {
        Self::from(url.clone())
    }
}
