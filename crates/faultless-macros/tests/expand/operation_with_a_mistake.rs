::core::compile_error! {
    "unknown word `max_lenght`; did you mean `max_length`?\nknown words: `gt`, `ge`, `lt`, `le`, `multiple_of`, `min_length`, `max_length`, `min_items`, `max_items`, `unique`, `pattern`, `version`, `ascii`, `trim`, `lowercase`, `uppercase`, `past`, `future`, `aware`, `naive`, `utc_offset`, `allow_inf_nan`, `max_digits`, `decimal_places`, `strict`, `items`, `alias`, `default`, `required`, `embed`, `convert_underscores`, `hidden`, `deprecated`, `title`, `description`, `examples`, `openapi_examples`"
}
#[allow(
    clippy::unused_async,
    clippy::needless_pass_by_value,
    reason = "a handler's form"
)]
async fn items(q: String) -> String {
    q
}
/// What stands for the function `items` where types are named.
#[allow(
    non_camel_case_types,
    dead_code,
    unreachable_pub,
    reason = "it is named like its function"
)]
enum items {}
impl ::faultless::__private::Operation for items {
    fn route() -> ::faultless::__private::Route {
        ::core::unreachable!("this function has mistakes")
    }
}
