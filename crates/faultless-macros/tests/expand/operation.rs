#[allow(
    clippy::unused_async,
    clippy::needless_pass_by_value,
    reason = "a handler's form"
)]
/// Create an item.
pub async fn create_item(
    shop_id: u64,
    dry_run: bool,
    q: Option<String>,
    item: NewItem,
    user: Depends<caller>,
    request: &Request,
) -> Result<Json<Item>, ShopError> {
    todo!()
}
/// What stands for the function `create_item` where types are named.
#[allow(
    non_camel_case_types,
    dead_code,
    unreachable_pub,
    reason = "it is named like its function"
)]
pub enum create_item {}
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
    >::new("shop_id");
    static __SPEC_1: ::faultless::__private::Spec<bool> = ::faultless::__private::Spec::<
        bool,
    >::new("dry_run")
        .source(::faultless::__private::Source::Query)
        .alias("dry-run")
        .default(|| false)
        .tell(|value| {
            #[allow(unused_imports, reason = "for types that are not written")]
            use ::faultless::__private::model::__private::NotTold as _;
            (&::faultless::__private::model::__private::Told::<bool>(value)).json()
        })
        .description("Whether it is a try.");
    static __SPEC_2: ::faultless::__private::Spec<Option<String>> = ::faultless::__private::Spec::<
        Option<String>,
    >::new("q")
        .source(::faultless::__private::Source::Query)
        .rules(|| {
            static RULES: ::faultless::__private::model::__private::OnceLock<
                ::faultless::__private::model::Rules,
            > = ::faultless::__private::model::__private::OnceLock::new();
            RULES
                .get_or_init(|| {
                    ::faultless::__private::model::RuleSet::<Option<String>>::new()
                        .max_length(::core::convert::identity::<usize>(5))
                        .build()
                })
        });
    static __SPEC_3: ::faultless::__private::Spec<NewItem> = ::faultless::__private::Spec::<
        NewItem,
    >::new("item");
    static __SPEC_4: ::faultless::__private::Spec<Depends<caller>> = ::faultless::__private::Spec::<
        Depends<caller>,
    >::new("user");
    fn __describe(__description: &mut ::faultless::__private::Description) {
        let _ = &__description;
        ::faultless::__private::Argument::<
            u64,
        >::describe(
            (&&&&&::faultless::__private::Probe::<u64>::new()).argument(),
            &__SPEC_0,
            __description,
        );
        ::faultless::__private::Argument::<
            bool,
        >::describe(
            (&&&&&::faultless::__private::Probe::<bool>::new()).argument(),
            &__SPEC_1,
            __description,
        );
        ::faultless::__private::Argument::<
            Option<String>,
        >::describe(
            (&&&&&::faultless::__private::Probe::<Option<String>>::new()).argument(),
            &__SPEC_2,
            __description,
        );
        ::faultless::__private::Argument::<
            NewItem,
        >::describe(
            (&&&&&::faultless::__private::Probe::<NewItem>::new()).argument(),
            &__SPEC_3,
            __description,
        );
        ::faultless::__private::Argument::<
            Depends<caller>,
        >::describe(
            (&&&&&::faultless::__private::Probe::<Depends<caller>>::new()).argument(),
            &__SPEC_4,
            __description,
        );
        __description
            .raises(
                (&&&&::faultless::__private::Returning::<
                    Result<Json<Item>, ShopError>,
                >::new())
                    .errors(),
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
            (&&&(&&::faultless::__private::Success::<
                Result<Json<Item>, ShopError>,
            >::new())
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
            let __0 = ::faultless::__private::Argument::<
                u64,
            >::extract(
                    (&&&&&::faultless::__private::Probe::<u64>::new()).argument(),
                    &mut *__extraction,
                    &__SPEC_0,
                )
                .await?;
            let __1 = ::faultless::__private::Argument::<
                bool,
            >::extract(
                    (&&&&&::faultless::__private::Probe::<bool>::new()).argument(),
                    &mut *__extraction,
                    &__SPEC_1,
                )
                .await?;
            let __2 = ::faultless::__private::Argument::<
                Option<String>,
            >::extract(
                    (&&&&&::faultless::__private::Probe::<Option<String>>::new())
                        .argument(),
                    &mut *__extraction,
                    &__SPEC_2,
                )
                .await?;
            let __3 = ::faultless::__private::Argument::<
                NewItem,
            >::extract(
                    (&&&&&::faultless::__private::Probe::<NewItem>::new()).argument(),
                    &mut *__extraction,
                    &__SPEC_3,
                )
                .await?;
            let __4 = ::faultless::__private::Argument::<
                Depends<caller>,
            >::extract(
                    (&&&&&::faultless::__private::Probe::<Depends<caller>>::new())
                        .argument(),
                    &mut *__extraction,
                    &__SPEC_4,
                )
                .await?;
            __extraction.finish()?;
            ::core::mem::drop(__taken);
            let (
                ::core::option::Option::Some(__0),
                ::core::option::Option::Some(__1),
                ::core::option::Option::Some(__2),
                ::core::option::Option::Some(__3),
                ::core::option::Option::Some(__4),
            ) = (__0, __1, __2, __3, __4) else {
                return ::core::result::Result::Err(::faultless::__private::Plan::lost())
            };
            let __outcome = create_item(
                    __0,
                    __1,
                    __2,
                    __3,
                    __4,
                    <Request as ::faultless::__private::Borrowed>::borrow(&*__request),
                )
                .await;
            (&&&&::faultless::__private::Outcome::new(__outcome)).respond(__plan)
        })
    }
    impl ::faultless::__private::Operation for create_item {
        fn route() -> ::faultless::__private::Route {
            ::faultless::__private::Route::new(
                    &["POST"],
                    "/shops/{shop_id}/items",
                    "create_item",
                    __call,
                )
                .describe(__describe)
                .answers(__answer)
                .status({
                    #[allow(
                        unused_imports,
                        reason = "the status may be a number or a path of the caller's own"
                    )]
                    use ::faultless::status::{short::*, short_renamed::*};
                    CREATED
                })
                .dependency::<caller>()
                .documented(::faultless::__private::Documentation {
                    tags: ::std::vec!["items"],
                    summary: ::core::option::Option::None,
                    description: ::core::option::Option::Some("Create an item."),
                    operation_id: ::core::option::Option::None,
                    deprecated: false,
                    hidden: false,
                })
        }
    }
};
