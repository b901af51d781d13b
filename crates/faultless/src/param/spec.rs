//! `Spec`: what the code around an argument says of it.

use std::any::{TypeId, type_name};
use std::error::Error;
use std::sync::Arc;

use faultless_model::{Field, Rules};
use serde_json::Value;

use super::described::Form;
use super::wiring::{Overrides, Wiring};
use super::{Described, ReadFirst, Secured, Source};
use crate::after::DependencyScope;
use crate::exception::ErrorDoc;

/// What a function's signature says of one argument of type `T`: name, source, rules, default, documentation.
///
/// The attributes write it; by hand it is built the same way:
/// ```
/// use faultless::__private::{Source, Spec};
///
/// static LIMIT: Spec<u32> = Spec::new("limit").source(Source::Query).default(|| 10);
/// assert_eq!(LIMIT.name(), "limit");
/// ```
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one word of the attribute"
)]
pub struct Spec<T> {
    name: &'static str,
    alias: Option<&'static str>,
    source: Source,
    rules: fn() -> &'static Rules,
    default: Option<fn() -> T>,
    tell: fn(T) -> Option<Value>,
    required: bool,
    embed: bool,
    convert_underscores: bool,
    hidden: bool,
    deprecated: bool,
    title: Option<&'static str>,
    description: Option<&'static str>,
    examples: fn() -> Vec<Value>,
    openapi_examples: Option<fn() -> Value>,
    wiring: Wiring,
}

impl<T> Spec<T> {
    /// An argument of this name, from its natural source, without rules or default.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            alias: None,
            source: Source::Natural,
            rules: Rules::none,
            default: None,
            tell: |_| None,
            required: false,
            embed: false,
            convert_underscores: true,
            hidden: false,
            deprecated: false,
            title: None,
            description: None,
            examples: Vec::new,
            openapi_examples: None,
            wiring: Wiring::USUAL,
        }
    }

    /// Sets the name on the wire.
    #[must_use]
    pub const fn alias(mut self, alias: &'static str) -> Self {
        self.alias = Some(alias);
        self
    }

    /// Sets the source.
    #[must_use]
    pub const fn source(mut self, source: Source) -> Self {
        self.source = source;
        self
    }

    /// Sets the rules.
    #[must_use]
    pub const fn rules(mut self, rules: fn() -> &'static Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Sets the value that is used when the request has none.
    #[must_use]
    pub const fn default(mut self, default: fn() -> T) -> Self {
        self.default = Some(default);
        self
    }

    /// Sets how the default is told in the documentation.
    #[must_use]
    pub const fn tell(mut self, tell: fn(T) -> Option<Value>) -> Self {
        self.tell = tell;
        self
    }

    /// Demands a value, of an `Option` too.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Reads a body under its name even where it is the only one.
    #[must_use]
    pub const fn embed(mut self) -> Self {
        self.embed = true;
        self
    }

    /// Says whether a header has dashes where its name has underscores; it has unless told otherwise.
    #[must_use]
    pub const fn convert_underscores(mut self, convert: bool) -> Self {
        self.convert_underscores = convert;
        self
    }

    /// Leaves it out of the documentation.
    #[must_use]
    pub const fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Documents it as deprecated.
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// Sets the title in the documentation.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Sets the description in the documentation.
    #[must_use]
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Sets examples of its value in the documentation.
    #[must_use]
    pub const fn examples(mut self, examples: fn() -> Vec<Value>) -> Self {
        self.examples = examples;
        self
    }

    /// Sets examples with names, as OpenAPI writes them: `{"large": {"summary": "A large one", "value": 300}}`.
    #[must_use]
    pub const fn openapi_examples(mut self, examples: fn() -> Value) -> Self {
        self.openapi_examples = Some(examples);
        self
    }

    /// Sets what is said of the dependency it takes.
    #[must_use]
    pub const fn wiring(mut self, wiring: Wiring) -> Self {
        self.wiring = wiring;
        self
    }

    pub(crate) fn wired(&self) -> &Wiring {
        &self.wiring
    }

    /// The argument's name in Rust.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name on the wire: the alias, else the argument's name.
    #[must_use]
    pub fn wire_name(&self) -> &'static str {
        self.alias.unwrap_or(self.name)
    }

    pub(super) fn has_alias(&self) -> bool {
        self.alias.is_some()
    }

    pub(super) fn declared_source(&self) -> Source {
        self.source
    }

    pub(super) fn rule_set(&self) -> &'static Rules {
        (self.rules)()
    }

    pub(super) fn default_value(&self) -> Option<T> {
        self.default.map(|default| default())
    }

    pub(super) fn default_fn(&self) -> Option<fn() -> T> {
        self.default
    }

    pub(super) fn has_default(&self) -> bool {
        self.default.is_some()
    }

    pub(super) fn is_required(&self) -> bool {
        self.required
    }

    pub(super) fn is_embedded(&self) -> bool {
        self.embed
    }

    pub(super) fn converts_underscores(&self) -> bool {
        self.convert_underscores
    }

    /// The default as JSON; `None` where there is none, or its type is not written.
    pub(super) fn default_json(&self) -> Option<Value> {
        let default = self.default?;
        (self.tell)(default())
    }

    /// What the documentation is told of it, as a value of type `V`.
    pub(super) fn described<V: Field>(&'static self, source: Source, required: bool) -> Described {
        Described {
            name: self.name,
            wire_name: self.wire_name(),
            source,
            required,
            embed: self.embed,
            hidden: self.hidden,
            deprecated: self.deprecated,
            title: self.title,
            description: self.description,
            examples: self.examples,
            openapi_examples: self.openapi_examples,
            type_name: type_name::<V>(),
            convert_underscores: self.convert_underscores,
            fields: None,
            uploaded: false,
            first: None,
            owner: 0,
            form: Form::of::<V, T>(self),
        }
    }

    /// How a body is read into a type under these rules.
    pub(super) fn reads_first<V: Field + Send + 'static>(&self) -> ReadFirst {
        ReadFirst::of::<V>(self.rules)
    }
}

