//! A description → what every public path of its crate means, and every argument. A thing is known by where
//! it is described; what stands in a list whose order means nothing, by its name.

use std::collections::BTreeMap;

use clientsmith::api::{
    Answers, Api, Choice, Operation, ParameterPlace, Record, Scalar, Shape, Step, Type, TypeDef,
    Union,
};
use clientsmith::config::Config;
use clientsmith::diagnostic::Diagnostics;
use clientsmith::lock::Lock;
use clientsmith::name::{AnswersNames, Names, PartNames, TypeNames};
use clientsmith::source::{Pointer, Source};
use clientsmith::{lower, name, parse, read};
use serde_json::Value;

/// What each path means.
pub type Meaning = BTreeMap<String, String>;

pub struct Known {
    /// What each public path means.
    pub paths: Meaning,
    /// What each argument of each constructor and method means, if there are so many.
    pub slots: Meaning,
    /// The names of types.
    pub types: Vec<String>,
    /// What is published.
    pub lock: Lock,
}

/// What a description comes to. Nothing is rendered, which takes the most time.
pub fn known(text: &str, config: &Config) -> Known {
    let mut said = Diagnostics::new();
    let parsed = parse::parse(&Source::new("openapi.json", text)).unwrap();
    let document = read::read(parsed.tree, &parsed.faults, &mut said).unwrap();
    let mut api = lower::lower(&document, &config.choices, &mut said);
    name::keep_order(&mut api, &config.lock, &mut said);
    let names = name::name(&api, &config.choices, &config.lock, &mut said);
    let description: Value = serde_json::from_str(text).unwrap();
    let mut teller = Teller { description, paths: Meaning::new(), slots: Meaning::new() };
    teller.types(&api, &names);
    teller.operations(&api, &names);
    let own = |id| {
        let own = &names.types[id];
        std::iter::once(&own.ident).chain(&own.required).map(ToString::to_string)
    };
    let types = api.types.ids().flat_map(own).collect();
    let lock = name::published(&api, &names);
    Known { paths: teller.paths, slots: teller.slots, types, lock }
}

struct Teller {
    description: Value,
    paths: Meaning,
    slots: Meaning,
}

impl Teller {
    fn tell(&mut self, path: String, meaning: String) {
        let before = self.paths.insert(path.clone(), meaning.clone());
        assert!(before.is_none(), "{path} means {before:?} and {meaning}");
    }

    fn types(&mut self, api: &Api, names: &Names) {
        for (id, definition) in api.types.iter() {
            let own = &names.types[id];
            let path = format!("types::{}", own.ident);
            let meaning = self.identity(definition);
            self.tell(path.clone(), meaning);
            match &definition.shape {
                Shape::Record(record) => {
                    self.record(&path, record, &own.parts);
                    self.constructor(&path, record, own);
                }
                Shape::Choice(Choice { values, .. }) => {
                    for (value, part) in values.iter().zip(&own.parts) {
                        self.tell(
                            format!("{path}::{}", part.ident),
                            format!("value {:?}", value.wire),
                        );
                    }
                }
                Shape::Union(Union { variants, .. }) => {
                    for (variant, part) in variants.iter().zip(&own.parts) {
                        let held = variant.ty.mentioned().map(|id| self.described(&api.types[id]));
                        let held = held.unwrap_or_else(|| unnamed(api, &variant.ty));
                        let meaning = format!("variant {:?} of {held}", variant.kind);
                        self.tell(format!("{path}::{}", part.ident), meaning);
                    }
                }
                Shape::Tuple(_) | Shape::Wrapper(_) | Shape::Alias(_) => {}
            }
        }
    }

    fn record(&mut self, path: &str, record: &Record, parts: &[PartNames]) {
        let rest = record.other_members.iter().map(|_| "others".to_owned());
        let members = record.members.iter().map(|member| format!("member {:?}", member.wire_name));
        for (member, part) in members.chain(rest).zip(parts) {
            self.tell(format!("{path}.{}", part.ident), member.clone());
            self.tell(format!("{path}::{}()", part.setter), format!("setter of {member}"));
            if let Some(method) = &part.or_default {
                self.tell(format!("{path}::{method}()"), format!("value of {member}"));
            }
        }
    }

    /// A constructor takes its arguments by their order, or one struct whose fields have names.
    fn constructor(&mut self, path: &str, record: &Record, own: &TypeNames) {
        let Some(required) = &own.required else {
            let given: Vec<&str> = record.given().map(|member| &*member.wire_name).collect();
            return self.arguments(&format!("{path}::new"), &given);
        };
        let required = format!("types::{required}");
        self.tell(required.clone(), format!("what makes {path}"));
        self.slots.insert(format!("{path}::new"), required.clone());
        for (member, part) in record.members.iter().zip(&own.parts) {
            if member.must_be_given {
                let meaning = format!("given {:?}", member.wire_name);
                self.tell(format!("{required}.{}", part.ident), meaning);
            }
        }
    }

