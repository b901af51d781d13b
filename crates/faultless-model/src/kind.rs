//! The catalogue: every kind of issue, its code, its words, its context. This table is the only place that knows them.

use std::borrow::Cow;

/// Declares the kinds: variant, code, context in order, template, and where they differ the words that are said.
///
/// The catalogue words some kinds for JSON (`a valid array`), while the contract's answers speak of Python's types (`a
/// valid list`), since FastAPI validates what it has parsed already. Both stand here, side by side.
macro_rules! kinds {
    ($($variant:ident $code:literal [$($field:literal),*] $template:literal $(said $said:literal)?;)*) => {
        /// What is wrong with a value: the machine's word for an issue, with its message template.
        ///
        /// # Example
        /// ```
        /// use faultless_model::Kind;
        ///
        /// assert_eq!(Kind::GreaterThan.code(), "greater_than");
        /// assert_eq!(Kind::GreaterThan.template(), Some("Input should be greater than {gt}"));
        /// assert_eq!(Kind::GreaterThan.context(), ["gt"]);
        /// assert_eq!(Kind::Custom("sold_out".into()).code(), "sold_out");
        /// ```
        ///
        /// An exception handler tells kinds apart with `match`, and a code is a kind again with `from`:
        /// ```
        /// use faultless_model::{Issue, Kind, Location};
        ///
        /// fn advice(issue: &Issue) -> &'static str {
        ///     match issue.kind() {
        ///         Kind::Missing => "fill it in",
        ///         Kind::StringTooShort | Kind::StringTooLong => "mind the length",
        ///         Kind::Custom(code) if code == "sold_out" => "come back tomorrow",
        ///         _ => "look it up",
        ///     }
        /// }
        ///
        /// assert_eq!(advice(&Issue::new(Kind::Missing, Location::new())), "fill it in");
        /// assert_eq!(advice(&Issue::new("sold_out".into(), Location::new())), "come back tomorrow");
        /// assert!(Kind::ALL.iter().all(|kind| Kind::from(kind.code()) == *kind));
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $(
                #[doc = concat!("`", $code, "`: ", $template, ".")]
                $variant,
            )*
            /// A kind of your own, by its code; its words come with the issue.
            Custom(Cow<'static, str>),
        }

        impl Kind {
            /// Every kind of the catalogue, in its order.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant),*];

            /// The machine's word: the `type` of an issue.
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Custom(code) => code,
                }
            }

            /// The message template of the catalogue, its context in braces; `None` for a kind of your own.
            pub fn template(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($template),)*
                    Self::Custom(_) => None,
                }
            }

            /// The template that messages are made of: the catalogue's, or the words said in its place.
            pub(crate) fn said(&self) -> Option<&'static str> {
                match self {
                    $($(Self::$variant => Some($said),)?)*
                    other => other.template(),
                }
            }

            /// The names of the context, in order.
            pub fn context(&self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &[$($field),*],)*
                    Self::Custom(_) => &[],
                }
            }
        }
    };
}

