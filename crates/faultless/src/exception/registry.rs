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
use crate::request::Request;

type Answering<'a> = BoxFuture<'a, Result<Option<Response>, Exception>>;

/// A registered handler, its type forgotten.
trait Erased: Send + Sync {
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

#[derive(Clone)]
pub(super) struct Entry {
    handler: Arc<dyn Erased>,
    matches: fn(&(dyn Error + 'static)) -> bool,
    location: &'static Location<'static>,
}

impl Entry {
    fn new<E: Catch, M: 'static>(
        handler: impl ExceptionHandler<E, M>,
        location: &'static Location<'static>,
    ) -> Self {
        Self {
            handler: Arc::new(Typed {
                handler,
                of: PhantomData::<fn() -> (E, M)>,
            }),
            matches: E::is_type_of,
            location,
        }
    }

    pub(super) fn matches(&self, error: &(dyn Error + 'static)) -> bool {
        (self.matches)(error)
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
    by_type: HashMap<TypeId, Entry>,
    catch_all: Option<Entry>,
    mappings: HashMap<TypeId, Mapping>,
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
        match self.by_type.entry(TypeId::of::<E>()) {
            std::collections::hash_map::Entry::Occupied(first) => Err(Defect::new(
                location,
                format!(
                    "`{}` has an exception handler already, registered at {}: keep one of them, or register one of them on a `Router`",
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

    fn set_catch_all(&mut self, entry: Entry) -> Result<(), Defect> {
        if let Some(first) = &self.catch_all {
            return Err(Defect::new(
                entry.location,
                format!(
                    "the catch-all is registered already, at {}: a handler for `Exception` and one for the status 500 share its slot; keep one of them",
                    first.location
                ),
            ));
        }
        self.catch_all = Some(entry);
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_status.is_empty()
            && self.by_type.is_empty()
            && self.catch_all.is_none()
            && self.mappings.is_empty()
    }

    pub(super) fn status(&self, status: StatusCode) -> Option<&Entry> {
        self.by_status.get(&status)
    }

    pub(super) fn catch_all(&self) -> Option<&Entry> {
        self.catch_all.as_ref()
    }

    pub(super) fn http(&self) -> Option<&Entry> {
        self.by_type.get(&TypeId::of::<HttpException>())
    }

    /// The handler for an error's type; a cause has no `TypeId`, so every handler is asked whether it is its own.
    pub(super) fn for_error(
        &self,
        error: &(dyn Error + 'static),
        type_id: Option<TypeId>,
    ) -> Option<&Entry> {
        match type_id {
            Some(id) => self.by_type.get(&id),
            None => self.by_type.values().find(|entry| entry.matches(error)),
        }
    }
}
