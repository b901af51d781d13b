//! What can happen to a document, and what each of it means to a client.

use std::fmt;

/// What a change means to clients that were right before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "the command's promise: breaking or not, and the shades between are one"
)]
pub enum Class {
    /// A request that was right is refused, or an answer is not what it was.
    Breaking,
    /// Requests and answers stay right, but there is something new in an answer that a client may have made a full
    /// list of (codes, statuses, values), or a name that generated code calls is another.
    Notable,
    /// No client can be worse off.
    Compatible,
}

impl Class {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Notable => "notable",
            Self::Compatible => "compatible",
        }
    }
}

macro_rules! rules {
    ($($variant:ident $name:literal $class:ident,)*) => {
        /// A kind of change; the documentation of [`diff`](crate::diff) has a table of them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[expect(missing_docs, reason = "the table in docs/diff.md describes each by its name, and a test compares")]
        pub enum Rule { $($variant,)* }

        impl Rule {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name, as machines read it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it means to clients.
            pub fn class(self) -> Class {
                match self { $(Self::$variant => Class::$class,)* }
            }
        }
    };
}

rules! {
    OperationRemoved "operation-removed" Breaking,
    OperationAdded "operation-added" Compatible,
    OperationIdChanged "operation-id-changed" Notable,
    PathParameterRenamed "path-parameter-renamed" Compatible,
    Deprecation "deprecation" Compatible,
    NotCompared "not-compared" Notable,

    SecurityDemanded "security-demanded" Breaking,
    SecurityLoosened "security-loosened" Compatible,
    SecuritySchemeChanged "security-scheme-changed" Breaking,

    ParameterRemoved "parameter-removed" Breaking,
    ParameterAddedRequired "parameter-added-required" Breaking,
    ParameterAdded "parameter-added" Compatible,
    ParameterRequired "parameter-required" Breaking,
    ParameterOptional "parameter-optional" Compatible,
    ParameterWriting "parameter-writing" Breaking,

    BodyRemoved "body-removed" Breaking,
    BodyRequired "body-required" Breaking,
    BodyAdded "body-added" Compatible,
    BodyOptional "body-optional" Compatible,
    BodyEncoding "body-encoding" Breaking,
    MediaTypeRemoved "media-type-removed" Breaking,
    MediaTypeAdded "media-type-added" Compatible,

    ErrorCodeRemoved "error-code-removed" Breaking,
    ErrorCodeMoved "error-code-moved" Breaking,
    ErrorCodeAdded "error-code-added" Notable,
    StatusRemoved "status-removed" Breaking,
    StatusAdded "status-added" Notable,
    HeaderRemoved "header-removed" Breaking,
    HeaderOptional "header-optional" Breaking,
    HeaderAdded "header-added" Compatible,
    HeaderRequired "header-required" Compatible,

    RequestTypeNarrowed "request-type-narrowed" Breaking,
    RequestTypeWidened "request-type-widened" Compatible,
    RequestValueRemoved "request-value-removed" Breaking,
    RequestValueAdded "request-value-added" Compatible,
    RequestFormatChanged "request-format-changed" Breaking,
    RequestFormatFreed "request-format-freed" Compatible,
    RequestLimitTightened "request-limit-tightened" Breaking,
    RequestLimitLoosened "request-limit-loosened" Compatible,
    RequestFieldRemoved "request-field-removed" Breaking,
    RequestFieldAddedRequired "request-field-added-required" Breaking,
    RequestFieldAdded "request-field-added" Compatible,
    RequestFieldRequired "request-field-required" Breaking,
    RequestFieldOptional "request-field-optional" Compatible,
    RequestUnknownFieldsRefused "request-unknown-fields-refused" Breaking,
    RequestUnknownFieldsTaken "request-unknown-fields-taken" Compatible,
    RequestDefaultChanged "request-default-changed" Breaking,
    RequestDefaultAdded "request-default-added" Compatible,
    RequestAlternativeRemoved "request-alternative-removed" Breaking,
    RequestAlternativeAdded "request-alternative-added" Compatible,

    ResponseTypeWidened "response-type-widened" Breaking,
    ResponseTypeNarrowed "response-type-narrowed" Compatible,
    ResponseValueChanged "response-value-changed" Breaking,
    ResponseValueAdded "response-value-added" Notable,
    ResponseValueRemoved "response-value-removed" Compatible,
    ResponseFormatChanged "response-format-changed" Breaking,
    ResponseFormatAdded "response-format-added" Compatible,
    ResponseLimitLoosened "response-limit-loosened" Notable,
    ResponseLimitTightened "response-limit-tightened" Compatible,
    ResponseFieldRemoved "response-field-removed" Breaking,
    ResponseFieldOptional "response-field-optional" Breaking,
    ResponseFieldAdded "response-field-added" Compatible,
    ResponseFieldRequired "response-field-required" Compatible,
    ResponseAlternativeAdded "response-alternative-added" Notable,
    ResponseAlternativeRemoved "response-alternative-removed" Compatible,

    SchemaChanged "schema-changed" Breaking,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
