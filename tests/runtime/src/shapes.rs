//! Types of every shape that the shop itself has no use for.

use std::collections::BTreeMap;

use crate::runtime::{
    Base64, Date, DateTime, Duration, Field, Time, choice, number_choice, record, tuple, union,
    wrapper,
};
use crate::types::Amount;

/// A pet, told by its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Pet {
    /// Says itself what it is.
    Cat(Cat),
    /// Has two names.
    Dog(Dog),
    /// Does not say what it is.
    Fish(Fish),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { Pet by "kind" { Cat: object "cat", Dog: object "dog" "puppy", Fish: object + "fish" } }

/// A cat.
#[derive(Debug, Clone, PartialEq)]
pub struct Cat {
    /// What it is.
    pub kind: String,
    /// Whether it hunts.
    pub hunts: Option<bool>,
}

record! { Cat { kind: required "kind", hunts: optional "hunts" } }

/// A dog, with all that the server says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dog {
    /// What it is.
    pub kind: String,
    /// All other members.
    pub rest: BTreeMap<String, i64>,
}

record! { Dog { kind: required "kind", ..rest } }

/// A house, whose server has nothing for much of it.
#[derive(Debug, Clone, PartialEq)]
pub struct House {
    /// Must be there.
    pub rooms: Vec<String>,
    /// Must be there.
    pub prices: BTreeMap<String, i64>,
    /// May be absent.
    pub built: Option<DateTime>,
    /// May be null.
    pub sold: Option<Date>,
    /// May be either.
    pub opens: Field<Time>,
}

record! { House {
    rooms: collection "rooms",
    prices: collection "prices",
    built: optional_blank "built",
    sold: nullable_blank "sold",
    opens: three_state_blank "opens",
} }

/// A fish.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fish {
    /// How many fins it has.
    pub fins: Option<i64>,
}

record! { Fish { fins: optional "fins" } }

/// Nothing but what comes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bag {
    /// All members.
    pub all: BTreeMap<String, serde_json::Value>,
}

record! { Bag { ..all } }

/// A model: one of the known ones, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Model {
    /// The small one.
    Small,
    /// Any other text.
    Other(String),
}

choice! { Model {
    Small: "small",
    ..Other
} }

/// A colour.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Colour {
    /// Red.
    Red,
    /// Something newer than this crate.
    Unknown(String),
}

choice! { Colour { Red: "red" } }

/// How urgent something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Not at all.
    None,
    /// Very.
    High,
    /// Something newer than this crate.
    Unknown(i32),
}

number_choice! { Level: i32 { None: -1, High: 1 } }

/// A part of a price: a known one, or any other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rate {
    /// Half of it.
    Half,
    /// All of it.
    Full,
    /// Any other number.
    Other(f64),
}

number_choice! { Rate: f64 {
    Half: 0.5,
    Full: 1.0,
    ..Other
} }

/// A digit that is on or off, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bit {
    /// Off.
    Off,
    /// On.
    On,
}

number_choice! { Bit: u8 { Off: 0, On: 1 } closed }

/// A level, or any number.
#[derive(Debug, Clone, PartialEq)]
pub enum Urgency {
    /// A level.
    Level(Level),
    /// A number.
    Integer(i64),
    /// Something else.
    Unknown(serde_json::Value),
}

union! { Urgency { Level: integer, Integer: integer } }

/// What is done, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Something is bought.
    Buy,
    /// Something is sold.
    Sell,
}

choice! { Side { Buy: "buy", Sell: "sell" } closed }

/// A gift, with all that nobody foresaw.
#[derive(Debug, Clone, PartialEq)]
pub struct Gift {
    /// Who gives it.
    pub from: Option<String>,
    /// What the description says nothing of.
    pub additional_properties: BTreeMap<String, serde_json::Value>,
}

record! { Gift { from: optional "from", ..?additional_properties } }

/// A loan, with all that nobody foresaw.
#[derive(Debug, Clone, PartialEq)]
pub struct Loan {
    /// When it ends.
    pub until: Option<String>,
    /// What the description says nothing of.
    pub additional_properties: BTreeMap<String, serde_json::Value>,
}

record! { Loan { until: optional "until", ..?additional_properties } }

