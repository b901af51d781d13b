#[allow(
    clippy::unused_async,
    clippy::needless_pass_by_value,
    reason = "a handler's form"
)]
#[cfg(feature = "items")]
fn items() -> Json<Items> {
    todo!()
}
#[cfg(feature = "items")]
/// What stands for the function `items` where types are named.
#[allow(
    non_camel_case_types,
    dead_code,
    unreachable_pub,
    reason = "it is named like its function"
)]
enum items {}
#[cfg(feature = "items")]
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
    const __FILTER: ::faultless::__private::Filter = ::faultless::__private::Filter::new();
    fn __describe(__description: &mut ::faultless::__private::Description) {
        let _ = &__description;
        __description
            .raises(
                (&&&&::faultless::__private::Returning::<Json<Items>>::new()).errors(),
            );
    }
    fn __answer() -> ::faultless::__private::Answer {
        {
            #[allow(
                unused_imports,
                reason = "which of them are needed depends on the type"
            )]
            use ::faultless::__private::{
                ByBody as _, ByFixed as _, ByJson as _, ByModel as _, ByNoBody as _,
            };
            (&&&(&&::faultless::__private::Success::<::faultless::Json<Items>>::new())
                .body())
                .answer()
        }
    }
    fn __call<'a>(
        __request: &'a mut ::faultless::__private::Request,
        __plan: &'a ::faultless::__private::Plan,
    ) -> ::faultless::__private::BoxFuture<
        'a,
        ::faultless::__private::Result<::faultless::__private::Response>,
    > {
        ::std::boxed::Box::pin(async move {
            let mut __body = __plan.no_body();
            if __plan.reads_body() {
                __body = __plan.body(&mut *__request).await?;
            }
            let __parsed = __body.parse(&*__request)?;
            let mut __taken = __plan.begin(&mut *__request, &__parsed);
            let __extraction = &mut __taken;
            if __plan.has_dependencies() {
                __plan.dependencies(&mut *__extraction).await?;
            }
            __extraction.finish()?;
            ::core::mem::drop(__taken);
            let () = () else {
                return ::core::result::Result::Err(::faultless::__private::Plan::lost())
            };
            let __outcome = items();
            let __outcome = ::faultless::__private::Modelled::checked(
                __outcome,
                __plan,
                |__value| {
                    ::faultless::__private::modelled::<
                        Items,
                        _,
                    >(__value, &*__request, &__FILTER)
                },
            )?;
            (&&&&::faultless::__private::Outcome::new(__outcome)).respond(__plan)
        })
    }
    impl ::faultless::__private::Operation for items {
        fn route() -> ::faultless::__private::Route {
            ::faultless::__private::Route::new(
                    &["GET", "HEAD"],
                    "/items",
                    "items",
                    __call,
                )
                .describe(__describe)
                .answers(__answer)
                .documented(::faultless::__private::Documentation {
                    tags: ::std::vec![],
                    summary: ::core::option::Option::None,
                    description: ::core::option::Option::None,
                    operation_id: ::core::option::Option::None,
                    deprecated: false,
                    hidden: true,
                })
        }
    }
};
