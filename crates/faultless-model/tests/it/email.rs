//! E-mail addresses. Every row was asked of the reference.

use email_address::EmailAddress;
use faultless_model::{Kind, RuleSet, Rules, Secret};
use serde_json::json;

use crate::support::{agree, lines, read, read_under, told};

/// `EmailStr`.
#[rustfmt::skip]
const ADDRESSES: &[(&str, &str)] = &[
    (r#""a@example.com""#, "a@example.com"),
    (r#""A.B@Example.Org""#, "A.B@example.org"),
    (r#""bad""#, "! value_error An email address must have an @-sign."),
    (r#""""#, "! value_error An email address must have an @-sign."),
    (r#""@""#, "! value_error There must be something before the @-sign."),
    (r#""a@""#, "! value_error There must be something after the @-sign."),
    (r#""@b.com""#, "! value_error There must be something before the @-sign."),
    (r#""a b@c.com""#, "! value_error The email address contains invalid characters before the @-sign: SPACE."),
    (r#""a@b""#, "! value_error The part after the @-sign is not valid. It should have a period."),
    (r#""a@localhost""#, "! value_error The part after the @-sign is not valid. It should have a period."),
    (r#""a@x.localhost""#, "! value_error The part after the @-sign is a special-use or reserved name that cannot be used with email."),
    (r#""a@x.test""#, "! value_error The part after the @-sign is a special-use or reserved name that cannot be used with email."),
    (r#""a@b.c1""#, "! value_error The part after the @-sign is not valid. It is not within a valid top-level domain."),
    (r#""a@1.2.3.4""#, "! value_error The part after the @-sign is not valid. It is not within a valid top-level domain."),
    (r#""a@b@c.com""#, "! value_error The part after the @-sign contains invalid characters: '@'."),
    (r#""a@-e.org""#, "! value_error An email address cannot have a hyphen immediately after the @-sign."),
    (r#""a@e-.org""#, "! value_error An email address cannot have a period and a hyphen next to each other."),
    (r#""a@e..org""#, "! value_error An email address cannot have two periods in a row."),
    (r#""a@.e.org""#, "! value_error An email address cannot have a period immediately after the @-sign."),
    (r#""a@e.org.""#, "! value_error An email address cannot end with a period."),
    (r#""a@e.-f.org""#, "! value_error An email address cannot have a period and a hyphen next to each other."),
    (r#""a.@b.de""#, "! value_error An email address cannot have a period immediately before the @-sign."),
    (r#"".a@b.de""#, "! value_error An email address cannot start with a period."),
    (r#""a..b@c.de""#, "! value_error An email address cannot have two periods in a row."),
    (r#""a@[127.0.0.1]""#, "! value_error A bracketed IP address after the @-sign is not allowed here."),
    (r#""a@[IPv6:::1]""#, "! value_error A bracketed IP address after the @-sign is not allowed here."),
    (r#""a@[x]""#, "! value_error The part after the @-sign in brackets is not an IPv4 address and has no address literal tag."),
    (r#""a@[x:y]""#, "! value_error The part after the @-sign contains an invalid address literal tag in brackets."),
    (r#""a@exa_mple.com""#, "! value_error The part after the @-sign contains invalid characters: '_'."),
    (r#""ü@exämple.com""#, "ü@exämple.com"),
    (r#""a@EXÄMPLE.COM""#, "a@exämple.com"),
    (r#""a@XN--exmple-cua.com""#, "a@exämple.com"),
    (r#""a@xn--a.de""#, r"! value_error The part after the @-sign is not valid IDNA (Codepoint U+0080 at position 1 of '\x80' not allowed)."),
    (r#""a@xn--.de""#, "! value_error An email address cannot have a period and a hyphen next to each other."),
    (r#""a@xn--n3h.de""#, "! value_error The part after the @-sign is not valid IDNA (Codepoint U+2603 at position 1 of '☃' not allowed)."),
    (r#""a@ab--c.de""#, "! value_error An email address cannot have two letters followed by two dashes immediately after the @-sign or after a period, except Punycode."),
    (r#""a@☃.de""#, "! value_error The part after the @-sign is invalid (Codepoint U+2603 at position 1 of '☃' not allowed)."),
    (r#""\"a b\"@c.de""#, "! value_error Quoting the part before the @-sign is not allowed here."),
    (r#""\"a\"@c.de""#, "! value_error Quoting the part before the @-sign is not allowed here."),
    (r#""\"a\"b@c.de""#, "! value_error Extra character(s) found after close quote: 'b'"),
    (r#""\"a@c.de""#, "! value_error An email address must have an @-sign."),
    (r#""a\"b@c.de""#, "! value_error An email address must have an @-sign."),
    (r#""a(b),c:d@e.de""#, "! value_error The email address contains invalid characters before the @-sign: '(', ')', ',', ':'."),
    (r#""a\\b@c.de""#, r#"! value_error The email address contains invalid characters before the @-sign: "\"."#),
    (r#""a@b\\.de""#, r#"! value_error The part after the @-sign contains invalid characters: "\"."#),
    (r#""a@b'.de""#, r#"! value_error The part after the @-sign contains invalid characters: "'"."#),
    (r#""Ann <ann@b.de>""#, "ann@b.de"),
    (r#""\"Ann, B\" <ann@b.de>""#, "ann@b.de"),
    (r#""Ann, B <ann@b.de>""#, "! value_error The display name contains invalid characters when not quoted: ','."),
    (r#""<a@b.de>""#, "a@b.de"),
    (r#"" a@b.de\t""#, "a@b.de"),
    (r#""a@b.de\n""#, "! value_error Carriage return and line feed characters are not allowed"),
    (r#""<a@b.de> x""#, "! value_error There can't be anything after the email address."),
    (r#""Ann, B <ann@b.de> x""#, "! value_error The display name contains invalid characters when not quoted: ','."),
    (r#""Ann, B <ann@b.de""#, "! value_error The display name contains invalid characters when not quoted: ','."),
    ("\"a\u{308}@b.de\"", "ä@b.de"),
    ("\"\u{308}a@b.de\"", "! value_error The email address contains unsafe characters: COMBINING DIAERESIS."),
    ("\"a@\u{308}b.de\"", "! value_error The email address contains unsafe characters: COMBINING DIAERESIS."),
    ("\"a\u{a0}@b.de\"", "! value_error The email address contains unsafe characters: NO-BREAK SPACE."),
    ("\"a\u{200b}@b.de\"", "! value_error The email address contains unsafe characters: ZERO WIDTH SPACE."),
    (r#""a\u0000@b.de""#, "! value_error The email address contains invalid characters before the @-sign: U+0000."),
    ("\"\u{e000}@b.de\"", "! value_error The email address contains unsafe characters: U+E000."),
    (r#""a@b。de""#, "a@b.de"),
    (r#""a@ｂ.de""#, "a@b.de"),
    (r#""a@b․de""#, "! value_error The part after the @-sign contains invalid characters: '․'."),
    (r#""a@⒈.de""#, "! value_error The part after the @-sign contains invalid characters: '⒈'."),
    ("\"a@b\u{200b}.de\"", "! value_error The email address contains unsafe characters: ZERO WIDTH SPACE."),
    ("\"a@b\u{200d}.de\"", "! value_error The email address contains unsafe characters: ZERO WIDTH JOINER."),
    ("\"a@क\u{94d}\u{200d}ष.de\"", "! value_error The email address contains unsafe characters: ZERO WIDTH JOINER."),
    (r#""a@l·l.de""#, "a@l·l.de"),
    (r#""a@a·b.de""#, "! value_error The part after the @-sign is invalid (Codepoint U+00B7 not allowed at position 2 in 'a·b')."),
    ("\"a@\u{5d0}\u{5d1}.de\"", "a@\u{5d0}\u{5d1}.de"),
    ("\"a@1\u{5d0}.de\"", "! value_error The part after the @-sign is invalid (First codepoint in label '1\u{5d0}' must be directionality L, R or AL)."),
    ("\"a@1.\u{5d0}\u{5d1}.com\"", "! value_error The part after the @-sign is not valid IDNA (First codepoint in label '1' must be directionality L, R or AL)."),
    ("\"a@\u{5d0}a.de\"", "! value_error The part after the @-sign is invalid (Invalid direction for codepoint at position 2 in a right-to-left label)."),
    ("\"a@\u{628}\u{660}۰.de\"", "! value_error The part after the @-sign is invalid (Codepoint U+0660 not allowed at position 2 in '\u{628}\u{660}۰')."),
    (r#""a@カ・.de""#, "a@カ・.de"),
    (r#""a@ß.de""#, "a@ß.de"),
    (r#""a@²a.de""#, "a@2a.de"),
    (r#""a@b.рф""#, "a@b.рф"),
    (r#""a@b.xn--p1ai""#, "a@b.рф"),
    (r#""a＠b.de""#, r#"! value_error The email address has the "full-width" at-sign (@) character instead of a regular at-sign."#),
    (r#""a﹫b.de""#, r#"! value_error The email address has the "small commercial at" character instead of a regular at-sign."#),
    ("\"a<\u{338}b@c.de\"", "! value_error The email address contains invalid characters before the @-sign: '<'."),
    ("\"a\u{37e}@b.de\"", "! value_error After Unicode normalization: The email address contains invalid characters before the @-sign: ';'."),
    (r#""POSTMASTER@b.de""#, "postmaster@b.de"),
    (r#""Info@B.de""#, "info@b.de"),
    (r#""Me@b.de""#, "Me@b.de"),
    (r#""a+b@c.de""#, "a+b@c.de"),
    (r#""a@b c.de""#, "! value_error The part after the @-sign contains invalid characters: SPACE."),
    (r#""a,b;c@d e!f.de""#, "! value_error The email address contains invalid characters before the @-sign: ',', ';'."),
    ("5", "! string_type"),
    ("null", "! string_type"),
    (r#"["a@b.de"]"#, "! string_type"),
    ("true", "! string_type"),
];

#[test]
fn addresses_are_read_as_the_reference_reads_them() {
    agree::<EmailAddress>(ADDRESSES, ToString::to_string);
}

/// What is told of a text, without what is said before every reason.
fn reason(text: &str) -> String {
    match read::<EmailAddress>(&serde_json::to_string(text).unwrap()) {
        Ok(_) => "none".to_owned(),
        Err(issues) => {
            assert_eq!(issues[0].kind(), &Kind::ValueError);
            let message = issues[0].message();
            let reason = message.strip_prefix("value is not a valid email address: ");
            reason.expect("the words before the reason").to_owned()
        }
    }
}

#[test]
fn an_address_has_a_length() {
    let local = |letter: &str, count: usize| format!("{}@b.de", letter.repeat(count));
    let label = |letter: &str, count: usize| format!("a@{}.de", letter.repeat(count));
    assert_eq!(reason(&local("a", 249)), "none");
    assert_eq!(
        reason(&local("a", 250)),
        "The email address is too long (1 character too many)."
    );
    assert_eq!(reason(&local("ä", 124)), "none");
    assert_eq!(
        reason(&local("ä", 125)),
        "The email address is too long (1 character too many)."
    );
    assert_eq!(reason(&label("b", 63)), "none");
    assert_eq!(
        reason(&label("b", 64)),
        "After the @-sign, periods cannot be separated by so many characters (1 character too many)."
    );
    assert_eq!(
        reason(&label("ä", 60)),
        "The part after the @-sign is invalid (Label too long)."
    );
    assert_eq!(
        reason(&format!("a@{}de", "b.".repeat(126))),
        "The email address is too long after the @-sign (1 character too many)."
    );
    assert_eq!(
        reason(&format!("a@{}de", "ä.".repeat(40))),
        "The email address is too long after the @-sign (69 bytes too many after IDNA encoding)."
    );
    assert_eq!(
        reason(&"x".repeat(2048)),
        "An email address must have an @-sign."
    );
    assert_eq!(
        reason(&"x".repeat(2049)),
        "Length must not exceed 2048 characters"
    );
}

#[test]
fn only_so_many_characters_are_named() {
    let text: String = ('\u{e000}'..'\u{e100}').collect();
    let told = reason(&format!("{text}@b.de"));
    assert!(told.ends_with("U+E00F and 240 more."), "{told}");
    let text: String = " ()<>,;:[]\\".chars().chain('\u{1}'..'\u{a}').collect();
    let told = reason(&format!("{text}@b.de"));
    assert!(told.len() < 300, "{told}");
}

#[test]
fn the_reason_is_in_the_context() {
    let reason = "An email address must have an @-sign.";
    let expected = json!([{
        "type": "value_error", "loc": ["body"], "msg": format!("value is not a valid email address: {reason}"),
        "input": "bad", "ctx": {"reason": reason},
    }]);
    assert_eq!(told::<EmailAddress>("\"bad\"", &Rules::NONE), expected);
}

#[test]
fn rules_are_for_what_is_kept() {
    let rules = RuleSet::<EmailAddress>::new()
        .min_length(7)
        .max_length(9)
        .pattern("[.]com$")
        .build();
    let kept = read_under::<EmailAddress>("\" a@b.COM \"", &rules);
    assert_eq!(kept.unwrap().as_str(), "a@b.com");
    assert_eq!(
        lines::<EmailAddress>("\"  a@b.de  \"", &rules),
        ["body: Value should have at least 7 items after validation, not 6 (too_short)"]
    );
    assert_eq!(
        lines::<EmailAddress>("\"abcd@b.com\"", &rules),
        ["body: Value should have at most 9 items after validation, not 10 (too_long)"]
    );
    let mismatch = told::<EmailAddress>("\"a@b.INFO\"", &rules);
    assert_eq!(mismatch[0]["input"], "a@b.info");
    assert_eq!(mismatch[0]["type"], "string_pattern_mismatch");
    let rules = RuleSet::<EmailAddress>::new().ascii().lowercase().build();
    let kept = read_under::<EmailAddress>("\"Ann@B.de\"", &rules);
    assert_eq!(kept.unwrap().as_str(), "ann@b.de");
    assert_eq!(
        lines::<EmailAddress>("\"a@xn--exmple-cua.com\"", &rules),
        ["body: String should contain only ASCII characters (string_not_ascii)"]
    );
}

#[test]
fn the_reason_for_refusing_a_secret_shows_nothing_of_it() {
    let rules = &Rules::NONE;
    let told = told::<Secret<EmailAddress>>("\"hun(§er\\u0001 @two.com\"", rules).to_string();
    for part in ["§", "(", "SPACE", "U+0001", "hun"] {
        assert!(!told.contains(part), "{told}");
    }
}
