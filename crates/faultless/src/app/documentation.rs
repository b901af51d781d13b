//! What an application says of itself in its OpenAPI document.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use super::App;
use crate::openapi::{Contact, ExternalDocs, License, OperationName, Server, Tag};
use crate::operation::{ResponseDoc, ResponseKey, Route};

impl App {
    /// Sets the summary of its documentation: one line.
    pub fn summary(mut self, summary: impl Into<Cow<'static, str>>) -> Self {
        self.info.about.summary = Some(summary.into());
        self
    }

    /// Sets the description of its documentation, which may be Markdown.
    pub fn description(mut self, description: impl Into<Cow<'static, str>>) -> Self {
        self.info.about.description = Some(description.into());
        self
    }

    /// Sets the page with the terms of its use.
    pub fn terms_of_service(mut self, url: impl Into<Cow<'static, str>>) -> Self {
        self.info.about.terms_of_service = Some(url.into());
        self
    }

    /// Says whom to ask about it.
    ///
    /// # Example
    /// ```
    /// use faultless::App;
    /// use faultless::openapi::{Contact, License, Tag};
    ///
    /// let app = App::new()
    ///     .title("Shop")
    ///     .contact(Contact::new().name("The shop").email("shop@example.org"))
    ///     .license(License::spdx("MIT"))
    ///     .tag_info(Tag::new("items").description("What is sold."));
    /// ```
    pub fn contact(mut self, contact: Contact) -> Self {
        self.info.about.contact = Some(contact);
        self
    }

    /// Says under which terms it may be used.
    pub fn license(mut self, license: License) -> Self {
        self.info.about.license = Some(license);
        self
    }

    /// Names a server where it is reached, before or after others; the path of a mounted application is named first by
    /// itself.
    pub fn server(mut self, server: impl Into<Server>) -> Self {
        self.info.about.servers.push(server.into());
        self
    }

    /// Says what a group of operations is, in the order of the documentation.
    pub fn tag_info(mut self, tag: Tag) -> Self {
        self.info.about.tags.push(tag);
        self
    }

    /// Says where more is written.
    pub fn external_docs(mut self, docs: ExternalDocs) -> Self {
        self.info.about.external_docs = Some(docs);
        self
    }

    /// Documents an answer that each of its operations may give, see [`Router::response`](crate::Router::response).
    pub fn response(
        mut self,
        key: impl Into<ResponseKey>,
        response: impl Into<ResponseDoc>,
    ) -> Self {
        self.router = self.router.response(key, response);
        self
    }

    /// Documents operations that it calls at others: the last part of each path is its name. They are not served.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[derive(Serialize, Model)]
    /// struct Sale { item: String }
    ///
    /// /// Something was sold.
    /// #[post("/new-sale")]
    /// async fn new_sale(sale: Sale) {
    ///     let _ = sale;
    /// }
    ///
    /// let app = App::new().webhooks(routes![new_sale]);
    /// let client = TestClient::new(app).blocking();
    /// let document: serde_json::Value = client.get("/openapi.json").send().json();
    /// assert_eq!(document["webhooks"]["new-sale"]["post"]["description"], "Something was sold.");
    /// assert_eq!(client.post("/new-sale").send().status(), 404);
    /// ```
    pub fn webhooks(mut self, routes: impl IntoIterator<Item = Route>) -> Self {
        self.info.about.webhooks.extend(routes);
        self
    }

    /// Sets how the ids of operations are made that have none of their own.
    ///
    /// # Example
    /// ```
    /// use faultless::App;
    ///
    /// let app = App::new().operation_ids(|operation| operation.name.to_owned());
    /// ```
    pub fn operation_ids(
        mut self,
        make: impl Fn(&OperationName<'_>) -> String + Send + Sync + 'static,
    ) -> Self {
        self.info.about.ids = Some(Arc::new(make));
        self
    }

    /// Says whether a type that is read otherwise than it is written is told twice, as `Item-Input` and `Item-Output`; on
    /// unless switched off. Off, what is written is told as it is read.
    pub fn separate_schemas(mut self, on: bool) -> Self {
        self.info.about.one_side = !on;
        self
    }

    /// Changes the document when it is built, after all that was changed before.
    ///
    /// # Example
    /// ```
    /// use faultless::App;
    ///
    /// let app = App::new().openapi_hook(|document| document["info"]["x-logo"] = "/logo.svg".into());
    /// ```
    pub fn openapi_hook(mut self, change: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        self.info.about.hooks.push(Arc::new(change));
        self
    }
}
