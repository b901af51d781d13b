//! The words of `#[websocket("/path", ...)]`.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser as _};
use syn::{Ident, LitStr, Path, Token};

use super::attr::{Operation, limits};
use super::path::Template;
use crate::mistakes::Mistakes;
use crate::words::{list, once, skip_word, unknown_word};

const WORDS: [&str; 2] = ["dependencies", "limits"];

const LIMITS: [&str; 8] = [
    "max_message",
    "max_frame",
    "write_buffer",
    "handshake_time",
    "send_time",
    "idle_time",
    "ping_interval",
    "closing_time",
];

impl Operation {
    /// Reads what a WebSocket's attribute says.
    pub(super) fn of_websocket(attribute: TokenStream, mistakes: &mut Mistakes) -> Self {
        let mut operation = Self {
            websocket: Some(Vec::new()),
            ..Self::default()
        };
        let parsed =
            (|input: ParseStream<'_>| operation.websocket_words(input, mistakes)).parse2(attribute);
        if let Err(error) = parsed {
            mistakes.push(error);
        }
        operation
    }

    fn websocket_words(
        &mut self,
        input: ParseStream<'_>,
        mistakes: &mut Mistakes,
    ) -> syn::Result<()> {
        if !input.peek(LitStr) {
            let message = "no path: write `#[websocket(\"/items/{item_id}\")]`";
            return Err(syn::Error::new(input.span(), message));
        }
        let path: LitStr = input.parse()?;
        self.template = Template::read(&path, mistakes);
        self.path = Some(path);
        let mut seen = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let word: Ident = input.call(syn::ext::IdentExt::parse_any)?;
            let read = once(&mut seen, &word).and_then(|()| self.websocket_word(&word, input));
            if let Err(error) = read {
                mistakes.push(error);
                skip_word(input)?;
            }
        }
        Ok(())
    }

    fn websocket_word(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let name = word.to_string();
        match name.as_str() {
            "dependencies" => {
                input.parse::<Token![=]>()?;
                self.dependencies = list(input, "[current_user]")?;
            }
            "limits" => {
                self.websocket = Some(limits(word, "max_message = 1024", &LIMITS, input)?);
            }
            other => {
                return Err(match of_operations(other) {
                    Some(why) => syn::Error::new(word.span(), format!("`{name}` {why}")),
                    None => unknown_word(&Path::from(word.clone()), &WORDS),
                });
            }
        }
        Ok(())
    }
}

/// Why a word that path operations know makes no sense here.
fn of_operations(word: &str) -> Option<&'static str> {
    Some(match word {
        "status" => {
            "is what a path operation answers with: a WebSocket is accepted with 101; to refuse it, raise, or call `socket.deny(...)`"
        }
        "body_limit" | "form_limits" => {
            "limits a body, and a WebSocket's handshake has none: write `limits(max_message = 1024)`"
        }
        "tags"
        | "summary"
        | "description"
        | "operation_id"
        | "deprecated"
        | "hidden"
        | "responses"
        | "response_description"
        | "callbacks"
        | "openapi_extra" => {
            "documents a path operation, and OpenAPI has no place for WebSockets: take it out"
        }
        "methods" => "makes no sense here: a WebSocket begins with a GET",
        other if other.starts_with("response_model") => {
            "checks what a path operation returns, and a WebSocket's returns nothing: take it out"
        }
        _ => return None,
    })
}
