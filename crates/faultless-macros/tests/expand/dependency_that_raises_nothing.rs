#[allow(
    clippy::unused_async,
    clippy::needless_pass_by_value,
    reason = "a handler's form"
)]
async fn page(skip: u64) -> Page {
    todo!()
}
/// What stands for the function `page` where types are named.
#[allow(
    non_camel_case_types,
    dead_code,
    unreachable_pub,
    reason = "it is named like its function"
)]
enum page {}
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
    static __SPEC_0: ::faultless::__private::Spec<u64> = ::faultless::__private::Spec::<
        u64,
    >::new("skip");
    const _: () = ::core::assert!(
        ! ::faultless::__private::Returned:: < Page > ::IS_RESULT,
        "this is a `Result` by another name, and its error would go unseen: write `Result<...>`, or name the alias so, `ShopResult<...>`"
    );
    impl ::faultless::__private::Dependency for page {
        type Output = Page;
        const NAME: &'static str = "page";
        fn describe(__description: &mut ::faultless::__private::Description) {
            let _ = &__description;
            ::faultless::__private::Argument::<
                u64,
            >::describe(
                (&&&&&::faultless::__private::Probe::<u64>::new()).argument(),
                &__SPEC_0,
                __description,
            );
            __description
                .raises((&&&&::faultless::__private::Returning::<Page>::new()).errors());
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
                    u64,
                >::extract(
                        (&&&&&::faultless::__private::Probe::<u64>::new()).argument(),
                        &mut *__extraction,
                        &__SPEC_0,
                    )
                    .await?;
                let (::core::option::Option::Some(__0),) = (__0,) else {
                    return ::core::result::Result::Ok(::core::option::Option::None)
                };
                let __output = page(__0).await;
                ::core::result::Result::Ok(
                    ::core::option::Option::Some(::std::sync::Arc::new(__output)),
                )
            })
        }
    }
};
