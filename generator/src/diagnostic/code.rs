//! The table of codes: everything that can be said about a description, how bad it is, and the way
//! out. A code is fixed for good: allowances and other tools name it.

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// One place is not carried as described; the rest is generated.
    Warning,
    /// Something is known and has no effect on the crate; it stands in the report only.
    Note,
}

macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $name:ident = $id:literal, $severity:ident, $help:literal;)+) => {
        /// Which thing a diagnostic says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $meaning])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The name that users write, read and search for.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)+ }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }

            /// The way out.
            pub fn help(self) -> &'static str {
                match self { $(Code::$name => $help,)+ }
            }

            /// What it means.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => concat!($($meaning),+),)+ }
            }
        }
    };
}

codes! {
    /// The file is missing, or cannot be read.
    Unreadable = "unreadable", Error, "check the path and that the file may be read";
    /// The text is not UTF-8.
    Encoding = "encoding", Error, "save the file as UTF-8";
    /// The text is neither JSON nor YAML.
    Syntax = "syntax", Error, "mend the text at this place";
    /// Values are nested more deeply than any description needs.
    TooDeep = "too-deep", Error, "give what is nested a name of its own, and refer to it";
    /// Anchors and aliases unfold to more values than any description needs.
    TooLarge = "too-large", Error, "use fewer aliases of aliases";
    /// A key stands twice in one object.
    DuplicateKey = "duplicate-key", Error, "keep one of the two";
    /// The text is not an OpenAPI description.
    NotOpenapi = "not-openapi", Error, "an OpenAPI description is an object with the key `openapi`";
    /// The description is of a version that is not read.
    UnsupportedVersion = "unsupported-version", Error, "OpenAPI 3.0 and 3.1 are read; convert the description to one of them";
    /// The name of the crate is not one that Cargo accepts.
    RefusedName = "refused-name", Error, "use small letters, digits, `-` and `_`, beginning with a letter, and no name that Rust or a dependency has";
    /// The version or the licence of the crate is not one that Cargo accepts.
    RefusedMetadata = "refused-metadata", Error, "give a version such as `1.2.3` and a licence such as `MIT`";
    /// A file that is to be written stands there already and is not marked as generated.
    ForeignFile = "foreign-file", Error, "move the file away, or choose another output folder";
    /// The output cannot be written.
    Unwritable = "unwritable", Error, "check that the output folder may be written";
    /// A fault of this program.
    Internal = "internal", Error, "please report it, with the description if you can share it";
    /// The configuration cannot be read.
    Configuration = "configuration", Error, "docs/configuration.md lists what the file may hold";
    /// The lock cannot be read.
    RefusedLock = "refused-lock", Error, "mend the file, or delete it to have all names chosen afresh";
    /// An allowance of the configuration is of no code of a warning, or its place is no JSON Pointer.
    RefusedAllowance = "refused-allowance", Error, "name the code of a warning, and its place as `--report` tells it";
    /// An allowance of the configuration has nothing to allow any more.
    UnneededAllowance = "unneeded-allowance", Error, "remove it from the configuration";
    /// A choice of the configuration for a place cannot be followed.
    RefusedChoice = "refused-choice", Error, "docs/configuration.md says what can be chosen";
    /// A choice of the configuration is for a place where there is nothing of its kind.
    UnneededChoice = "unneeded-choice", Error, "mend the place, as `--report` tells it, or remove the choice";

    /// A key that the specification does not know at this place.
    UnknownKey = "unknown-key", Warning, "check its spelling and its indentation; extensions begin with `x-`";
    /// A value is not of the kind that the specification asks for at this place.
    WrongKind = "wrong-kind", Warning, "see the specification for what may stand here";
    /// A key that the specification asks for is missing.
    MissingKey = "missing-key", Warning, "add it";
    /// A reference leads to nothing.
    DanglingReference = "dangling-reference", Warning, "mend the pointer, or describe what it names";
    /// A reference leads to another file or to a URL, which is not opened.
    RemoteReference = "remote-reference", Warning, "bring what it names into this file";
    /// References that lead to each other without ever naming a type.
    ReferenceCycle = "reference-cycle", Warning, "let one of them describe a type";
    /// An `operationId` is used twice.
    DuplicateOperation = "duplicate-operation", Warning, "give each operation an `operationId` of its own";
    /// A parameter of the same name and place stands twice in one list. The first counts.
    DuplicateParameter = "duplicate-parameter", Warning, "describe each parameter once";
    /// A path and its parameters do not match.
    PathMismatch = "path-mismatch", Warning, "describe each `{name}` of the path as a required path parameter, and no other";
    /// Two paths differ only in the names of their parameters, and are one path.
    DuplicatePath = "duplicate-path", Warning, "describe the operations of both under one of them";
    /// There is no operation and no type, and so there is nothing that a client could do.
    NoOperations = "no-operations", Warning, "describe operations under `paths`, or schemas under `components`";
    /// A security scheme is of a kind that is not carried yet.
    UnsupportedSecurity = "unsupported-security", Warning, "see the README for the schemes that work today";
    /// A part of the description that is not carried yet.
    Unsupported = "unsupported", Warning, "see the README for what works today";
    /// A schema is described in a way that is not carried yet, and is any JSON value.
    UntypedSchema = "untyped-schema", Warning, "see the README for the schemas that work today";
    /// A schema contradicts itself.
    Contradiction = "contradiction", Warning, "let both sides say the same";
    /// A name that the description states with `x-rust-name` is not fit for what it is to name.
    UnfitName = "unfit-name", Warning, "types and variants are in `UpperCamelCase`, all else in `snake_case`, and both in ASCII";
    /// Nothing tells the name of a thing from that of another, and it has a fingerprint or a number.
    NumberedName = "numbered-name", Warning, "give one of them another name, or choose one with `names` or `x-rust-name`";

    /// A name that was published is another now.
    ChangedName = "changed-name", Warning, "tell the users of the crate; the lock has the new name";
    /// A constructor or a method that was published has another list of arguments now.
    ChangedArguments = "changed-arguments", Note, "tell the users of the crate; new arguments come last";
    /// Two things could have one name, so that neither has it.
    ContestedName = "contested-name", Note, "give one of them a name that differs in more than case and signs, or choose one with `names` or `x-rust-name`";
    /// A key that is known and has no effect on the crate.
    UnusedKey = "unused-key", Note, "nothing needs to be done";
    /// A schema that allows any JSON value.
    AnyValue = "any-value", Note, "describe a type, if there is one";
    /// A format that is not known, and is carried as its plain type.
    PlainFormat = "plain-format", Note, "nothing needs to be done";
}
