//! What an application says of itself in its document: who runs it, where it is, what its groups are.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::Method;
use serde_json::{Map, Value, json};

use crate::operation::Route;
use crate::routing::names;

type Text = Cow<'static, str>;

/// Whom to ask about an application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    name: Option<Text>,
    url: Option<Text>,
    email: Option<Text>,
}

impl Contact {
    /// Nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name.
    #[must_use]
    pub fn name(mut self, name: impl Into<Text>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the page.
    #[must_use]
    pub fn url(mut self, url: impl Into<Text>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets the address.
    #[must_use]
    pub fn email(mut self, email: impl Into<Text>) -> Self {
        self.email = Some(email.into());
        self
    }

    pub(super) fn object(&self) -> Value {
        object([
            ("name", &self.name),
            ("url", &self.url),
            ("email", &self.email),
        ])
        .into()
    }
}

/// The terms under which an application may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    name: Text,
    identifier: Option<Text>,
    url: Option<Text>,
}

impl License {
    /// A licence of this name.
    #[must_use]
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            identifier: None,
            url: None,
        }
    }

    /// A licence by its SPDX identifier, such as `MIT`, which is its name as well.
    #[must_use]
    pub fn spdx(identifier: impl Into<Text>) -> Self {
        let identifier = identifier.into();
        Self {
            name: identifier.clone(),
            identifier: Some(identifier),
            url: None,
        }
    }

    /// Sets the page of its text, in the place of an identifier.
    #[must_use]
    pub fn url(mut self, url: impl Into<Text>) -> Self {
        (self.url, self.identifier) = (Some(url.into()), None);
        self
    }

    pub(super) fn object(&self) -> Value {
        let name = Some(self.name.clone());
        object([
            ("name", &name),
            ("identifier", &self.identifier),
            ("url", &self.url),
        ])
        .into()
    }
}

/// Where an application is reached.
///
/// # Example
/// ```
/// use faultless::App;
/// use faultless::openapi::Server;
///
/// let app = App::new()
///     .server("https://api.example.org")
///     .server(Server::new("https://{region}.example.org").description("By region").variable("region", "eu", ["eu", "us"]));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    pub(super) url: Text,
    description: Option<Text>,
    variables: Map<String, Value>,
}

impl Server {
    /// A server at this URL, whole or relative to that of the document.
    #[must_use]
    pub fn new(url: impl Into<Text>) -> Self {
        Self {
            url: url.into(),
            description: None,
            variables: Map::new(),
        }
    }

    /// Sets what it is for.
    #[must_use]
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Says what stands for `{name}` in the URL: unless chosen otherwise, and at choice.
    #[must_use]
    pub fn variable<const N: usize>(
        mut self,
        name: &str,
        default: &str,
        choices: [&str; N],
    ) -> Self {
        let mut variable = Map::new();
        variable.insert("default".into(), json!(default));
        if N > 0 {
            variable.insert("enum".into(), json!(choices.as_slice()));
        }
        self.variables.insert(name.to_owned(), variable.into());
        self
    }

    pub(super) fn object(&self) -> Value {
        let url = Some(self.url.clone());
        let mut server = object([("url", &url), ("description", &self.description)]);
        if !self.variables.is_empty() {
            let variables = self.variables.clone();
            server.insert("variables".into(), variables.into());
        }
        server.into()
    }
}

impl From<&'static str> for Server {
    fn from(url: &'static str) -> Self {
        Self::new(url)
    }
}

impl From<String> for Server {
    fn from(url: String) -> Self {
        Self::new(url)
    }
}

/// Where more is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalDocs {
    url: Text,
    description: Option<Text>,
}

impl ExternalDocs {
    /// A page elsewhere.
    #[must_use]
    pub fn new(url: impl Into<Text>) -> Self {
        Self {
            url: url.into(),
            description: None,
        }
    }

