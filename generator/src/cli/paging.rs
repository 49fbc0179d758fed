//! The settings of an operation that pages → a rule, or none where the setting is `false`.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use crate::config::{PagingBy, PagingRule};

/// What the configuration says of how an operation pages.
#[derive(Debug)]
pub(super) struct PagingSettings(Option<RuleSettings>);

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleSettings {
    by: Option<BySetting>,
    parameter: Option<String>,
    first: Option<u64>,
    next: Option<String>,
    next_header: Option<String>,
    items: Option<String>,
    pages: Option<String>,
    total: Option<String>,
    more: Option<String>,
    last: Option<String>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BySetting {
    Page,
    Offset,
    Cursor,
    Link,
}

impl PagingSettings {
    pub(super) fn into_rule(self) -> Option<PagingRule> {
        let settings = self.0?;
        let by = settings.by.map(|by| match by {
            BySetting::Page => PagingBy::Page,
            BySetting::Offset => PagingBy::Offset,
            BySetting::Cursor => PagingBy::Cursor,
            BySetting::Link => PagingBy::Link,
        });
        Some(PagingRule {
            by,
            parameter: settings.parameter,
            first: settings.first,
            next: settings.next,
            next_header: settings.next_header,
            items: settings.items,
            pages: settings.pages,
            total: settings.total,
            more: settings.more,
            last: settings.last,
        })
    }
}

impl<'de> Deserialize<'de> for PagingSettings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SettingsVisitor)
    }
}

struct SettingsVisitor;

impl<'de> Visitor<'de> for SettingsVisitor {
    type Value = PagingSettings;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table, or `false`")
    }

    fn visit_bool<E: Error>(self, pages: bool) -> Result<PagingSettings, E> {
        match pages {
            false => Ok(PagingSettings(None)),
            true => Err(E::invalid_value(serde::de::Unexpected::Bool(true), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PagingSettings, A::Error> {
        RuleSettings::deserialize(MapAccessDeserializer::new(map))
            .map(|rule| PagingSettings(Some(rule)))
    }
}