/// What one gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Got {
    /// For good.
    Gift(Gift),
    /// For a while.
    Loan(Loan),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { Got { Gift: object, Loan: object } }

/// What happened to a door, told by what must be there and by what may be null.
#[derive(Debug, Clone, PartialEq)]
pub enum DoorEvent {
    /// It was locked.
    Locked(Locked),
    /// It was opened.
    Opened(Opened),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { DoorEvent { Locked: object, Opened: object } }

/// A door was locked.
#[derive(Debug, Clone, PartialEq)]
pub struct Locked {
    /// Why, if anybody knows.
    pub reason: Option<String>,
    /// When, if anybody knows.
    pub at: Option<Date>,
    /// Who has a key.
    pub keys: Vec<String>,
    /// What is written on it.
    pub note: Option<String>,
    /// The day on which it is opened again.
    pub until: Option<Date>,
}

record! { Locked {
    reason: nullable "reason",
    at: nullable_blank "at",
    keys: collection "keys",
    note: optional "note",
    until: optional_blank "until",
} }

/// A door was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Who has a key.
    pub keys: Option<Vec<String>>,
    /// What is written on it.
    pub note: Field<String>,
    /// The day on which it is locked again.
    pub until: Field<String>,
}

record! { Opened {
    keys: nullable "keys",
    note: three_state "note",
    until: three_state "until",
} }

/// Things that JSON types do not tell apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Thing {
    /// Names of colours.
    Colours(Vec<Colour>),
    /// Pets.
    Pets(Vec<Pet>),
    /// What a fish has.
    Fish(Fish),
    /// More than a fish has.
    Shark(Shark),
    /// Another union.
    Pet(Box<Pet>),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { Thing { Colours: array, Pets: array, Fish: object, Shark: object, Pet: nested } }

/// A fish with teeth.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shark {
    /// How many fins it has.
    pub fins: Option<i64>,
    /// How many teeth it has.
    pub teeth: Option<i64>,
}

record! { Shark { fins: optional "fins", teeth: optional "teeth" } }

/// A place, perhaps with a height, a name and more.
#[derive(Debug, Clone, PartialEq)]
pub struct Point(pub f64, pub f64, pub Option<f64>, pub Field<String>, pub Vec<i64>);

tuple! { Point { 0: required, 1: required, 2: optional, 3: three_state; ..4 } }

/// Two things.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair(pub i64, pub Option<String>);

tuple! { Pair { 0: required, 1: required } }

/// A list of lists of lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Nest(pub Vec<Nest>);

wrapper! { Nest }

/// Times and bytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scalars {
    /// A time of day.
    pub time: Option<Time>,
    /// A length of time.
    pub duration: Option<Duration>,
    /// Bytes.
    pub bytes: Option<Base64>,
}

record! { Scalars { time: optional "time", duration: optional "duration", bytes: optional "bytes" } }

/// Numbers in every shape of value.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// One number.
    pub least: f64,
    /// A number of half the width, that may be null.
    pub short: Field<f32>,
    /// Numbers in a list.
    pub all: Vec<f64>,
    /// A number in a union.
    pub amount: Option<Amount>,
    /// Numbers in a list with items of their own types.
    pub point: Option<Point>,
    /// A number in the variant of a union that is told by a tag of its own.
    pub weight: Option<Weight>,
    /// Numbers by name.
    pub rest: BTreeMap<String, f64>,
}

record! { Measures {
    least: required "least",
    short: three_state "short",
    all: required "all",
    amount: optional "amount",
    point: optional "point",
    weight: optional "weight",
    ..rest
} }

impl Measures {
    /// Measures of which only the least is known.
    pub fn new(least: f64) -> Self {
        Self {
            least,
            short: Field::Absent,
            all: Vec::new(),
            amount: None,
            point: None,
            weight: None,
            rest: BTreeMap::new(),
        }
    }
}

/// A weight, by its unit.
#[derive(Debug, Clone, PartialEq)]
pub enum Weight {
    /// In grams.
    Grams(Grams),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { Weight by "unit" { Grams: object + "g" } }

/// Grams, which do not say that they are grams.
#[derive(Debug, Clone, PartialEq)]
pub struct Grams {
    /// How many.
    pub value: f64,
}

record! { Grams { value: required "value" } }
