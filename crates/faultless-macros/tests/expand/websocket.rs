#[allow(
    clippy::unused_async,
    clippy::needless_pass_by_value,
    reason = "a handler's form"
)]
async fn enter(mut socket: WebSocket, room: u32) -> Result<()> {
    todo!()
}
/// What stands for the function `enter` where types are named.
#[allow(
    non_camel_case_types,
    dead_code,
    unreachable_pub,
    reason = "it is named like its function"
)]
enum enter {}
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
    static __SPEC_0: ::faultless::__private::Spec<WebSocket> = ::faultless::__private::Spec::<
        WebSocket,
    >::new("socket");
    static __SPEC_1: ::faultless::__private::Spec<u32> = ::faultless::__private::Spec::<
        u32,
    >::new("room");
    fn __describe(__description: &mut ::faultless::__private::Description) {
        let _ = &__description;
        ::faultless::__private::Argument::<
            WebSocket,
        >::describe(
            (&&&&&::faultless::__private::Probe::<WebSocket>::new()).argument(),
            &__SPEC_0,
            __description,
        );
        ::faultless::__private::Argument::<
            u32,
        >::describe(
            (&&&&&::faultless::__private::Probe::<u32>::new()).argument(),
            &__SPEC_1,
            __description,
        );
        __description
            .raises(
                (&&&&::faultless::__private::Returning::<Result<()>>::new()).errors(),
            );
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
            let __0 = ::faultless::__private::Argument::<
                WebSocket,
            >::extract(
                    (&&&&&::faultless::__private::Probe::<WebSocket>::new()).argument(),
                    &mut *__extraction,
                    &__SPEC_0,
                )
                .await?;
            let __1 = ::faultless::__private::Argument::<
                u32,
            >::extract(
                    (&&&&&::faultless::__private::Probe::<u32>::new()).argument(),
                    &mut *__extraction,
                    &__SPEC_1,
                )
                .await?;
            __extraction.finish()?;
            ::core::mem::drop(__taken);
            let (::core::option::Option::Some(__0), ::core::option::Option::Some(__1)) = (
                __0,
                __1,
            ) else {
                return ::core::result::Result::Err(::faultless::__private::Plan::lost())
            };
            let __outcome = enter(__0, __1).await;
            let __outcome = ::faultless::__private::websocket_end(__outcome);
            (&&&&::faultless::__private::Outcome::new(__outcome)).respond(__plan)
        })
    }
    impl ::faultless::__private::Operation for enter {
        fn route() -> ::faultless::__private::Route {
            ::faultless::__private::Route::new(&[], "/rooms/{room}", "enter", __call)
                .describe(__describe)
                .websocket(|__limits| __limits.max_message(1024))
                .dependency::<caller>()
                .documented(::faultless::__private::Documentation {
                    tags: ::std::vec![],
                    summary: ::core::option::Option::None,
                    description: ::core::option::Option::None,
                    operation_id: ::core::option::Option::None,
                    deprecated: false,
                    hidden: false,
                })
        }
    }
};
