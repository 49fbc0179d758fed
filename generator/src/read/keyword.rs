//! A key of a schema that nobody took → an annotation, or a known keyword that was misspelled.

use super::Reader;
use super::field::{Fields, nearest};
use super::swagger::Role;
use crate::diagnostic::Code;

/// Keywords that are known and have no effect on a type.
const WITHOUT_EFFECT: [&str; 16] = [
    "xml",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "$schema",
    "$vocabulary",
    "$comment",
];

/// Keywords that have an effect, and can be meant by a key that is nearly spelled like one of them. Those of
/// fewer letters than [`LETTERS_OF_A_MISSPELLED_KEYWORD`] are left out.
const WITH_EFFECT: [&str; 39] = [
    "$ref",
    "$dynamicRef",
    "$defs",
    "$anchor",
    "$dynamicAnchor",
    "type",
    "enum",
    "const",
    "format",
    "nullable",
    "properties",
    "patternProperties",
    "propertyNames",
    "additionalProperties",
    "required",
    "items",
    "prefixItems",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
    "title",
    "description",
    "externalDocs",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
    "examples",
    "minimum",
    "maximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
];

impl<'n> Reader<'n, '_> {
    /// Reports the keys of a schema that nobody took. In 3.1 a schema may have keywords of its author's own
    /// (JSON Schema 2020-12, section 4.3.1): one is an annotation, unless a known keyword must be meant.
    pub(super) fn finish_schema(&mut self, mut fields: Fields<'n>, role: Role) {
        if self.version.has_closed_schemas() {
            self.finish(fields, role.name(), &WITHOUT_EFFECT);
            return;
        }
        for (key, node) in fields.take_rest() {
            let (code, message) = if WITHOUT_EFFECT.contains(&&**key) {
                (Code::UnusedKey, format!("`{key}` has no effect"))
            } else if let Some(keyword) = keyword(key) {
                (Code::UnknownKey, format!("a schema has no key `{key}`; is `{keyword}` meant?"))
            } else {
                (Code::UnknownKeyword, format!("`{key}` is no keyword that is known here"))
            };
            self.say_of_key(code, node.at, message);
        }
    }
}

/// The keyword that a key must be meant to be.
fn keyword(key: &str) -> Option<&'static str> {
    nearest(key, WITH_EFFECT.into_iter().chain(WITHOUT_EFFECT))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_slip_of_the_pen_is_a_keyword() {
        let slips = [
            ("tpye", "type"),
            ("Type", "type"),
            ("itmes", "items"),
            ("propertes", "properties"),
            ("max_length", "maxLength"),
            ("one_of", "oneOf"),
            ("additionalPropeties", "additionalProperties"),
        ];
        for (key, keyword) in slips {
            assert_eq!(super::keyword(key), Some(keyword), "{key}");
        }
    }

    #[test]
    fn another_word_is_none() {
        for key in [
            "id",
            "name",
            "label",
            "note",
            "unit",
            "order",
            "widget",
            "group",
            "markdownDescription",
        ] {
            assert_eq!(super::keyword(key), None, "{key}");
        }
    }
}
