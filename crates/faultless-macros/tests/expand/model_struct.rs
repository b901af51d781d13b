#[automatically_derived]
#[allow(deprecated, reason = "a deprecated field is still read")]
impl<T: ::faultless::__private::model::Field> ::faultless::__private::model::Field
for NewItem<T> {
    const SHAPE: ::faultless::__private::model::Shape = ::faultless::__private::model::Shape::Object;
    fn schema(
        schemas: &mut ::faultless::__private::model::Schemas,
        rules: &::faultless::__private::model::Rules,
    ) -> ::faultless::__private::model::Schema {
        let _ = rules;
        ::faultless::__private::model::__private::model_schema::<
            Self,
        >(
            schemas,
            |schemas| ::faultless::__private::model::__private::object_schema(
                schemas,
                <Self as ::faultless::__private::model::Model>::fields(),
                &[
                    ::faultless::__private::model::__private::Part::of::<
                        String,
                    >(
                        <String as ::faultless::__private::model::Field>::schema,
                        || <Self as ::faultless::__private::model::Model>::rules(0usize),
                        || {
                            <String as ::faultless::__private::model::Field>::absent()
                                .is_some()
                        },
                    ),
                    ::faultless::__private::model::__private::Part::of::<
                        f64,
                    >(
                        <f64 as ::faultless::__private::model::Field>::schema,
                        || <Self as ::faultless::__private::model::Model>::rules(1usize),
                        || {
                            <f64 as ::faultless::__private::model::Field>::absent()
                                .is_some()
                        },
                    ),
                    ::faultless::__private::model::__private::Part::of::<
                        Vec<T>,
                    >(
                        <Vec<T> as ::faultless::__private::model::Field>::schema,
                        || ::faultless::__private::model::Rules::none(),
                        || {
                            <Vec<T> as ::faultless::__private::model::Field>::absent()
                                .is_some()
                        },
                    ),
                ],
                false,
            ),
        )
    }
    #[inline]
    fn accept<'de, D: ::faultless::__private::model::__private::Deserializer<'de>>(
        deserializer: D,
        road: &::faultless::__private::model::Road<'_>,
    ) -> ::core::result::Result<::core::option::Option<Self>, D::Error> {
        ::faultless::__private::model::__private::accept_model::<
            Self,
            D,
        >(deserializer, road)
    }
    fn read(
        input: &::faultless::__private::model::Input<'_>,
        rules: &::faultless::__private::model::Rules,
        reader: &mut ::faultless::__private::model::Reader<'_>,
    ) -> ::core::result::Result<Self, ::faultless::__private::model::Invalid> {
        let _ = rules;
        let reader = &mut reader.reading::<Self>();
        let entries = ::faultless::__private::model::__private::Entries::of(
            input,
            reader,
        )?;
        let field_0 = entries
            .required::<
                String,
            >(
                ::faultless::__private::model::__private::Place {
                    names: &["itemName"],
                    rules: <Self as ::faultless::__private::model::Model>::rules(0usize),
                    secret: false,
                },
                <String as ::faultless::__private::model::Field>::read,
                reader,
            );
        let field_1 = entries
            .required::<
                f64,
            >(
                ::faultless::__private::model::__private::Place {
                    names: &["price"],
                    rules: <Self as ::faultless::__private::model::Model>::rules(1usize),
                    secret: true,
                },
                <f64 as ::faultless::__private::model::Field>::read,
                reader,
            );
        let field_2 = entries
            .or_else::<
                Vec<T>,
            >(
                ::faultless::__private::model::__private::Place {
                    names: &["tags", "labels"],
                    rules: ::faultless::__private::model::Rules::none(),
                    secret: false,
                },
                <Vec<T> as ::faultless::__private::model::Field>::read,
                ::core::default::Default::default,
                reader,
            );
        entries.count(reader);
        ::core::result::Result::Ok(Self {
            item_name: field_0?,
            price: field_1?,
            tags: field_2?,
            seen: (::core::default::Default::default)(),
        })
    }
    fn known_fields() -> ::core::option::Option<
        &'static [::faultless::__private::model::FieldDoc],
    > {
        ::core::option::Option::Some(
            <Self as ::faultless::__private::model::Model>::fields(),
        )
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
#[allow(deprecated, reason = "a deprecated field is still described")]
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
                    .contents(<String as ::faultless::__private::model::Field>::contents)
                    .ident("item_name")
                    .description("What it is called.")
                    .examples(|| {
                        ::std::vec![::faultless::__private::model::Input::from("nut")]
                    }),
                ::faultless::__private::model::FieldDoc::new("price")
                    .shape(<f64 as ::faultless::__private::model::Field>::SHAPE)
                    .uploaded(<f64 as ::faultless::__private::model::Field>::UPLOADED)
                    .contents(<f64 as ::faultless::__private::model::Field>::contents)
                    .secret(),
                ::faultless::__private::model::FieldDoc::new("tags")
                    .shape(<Vec<T> as ::faultless::__private::model::Field>::SHAPE)
                    .uploaded(<Vec<T> as ::faultless::__private::model::Field>::UPLOADED)
                    .contents(<Vec<T> as ::faultless::__private::model::Field>::contents)
                    .aliases(&["labels"])
                    .default(|| {
                        #[allow(
                            unused_imports,
                            reason = "for types that are not written"
                        )]
                        use ::faultless::__private::model::__private::NotTold as _;
                        (&::faultless::__private::model::__private::Told::<
                            Vec<T>,
                        >((::core::default::Default::default)()))
                            .json()
                    }),
            ]
        }
    }
    fn rules(field: usize) -> &'static ::faultless::__private::model::Rules {
        match field {
            0usize => {
                static RULES: ::faultless::__private::model::__private::OnceLock<
                    ::faultless::__private::model::Rules,
                > = ::faultless::__private::model::__private::OnceLock::new();
                RULES
                    .get_or_init(|| {
                        ::faultless::__private::model::RuleSet::<String>::new()
                            .min_length(::core::convert::identity::<usize>(1))
                            .build()
                    })
            }
            1usize => {
                static RULES: ::faultless::__private::model::__private::OnceLock<
                    ::faultless::__private::model::Rules,
                > = ::faultless::__private::model::__private::OnceLock::new();
                RULES
                    .get_or_init(|| {
                        ::faultless::__private::model::RuleSet::<f64>::new()
                            .gt(::core::convert::identity::<i128>(0))
                            .build()
                    })
            }
            _ => ::faultless::__private::model::Rules::none(),
        }
    }
}
#[automatically_derived]
#[allow(deprecated, reason = "a deprecated field is still read")]
impl<
    T: ::faultless::__private::model::Field,
