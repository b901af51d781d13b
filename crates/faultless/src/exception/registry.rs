//! `Registry`: the exception handlers of one application or router.

use std::any::TypeId;
use std::collections::HashMap;
use std::error::Error;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use axum_core::response::Response;
use futures_util::future::BoxFuture;
use http::StatusCode;

use super::{Catch, Exception, ExceptionHandler, HttpException, Mapped, StatusCatch};
use crate::defect::Defect;
use crate::request::{ByTypeId, Request};

type Answering<'a> = BoxFuture<'a, Result<Option<Response>, Exception>>;

/// A registered handler, its type forgotten.
pub(super) trait Erased: Send + Sync {
    /// The answer; `None` when the error is not of its type, or when it declines.
    fn call<'a>(
        &'a self,
        request: &'a Request,
        exception: &'a Exception,
        error: &'a (dyn Error + 'static),
    ) -> Answering<'a>;
}

struct Typed<H, E, M> {
    handler: H,
    of: PhantomData<fn() -> (E, M)>,
}

impl<E: Catch, M, H: ExceptionHandler<E, M>> Erased for Typed<H, E, M> {
    fn call<'a>(
        &'a self,
        request: &'a Request,
        exception: &'a Exception,
        error: &'a (dyn Error + 'static),
    ) -> Answering<'a> {
        match E::view(exception, error) {
            Some(error) => self.handler.handle(request, error),
            None => Box::pin(std::future::ready(Ok(None))),
        }
    }
}

/// A registered handler: of requests, unless another sort is named.
pub(super) struct Entry<H: ?Sized = dyn Erased> {
    handler: Arc<H>,
    matches: fn(&(dyn Error + 'static)) -> bool,
    location: &'static Location<'static>,
}

impl<H: ?Sized> Clone for Entry<H> {
    fn clone(&self) -> Self {
        Self {
            handler: Arc::clone(&self.handler),
            ..*self
        }
    }
}

impl<H: ?Sized> Entry<H> {
    pub(super) fn of<E: Catch>(handler: Arc<H>, location: &'static Location<'static>) -> Self {
        Self {
            handler,
            matches: E::is_type_of,
            location,
        }
    }

    #[cfg(feature = "websocket")]
    pub(super) fn handler(&self) -> &H {
        &self.handler
    }
}

/// Handlers of one sort, by the type of error they answer for.
pub(super) struct ByType<H: ?Sized> {
    entries: ByTypeId<Entry<H>>,
    catch_all: Option<Entry<H>>,
}

impl<H: ?Sized> Default for ByType<H> {
    fn default() -> Self {
        Self {
            entries: ByTypeId::default(),
            catch_all: None,
        }
    }
}

impl<H: ?Sized> Clone for ByType<H> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            catch_all: self.catch_all.clone(),
        }
    }
}

impl<H: ?Sized> ByType<H> {
    /// Adds the handler of the type `E`; `sort` says of what it is one.
    pub(super) fn insert<E: Catch>(&mut self, entry: Entry<H>, sort: &str) -> Result<(), Defect> {
        match self.entries.entry(TypeId::of::<E>()) {
            std::collections::hash_map::Entry::Occupied(first) => Err(Defect::new(
                entry.location,
                format!(
                    "`{}` has {sort} already, registered at {}: keep one of them, or register one of them on a `Router`",
                    std::any::type_name::<E>(),
                    first.get().location
                ),
            )),
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(entry);
                Ok(())
            }
        }
    }

    /// Adds the catch-all; `words` tell of two from the place of the first.
    pub(super) fn set_catch_all(
        &mut self,
        entry: Entry<H>,
        words: impl Fn(&Location<'static>) -> String,
    ) -> Result<(), Defect> {
        if let Some(first) = &self.catch_all {
            return Err(Defect::new(entry.location, words(first.location)));
        }
        self.catch_all = Some(entry);
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.catch_all.is_none()
    }

    pub(super) fn catch_all(&self) -> Option<&Entry<H>> {
        self.catch_all.as_ref()
    }

    /// The handler for an error's type; a cause has no `TypeId`, so every handler is asked whether it is its own.
    pub(super) fn for_error(
        &self,
        error: &(dyn Error + 'static),
        type_id: Option<TypeId>,
    ) -> Option<&Entry<H>> {
        match type_id {
            Some(id) => self.entries.get(&id),
            None => self.entries.values().find(|entry| (entry.matches)(error)),
        }
    }
}

impl Entry {
    fn new<E: Catch, M: 'static>(
        handler: impl ExceptionHandler<E, M>,
        location: &'static Location<'static>,
    ) -> Self {
        let handler = Arc::new(Typed {
            handler,
            of: PhantomData::<fn() -> (E, M)>,
        });
        Self::of::<E>(handler, location)
    }

    pub(super) fn call<'a>(
        &'a self,
        request: &'a Request,
        exception: &'a Exception,
        error: &'a (dyn Error + 'static),
    ) -> Answering<'a> {
        self.handler.call(request, exception, error)
    }
}