#[rustfmt::skip]
kinds! {
    JsonInvalid "json_invalid" ["error"] "Invalid JSON: {error}";
    JsonType "json_type" [] "JSON input should be string, bytes or bytearray";
    RecursionDepthExceeded "recursion_depth_exceeded" [] "Recursion error - maximum validation depth exceeded";
    Missing "missing" [] "Field required";
    ExtraForbidden "extra_forbidden" [] "Extra inputs are not permitted";
    ModelAttributesType "model_attributes_type" [] "Input should be an object" said "Input should be a valid dictionary or object to extract fields from";
    NoneRequired "none_required" [] "Input should be null" said "Input should be None";
    GreaterThan "greater_than" ["gt"] "Input should be greater than {gt}";
    GreaterThanEqual "greater_than_equal" ["ge"] "Input should be greater than or equal to {ge}";
    LessThan "less_than" ["lt"] "Input should be less than {lt}";
    LessThanEqual "less_than_equal" ["le"] "Input should be less than or equal to {le}";
    MultipleOf "multiple_of" ["multiple_of"] "Input should be a multiple of {multiple_of}";
    FiniteNumber "finite_number" [] "Input should be a finite number";
    TooShort "too_short" ["field_type", "min_length", "actual_length"] "{field_type} should have at least {min_length} item{expected_plural} after validation, not {actual_length}";
    TooLong "too_long" ["field_type", "max_length", "actual_length"] "{field_type} should have at most {max_length} item{expected_plural} after validation, not {actual_length}";
    StringType "string_type" [] "Input should be a valid string";
    StringTooShort "string_too_short" ["min_length"] "String should have at least {min_length} character{expected_plural}";
    StringTooLong "string_too_long" ["max_length"] "String should have at most {max_length} character{expected_plural}";
    StringPatternMismatch "string_pattern_mismatch" ["pattern"] "String should match pattern '{pattern}'";
    StringNotAscii "string_not_ascii" [] "String should contain only ASCII characters";
    Enum "enum" ["expected"] "Input should be {expected}";
    DictType "dict_type" [] "Input should be an object" said "Input should be a valid dictionary";
    ListType "list_type" [] "Input should be a valid array" said "Input should be a valid list";
    DequeType "deque_type" [] "Input should be a valid array" said "Input should be a valid deque";
    TupleType "tuple_type" [] "Input should be a valid array" said "Input should be a valid tuple";
    SetType "set_type" [] "Input should be a valid array" said "Input should be a valid set";
    BoolType "bool_type" [] "Input should be a valid boolean";
    BoolParsing "bool_parsing" [] "Input should be a valid boolean, unable to interpret input";
    IntType "int_type" [] "Input should be a valid integer";
    IntParsing "int_parsing" [] "Input should be a valid integer, unable to parse string as an integer";
    IntParsingSize "int_parsing_size" [] "Unable to parse input string as an integer, exceeded maximum size";
    IntFromFloat "int_from_float" [] "Input should be a valid integer, got a number with a fractional part";
    FloatType "float_type" [] "Input should be a valid number";
    FloatParsing "float_parsing" [] "Input should be a valid number, unable to parse string as a number";
    BytesType "bytes_type" [] "Input should be a valid bytes";
    BytesTooShort "bytes_too_short" ["min_length"] "Data should have at least {min_length} byte{expected_plural}";
    BytesTooLong "bytes_too_long" ["max_length"] "Data should have at most {max_length} byte{expected_plural}";
    BytesInvalidEncoding "bytes_invalid_encoding" ["encoding", "encoding_error"] "Data should be valid {encoding}: {encoding_error}";
    ValueError "value_error" ["error"] "Value error, {error}";
    AssertionError "assertion_error" ["error"] "Assertion failed, {error}";
    LiteralError "literal_error" ["expected"] "Input should be {expected}";
    DateType "date_type" [] "Input should be a valid date";
    DateParsing "date_parsing" ["error"] "Input should be a valid date in the format YYYY-MM-DD, {error}";
    DateFromDatetimeParsing "date_from_datetime_parsing" ["error"] "Input should be a valid date or datetime, {error}";
    DateFromDatetimeInexact "date_from_datetime_inexact" [] "Datetimes provided to dates should have zero time - e.g. be exact dates";
    DatePast "date_past" [] "Date should be in the past";
    DateFuture "date_future" [] "Date should be in the future";
    TimeType "time_type" [] "Input should be a valid time";
    TimeParsing "time_parsing" ["error"] "Input should be in a valid time format, {error}";
    DatetimeType "datetime_type" [] "Input should be a valid datetime";
    DatetimeParsing "datetime_parsing" ["error"] "Input should be a valid datetime, {error}";
    DatetimeFromDateParsing "datetime_from_date_parsing" ["error"] "Input should be a valid datetime or date, {error}";
    DatetimePast "datetime_past" [] "Input should be in the past";
    DatetimeFuture "datetime_future" [] "Input should be in the future";
    TimezoneNaive "timezone_naive" [] "Input should not have timezone info";
    TimezoneAware "timezone_aware" [] "Input should have timezone info";
    TimezoneOffset "timezone_offset" ["tz_expected", "tz_actual"] "Timezone offset of {tz_expected} required, got {tz_actual}";
    TimeDeltaType "time_delta_type" [] "Input should be a valid duration" said "Input should be a valid timedelta";
    TimeDeltaParsing "time_delta_parsing" ["error"] "Input should be a valid duration, {error}" said "Input should be a valid timedelta, {error}";
    FrozenSetType "frozen_set_type" [] "Input should be a valid array" said "Input should be a valid frozenset";
    UnionTagInvalid "union_tag_invalid" ["discriminator", "tag", "expected_tags"] "Input tag '{tag}' found using {discriminator} does not match any of the expected tags: {expected_tags}";
    UnionTagNotFound "union_tag_not_found" ["discriminator"] "Unable to extract tag using discriminator {discriminator}";
    UrlType "url_type" [] "URL input should be a string or URL";
    UrlParsing "url_parsing" ["error"] "Input should be a valid URL, {error}";
    UrlSyntaxViolation "url_syntax_violation" ["error"] "Input violated strict URL syntax rules, {error}";
    UrlTooLong "url_too_long" ["max_length"] "URL should have at most {max_length} character{expected_plural}";
    UrlScheme "url_scheme" ["expected_schemes"] "URL scheme should be {expected_schemes}";
    UuidType "uuid_type" [] "UUID input should be a string, bytes or UUID object";
    UuidParsing "uuid_parsing" ["error"] "Input should be a valid UUID, {error}";
    UuidVersion "uuid_version" ["expected_version"] "UUID version {expected_version} expected";
    DecimalType "decimal_type" [] "Decimal input should be an integer, float, string or Decimal object";
    DecimalParsing "decimal_parsing" [] "Input should be a valid decimal";
    DecimalMaxDigits "decimal_max_digits" ["max_digits"] "Decimal input should have no more than {max_digits} digit{expected_plural} in total";
    DecimalMaxPlaces "decimal_max_places" ["decimal_places"] "Decimal input should have no more than {decimal_places} decimal place{expected_plural}";
    DecimalWholeDigits "decimal_whole_digits" ["whole_digits"] "Decimal input should have no more than {whole_digits} digit{expected_plural} before the decimal point";
}

