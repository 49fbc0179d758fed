//! Every limit of the generator, with its reason. A description is somebody else's: what could recurse or
//! grow without end has a limit here, far beyond what descriptions in the wild reach. A place beyond a limit
//! becomes any JSON value or is left out, with a diagnostic where something is lost.

/// Values of a description, which each take memory. The largest description that is known has a tenth of
/// them.
pub const VALUES_OF_A_DESCRIPTION: usize = 5_000_000;

/// Files of one description, each of which is read whole.
pub const FILES_OF_A_DESCRIPTION: usize = 20_000;

/// References from one to the next that are followed where a description is read.
pub const REFERENCES_TO_REFERENCES: usize = 64;

/// The schemas in a chain that only refer to the next one. Longer chains are cycles.
pub const REFERENCES_IN_A_CHAIN: usize = 200;

/// The names that one schema may have, each of which only stands for the next.
pub const NAMES_OF_A_SCHEMA: usize = 64;

/// Parts within parts of `allOf`, each of which takes stack.
pub const PARTS_OF_PARTS: usize = 200;

/// Objects with a discriminator that a schema takes in, each within the one before it.
pub const DEPTH_OF_INHERITANCE: usize = 100;

/// Schemas within schemas without a name of their own, each of which takes stack.
pub const DEPTH_OF_SCHEMAS: usize = 100;

/// Synthetic schemas for each written one: `allOf` of alternatives multiplies them.
pub const SYNTHETIC_SCHEMAS_FOR_EACH: usize = 8;

/// Synthetic schemas that any document may have, however small.
pub const SYNTHETIC_SCHEMAS: usize = 20_000;

/// Pairs of schemas that are compared to tell whether one is within the other.
pub const COMPARED_SCHEMAS: usize = 200;

/// Combinations of the alternatives of several `oneOf` and `anyOf` of one schema.
pub const COMBINED_ALTERNATIVES: usize = 64;

/// Schemas that are looked at for the alternatives of one union, those of unions within it included.
pub const SCHEMAS_OF_A_UNION: usize = 512;

/// Alternatives that are asked for the values of a tag, those of unions within unions included.
pub const ALTERNATIVES_WITH_A_TAG: usize = 1000;

/// Records that are compared, each with each, to find whether they may hold at once.
pub const OVERLAPPING_RECORDS: usize = 32;

/// Lists and alternatives within a part of a body that are searched for files.
pub const DEPTH_OF_A_PART: usize = 8;

/// Values within values of a sample, or of an example that is checked.
pub const DEPTH_OF_A_SAMPLE: usize = 24;

/// Values of a sample: one that needs more is left out.
pub const VALUES_OF_A_SAMPLE: usize = 2000;

/// Checks of values against schemas in making one sample: beyond them, everything is allowed.
pub const CHECKS_OF_A_SAMPLE: usize = 5_000;

/// Items of a list or a map in a sample.
pub const ITEMS_OF_A_SAMPLE: usize = 64;

/// Characters of a text in a sample that must be long.
pub const CHARACTERS_OF_A_SAMPLE_TEXT: usize = 10_000;

/// Bytes of a text that is made of a regular expression.
pub const BYTES_OF_A_SAMPLE_TEXT: usize = 4096;

/// Times that the repetitions of a regular expression are made longer, until a text is as long as it must
/// be.
pub const REPETITIONS_OF_A_PATTERN: usize = 128;

/// Bytes that a compiled regular expression may take; larger ones are not looked at.
pub const MEMORY_OF_A_PATTERN: usize = 1 << 23;

/// Steps of matching a regular expression; texts that take more are not checked.
pub const STEPS_OF_A_PATTERN: usize = 10_000;

/// Characters of a title that can be a name: longer ones are sentences.
pub const LETTERS_OF_A_TITLE: usize = 40;

/// Names, nulls and variants that one value of a sample is looked through: unions may hold each other.
pub const TYPES_OF_A_VALUE: usize = 32;

/// The lists, maps and nulls around each other in which names are unfolded, each of which takes stack.
pub const DEPTH_OF_AN_UNFOLDED_TYPE: usize = 32;

/// Steps from type to type that are walked to measure how deeply types hold each other. Where they do not
/// suffice, an upper bound stands for the depth: a limit that is too high does no harm.
pub const STEPS_OF_MEASURING_DEPTH: usize = 20_000_000;

/// Lists and quotes within each other in documentation. Deeper ones are flattened: a prefix for each level
/// would make the output grow with the square of the input.
pub const DEPTH_OF_MARKDOWN: usize = 8;
