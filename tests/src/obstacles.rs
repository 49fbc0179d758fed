//! The obstacle course of names: every word that a generated crate, Rust or a file system might trip
//! over, as a schema, a member, a value, a variant, a tag, a parameter and an operation.

use serde_json::{Map, Value, json};

/// Keywords of every edition, and words that are keywords somewhere.
const KEYWORDS: &str = "abstract as async auto await become box break const continue crate default do \
    dyn else enum extern false final fn for gen if impl in let loop macro macro_rules match mod move mut \
    override priv pub raw ref return safe self Self static struct super trait true try type typeof union \
    unsafe unsized use virtual where while yield";

/// The prelude, the standard library, the dependencies.
const RUST: &str = "Option Some None Result Ok Err String Vec Box Drop Copy Clone Debug Default Eq Hash Ord \
    Send Sync Sized Fn From Into Iterator ToString Uuid Value BTreeMap IpAddr Ipv4Addr Ipv6Addr bool char \
    f64 i64 str u8 usize alloc core serde std Serialize Deserialize Visitor";

/// The runtime, its macros and modules, and the methods that a record has.
const RUNTIME: &str = "Field Base64 Time Duration Date DateTime Bytes Unexpected Client ClientBuilder Error \
    Call Operation Method Request Response Record Choice Union Tuple Wrapper Reader Writer Secret \
    Credential Foreseen Kind UnknownValue Types Runtime record choice tuple wrapper request types \
    operations runtime client call new with_new add error ok body Self_ Other Unknown other unknown \
    additional_properties";

/// Other alphabets, signs, digits, nothing, and what is the same after casing.
const ODD: [&str; 36] = [
    "",
    " ",
    "1",
    "404",
    "+1",
    "-1",
    "_",
    "__",
    "-",
    ".",
    "#",
    "$ref",
    "@id",
    "🦀",
    "🦀🦀",
    "用户",
    "Größe",
    "Пользователь",
    "مستخدم",
    "हिन्दी",
    "a b",
    "a-b",
    "a_b",
    "aB",
    "AB",
    "ab",
    "a/b",
    "a~b",
    "a.b.c",
    "com.acme.v1.Thing",
    "customer",
    "Customer",
    "CUSTOMER",
    "CustomerValue",
    "con",
    "aux",
];

/// The words, each once.
fn words() -> Vec<String> {
    let plain = [KEYWORDS, RUST, RUNTIME].into_iter().flat_map(str::split_whitespace);
    let long = ["y", "z"].map(|end| "x".repeat(230) + end);
    let mut words: Vec<String> = Vec::new();
    for word in plain.chain(ODD).map(str::to_owned).chain(long) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// A schema of one of seven shapes, with the word in it wherever it can stand.
fn schema(word: &str, shape: usize) -> Value {
    let text = json!({"type": "string"});
    let record = |member: &Value| json!({"type": "object", "properties": {word: member}});
    match shape % 7 {
        0 => json!({"type": "object", "properties": {
            word: text, "value": {"type": ["object", "null"], "properties": {word: {"type": "integer"}}},
        }}),
        1 => json!({"type": "string", "enum": [word, "b"]}),
        2 => json!({"oneOf": [
            text, {"type": "integer"}, {"type": "array", "items": {"type": "string", "format": "uuid"}},
            {"title": word, "type": "object", "required": ["a"], "properties": {"a": text}},
        ]}),
        3 => json!({"type": "object",
            "additionalProperties": record(&json!({"type": "string", "format": "byte"}))}),
        4 => {
            let formats = ["time", "duration", "date-time", "ipv4", "ipv6", "ip", "uuid", "date"];
            let members =
                formats.map(|it| (it.to_owned(), json!({"type": "string", "format": it})));
            let members: Map<String, Value> = members.into_iter().collect();
            json!({"type": "object", "required": formats, "properties": members})
        }
        5 => json!({"type": "array", "prefixItems": [text, record(&text)], "items": false}),
        _ => json!({"type": "array", "items": {"type": "string", "format": "date-time"}}),
    }
}

/// An operation that is called by the word, and so is all that it has.
fn operation(word: &str) -> Value {
    let is_token = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let header = if is_token { word } else { "x-header" };
    let all = json!({"application/json": {"schema": {"$ref": "#/components/schemas/All"}}});
    let failure = json!({"type": "object", "properties": {word: {"type": "string"}}});
    json!({"get": {
        "operationId": word,
        "tags": [word],
        "parameters": [
            {"name": "p", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": word, "in": "query", "required": true, "schema": {"type": "string"}},
            {"name": header, "in": "header", "schema": {"type": "integer"}},
        ],
        "responses": {
            "200": {"description": "It.", "content": all},
            "404": {"description": "None.", "content": {"application/json": {"schema": failure}}},
        },
    }})
}

/// The whole course.
pub fn obstacles() -> String {
    let words = words();
    let pointer = |word: &str| word.replace('~', "~0").replace('/', "~1").replace('%', "%25");
    let refer = |word: &String| {
        let reference = format!("#/components/schemas/{}", pointer(word));
        (word.clone(), json!({"$ref": reference}))
    };
    let nullable = |word: &String| (word.clone(), json!({"type": ["string", "null"]}));
    let members: Map<String, Value> = words.iter().map(refer).collect();
    let asked: Map<String, Value> = words.iter().map(nullable).collect();
    let titled = |title: &str, member: &str| {
        let members = json!({member: {"type": "string"}});
        json!({"title": title, "type": "object", "required": [member], "properties": members})
    };
    let mut schemas: Map<String, Value> =
        words.iter().enumerate().map(|(index, word)| (word.clone(), schema(word, index))).collect();
    let whole = [
        (
            "All",
            json!({"type": "object", "properties": members, "additionalProperties": {"type": "integer"}}),
        ),
        ("Asked", json!({"type": "object", "properties": asked, "required": words})),
        ("Values", json!({"type": "string", "enum": words})),
        ("Free", json!({"anyOf": [{"type": "string"}, {"type": "string", "enum": words}]})),
        (
            "Twins",
            json!({"oneOf": [
                titled("Twin", "a"), titled("twin", "b"), titled("Unknown", "c"), titled("Customer", "d"),
                {"$ref": "#/components/schemas/Customer"}, titled("Self", "e"),
            ]}),
        ),
    ];
    schemas.extend(whole.into_iter().map(|(name, schema)| (name.to_owned(), schema)));
    let paths: Map<String, Value> = words
        .iter()
        .enumerate()
        .map(|(index, word)| (format!("/o{index}/{{p}}"), operation(word)))
        .collect();
    let info = json!({"title": "The obstacle course of names", "version": "1"});
    let components = json!({"schemas": schemas});
    json!({"openapi": "3.1.0", "info": info, "paths": paths, "components": components}).to_string()
}
