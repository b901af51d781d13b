//! `10_unions`: unions by fit and by tag, literals and enums.

use faultless::model::{
    Field, Input, Integer, Invalid, Reader, Rules, Schema, Schemas, Shape as Look,
};
use faultless::prelude::*;
use serde::ser::{SerializeMap, Serializer};

#[derive(Debug, Clone, Copy, Default, Serialize, Model)]
#[serde(rename_all = "lowercase")]
enum Color {
    #[default]
    Red,
    Blue,
}

#[derive(Debug, Clone, Copy, Default, Model)]
#[model(int)]
enum Rank {
    #[default]
    One = 1,
    Two = 2,
}

impl Serialize for Rank {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self as u8)
    }
}

#[derive(Debug, Serialize, Model)]
#[serde(rename_all = "lowercase")]
#[model(literal)]
enum CatKind {
    Cat,
}

#[derive(Debug, Serialize, Model)]
#[serde(rename_all = "lowercase")]
#[model(literal)]
enum DogKind {
    Dog,
}

#[derive(Debug, Serialize, Model)]
#[serde(rename_all = "lowercase")]
#[model(literal)]
enum BirdKind {
    Bird,
    Parrot,
}

#[derive(Debug, Serialize, Model)]
struct Cat {
    kind: CatKind,
    lives: Integer,
}

fn mutt() -> String {
    "mutt".to_owned()
}

#[derive(Debug, Serialize, Model)]
struct Dog {
    kind: DogKind,
    #[serde(default = "mutt")]
    breed: String,
}

fn two() -> Integer {
    2.into()
}

#[derive(Debug, Serialize, Model)]
struct Bird {
    kind: BirdKind,
    #[serde(default = "two")]
    #[field(ge = 0)]
    wings: Integer,
}

// Told apart by its kind, which each of them has as a field.
#[derive(Debug, Serialize, Model)]
#[serde(untagged, rename_all = "lowercase")]
#[model(discriminator = "kind")]
enum Pet {
    Cat(Cat),
    Dog(Dog),
    #[serde(alias = "parrot")]
    Bird(Bird),
}

