#[allow(
    clippy::unused_async,
    clippy::needless_pass_by_value,
    reason = "a handler's form"
)]
async fn caller(key: Header<Option<String>>) -> Result<User> {
    todo!()
}
/// What stands for the function `caller` where types are named.
#[allow(
    non_camel_case_types,
    dead_code,
    unreachable_pub,
    reason = "it is named like its function"
)]
enum caller {}
#[allow(
    deprecated,
    clippy::all,
    clippy::pedantic,
    clippy::restriction,
    reason = "written by a macro"
)]
const _: () = {
    #[allow(unused_imports, reason = "which of them are needed depends on the types")]
    use ::faultless::__private::{
        ByNothing as _, ByParam as _, ByParts as _, ByRaw as _, ByRequest as _,
        Failing as _, Neither as _, Plain as _, PlainOutput as _, RaisedByRaise as _,
        RaisedByType as _, RaisedErased as _, RaisesNothing as _, Raising as _,
    };
    static __SPEC_0: ::faultless::__private::Spec<Header<Option<String>>> = ::faultless::__private::Spec::<
        Header<Option<String>>,
    >::new("key");
    impl ::faultless::__private::Dependency for caller {
        type Output = <Result<User> as ::faultless::__private::Fallible>::Output;
        const NAME: &'static str = "caller";
        fn describe(__description: &mut ::faultless::__private::Description) {
            let _ = &__description;
            ::faultless::__private::Argument::<
                Header<Option<String>>,
            >::describe(
                (&&&&&::faultless::__private::Probe::<Header<Option<String>>>::new())
                    .argument(),
                &__SPEC_0,
                __description,
            );
            __description
                .raises(
                    (&&&&::faultless::__private::Returning::<Result<User>>::new())
                        .errors(),
                );
        }
        fn resolve<'a>(
            __extraction: &'a mut ::faultless::__private::Extraction<'_>,
        ) -> ::faultless::__private::BoxFuture<
            'a,
            ::faultless::__private::Result<
                ::core::option::Option<::std::sync::Arc<Self::Output>>,
            >,
        > {
            ::std::boxed::Box::pin(async move {
                let __0 = ::faultless::__private::Argument::<
                    Header<Option<String>>,
                >::extract(
                        (&&&&&::faultless::__private::Probe::<
                            Header<Option<String>>,
                        >::new())
                            .argument(),
                        &mut *__extraction,
                        &__SPEC_0,
                    )
                    .await?;
                let (::core::option::Option::Some(__0),) = (__0,) else {
                    return ::core::result::Result::Ok(::core::option::Option::None)
                };
                let __output = caller(__0).await;
                let __output = match ::faultless::__private::Fallible::result(__output) {
                    ::core::result::Result::Ok(__output) => __output,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(
                            ::faultless::__private::returned(__error),
                        );
                    }
                };
                ::core::result::Result::Ok(
                    ::core::option::Option::Some(::std::sync::Arc::new(__output)),
                )
            })
        }
    }
};
