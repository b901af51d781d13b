#[automatically_derived]
#[allow(deprecated, reason = "a deprecated field is still read")]
impl ::faultless_model::Field for Size {
    const SHAPE: ::faultless_model::Shape = ::faultless_model::Shape::Scalar;
    fn schema(
        schemas: &mut ::faultless_model::Schemas,
        rules: &::faultless_model::Rules,
    ) -> ::faultless_model::Schema {
        let _ = rules;
        ::faultless_model::__private::choice_schema::<
            Self,
        >(
            schemas,
            ::faultless_model::__private::Form::Enum,
            &[
                ::faultless_model::__private::Literal::Name("small"),
                ::faultless_model::__private::Literal::Name("very_large"),
            ],
            &[
                ::faultless_model::__private::Literal::Name("small"),
                ::faultless_model::__private::Literal::Name("very_large"),
            ],
        )
    }
    fn read(
        input: &::faultless_model::Input<'_>,
        rules: &::faultless_model::Rules,
        reader: &mut ::faultless_model::Reader<'_>,
    ) -> ::core::result::Result<Self, ::faultless_model::Invalid> {
        let _ = rules;
        ::core::result::Result::Ok(
            match ::faultless_model::__private::read_name(
                ::faultless_model::__private::Form::Enum,
                &[("small", 0usize), ("very_large", 1usize), ("big", 1usize)],
                input,
                reader,
            )? {
                0usize => Self::Small,
                _ => Self::VeryLarge,
            },
        )
    }
}
#[automatically_derived]
#[allow(deprecated, reason = "a deprecated field is still described")]
impl ::faultless_model::Model for Size {
    const NAME: &'static str = "Size";
    const TITLE: ::core::option::Option<&'static str> = ::core::option::Option::None;
    const DESCRIPTION: ::core::option::Option<&'static str> = ::core::option::Option::None;
}