/// The exception handlers of one application or router.
#[derive(Clone, Default)]
pub(crate) struct Registry {
    by_status: HashMap<StatusCode, Entry>,
    handlers: ByType<dyn Erased>,
    #[cfg(feature = "websocket")]
    pub(super) websockets: ByType<dyn super::websocket_handlers::Erased>,
    mappings: ByTypeId<Mapping>,
}

type Map = dyn Fn(&(dyn Error + 'static)) -> Option<HttpException> + Send + Sync;

/// What an error type of a domain is on the wire.
#[derive(Clone)]
struct Mapping {
    /// The answer; `None` when the error is not of its type, or when it is left to others.
    map: Arc<Map>,
    location: &'static Location<'static>,
}

impl Registry {
    /// Registers a handler for the type `E`, the catch-all when that is `Exception`.
    pub(crate) fn on_type<E: Catch, M: 'static>(
        &mut self,
        handler: impl ExceptionHandler<E, M>,
        location: &'static Location<'static>,
    ) -> Result<(), Defect> {
        let entry = Entry::new(handler, location);
        if E::CATCH_ALL {
            return self.set_catch_all(entry);
        }
        self.handlers.insert::<E>(entry, "an exception handler")
    }

    /// Registers a handler for a status; 500 is the catch-all, as in `FastAPI`.
    pub(crate) fn on_status<E: StatusCatch, M: 'static>(
        &mut self,
        status: StatusCode,
        handler: impl ExceptionHandler<E, M>,
        location: &'static Location<'static>,
    ) -> Result<(), Defect> {
        let entry = Entry::new(handler, location);
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            return self.set_catch_all(entry);
        }
        if let Some(first) = self.by_status.get(&status) {
            return Err(Defect::new(
                location,
                format!(
                    "status {} has a handler already, registered at {}: keep one of them",
                    status.as_u16(),
                    first.location
                ),
            ));
        }
        self.by_status.insert(status, entry);
        Ok(())
    }

    /// Says what errors of the type `E` are on the wire.
    pub(crate) fn map<E: Error + 'static, T: Mapped>(
        &mut self,
        map: impl Fn(&E) -> T + Send + Sync + 'static,
        location: &'static Location<'static>,
    ) -> Result<(), Defect> {
        if let Some(first) = self.mappings.get(&TypeId::of::<E>()) {
            return Err(Defect::new(
                location,
                format!(
                    "`{}` is mapped already, at {}: keep one of the mappings",
                    std::any::type_name::<E>(),
                    first.location
                ),
            ));
        }
        let map =
            move |error: &(dyn Error + 'static)| map(error.downcast_ref::<E>()?).mapped(error);
        self.mappings.insert(
            TypeId::of::<E>(),
            Mapping {
                map: Arc::new(map),
                location,
            },
        );
        Ok(())
    }

    /// What a mapping says of an error.
    pub(super) fn mapped(
        &self,
        error: &(dyn Error + 'static),
        type_id: Option<TypeId>,
    ) -> Option<HttpException> {
        match type_id {
            Some(id) => (self.mappings.get(&id)?.map)(error),
            None => self
                .mappings
                .values()
                .find_map(|mapping| (mapping.map)(error)),
        }
    }

    /// Whether a handler or a mapping is of this type.
    pub(super) fn knows(&self, type_id: TypeId) -> bool {
        self.handlers.entries.contains_key(&type_id) || self.mappings.contains_key(&type_id)
    }

    fn set_catch_all(&mut self, entry: Entry) -> Result<(), Defect> {
        self.handlers.set_catch_all(entry, |first| {
            format!(
                "the catch-all is registered already, at {first}: a handler for `Exception` and one for the status 500 share its slot; keep one of them"
            )
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        #[cfg(feature = "websocket")]
        if !self.websockets.is_empty() {
            return false;
        }
        self.by_status.is_empty() && self.handlers.is_empty() && self.mappings.is_empty()
    }

    /// Whether it has a handler for anything but what has no other.
    pub(super) fn has_handlers(&self) -> bool {
        !self.by_status.is_empty() || !self.handlers.entries.is_empty()
    }

    pub(super) fn status(&self, status: StatusCode) -> Option<&Entry> {
        self.by_status.get(&status)
    }

    /// Whether there is a handler for what has no other.
    pub(crate) fn has_catch_all(&self) -> bool {
        self.catch_all().is_some()
    }

    pub(super) fn catch_all(&self) -> Option<&Entry> {
        self.handlers.catch_all()
    }

    pub(super) fn http(&self) -> Option<&Entry> {
        self.handlers.entries.get(&TypeId::of::<HttpException>())
    }

    /// The handler for an error's type.
    pub(super) fn for_error(
        &self,
        error: &(dyn Error + 'static),
        type_id: Option<TypeId>,
    ) -> Option<&Entry> {
        self.handlers.for_error(error, type_id)
    }
}
