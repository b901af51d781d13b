#[automatically_derived]
#[allow(deprecated, reason = "a deprecated field is still read")]
impl<T: ::faultless::__private::model::Field> ::faultless::__private::model::Field
for NewItem<T> {
    const SHAPE: ::faultless::__private::model::Shape = ::faultless::__private::model::Shape::Object;
    fn fields() -> ::core::option::Option<
        &'static [::faultless::__private::model::FieldDoc],
    > {
        ::core::option::Option::Some(
            <Self as ::faultless::__private::model::Model>::fields(),
        )
    }
    fn closed() -> bool {
        false
    }
    fn read(
        input: &::faultless::__private::model::Input<'_>,
        _rules: &::faultless::__private::model::Rules,
        reader: &mut ::faultless::__private::model::Reader<'_>,
    ) -> ::core::result::Result<Self, ::faultless::__private::model::Invalid> {
        let reader = &mut reader.reading::<Self>();
        let entries = ::faultless::__private::model::__private::Entries::of(
            input,
            reader,
        )?;
        let field_0 = entries
            .required::<
                String,
            >(
                ::faultless::__private::model::__private::Slot {
                    names: &["itemName"],
                    rules: {
                        static RULES: ::faultless::__private::model::__private::OnceLock<
                            ::faultless::__private::model::Rules,
                        > = ::faultless::__private::model::__private::OnceLock::new();
                        RULES
                            .get_or_init(|| {
                                ::faultless::__private::model::RuleSet::<String>::new()
                                    .min_length(1usize)
                                    .build()
                            })
                    },
                    secret: false,
                },
                reader,
            );
        let field_1 = entries
            .required::<
                f64,
            >(
                ::faultless::__private::model::__private::Slot {
                    names: &["price"],
                    rules: {
                        static RULES: ::faultless::__private::model::__private::OnceLock<
                            ::faultless::__private::model::Rules,
                        > = ::faultless::__private::model::__private::OnceLock::new();
                        RULES
                            .get_or_init(|| {
                                ::faultless::__private::model::RuleSet::<f64>::new()
                                    .gt(0i128)
                                    .build()
                            })
                    },
                    secret: true,
                },
                reader,
            );
        let field_2 = entries
            .or_else::<
                Vec<T>,
            >(
                ::faultless::__private::model::__private::Slot {
                    names: &["tags", "labels"],
                    rules: ::faultless::__private::model::Rules::none(),
                    secret: false,
                },
                ::core::default::Default::default,
                reader,
            );
        ::core::result::Result::Ok(Self {
            item_name: field_0?,
            price: field_1?,
            tags: field_2?,
            seen: (::core::default::Default::default)(),
        })
    }
    fn redact(input: &mut ::faultless::__private::model::Input<'_>) {
        if let ::faultless::__private::model::Input::Object(_) = input {
            ::faultless::__private::model::__private::redact(
                input,
                &["itemName"],
                <String as ::faultless::__private::model::Field>::redact,
            );
            ::faultless::__private::model::__private::mask(input, &["price"]);
            ::faultless::__private::model::__private::redact(
                input,
                &["tags", "labels"],
                <Vec<T> as ::faultless::__private::model::Field>::redact,
            );
        } else if <Self as ::faultless::__private::model::Field>::secretive(
            &mut ::core::default::Default::default(),
        ) {
            ::faultless::__private::model::__private::mask_all(input);
        }
    }
    fn secretive(seen: &mut ::faultless::__private::model::Seen) -> bool {
        seen.enter::<Self>()
            && (false
                || <String as ::faultless::__private::model::Field>::secretive(seen)
                || true
                || <Vec<T> as ::faultless::__private::model::Field>::secretive(seen))
    }
}
#[automatically_derived]
impl<T: ::faultless::__private::model::Field> ::faultless::__private::model::Model
for NewItem<T> {
    const NAME: &'static str = "NewItem";
    const TITLE: ::core::option::Option<&'static str> = ::core::option::Option::None;
    const DESCRIPTION: ::core::option::Option<&'static str> = ::core::option::Option::Some(
        "An item to be created.",
    );
    fn fields() -> &'static [::faultless::__private::model::FieldDoc] {
        const {
            &[
                ::faultless::__private::model::FieldDoc::new("itemName")
                    .shape(<String as ::faultless::__private::model::Field>::SHAPE)
                    .uploaded(<String as ::faultless::__private::model::Field>::UPLOADED)
                    .ident("item_name")
                    .description("What it is called.")
                    .examples(|| {
                        ::std::vec![::faultless::__private::model::Input::from("nut")]
                    }),
                ::faultless::__private::model::FieldDoc::new("price")
                    .shape(<f64 as ::faultless::__private::model::Field>::SHAPE)
                    .uploaded(<f64 as ::faultless::__private::model::Field>::UPLOADED)
                    .secret(),
                ::faultless::__private::model::FieldDoc::new("tags")
                    .shape(<Vec<T> as ::faultless::__private::model::Field>::SHAPE)
                    .uploaded(<Vec<T> as ::faultless::__private::model::Field>::UPLOADED)
                    .aliases(&["labels"])
                    .has_default(),
            ]
        }
    }
}
