//! The configuration file and the flags → the clients to generate.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::input::Input;
use super::paging::PagingSettings;
use super::{Arguments, InputArguments};
use crate::config::{
    Choices, Codec, Config, DeriveChoice, NameChoice, PackageFields, PagingChoice, Pick,
    ScalarType, Selection, TypeChoice,
};
use crate::diagnostic::{Allowance, Code, Diagnostic, Location};
use crate::lock::Lock;

/// A client to generate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Where its description is.
    pub description: Input,
    /// Where the description is got from, by `clientsmith fetch`.
    pub url: Option<String>,
    /// The folder whose files the description may refer to, if it is not that of the description.
    pub root: Option<PathBuf>,
    /// The folder of the crate.
    pub output: PathBuf,
    /// The choices for the crate.
    pub config: Config,
}

/// Why there is nothing to generate.
#[derive(Debug)]
pub enum Fault {
    /// The call is wrong.
    Call(String),
    /// The configuration is wrong.
    Settings(Diagnostic),
}

/// The configuration file. Its paths are relative to its own folder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    client: Vec<ClientSettings>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientSettings {
    description: PathBuf,
    url: Option<String>,
    root: Option<PathBuf>,
    output: PathBuf,
    name: String,
    #[serde(default = "first_version")]
    version: String,
    license: Option<String>,
    #[serde(default)]
    package: toml::Table,
    #[serde(default, rename = "tag-features")]
    tag_features: bool,
    #[serde(default)]
    include: Vec<PickSettings>,
    #[serde(default)]
    exclude: Vec<PickSettings>,
    #[serde(default)]
    allow: Vec<AllowanceSettings>,
    #[serde(default)]
    names: Vec<NameSettings>,
    #[serde(default)]
    derives: Vec<DeriveSettings>,
    #[serde(default)]
    types: Vec<TypeSettings>,
    #[serde(default)]
    dependencies: toml::Table,
    #[serde(default)]
    closed: Vec<String>,
    #[serde(default, rename = "keep-unknown")]
    keep_unknown: Vec<String>,
    #[serde(default, rename = "by-name")]
    by_name: Vec<String>,
    #[serde(rename = "idempotency-header")]
    idempotency_header: Option<String>,
    error: Option<String>,
    #[serde(default)]
    paging: BTreeMap<String, PagingSettings>,
    #[serde(default, rename = "operation-ids")]
    operation_ids: OperationIds,
}

