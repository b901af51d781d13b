//! Models: what the derive writes is only what differs from model to model.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::capture::{Skip, capture};
use super::{Road, Stride, refusal};
use crate::field::Field;
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;

/// A field's place in the declaration, and the name that it was found by.
pub type Key = (usize, &'static str);

/// A field's place: nothing yet, or what was read of it (`None` where it told an issue).
pub type Slot<T> = Option<Option<T>>;

/// What the fast road must know of a model. The derive writes it.
///
/// No item names the types of fields: they may be less public than the model.
pub trait Parts: Sized {
    /// Whether a name that no field has is an issue.
    const STRICT: bool;

    /// The field that is read by a name.
    fn key(name: &str) -> Option<&'static Key>;

    /// Reads each value of an object into its field's place, and makes the model of them; `None` where a field told an
    /// issue.
    ///
    /// # Errors
    /// Those of the object, and a refusal for a field that comes twice or is missing, and where a validator refuses.
    fn assemble<'de, A: MapAccess<'de>>(object: Object<'_, A>) -> Result<Option<Self>, A::Error>;
}

/// Nothing was read: the second road tells why.
#[derive(Debug)]
pub struct Unread;

impl Unread {
    /// The refusal that it comes to.
    #[cold]
    pub fn refuse<E: Error>(self) -> E {
        refusal()
    }
}

/// An object of the fields of a model, as it is read.
#[expect(missing_debug_implementations, reason = "only the derive sees one")]
pub struct Object<'r, A> {
    object: A,
    road: &'r Road<'r>,
}

impl<'de, A: MapAccess<'de>> Object<'_, A> {
    /// The value of the next field of a model; what is of none is passed over.
    ///
    /// # Errors
    /// Those of the object, and a refusal for a name that no field has where that is an issue.
    #[inline]
    pub fn next_field<M: Parts>(&mut self) -> Result<Option<Next<'_, A>>, A::Error> {
        let key = loop {
            match self.object.next_key_seed(Names::<M>(PhantomData))? {
                Some(Some(key)) => break key,
                Some(None) if M::STRICT => return Err(refusal()),
                Some(None) => self.object.next_value_seed(Skip::below(self.road))?,
                None => return Ok(None),
            }
        };
        Ok(Some(Next {
            object: &mut self.object,
            road: self.road,
            key,
        }))
    }
}

/// The value that comes next in an object, and the field it is for.
#[expect(missing_debug_implementations, reason = "only the derive sees one")]
pub struct Next<'n, A> {
    object: &'n mut A,
    road: &'n Road<'n>,
    key: &'static Key,
}

/// How a value is read from an input, where that is not its type's own way.
pub type ReadWith<T> = fn(&Input<'_>, &Rules, &mut Reader<'_>) -> Result<T, Invalid>;

impl<'de, A: MapAccess<'de>> Next<'_, A> {
    /// The field's place in the declaration.
    #[must_use]
    pub fn field(&self) -> usize {
        self.key.0
    }

    /// Reads it as a field's type into the field's place.
    ///
    /// # Errors
    /// Those of the object, and a refusal where the place is taken.
    #[inline]
    pub fn read<T: Field>(
        self,
        slot: &mut Slot<T>,
        rules: &Rules,
        secret: bool,
    ) -> Result<(), A::Error> {
        self.into_slot(slot, rules, secret, Own(PhantomData))
    }

    /// Reads it with a function into the field's place.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_with<T>(
        self,
        slot: &mut Slot<T>,
        rules: &Rules,
        secret: bool,
        read: ReadWith<T>,
    ) -> Result<(), A::Error> {
        self.into_slot(slot, rules, secret, With(read))
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "a road is built for every field: inside the loop most of it need not be"
    )]
    fn into_slot<T>(
        self,
        slot: &mut Slot<T>,
        rules: &Rules,
        secret: bool,
        way: impl Way<T>,
    ) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(refusal());
        }
        let road = self.road.down(Stride::Field(self.key), rules, secret);
        *slot = Some(
            self.object
                .next_value_seed(Ahead(&road, way, PhantomData))?,
        );
        Ok(())
    }
}

/// How a value is read.
trait Way<T> {
    fn accept<'de, D: Deserializer<'de>>(
        self,
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<T>, D::Error>;
}

struct Own<T>(PhantomData<fn() -> T>);

impl<T: Field> Way<T> for Own<T> {
    #[inline]
    fn accept<'de, D: Deserializer<'de>>(
        self,
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<T>, D::Error> {
        T::accept(deserializer, road)
    }
}

struct With<T>(ReadWith<T>);

impl<T> Way<T> for With<T> {
    fn accept<'de, D: Deserializer<'de>>(
        self,
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<T>, D::Error> {
        let input = capture(deserializer, road)?;
        road.read(&input, self.0)
    }
}

struct Ahead<'r, T, W>(&'r Road<'r>, W, PhantomData<fn() -> T>);

impl<'de, T, W: Way<T>> DeserializeSeed<'de> for Ahead<'_, T, W> {
    type Value = Option<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        self.1.accept(deserializer, self.0)
    }
}

/// Reads a model on the fast road: `Field::accept` of every struct with the derive.
///
/// # Errors
/// Those of the deserializer, and refusals.
#[inline]
pub fn accept_model<'de, M: Parts, D: Deserializer<'de>>(
    deserializer: D,
    road: &Road<'_>,
) -> Result<Option<M>, D::Error> {
    // An object, and nothing else: serde's own reading would take a list of the fields' values as well.
    deserializer.deserialize_map(ModelVisitor::<M>(road, PhantomData))
}

struct ModelVisitor<'r, M>(&'r Road<'r>, PhantomData<fn() -> M>);

impl<'de, M: Parts> Visitor<'de> for ModelVisitor<'_, M> {
    type Value = Option<M>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Option<M>, A::Error> {
        let road = self.0;
        road.enter::<A::Error>()?;
        M::assemble(Object { object, road })
    }
}

/// A name, as the field it is for.
struct Names<M>(PhantomData<fn() -> M>);

impl<'de, M: Parts> DeserializeSeed<'de> for Names<M> {
    type Value = Option<&'static Key>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<M: Parts> Visitor<'_> for Names<M> {
    type Value = Option<&'static Key>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(M::key(name))
    }
}
