//! The settings of Swagger UI that an application may write, held against what this version of it knows.

use serde_json::{Map, Value};

/// What the page sets itself, or what its policy keeps out.
const OWN: &[&str] = &[
    "configUrl",
    "configs",
    "dom_id",
    "domNode",
    "oauth2RedirectUrl",
    "plugins",
    "presets",
    "spec",
    "url",
    "urls",
];

/// What takes a function, or components, which JSON cannot hold.
const FUNCTIONS: &[&str] = &[
    "components",
    "fn",
    "initialState",
    "modelPropertyMacro",
    "onComplete",
    "parameterMacro",
    "requestInterceptor",
    "responseInterceptor",
    "uncaughtExceptionHandler",
];

const PARAMETERS: &[&str] = &[
    "deepLinking",
    "defaultModelExpandDepth",
    "defaultModelRendering",
    "defaultModelsExpandDepth",
    "displayOperationId",
    "displayRequestDuration",
    "docExpansion",
    "fileUploadMediaTypes",
    "filter",
    "layout",
    "maxDisplayedTags",
    "operationsSorter",
    "persistAuthorization",
    "queryConfigEnabled",
    "requestSnippets",
    "requestSnippetsEnabled",
    "showCommonExtensions",
    "showExtensions",
    "showMutatedRequest",
    "supportedSubmitMethods",
    "syntaxHighlight",
    "tagsSorter",
    "tryItOutEnabled",
    "validatorUrl",
    "withCredentials",
];

const INIT_OAUTH: &[&str] = &[
    "additionalQueryStringParams",
    "appName",
    "clientId",
    "clientSecret",
    "realm",
    "scopeSeparator",
    "scopes",
    "useBasicAuthenticationWithAccessCodeGrant",
    "usePkceWithAuthorizationCodeGrant",
    "username",
];

/// What is wrong with parameters, one message a mistake.
pub(crate) fn check_parameters(parameters: &Map<String, Value>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, value) in parameters {
        if OWN.contains(&&**name) {
            wrong.push(format!(
                "the parameter `{name}` is the page's own: leave it out"
            ));
        } else if FUNCTIONS.contains(&&**name) {
            wrong.push(format!(
                "the parameter `{name}` takes what JSON cannot hold: leave it out, or serve a page of your own"
            ));
        } else if name == "layout" && value != "BaseLayout" {
            wrong.push(format!(
                "there is no layout {value} here: write \"BaseLayout\", or leave it out"
            ));
        } else if name == "validatorUrl" && value.as_str().is_some_and(|url| url != "none") {
            wrong.push(
                "the page asks no other host for a validator: leave `validatorUrl` out".to_owned(),
            );
        } else if !PARAMETERS.contains(&&**name) {
            wrong.push(unknown("parameter", name, PARAMETERS));
        }
    }
    wrong
}

/// What is wrong with settings for OAuth 2, one message a mistake.
pub(crate) fn check_init_oauth(settings: &Map<String, Value>) -> Vec<String> {
    settings
        .keys()
        .filter(|name| !INIT_OAUTH.contains(&&***name))
        .map(|name| unknown("OAuth 2 setting", name, INIT_OAUTH))
        .collect()
}

fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    let plain = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
    let meant = known.iter().find(|known| plain(known) == plain(name));
    match meant {
        Some(meant) => format!("Swagger UI knows no {what} `{name}`: write `{meant}`"),
        None => format!(
            "Swagger UI knows no {what} `{name}`: it knows {}",
            known.join(", ")
        ),
    }
}