impl From<&str> for Kind {
    /// The kind of a code: one of the catalogue, or else a custom one.
    fn from(code: &str) -> Self {
        let known = Self::ALL.iter().find(|kind| kind.code() == code);
        known
            .cloned()
            .unwrap_or_else(|| Self::Custom(Cow::Owned(code.to_owned())))
    }
}

/// Declares what is no kind of ours, each code with its reason.
macro_rules! not_applicable {
    ($($code:literal $reason:literal;)*) => {
        /// The codes of pydantic's catalogue that no value in Rust can meet: they are about Python's own objects.
        ///
        /// | code | what it is about |
        /// | --- | --- |
        $(#[doc = concat!("| `", $code, "` | ", $reason, " |")])*
        pub const NOT_APPLICABLE: &[&str] = &[$($code),*];
    };
}

#[rustfmt::skip]
not_applicable! {
    "invalid_key" "a name that is no string; in JSON and forms every one is";
    "iterable_type" "a Python iterable that is read as it is used; a list in Rust tells `list_type`";
    "model_type" "an instance of a Python class; FastAPI reads models by their attributes, and tells `model_attributes_type`";
    "no_such_attribute" "an attribute set on a Python object";
    "needs_python_object" "a Python object where text or JSON was read";
    "recursion_loop" "a Python object that holds itself; JSON cannot";
    "frozen_field" "assigning to a field of a Python object";
    "frozen_instance" "assigning to a field of a Python object";
    "get_attribute_error" "a Python property that raised";
    "dataclass_type" "an instance of a Python dataclass; a model's own kind tells what is no object";
    "dataclass_exact_type" "an instance of a Python dataclass";
    "named_tuple_type" "a Python named tuple";
    "default_factory_not_called" "a default made from other fields, which failed; a default in Rust sees none";
    "iteration_error" "a Python iterator that raised";
    "string_unicode" "Python bytes that are no UTF-8; sources are text before a type reads them";
    "frozen_dict_type" "a Python frozen dict";
    "ordered_dict_type" "a Python `OrderedDict`; a map in Rust tells `dict_type`";
    "counter_type" "a Python `Counter`";
    "mapping_type" "a Python mapping that is no dict";
    "set_item_not_hashable" "a Python set of any objects; a set in Rust asks for `Hash` or `Ord` when it is compiled";
    "missing_sentinel_error" "the Python object `MISSING`";
    "ellipsis_error" "the Python object `...`";
    "datetime_object_invalid" "a Python datetime of a broken timezone";
    "is_instance_of" "an instance of a Python class";
    "is_subclass_of" "a Python class";
    "callable_type" "a Python function";
    "arguments_type" "the arguments of a Python function";
    "missing_argument" "the arguments of a Python function";
    "unexpected_keyword_argument" "the arguments of a Python function";
    "missing_keyword_only_argument" "the arguments of a Python function";
    "unexpected_positional_argument" "the arguments of a Python function";
    "missing_positional_only_argument" "the arguments of a Python function";
    "multiple_argument_values" "the arguments of a Python function";
    "fraction_type" "a Python `Fraction`; no type of Rust's has its reading";
    "fraction_parsing" "a Python `Fraction`";
    "complex_type" "a Python `complex`; no type of Rust's has its reading";
    "complex_str_parsing" "a Python `complex`";
}