    /// A call with another number of arguments does not compile.
    fn arguments(&mut self, path: &str, asked: &[&str]) {
        for (index, name) in asked.iter().enumerate() {
            let slot = format!("{path} of {}, argument {index}", asked.len());
            self.slots.insert(slot, (*name).to_owned());
        }
    }

    fn operations(&mut self, api: &Api, names: &Names) {
        for (id, operation) in api.operations.iter() {
            let own = &names.operations[id];
            let meaning = format!("{} {}", operation.method, operation.template);
            self.tell(format!("Client::{}()", own.method), meaning.clone());
            let request = format!("operations::{}::{}", own.module, own.request);
            self.tell(request.clone(), meaning.clone());
            let mut required = Vec::new();
            for (parameter, part) in operation.parameters.iter().zip(&own.parameters) {
                let meaning = format!("{:?} {:?}", parameter.place, parameter.wire_name);
                match parameter.required || parameter.place == ParameterPlace::Path {
                    true => required.push(meaning.clone()),
                    false => self.tell(format!("{request}::{}()", part.setter), meaning.clone()),
                }
                // Who makes a parameter optional has the setter that was the argument.
                self.tell(format!("{request} takes {}", part.ident), meaning);
            }
            let required: Vec<&str> = required.iter().map(String::as_str).collect();
            self.arguments(&format!("Client::{}", own.method), &required);
            self.answers(own.success.as_ref(), &operation.success, &meaning);
            self.answers(own.failure.as_ref(), &operation.failure, &meaning);
            self.contents(own.content.as_ref(), operation, &meaning);
        }
        for (server, ident) in api.servers.iter().zip(&names.servers) {
            self.tell(format!("servers::{ident}"), server.template.clone());
        }
        for (credential, own) in api.credentials.iter().zip(&names.credentials) {
            self.tell(format!("ClientBuilder::{}()", own.setter), credential.scheme.clone());
        }
    }

    fn answers(&mut self, own: Option<&AnswersNames>, answers: &Answers, operation: &str) {
        let Some(own) = own else { return };
        let path = format!("types::{}", own.ident);
        self.tell(path.clone(), format!("answers of {operation}"));
        for (answer, variant) in answers.described.iter().zip(&own.variants) {
            let meaning = format!("{:?} {:?}", answer.statuses, answer.media);
            self.tell(format!("{path}::{variant}"), meaning);
        }
    }

    fn contents(&mut self, own: Option<&AnswersNames>, operation: &Operation, meaning: &str) {
        let (Some(own), Some(body)) = (own, &operation.body) else { return };
        let path = format!("types::{}", own.ident);
        self.tell(path.clone(), format!("contents of {meaning}"));
        for (content, variant) in body.contents.iter().zip(&own.variants) {
            self.tell(format!("{path}::{variant}"), content.media.clone());
        }
    }

    /// Where a type is described, and which of those that are described there it is.
    fn identity(&self, definition: &TypeDef) -> String {
        let view = definition.origin.marked_view().map(|view| format!(" as {view:?}"));
        format!("{}{}", self.described(definition), view.unwrap_or_default())
    }

    /// What a type describes, in whichever view: another view is another type, which the compiler tells.
    fn described(&self, definition: &TypeDef) -> String {
        let words = definition.origin.path.iter().filter_map(|step| match step {
            Step::Other(word) => Some(word.as_str()),
            _ => None,
        });
        format!("{} {:?}", self.place(&definition.origin.at), words.collect::<Vec<_>>())
    }

    /// A pointer with the parameters by their names.
    fn place(&self, at: &Pointer) -> String {
        let text = at.to_string();
        let mut place = String::new();
        let mut whole = String::new();
        for part in text.split('/').skip(1) {
            let in_parameters = whole.ends_with("/parameters");
            whole.push('/');
            whole.push_str(part);
            place.push('/');
            let parameter = self.description.pointer(&whole).filter(|_| in_parameters);
            match parameter.map(|parameter| (&parameter["in"], &parameter["name"])) {
                Some((location, Value::String(name))) => {
                    place.push_str(&format!("{location} {name}"));
                }
                _ => place.push_str(part),
            }
        }
        place
    }
}

/// A type without a name. The id of a scalar that the caller chose depends on the order of a description.
fn unnamed(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Scalar(Scalar::Chosen(id, _)) => format!("{:?}", api.chosen_scalars[*id]),
        other => format!("{other:?}"),
    }
}