#[derive(Debug, Serialize, Model)]
struct Owner {
    name: String,
    pet: Pet,
    #[serde(default)]
    more: Vec<Pet>,
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct Circle {
    radius: f64,
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct Rect {
    w: f64,
    h: f64,
}

#[derive(Debug, Serialize, Model)]
#[serde(untagged)]
enum Shape {
    Circle(Circle),
    Rect(Rect),
}

/// One of the types that a JSON scalar may be; each union names those it takes.
macro_rules! scalars {
    ($($name:ident { $($variant:ident $label:literal $type:ty),* })*) => {$(
        #[derive(Debug, Serialize, Model)]
        #[serde(untagged)]
        enum $name {
            $(#[serde(rename = $label)] $variant($type),)*
        }

        impl $name {
            /// The type's name in Python.
            fn type_name(&self) -> &'static str {
                let label = match self {
                    $(Self::$variant(_) => $label,)*
                };
                label.split('[').next().unwrap_or_default()
            }
        }
    )*};
}

scalars! {
    IntOrStr { Int "int" Integer, Str "str" String }
    StrOrInt { Str "str" String, Int "int" Integer }
    FloatOrInt { Float "float" f64, Int "int" Integer }
    BoolOrInt { Bool "bool" bool, Int "int" Integer }
    ListOrStr { List "list[int]" Vec<Integer>, Str "str" String }
}

/// A value, where one was sent: left out of the answer else.
#[derive(Debug)]
pub(super) struct Sent<T>(pub(super) Option<T>);

impl<T: Field> Field for Sent<T> {
    const SHAPE: Look = T::SHAPE;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        T::schema(schemas, rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        T::read(input, rules, reader).map(|value| Self(Some(value)))
    }

    fn absent() -> Option<Self> {
        Some(Self(None))
    }
}

/// A value where nothing was sent, which the model itself need not know: it is only told.
macro_rules! told_defaults {
    ($($name:ident: $type:ty = $default:expr;)*) => {$(
        fn $name(schemas: &mut Schemas, rules: &Rules) -> Schema {
            <$type>::schema(schemas, rules).with("default", $default)
        }
    )*};
}

told_defaults! {
    int_or_str: IntOrStr = 0;
    str_or_int: StrOrInt = "";
    float_or_int: FloatOrInt = 0;
    bool_or_int: BoolOrInt = false;
    list_or_str: ListOrStr = "";
}

#[derive(Debug, Model)]
struct Scalars {
    #[field(schema = int_or_str)]
    int_or_str: Sent<IntOrStr>,
    #[field(schema = str_or_int)]
    str_or_int: Sent<StrOrInt>,
    #[field(schema = float_or_int)]
    float_or_int: Sent<FloatOrInt>,
    #[field(schema = bool_or_int)]
    bool_or_int: Sent<BoolOrInt>,
    #[field(schema = list_or_str)]
    list_or_str: Sent<ListOrStr>,
    maybe: Sent<Option<IntOrStr>>,
}

#[derive(Debug, Serialize)]
struct Told<'a, T> {
    r#type: &'static str,
    value: &'a T,
}

impl Serialize for Scalars {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        macro_rules! each {
            ($($field:ident)*) => {$(
                if let Some(value) = &self.$field.0 {
                    map.serialize_entry(stringify!($field), &Told { r#type: value.type_name(), value })?;
                }
            )*};
        }
        each!(int_or_str str_or_int float_or_int bool_or_int list_or_str);
        if let Some(value) = &self.maybe.0 {
            let r#type = value.as_ref().map_or("NoneType", IntOrStr::type_name);
            map.serialize_entry("maybe", &Told { r#type, value })?;
        }
        map.end()
    }
}

#[derive(Debug, Default, Serialize, Model)]
#[serde(rename_all = "lowercase")]
#[model(literal)]
enum Mode {
    #[default]
    Fast,
    Slow,
}

#[derive(Debug, Default, Model)]
#[model(literal)]
enum Step {
    #[default]
    #[field(literal = 1)]
    One,
    #[field(literal = 2)]
    Two,
    #[field(literal = "auto")]
    Auto,
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One => serializer.serialize_u8(1),
            Self::Two => serializer.serialize_u8(2),
            Self::Auto => serializer.serialize_str("auto"),
        }
    }
}

#[derive(Debug, Default, Serialize, Model)]
#[serde(rename_all = "lowercase")]
#[model(literal)]
enum Only {
    #[default]
    One,
}

#[derive(Debug, Default, Model)]
#[model(literal)]
enum Maybe {
    #[field(literal = "a")]
    A,
    #[default]
    #[field(literal = None)]
    Nothing,
}

impl Serialize for Maybe {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::A => serializer.serialize_str("a"),
            Self::Nothing => serializer.serialize_unit(),
        }
    }
}

#[derive(Debug, Default, Serialize, Model)]
#[serde(default)]
struct Choice {
    mode: Mode,
    step: Step,
    only: Only,
    color: Color,
    rank: Rank,
    maybe: Maybe,
}

#[post("/pet", response_model = None)]
fn pet(p: Pet) -> Json<Pet> {
    Json(p)
}

#[post("/owner", response_model = None)]
fn owner(p: Owner) -> Json<Owner> {
    Json(p)
}

#[derive(Debug, Serialize)]
struct Shaped {
    r#type: &'static str,
    shape: Shape,
}

#[post("/shape")]
fn shape(p: Shape) -> Json<Shaped> {
    let r#type = match p {
        Shape::Circle(_) => "Circle",
        Shape::Rect(_) => "Rect",
    };
    Json(Shaped { r#type, shape: p })
}

#[post("/scalars", response_model = None)]
fn scalars(p: Scalars) -> Json<Scalars> {
    Json(p)
}

#[post("/choice", response_model = None)]
fn choice(p: Choice) -> Json<Choice> {
    Json(p)
}

pub(super) fn app() -> App {
    App::new()
        .title("unions")
        .routes(routes![pet, owner, shape, scalars, choice])
}
