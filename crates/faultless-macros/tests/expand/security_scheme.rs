#[allow(
    clippy::unused_async,
    clippy::needless_pass_by_value,
    reason = "a handler's form"
)]
/// Tokens of the shop.
pub fn bearer() -> HttpBearer {
    HttpBearer::new()
}
/// What stands for the function `bearer` where types are named.
#[allow(
    non_camel_case_types,
    dead_code,
    unreachable_pub,
    reason = "it is named like its function"
)]
pub enum bearer {}
#[allow(
    deprecated,
    clippy::all,
    clippy::pedantic,
    clippy::restriction,
    reason = "written by a macro"
)]
const _: () = {
    impl ::faultless::__private::Declared for bearer {
        type Scheme = HttpBearer;
        const FUNCTION: &'static str = "bearer";
        const SCHEME_NAME: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "Bearer",
        );
        const DESCRIPTION: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "Tokens of the shop.",
        );
        fn scheme() -> &'static Self::Scheme {
            static __SCHEME: ::std::sync::OnceLock<HttpBearer> = ::std::sync::OnceLock::new();
            __SCHEME.get_or_init(bearer)
        }
    }
    impl ::faultless::__private::Dependency for bearer {
        type Output = <<Self as ::faultless::__private::Declared>::Scheme as ::faultless::__private::SecurityScheme>::Credentials;
        const NAME: &'static str = "bearer";
        fn describe(__description: &mut ::faultless::__private::Description) {
            ::faultless::__private::describe_scheme::<Self>(__description);
        }
        fn resolve<'a>(
            __extraction: &'a mut ::faultless::__private::Extraction<'_>,
        ) -> ::faultless::__private::BoxFuture<
            'a,
            ::faultless::__private::Result<
                ::core::option::Option<::std::sync::Arc<Self::Output>>,
            >,
        > {
            ::faultless::__private::resolve_scheme::<Self>(__extraction)
        }
    }
};
