//! What an operation may answer instead of its success.

use std::borrow::Cow;
use std::error::Error;
use std::sync::Arc;

use http::StatusCode;
use serde_json::{Value, json};

use super::ErrorResponse;
use crate::exception::{
    Detail, ErrorDoc, ErrorType, Example, ExceptionHandlers, HttpException, caught_now,
    planned_answer,
};
use crate::param::Source;
use crate::request::{DeclaredTooLarge, Scope};
use crate::routing::Operations;
use crate::status;

/// One way in which an operation answers with an error.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// A status with what it tells.
    Http(Box<Http>),
    /// What a handler of the application writes, as it says itself.
    Told(Arc<ErrorResponse>),
    /// The issues of a request.
    Invalid,
    /// A 500 that says nothing.
    Unplanned,
    /// Nobody knows.
    Anything,
}

#[derive(Debug, Clone)]
pub(crate) struct Http {
    pub(crate) status: StatusCode,
    pub(crate) code: Option<Cow<'static, str>>,
    pub(crate) example: Example,
    pub(crate) words: Option<Cow<'static, str>>,
    pub(crate) headers: Vec<Cow<'static, str>>,
    /// True for a body that was refused before anything of it was read.
    pub(crate) unread: bool,
}

impl Http {
    fn of(doc: ErrorDoc, status: StatusCode) -> Self {
        Self {
            status,
            code: doc.code,
            example: doc.example,
            words: doc.words,
            headers: doc.headers,
            unread: false,
        }
    }

    /// The exception that it is, with this detail.
    pub(super) fn exception(&self, detail: Detail) -> HttpException {
        let mut exception = HttpException::with(self.status, detail);
        if let Some(code) = &self.code {
            exception = exception.code(code.clone());
        }
        if self.unread {
            exception = exception.caused_by(DeclaredTooLarge);
        }
        exception
    }

    /// The detail that the documentation shows.
    pub(super) fn shown(&self) -> Detail {
        match &self.example {
            Example::Value(detail) => detail.clone(),
            Example::Text | Example::Any => Detail::NONE,
        }
    }

    /// Details that differ in all that may differ.
    pub(super) fn details(&self) -> Vec<Detail> {
        let example = match &self.example {
            Example::Any => {
                let any = [Value::from("a"), Value::from(1), json!({}), json!([1])];
                return any.into_iter().map(Detail::new).collect();
            }
            Example::Text => Value::from("a"),
            Example::Value(detail) => detail
                .json()
                .and_then(|json| serde_json::from_str(json).ok())
                .unwrap_or(Value::from("a")),
        };
        vec![
            Detail::new(super::shape::varied(&example)),
            Detail::new(example),
        ]
    }
}

impl Answer {
    pub(super) fn http(doc: ErrorDoc) -> Self {
        match doc.status {
            _ if doc.anything => Self::Anything,
            Some(status) => Self::Http(Box::new(Http::of(doc, status))),
            None => Self::Unplanned,
        }
    }

    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Http(http) => Some(http.status),
            Self::Told(told) => Some(told.status),
            Self::Invalid => Some(StatusCode::UNPROCESSABLE_ENTITY),
            Self::Unplanned => Some(StatusCode::INTERNAL_SERVER_ERROR),
            Self::Anything => None,
        }
    }

    /// The machine code.
    pub(crate) fn code<'a>(&'a self, scope: &'a Scope) -> Option<Cow<'a, str>> {
        let own = match self {
            Self::Http(http) => http.code.as_deref(),
            Self::Told(told) => told.code.as_deref(),
            Self::Invalid | Self::Unplanned => None,
            Self::Anything => return None,
        };
        match own {
            Some(code) => Some(Cow::Borrowed(code)),
            None => Some(scope.settings.code(self.status()?)),
        }
    }

    /// What it means, in Markdown.
    pub(crate) fn words(&self) -> Cow<'_, str> {
        let words = match self {
            Self::Http(http) => {
                let told = || {
                    http.shown()
                        .text()
                        .filter(|text| !text.is_empty())
                        .map(Cow::Owned)
                };
                http.words.as_deref().map(Cow::Borrowed).or_else(told)
            }
            Self::Told(told) => told.words.as_deref().map(Cow::Borrowed),
            // FastAPI's words.
            Self::Invalid => Some(Cow::Borrowed("Validation Error")),
            Self::Unplanned => None,
            Self::Anything => Some(Cow::Borrowed("Any other error.")),
        };
        let phrase = || self.status().map_or("", status::phrase);
        words.unwrap_or_else(|| Cow::Borrowed(phrase()))
    }
}

/// An example of an error of a domain, which says itself how it is answered.
#[derive(Clone)]
pub(crate) struct ErrorExample {
    pub(crate) of: ErrorType,
    pub(crate) error: Arc<dyn Error + Send + Sync>,
}

/// What an application says of its errors beyond their types.
#[derive(Clone)]
pub(crate) struct ErrorSettings {
    /// False for `FastAPI`'s document, which has none.
    pub(crate) on: bool,
    /// What layers answer, for every operation.
    pub(crate) raised: Vec<ErrorDoc>,
    pub(crate) examples: Vec<ErrorExample>,
    /// What handlers of types write.
    pub(crate) by_type: Vec<(ErrorType, Arc<ErrorResponse>)>,
    /// What handlers of statuses write.
    pub(crate) by_status: Vec<(StatusCode, Arc<ErrorResponse>)>,
}

impl Default for ErrorSettings {
    fn default() -> Self {
        Self {
            on: true,
            raised: Vec::new(),
            examples: Vec::new(),
            by_type: Vec::new(),
            by_status: Vec::new(),
        }
    }
}