/// An example of a value; nothing of one that JSON has no form for.
pub fn example(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// What a path operation or dependency takes, collected from its arguments when the application is built.
#[derive(Debug, Default, Clone)]
pub struct Description {
    /// The parameters, in order.
    pub params: Vec<Described>,
    /// The states and other things that the application must have.
    pub needs: Vec<Need>,
    /// The security schemes, in order.
    pub security: Vec<Secured>,
    /// The errors that the function and its dependencies raise.
    pub errors: Vec<ErrorDoc>,
    /// True when an argument may take what it does not say: the whole request, an extractor of axum's.
    pub opaque: bool,
    /// The arguments that take the whole body as it is.
    pub wholes: Vec<&'static str>,
    /// True when an argument takes the WebSocket.
    pub takes_websocket: bool,
    /// What an argument asks that cannot be: each a sentence that says what to write instead.
    pub misfits: Vec<String>,
    /// The dependencies on the way down, so that one which needs itself is found.
    pub(crate) within: Vec<(TypeId, &'static str)>,
    /// The chains of dependencies that need themselves.
    pub(crate) cycles: Vec<String>,
    /// The function whose arguments are described, as [`Described::owner`] counts them.
    pub(crate) owner: usize,
    /// How many dependencies were entered.
    owners: usize,
    /// The security scopes that are asked for on the way down.
    pub(crate) scopes: Vec<&'static str>,
    /// The nearest dependency around that lives until the response has been sent.
    outlives: Option<&'static str>,
    /// The dependencies that others stand in for.
    pub(crate) overrides: Arc<Overrides>,
    /// What the present dependency takes as its configuration.
    config: Option<ConfigType>,
}

/// What is restored when a dependency has been described.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    owner: usize,
    scopes: usize,
    outlives: Option<&'static str>,
    config: Option<ConfigType>,
}

/// The type of a configuration, and its name.
pub(crate) type ConfigType = (TypeId, &'static str);

impl Description {
    /// What an operation takes, where others may stand in for dependencies.
    pub(crate) fn with_overrides(overrides: Arc<Overrides>) -> Self {
        Self {
            overrides,
            ..Self::default()
        }
    }

    /// Enters a dependency, with its name if it yields; gives what is described around it, to be restored.
    pub(crate) fn enter(&mut self, wiring: &Wiring, yields: Option<&'static str>) -> Around {
        self.owners += 1;
        let around = Around {
            owner: std::mem::replace(&mut self.owner, self.owners),
            scopes: self.scopes.len(),
            outlives: self.outlives,
            config: self.config.take(),
        };
        for scope in wiring.scopes {
            if !self.scopes.contains(scope) {
                self.scopes.push(scope);
            }
        }
        match (yields, wiring.scope, self.outlives) {
            (Some(name), DependencyScope::Request, _) => self.outlives = Some(name),
            (Some(name), DependencyScope::Function, Some(outer)) => self.misfits.push(format!(
                "`{outer}` lives until the response has been sent, and depends on `{name}`, which ends before: take `scope = \"function\"` away there, or write it for `{outer}` too"
            )),
            _ => {}
        }
        if yields.is_some() && wiring.scope == DependencyScope::Function {
            self.outlives = None;
        }
        around
    }

    /// Leaves a dependency.
    pub(crate) fn leave(&mut self, around: Around) {
        self.owner = around.owner;
        self.scopes.truncate(around.scopes);
        self.outlives = around.outlives;
        self.config = around.config;
    }

    /// Says that these errors may be raised.
    pub fn raises(&mut self, errors: impl IntoIterator<Item = ErrorDoc>) {
        self.errors.extend(errors);
    }

    /// Says that this variant of an error may be raised; `errors` are those of its type.
    #[doc(hidden)]
    pub fn raises_variant<E: Error + 'static>(
        &mut self,
        errors: Vec<ErrorDoc>,
        variant: &'static str,
        only: fn(&(dyn Error + 'static)) -> bool,
    ) {
        let before = self.errors.len();
        let meant = errors.into_iter();
        let meant = meant.filter(|error| error.variant == Some(variant));
        self.errors.extend(meant.map(|error| error.only(only)));
        if self.errors.len() == before {
            let error = ErrorDoc::of_type::<E>().variant(variant).only(only);
            self.errors.push(error);
        }
    }

    /// Says that the present dependency takes the value it is configured with.
    #[doc(hidden)]
    pub fn config<T: 'static>(&mut self) {
        self.config = Some((TypeId::of::<T>(), type_name::<T>()));
    }

    pub(crate) fn taken_config(&self) -> Option<ConfigType> {
        self.config
    }
}

/// A state that an application must have.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    /// The state's type.
    pub type_id: TypeId,
    /// Its name.
    pub type_name: &'static str,
}
