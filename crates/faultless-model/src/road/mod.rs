//! The fast road: JSON straight into a type, in one pass.
//!
//! A request that is right never pays for one that is wrong: `serde_json` reads the bytes straight into the type, under
//! the same rules. What the fast road cannot tell by itself (a missing field, whose issue shows the whole object; a list
//! where an object should be) it refuses without a word, and the second road reads the bytes again, as a tree. Both give
//! the same: the fast road takes nothing that the second would refuse, and tells nothing in other words.

mod capture;
mod json;
mod model;
mod object;
mod option;
mod scalar;
mod sequence;
mod sink;

use serde::de::{DeserializeSeed, Deserializer};

pub(crate) use self::capture::capture;
pub use self::json::{JsonReader, ReadError, from_json};
#[doc(hidden)]
pub use self::model::{Key, Next, Object, Parts, ReadWith, Slot, Unread, accept_model};
pub(crate) use self::object::MapVisitor;
pub(crate) use self::option::OptionVisitor;
pub(crate) use self::scalar::{BoolVisitor, IntegerVisitor, RealVisitor, TextVisitor};
pub(crate) use self::sequence::ListVisitor;
use self::sink::Sink;
use crate::field::Field;
use crate::input::Input;
use crate::issue::{Issues, Location, Step};
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;

/// Where the fast road stands, with the rules of the value ahead: what [`Field::accept`] is given.
///
/// Going down costs no allocation: the steps are linked on the stack.
pub struct Road<'r> {
    above: Option<&'r Road<'r>>,
    step: Stride<'r>,
    rules: &'r Rules,
    sink: &'r Sink,
    depth: usize,
    secret: bool,
}

/// A step, and its place in the order that issues are told.
#[derive(Clone, Copy)]
enum Stride<'r> {
    /// None: where the reading begins.
    Root,
    /// Into the field of a model, by its place in the declaration.
    Field(&'static Key),
    /// To an entry of a map, by its place in the JSON.
    Entry(&'r str, usize),
    /// To an item of a list.
    Item(usize),
}

impl<'r> Road<'r> {
    fn new(rules: &'r Rules, sink: &'r Sink) -> Self {
        Self {
            above: None,
            step: Stride::Root,
            rules,
            sink,
            depth: 0,
            secret: false,
        }
    }

    /// The rules of the value ahead.
    #[must_use]
    pub fn rules(&self) -> &'r Rules {
        self.rules
    }

    /// The same place under other rules.
    #[must_use]
    pub fn under<'s>(&self, rules: &'s Rules) -> Road<'s>
    where
        'r: 's,
    {
        Road { rules, ..*self }
    }

    /// The same place, for a value that is never shown.
    #[must_use]
    pub(crate) fn veiled(&self, secret: bool) -> Self {
        Self {
            secret: self.secret || secret,
            ..*self
        }
    }

    /// The road one step further down.
    #[inline]
    fn down<'s>(&'s self, step: Stride<'s>, rules: &'s Rules, secret: bool) -> Road<'s> {
        Road {
            above: Some(self),
            step,
            rules,
            sink: self.sink,
            depth: self.depth + 1,
            secret: self.secret || secret,
        }
    }

    /// Goes on into a list or an object.
    ///
    /// # Errors
    /// A refusal where it nests deeper than the limit.
    #[inline]
    pub(crate) fn enter<E: serde::de::Error>(&self) -> Result<(), E> {
        if self.depth > self.sink.deepest() {
            return Err(refusal());
        }
        Ok(())
    }

    /// The place, as an issue tells it, and the key by which issues are put in order.
    fn place(&self) -> (Location, Vec<usize>) {
        let limit = self.sink.limits().name;
        let (mut steps, mut ranks) = (Vec::with_capacity(self.depth), Vec::new());
        let mut road = Some(self);
        while let Some(here) = road {
            let (step, rank) = match here.step {
                Stride::Root => break,
                Stride::Field(&(rank, name)) => (Step::from(name), rank),
                Stride::Entry(name, rank) => (Step::made_up(name, limit), rank),
                Stride::Item(index) => (Step::from(index), index),
            };
            steps.push(step);
            ranks.push(rank);
            road = here.above;
        }
        steps.extend(self.sink.root().iter().rev().cloned());
        steps.reverse();
        ranks.reverse();
        (Location::from(steps), ranks)
    }

    /// Reads a value that is no plain scalar, or one in another form than its type's own, as the second road would.
    ///
    /// # Errors
    /// A refusal where it does not fit: who sends one mistake of this sort sends others, which only a tree tells.
    pub(crate) fn read_otherwise<T: Field, E: serde::de::Error>(
        &self,
        input: &Input<'_>,
    ) -> Result<Option<T>, E> {
        let mut limits = self.sink.limits();
        // Nothing is to be told: an issue is only counted.
        limits.issues = 0;
        let mut issues = Issues::with_limits(limits);
        let mut reader = Reader::new(&mut issues);
        let depth = self.depth + self.sink.root().len();
        match T::read(input, self.rules, &mut reader.within(depth)) {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(refusal()),
        }
    }

    /// Reads an input that is in hand as the second road would, and keeps what it tells.
    ///
    /// # Errors
    /// A refusal where the issues must not show what they would show, or are more than fit.
    pub(crate) fn read<T, E: serde::de::Error>(
        &self,
        input: &Input<'_>,
        read: impl FnOnce(&Input<'_>, &Rules, &mut Reader<'_>) -> Result<T, Invalid>,
    ) -> Result<Option<T>, E> {
        let mut issues = Issues::with_limits(self.sink.limits());
        let mut reader = Reader::new(&mut issues);
        let depth = self.depth + self.sink.root().len();
        match read(input, self.rules, &mut reader.within(depth)) {
            Ok(value) => Ok(Some(value)),
            Err(_) if self.secret => Err(refusal()),
            Err(_) => {
                let (location, ranks) = self.place();
                if self.sink.take(issues, &location, &ranks) {
                    Ok(None)
                } else {
                    Err(refusal())
                }
            }
        }
    }
}

/// A refusal: the second road tells what is wrong.
#[cold]
pub(crate) fn refusal<E: serde::de::Error>() -> E {
    E::custom("")
}

/// Reads a value of a type at a place: what serde wants where a value stands inside another.
pub(crate) struct Seed<'r, T> {
    road: &'r Road<'r>,
    of: std::marker::PhantomData<fn() -> T>,
}

impl<'r, T: Field> Seed<'r, T> {
    pub(crate) fn new(road: &'r Road<'r>) -> Self {
        Self {
            road,
            of: std::marker::PhantomData,
        }
    }
}

impl<'de, T: Field> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::accept(deserializer, self.road)
    }
}

/// The default of [`Field::accept`]: the value as an input, read as on the second road. What does not fit is refused
/// rather than told: words about such types take the longest to make, and would be made twice where anything else is
/// refused.
pub(crate) fn accept_input<'de, T: Field, D: Deserializer<'de>>(
    deserializer: D,
    road: &Road<'_>,
) -> Result<Option<T>, D::Error> {
    let input = capture(deserializer, road)?;
    road.read_otherwise(&input)
}