> ::faultless::__private::model::__private::Parts for NewItem<T> {
    const STRICT: bool = false;
    #[inline]
    fn key(
        name: &str,
    ) -> ::core::option::Option<&'static ::faultless::__private::model::__private::Key> {
        match name {
            "itemName" => ::core::option::Option::Some(&(0usize, "itemName")),
            "price" => ::core::option::Option::Some(&(1usize, "price")),
            "tags" => ::core::option::Option::Some(&(2usize, "tags")),
            "labels" => ::core::option::Option::Some(&(2usize, "labels")),
            _ => ::core::option::Option::None,
        }
    }
    #[inline]
    fn assemble<'de, A: ::faultless::__private::model::__private::MapAccess<'de>>(
        mut object: ::faultless::__private::model::__private::Object<'_, A>,
    ) -> ::core::result::Result<::core::option::Option<Self>, A::Error> {
        let mut slots = (
            ::faultless::__private::model::__private::Slot::<String>::None,
            (
                ::faultless::__private::model::__private::Slot::<f64>::None,
                (::faultless::__private::model::__private::Slot::<Vec<T>>::None, ()),
            ),
        );
        let _ = &mut slots;
        while let ::core::option::Option::Some(value) = object.next_field::<Self>()? {
            match value.field() {
                0usize => {
                    value
                        .read::<
                            String,
                        >(
                            &mut slots.0,
                            <Self as ::faultless::__private::model::Model>::rules(
                                0usize,
                            ),
                            false,
                        )
                }
                1usize => {
                    value
                        .read::<
                            f64,
                        >(
                            &mut slots.1.0,
                            <Self as ::faultless::__private::model::Model>::rules(
                                1usize,
                            ),
                            true,
                        )
                }
                _ => {
                    value
                        .read::<
                            Vec<T>,
                        >(
                            &mut slots.1.1.0,
                            ::faultless::__private::model::Rules::none(),
                            false,
                        )
                }
            }?;
        }
        let build = || -> ::core::result::Result<
            ::core::option::Option<Self>,
            ::faultless::__private::model::__private::Unread,
        > {
            let (field_0, (field_1, (field_2, _))) = slots;
            let field_0 = ::faultless::__private::model::__private::or_absent::<
                String,
            >(field_0, <String as ::faultless::__private::model::Field>::absent)?;
            let field_1 = ::faultless::__private::model::__private::or_absent::<
                f64,
            >(field_1, <f64 as ::faultless::__private::model::Field>::absent)?;
            let field_2 = ::faultless::__private::model::__private::or_absent::<
                Vec<T>,
            >(
                field_2,
                || ::core::option::Option::Some((::core::default::Default::default)()),
            )?;
            let (
                ::core::option::Option::Some(field_0),
                ::core::option::Option::Some(field_1),
                ::core::option::Option::Some(field_2),
            ) = (field_0, field_1, field_2) else {
                return ::core::result::Result::Ok(::core::option::Option::None);
            };
            let value = Self {
                item_name: field_0,
                price: field_1,
                tags: field_2,
                seen: (::core::default::Default::default)(),
            };
            ::core::result::Result::Ok(::core::option::Option::Some(value))
        };
        build().map_err(::faultless::__private::model::__private::Unread::refuse)
    }
}