impl ErrorSettings {
    /// What an operation may answer instead of its success, in the order in which it may happen.
    pub(super) fn answers(
        &self,
        operation: &Operations,
        handlers: ExceptionHandlers<'_>,
        scope: &Scope,
    ) -> Vec<Answer> {
        let mut answers = Vec::new();
        self.framework(operation, scope, &mut answers);
        let raised = self.raised.iter().chain(&operation.description.errors);
        for doc in raised {
            self.resolve(doc, handlers, &mut answers);
        }
        if operation.description.opaque {
            answers.push(Answer::Anything);
        }
        let mut once: Vec<Answer> = Vec::new();
        for answer in answers {
            let answer = self.told_by_status(answer);
            let same = |known: &Answer| {
                known.status() == answer.status()
                    && known.code(scope) == answer.code(scope)
                    && known.form() == answer.form()
            };
            if !once.iter().any(same) {
                once.push(answer);
            }
        }
        once
    }

    /// What the framework itself answers, where it can happen.
    fn framework(&self, operation: &Operations, scope: &Scope, answers: &mut Vec<Answer>) {
        let description = &operation.description;
        let in_body = |source| matches!(source, Source::Body | Source::Form | Source::File);
        let body = !description.wholes.is_empty()
            || description.params.iter().any(|param| in_body(param.source));
        let form = description
            .params
            .iter()
            .any(|param| matches!(param.source, Source::Form | Source::File));
        let json = body && !form && description.wholes.is_empty();
        if body {
            let large = ErrorDoc::new(413)
                .detail("Content Too Large")
                .words("The body is larger than this operation takes.");
            if let Answer::Http(large) = Answer::http(large.clone()) {
                let unread = Http {
                    unread: true,
                    ..*large
                };
                answers.push(Answer::Http(Box::new(unread)));
            }
            answers.push(Answer::http(large));
            if cfg!(feature = "server") && scope.body_timeout.is_some() {
                answers.push(Answer::http(
                    ErrorDoc::new(408).words("The body took too long to arrive."),
                ));
            }
            let words = match (form, json) {
                (true, _) => "The form cannot be read, or is larger than its limits.",
                (false, true) => "The body cannot be read as text.",
                (false, false) => "The body broke off.",
            };
            answers.push(Answer::http(
                ErrorDoc::new(400)
                    .detail("There was an error parsing the body")
                    .words(words),
            ));
        }
        if !description.params.is_empty() {
            let invalid = ErrorType::of::<crate::exception::RequestValidationError>();
            match self.told_by_type(&[invalid]) {
                Some(told) => answers.extend(told),
                None => answers.push(Answer::Invalid),
            }
        }
    }

    /// What an error is answered with: by a handler that says so for the nearest type, by the application's examples of
    /// that type, by what its type declares.
    fn resolve(&self, doc: &ErrorDoc, handlers: ExceptionHandlers<'_>, answers: &mut Vec<Answer>) {
        if let Some(told) = self.told_by_type(&doc.lineage) {
            answers.extend(told);
            return;
        }
        for of in &doc.lineage {
            let examples = self.examples.iter().filter(|example| example.of == *of);
            let examples = examples.filter(|example| {
                let nearest = doc.lineage.first() == Some(of);
                !nearest || doc.only.is_none_or(|only| only(&*example.error))
            });
            let mut found = false;
            for example in examples {
                found = true;
                answers.push(exemplified(doc, example, handlers));
            }
            if found {
                return;
            }
        }
        // A generic type says how it is answered, and is not found again once its errors are erased.
        let is_planned =
            doc.lineage.is_empty() || doc.lineage.iter().any(|of| handlers.plan(of.id));
        if doc.status.is_some() && !is_planned {
            answers.push(Answer::Unplanned);
        } else {
            answers.push(Answer::http(doc.clone()));
        }
    }

    fn told_by_type(&self, lineage: &[ErrorType]) -> Option<Vec<Answer>> {
        let told = |of: &ErrorType| {
            let told = self.by_type.iter().filter(|(known, _)| known == of);
            let told: Vec<Answer> = told
                .map(|(_, told)| Answer::Told(Arc::clone(told)))
                .collect();
            (!told.is_empty()).then_some(told)
        };
        lineage.iter().find_map(told)
    }

    /// The answer of the handler for a status, where the application says what it writes.
    pub(super) fn told_by_status(&self, answer: Answer) -> Answer {
        let status = match &answer {
            Answer::Http(http) => http.status,
            Answer::Unplanned => StatusCode::INTERNAL_SERVER_ERROR,
            _ => return answer,
        };
        let told = self.by_status.iter().find(|(known, _)| *known == status);
        told.map_or(answer, |(_, told)| Answer::Told(Arc::clone(told)))
    }
}

impl Answer {
    /// What tells answers of one status and code apart: the form of their detail.
    fn form(&self) -> Option<(bool, Value)> {
        let Self::Http(http) = self else { return None };
        let details = http.details().into_iter();
        let details: Vec<Value> = details
            .filter_map(|detail| serde_json::from_str(detail.json()?).ok())
            .collect();
        Some((http.unread, super::shape::schema_of(&details, "")))
    }
}

/// How the application answers an example of an error.
fn exemplified(doc: &ErrorDoc, example: &ErrorExample, handlers: ExceptionHandlers<'_>) -> Answer {
    // A mapping is the application's code.
    let answer = caught_now(|| planned_answer(&*example.error, example.of.id, handlers));
    let Ok(Some(answer)) = answer else {
        return Answer::Unplanned;
    };
    let mut told = ErrorDoc {
        words: doc.words.clone(),
        ..ErrorDoc::new(answer.status()).answered(&answer)
    };
    told.lineage.clone_from(&doc.lineage);
    told.variant = doc.variant;
    Answer::http(told)
}
