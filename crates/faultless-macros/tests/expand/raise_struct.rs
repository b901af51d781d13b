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
    impl<T> ::faultless::__private::Raise for TooMany<T>
    where
        Self: ::core::error::Error + ::core::marker::Send + ::core::marker::Sync
            + 'static,
    {
        fn status(&self) -> ::core::option::Option<::faultless::status::StatusCode> {
            match self {
                Self { message, source } => {
                    ::core::option::Option::Some(
                        ::faultless::__private::IntoStatus::into_status({
                            #[allow(
                                unused_imports,
                                reason = "the status may be a number or a path of the caller's own"
                            )]
                            use ::faultless::status::{short::*, short_renamed::*};
                            429u16
                        }),
                    )
                }
            }
        }
        fn code(&self) -> ::core::option::Option<::std::borrow::Cow<'static, str>> {
            match self {
                Self { message, source } => ::core::option::Option::None,
            }
        }
        fn detail(&self) -> ::core::option::Option<::faultless::__private::Detail> {
            match self {
                Self { message, source } => {
                    ::core::option::Option::Some(
                        ::faultless::__private::Detail::new(&Detail::new(&message)),
                    )
                }
            }
        }
        fn headers(&self) -> ::faultless::__private::HeaderMap {
            match self {
                Self { message, source } => {
                    #[allow(unused_mut, reason = "most errors have no headers")]
                    let mut __headers = ::faultless::__private::HeaderMap::new();
                    __headers
                }
            }
        }
        fn base(&self) -> ::core::option::Option<::faultless::__private::Base<'_>> {
            #[allow(unused_imports, reason = "an error may have no base")]
            use ::faultless::__private::{ErrorBase as _, NoBase as _};
            match self {
                Self { message, source } => {
                    (&&::faultless::__private::BaseOf(source)).base()
                }
            }
        }
        fn errors() -> ::std::vec::Vec<::faultless::__private::ErrorDoc> {
            #[allow(unused_imports, reason = "an error may have no base")]
            use ::faultless::__private::{
                NoErrors as _, PlainErrors as _, RaisingErrors as _,
            };
            let mut __errors = ::std::vec::Vec::new();
            __errors
                .extend(
                    ::faultless::__private::ErrorDoc::of_type::<Self>()
                        .status({
                            #[allow(
                                unused_imports,
                                reason = "the status may be a number or a path of the caller's own"
                            )]
                            use ::faultless::status::{short::*, short_renamed::*};
                            429u16
                        })
                        .any_detail()
                        .over(
                            true,
                            (&&&::faultless::__private::ErrorsOf::<io::Error>::new())
                                .errors(),
                        ),
                );
            __errors
        }
    }
};
