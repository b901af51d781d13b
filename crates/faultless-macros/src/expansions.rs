//! What the macros write, for each of their shapes: compared with the files in `tests/expand`.
//!
//! `UPDATE_EXPECT=1` writes the files anew; what changes in them is for a reader to judge.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;

/// Compares what was written with the file of this name.
#[track_caller]
fn compare(name: &str, expanded: TokenStream) {
    let file = syn::parse2(expanded).expect("a macro writes items");
    let written = prettyplease::unparse(&file);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/expand")
        .join(name)
        .with_extension("rs");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &written).expect("the folder of expansions is there");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = written
        .lines()
        .zip(expected.lines().chain(std::iter::repeat("")))
        .enumerate()
        .find(|(_, (written, expected))| written != expected);
    if let Some((index, (written, expected))) = differs {
        panic!(
            "{} differs in line {}:\n  is:  {written}\n  was: {expected}\n`UPDATE_EXPECT=1` writes it anew",
            path.display(),
            index + 1
        );
    }
    assert_eq!(written, expected, "{} is longer", path.display());
}

#[test]
fn an_operation_with_path_query_and_body() {
    let attribute = quote!(
        "/shops/{shop_id}/items",
        status = CREATED,
        tags = ["items"],
        dependencies = [caller]
    );
    let function = quote! {
        /// Create an item.
        pub async fn create_item(
            shop_id: u64,
            /// Whether it is a try.
            #[query(alias = "dry-run", default = false)] dry_run: bool,
            #[query(max_length = 5)] q: Option<String>,
            item: NewItem,
            user: Depends<caller>,
            request: &Request,
        ) -> Result<Json<Item>, ShopError> {
            todo!()
        }
    };
    compare(
        "operation",
        crate::function::operation(attribute, &function, Some("POST")),
    );
}

#[test]
fn an_operation_without_arguments() {
    let attribute = quote!(
        "/items",
        methods = ["GET", "HEAD"],
        response_model = Items,
        hidden
    );
    let function = quote! {
        #[cfg(feature = "items")]
        fn items() -> Json<Items> {
            todo!()
        }
    };
    compare(
        "operation_without_arguments",
        crate::function::operation(attribute, &function, None),
    );
}

#[test]
fn an_operation_with_a_mistake() {
    let function = quote! {
        async fn items(#[query(max_lenght = 5)] q: String) -> String {
            q
        }
    };
    compare(
        "operation_with_a_mistake",
        crate::function::operation(quote!("/items"), &function, Some("GET")),
    );
}

#[test]
fn the_operation_of_a_websocket() {
    let attribute = quote!(
        "/rooms/{room}",
        dependencies = [caller],
        limits(max_message = 1024)
    );
    let function = quote! {
        async fn enter(mut socket: WebSocket, room: u32) -> Result<()> {
            todo!()
        }
    };
    compare(
        "websocket",
        crate::function::websocket(attribute, &function),
    );
}

#[test]
fn a_dependency() {
    let function = quote! {
        async fn caller(key: Header<Option<String>>) -> Result<User> {
            todo!()
        }
    };
    compare(
        "dependency",
        crate::function::dependency(TokenStream::new(), &function),
    );
}

#[test]
fn a_dependency_that_raises_nothing() {
    let function = quote! {
        async fn page(skip: u64) -> Page {
            todo!()
        }
    };
    compare(
        "dependency_that_raises_nothing",
        crate::function::dependency(TokenStream::new(), &function),
    );
}

#[test]
fn a_security_scheme() {
    let attribute = quote!(scheme_name = "Bearer");
    let function = quote! {
        /// Tokens of the shop.
        pub fn bearer() -> HttpBearer {
            HttpBearer::new()
        }
    };
    compare(
        "security_scheme",
        crate::function::security_scheme(attribute, &function),
    );
}

#[test]
fn the_routes() {
    let expanded = crate::function::routes(quote!(items, shop::create_item));
    compare("routes", quote!(fn routes() -> Vec<Route> { #expanded }));
}

#[test]
fn an_enum_that_raises() {
    let input = quote! {
        #[raise(code = "shop_error")]
        enum ShopError {
            #[error("item {0} does not exist")]
            #[raise(status = 404, code = "item_not_found", detail = "no item {0}")]
            ItemNotFound(u64),
            #[raise(status = self::SOLD_OUT, header("Retry-After" = seconds), header("X-Why" = "{name} sold"))]
            SoldOut { name: String, seconds: u32 },
            #[error(transparent)]
            Stock(#[from] StockError),
            #[raise(status = 503, detail = "We are closed", header("Retry-After" = "60"))]
            Closed,
        }
    };
    compare("raise_enum", crate::raise::derive(input));
}

#[test]
fn a_struct_that_raises() {
    let input = quote! {
        #[raise(status = 429, detail = Detail::new(&message))]
        struct TooMany<T> {
            message: T,
            source: io::Error,
        }
    };
    compare("raise_struct", crate::raise::derive(input));
}

#[test]
fn a_struct_that_is_a_model() {
    let input = quote! {
        /// An item to be created.
        #[serde(rename_all = "camelCase")]
        struct NewItem<T> {
            /// What it is called.
            #[field(min_length = 1, examples = ["nut"])]
            item_name: String,
            #[field(gt = 0, secret)]
            price: f64,
            #[serde(default, alias = "labels")]
            tags: Vec<T>,
            #[serde(skip)]
            seen: bool,
        }
    };
    let root = quote!(::faultless::__private::model);
    compare("model_struct", crate::model::derive(input, &root));
}

#[test]
fn an_enum_that_is_a_model() {
    let input = quote! {
        #[serde(rename_all = "snake_case")]
        enum Size {
            Small,
            #[serde(alias = "big")]
            VeryLarge,
        }
    };
    compare(
        "model_enum",
        crate::model::derive(input, &quote!(::faultless_model)),
    );
}
