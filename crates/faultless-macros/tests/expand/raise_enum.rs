#[allow(
    unused_variables,
    deprecated,
    clippy::all,
    clippy::pedantic,
    clippy::restriction,
    reason = "written by a macro"
)]
const _: () = {
    #[automatically_derived]
    impl ::faultless::__private::Raise for ShopError {
        fn status(&self) -> ::core::option::Option<::faultless::status::StatusCode> {
            match self {
                Self::ItemNotFound { 0: _0 } => {
                    ::core::option::Option::Some(
                        ::faultless::__private::IntoStatus::into_status({
                            #[allow(
                                unused_imports,
                                reason = "the status may be a number or a path of the caller's own"
                            )]
                            use ::faultless::status::{short::*, short_renamed::*};
                            404u16
                        }),
                    )
                }
                Self::SoldOut { name, seconds } => {
                    ::core::option::Option::Some(
                        ::faultless::__private::IntoStatus::into_status({
                            #[allow(
                                unused_imports,
                                reason = "the status may be a number or a path of the caller's own"
                            )]
                            use ::faultless::status::{short::*, short_renamed::*};
                            self::SOLD_OUT
                        }),
                    )
                }
                Self::Stock { 0: _0 } => ::core::option::Option::None,
                Self::Closed {} => {
                    ::core::option::Option::Some(
                        ::faultless::__private::IntoStatus::into_status({
                            #[allow(
                                unused_imports,
                                reason = "the status may be a number or a path of the caller's own"
                            )]
                            use ::faultless::status::{short::*, short_renamed::*};
                            503u16
                        }),
                    )
                }
            }
        }
        fn code(&self) -> ::core::option::Option<::std::borrow::Cow<'static, str>> {
            match self {
                Self::ItemNotFound { 0: _0 } => {
                    ::core::option::Option::Some(
                        ::std::borrow::Cow::Borrowed("item_not_found"),
                    )
                }
                Self::SoldOut { name, seconds } => {
                    ::core::option::Option::Some(
                        ::std::borrow::Cow::Borrowed("shop_error"),
                    )
                }
                Self::Stock { 0: _0 } => ::core::option::Option::None,
                Self::Closed {} => {
                    ::core::option::Option::Some(
                        ::std::borrow::Cow::Borrowed("shop_error"),
                    )
                }
            }
        }
        fn detail(&self) -> ::core::option::Option<::faultless::__private::Detail> {
            match self {
                Self::ItemNotFound { 0: _0 } => {
                    ::core::option::Option::Some(
                        ::faultless::__private::Detail::words(
                            ::std::format!("no item {_0}"),
                        ),
                    )
                }
                Self::SoldOut { name, seconds } => ::core::option::Option::None,
                Self::Stock { 0: _0 } => ::core::option::Option::None,
                Self::Closed {} => {
                    ::core::option::Option::Some(
                        ::faultless::__private::Detail::words("We are closed"),
                    )
                }
            }
        }
        fn headers(&self) -> ::faultless::__private::HeaderMap {
            match self {
                Self::ItemNotFound { 0: _0 } => {
                    #[allow(unused_mut, reason = "most errors have no headers")]
                    let mut __headers = ::faultless::__private::HeaderMap::new();
                    __headers
                }
                Self::SoldOut { name, seconds } => {
                    #[allow(unused_mut, reason = "most errors have no headers")]
                    let mut __headers = ::faultless::__private::HeaderMap::new();
                    ::faultless::__private::insert_header(
                        &mut __headers,
                        "Retry-After",
                        ::std::string::ToString::to_string(&seconds),
                    );
                    ::faultless::__private::insert_header(
                        &mut __headers,
                        "X-Why",
                        ::std::string::ToString::to_string(
                            &::std::format!("{name} sold"),
                        ),
                    );
                    __headers
                }
                Self::Stock { 0: _0 } => {
                    #[allow(unused_mut, reason = "most errors have no headers")]
                    let mut __headers = ::faultless::__private::HeaderMap::new();
                    __headers
                }
                Self::Closed {} => {
                    #[allow(unused_mut, reason = "most errors have no headers")]
                    let mut __headers = ::faultless::__private::HeaderMap::new();
                    __headers
                        .append(
                            const {
                                ::faultless::__private::HeaderName::from_static(
                                    "retry-after",
                                )
                            },
                            const {
                                ::faultless::__private::HeaderValue::from_static("60")
                            },
                        );
                    __headers
                }
            }
        }
        fn base(&self) -> ::core::option::Option<::faultless::__private::Base<'_>> {
            #[allow(unused_imports, reason = "an error may have no base")]
            use ::faultless::__private::{ErrorBase as _, NoBase as _};
            match self {
                Self::ItemNotFound { 0: _0 } => ::core::option::Option::None,
                Self::SoldOut { name, seconds } => ::core::option::Option::None,
                Self::Stock { 0: _0 } => (&&::faultless::__private::BaseOf(_0)).base(),
                Self::Closed {} => ::core::option::Option::None,
            }
        }
        fn errors() -> ::std::vec::Vec<::faultless::__private::ErrorDoc> {
            #[allow(unused_imports, reason = "an error may have no base")]
            use ::faultless::__private::{
                NoErrors as _, PlainErrors as _, RaisingErrors as _,
            };
            let mut __errors = ::std::vec::Vec::new();
            __errors
                .push(
                    ::faultless::__private::ErrorDoc::of_type::<Self>()
                        .variant("ItemNotFound")
                        .code("item_not_found")
                        .status({
                            #[allow(
                                unused_imports,
                                reason = "the status may be a number or a path of the caller's own"
                            )]
                            use ::faultless::status::{short::*, short_renamed::*};
                            404u16
                        })
                        .template("no item {0}"),
                );
            __errors
                .push(
                    ::faultless::__private::ErrorDoc::anything()
                        .variant("SoldOut")
                        .code("shop_error")
                        .header("Retry-After")
                        .header("X-Why"),
                );
            __errors
                .extend(
                    ::faultless::__private::ErrorDoc::of_type::<Self>()
                        .variant("Stock")
                        .over(
                            false,
                            (&&&::faultless::__private::ErrorsOf::<StockError>::new())
                                .errors(),
                        ),
                );
            __errors
                .push(
                    ::faultless::__private::ErrorDoc::of_type::<Self>()
                        .variant("Closed")
                        .code("shop_error")
                        .status({
                            #[allow(
                                unused_imports,
                                reason = "the status may be a number or a path of the caller's own"
                            )]
                            use ::faultless::status::{short::*, short_renamed::*};
                            503u16
                        })
                        .template("We are closed")
                        .header("Retry-After"),
                );
            __errors
        }
    }
    ::faultless::__private::inventory::submit! {
        ::faultless::__private::RaiseEntry::of:: < ShopError > ()
    }
};