    /// Sets what it is about.
    #[must_use]
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = Some(description.into());
        self
    }

    pub(super) fn object(&self) -> Value {
        let url = Some(self.url.clone());
        object([("url", &url), ("description", &self.description)]).into()
    }
}

/// What a group of operations is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub(super) name: Text,
    description: Option<Text>,
    external_docs: Option<ExternalDocs>,
}

impl Tag {
    /// The group of this name, as operations have it among their `tags`.
    #[must_use]
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            description: None,
            external_docs: None,
        }
    }

    /// Sets what it is.
    #[must_use]
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets where more is written.
    #[must_use]
    pub fn external_docs(mut self, docs: ExternalDocs) -> Self {
        self.external_docs = Some(docs);
        self
    }

    pub(super) fn object(&self) -> Value {
        let name = Some(self.name.clone());
        let mut tag = object([("name", &name), ("description", &self.description)]);
        if let Some(docs) = &self.external_docs {
            tag.insert("externalDocs".into(), docs.object());
        }
        tag.into()
    }
}

fn object<const N: usize>(members: [(&str, &Option<Text>); N]) -> Map<String, Value> {
    let members = members.into_iter();
    let told = members.filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?))));
    told.collect()
}

/// An operation that wants an id, as [`App::operation_ids`](crate::App::operation_ids) is asked for it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct OperationName<'o> {
    /// The handler's name.
    pub name: &'o str,
    /// The path, prefixes included and without convertors.
    pub path: &'o str,
    /// The method.
    pub method: &'o Method,
    /// Its groups, those of its routers before its own.
    pub tags: &'o [&'static str],
}

/// Makes ids of operations.
pub(crate) type Ids = Arc<dyn Fn(&OperationName<'_>) -> String + Send + Sync>;

/// Changes a document.
pub(crate) type Hook = Arc<dyn Fn(&mut Value) + Send + Sync>;

/// What an application says of itself beside its title and version.
#[derive(Clone, Default)]
pub(crate) struct About {
    pub(crate) summary: Option<Text>,
    pub(crate) description: Option<Text>,
    pub(crate) terms_of_service: Option<Text>,
    pub(crate) contact: Option<Contact>,
    pub(crate) license: Option<License>,
    pub(crate) servers: Vec<Server>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) external_docs: Option<ExternalDocs>,
    /// The path under which it is mounted; empty where it is not.
    pub(crate) root: String,
    pub(crate) webhooks: Vec<Route>,
    pub(crate) ids: Option<Ids>,
    pub(crate) hooks: Vec<Hook>,
    /// True when what is written is told as it is read.
    pub(crate) one_side: bool,
}

impl fmt::Debug for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("About")
            .field("servers", &self.servers)
            .field("tags", &self.tags)
            .finish_non_exhaustive()
    }
}

impl About {
    /// Adds to `info` what there is.
    pub(super) fn info(&self, info: &mut Map<String, Value>) {
        let texts = [
            ("summary", &self.summary),
            ("description", &self.description),
            ("termsOfService", &self.terms_of_service),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                info.insert(name.into(), json!(text));
            }
        }
        if let Some(contact) = &self.contact {
            info.insert("contact".into(), contact.object());
        }
        if let Some(license) = &self.license {
            info.insert("license".into(), license.object());
        }
    }

    /// Where it is reached: under its mount, and at the servers that it names.
    pub(super) fn servers(&self) -> Vec<Value> {
        let named = self.servers.iter().any(|server| server.url == self.root);
        let mount = (!self.root.is_empty() && !named).then(|| mount(&self.root));
        let servers = mount.iter().chain(&self.servers);
        servers.map(Server::object).collect()
    }
}

/// A server under a mount; what the mount's path leaves open is named, for want of a value.
fn mount(root: &str) -> Server {
    let mut server = Server::new(root.to_owned());
    for name in names(root) {
        server = server.variable(name, name, []);
    }
    server.url = super::document::path(root).into();
    server
}