/// How much of an operation id that a framework composed names the operation.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OperationIds {
    /// What its author wrote of it.
    #[default]
    Written,
    /// All of it.
    Whole,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AllowanceSettings {
    code: String,
    at: String,
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PickSettings {
    tag: Option<String>,
    operation: Option<String>,
    path: Option<String>,
    method: Option<String>,
}

impl From<PickSettings> for Pick {
    fn from(settings: PickSettings) -> Self {
        let PickSettings { tag, operation, path, method } = settings;
        Self { tag, operation, path, method }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameSettings {
    at: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeriveSettings {
    at: String,
    traits: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TypeSettings {
    #[serde(default)]
    at: String,
    format: Option<String>,
    json_type: Option<JsonTypeSetting>,
    r#type: String,
    #[serde(default)]
    with: CodecSetting,
    #[serde(default)]
    traits: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum JsonTypeSetting {
    String,
    Integer,
    Number,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CodecSetting {
    #[default]
    Serde,
    Text,
}

impl From<TypeSettings> for TypeChoice {
    fn from(settings: TypeSettings) -> Self {
        let TypeSettings { at, format, json_type, r#type: path, with, traits } = settings;
        let json_type = json_type.map(|stated| match stated {
            JsonTypeSetting::String => ScalarType::String,
            JsonTypeSetting::Integer => ScalarType::Integer,
            JsonTypeSetting::Number => ScalarType::Number,
        });
        let with = match with {
            CodecSetting::Serde => Codec::Serde,
            CodecSetting::Text => Codec::Text,
        };
        Self { at, format, json_type, path, with, traits }
    }
}

impl ClientSettings {
    fn within(self, folder: &Path) -> Client {
        let Self { description, url, root, output, name, version, license, .. } = self;
        let allow = self.allow.into_iter();
        let allow =
            allow.map(|AllowanceSettings { code, at, reason }| Allowance { code, at, reason });
        let names = self.names.into_iter();
        let names = names.map(|NameSettings { at, name }| NameChoice { at, name });
        let derives = self.derives.into_iter();
        let derives = derives.map(|DeriveSettings { at, traits }| DeriveChoice { at, traits });
        let written = |table: toml::Table| {
            table.into_iter().map(|(name, value)| (name, value.to_string())).collect()
        };
        let dependencies = written(self.dependencies);
        let package = PackageFields(written(self.package));
        let paging = self.paging.into_iter();
        let paging =
            paging.map(|(operation, rule)| PagingChoice { operation, rule: rule.into_rule() });
        let picks = |picks: Vec<PickSettings>| picks.into_iter().map(Pick::from).collect();
        let selection = Selection { include: picks(self.include), exclude: picks(self.exclude) };
        let choices = Choices {
            names: names.collect(),
            derives: derives.collect(),
            types: self.types.into_iter().map(TypeChoice::from).collect(),
            closed: self.closed,
            keep_unknown: self.keep_unknown,
            by_name: self.by_name,
            idempotency_header: self.idempotency_header,
            error: self.error,
            paging: paging.collect(),
            whole_operation_ids: self.operation_ids == OperationIds::Whole,
        };
        Client {
            description: Input::File(joined(folder, &description)),
            url,
            root: root.map(|root| joined(folder, &root)),
            output: joined(folder, &output),
            config: Config {
                name,
                version,
                license,
                package,
                tag_features: self.tag_features,
                allow: allow.collect(),
                dependencies,
                selection,
                choices,
                lock: Lock::default(),
            },
        }
    }
}

fn first_version() -> String {
    "0.1.0".to_owned()
}

/// The clients that a call asks for.
///
/// # Errors
/// If the call or the configuration is wrong.
pub fn clients(arguments: &Arguments) -> Result<Vec<Client>, Fault> {
    let input = &arguments.input;
    if let Some(stated) = input.stated() {
        let Some(output) = &arguments.out else {
            return Err(Fault::Call(format!("a client of `{stated}` needs --out, its folder")));
        };
        let name = arguments.name.clone().or_else(|| folder_name(output)).unwrap_or_default();
        let mut client = Client {
            description: Input::called(stated),
            url: None,
            root: input.root.clone(),
            output: output.clone(),
            config: Config::new(name),
        };
        overrule(&mut client, arguments);
        return Ok(vec![client]);
    }
    let mut clients = configured(input).map_err(Fault::Settings)?;
    let overruled = [
        input.root.is_some(),
        arguments.out.is_some(),
        arguments.name.is_some(),
        arguments.crate_version.is_some(),
        arguments.license.is_some(),
        arguments.report.is_some(),
        !arguments.selection.include.is_empty(),
        !arguments.selection.exclude.is_empty(),
    ];
    match clients.as_mut_slice() {
        [only] => overrule(only, arguments),
        _ if overruled.contains(&true) => {
            let file = input.config.display();
            let message = format!("{file} lists {} clients, and a flag is for one", clients.len());
            return Err(Fault::Call(message));
        }
        _ => {}
    }
    Ok(clients)
}

/// The name of a folder, if it has one of its own.
fn folder_name(folder: &Path) -> Option<String> {
    let named = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    named.or_else(|| Some(folder.canonicalize().ok()?.file_name()?.to_string_lossy().into_owned()))
}

/// Replaces the settings of a client by those that the command line states.
fn overrule(client: &mut Client, arguments: &Arguments) {
    let Arguments { input, selection, out, name, crate_version, license, .. } = arguments;
    if input.root.is_some() {
        client.root.clone_from(&input.root);
    }
    if !selection.include.is_empty() {
        client.config.selection.include.clone_from(&selection.include);
    }
    if !selection.exclude.is_empty() {
        client.config.selection.exclude.clone_from(&selection.exclude);
    }
    if let Some(out) = out {
        client.output.clone_from(out);
    }
    if let Some(name) = name {
        client.config.name.clone_from(name);
    }
    if let Some(version) = crate_version {
        client.config.version.clone_from(version);
    }
    if license.is_some() {
        client.config.license.clone_from(license);
    }
}

/// The clients of the configuration.
///
/// # Errors
/// If it is not there, or wrong.
pub(super) fn configured(input: &InputArguments) -> Result<Vec<Client>, Diagnostic> {
    let file = &input.config;
    let fault = |code, message| Diagnostic::new(code, Location::Nowhere, message);
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => fault(
            Code::NoConfiguration,
            format!("{shown} is not there, and the call states no description"),
        ),
        _ => fault(Code::Unreadable, format!("{shown} cannot be read: {error}")),
    })?;
    let settings: Settings = toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .and_then(|span| text.get(..span.start))
            .map(|before| before.matches('\n').count() + 1);
        let place = line.map(|line| format!(", line {line}")).unwrap_or_default();
        fault(Code::Configuration, format!("{shown}{place}: {}", error.message()))
    })?;
    let folder = file.parent().unwrap_or(Path::new(""));
    Ok(settings.client.into_iter().map(|client| client.within(folder)).collect())
}

/// Joins two paths; a leading `..` goes up, so that messages show the path that a person would write.
fn joined(folder: &Path, path: &Path) -> PathBuf {
    let mut joined = folder.to_path_buf();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir if joined.file_name().is_some() => {
                joined.pop();
            }
            other => joined.push(other),
        }
    }
    joined
}
