//! URLs and UUIDs of a version. Every row was asked of the reference.

use faultless_model::{HttpUrl, Issue, Kind, RuleSet, Rules};
use url::Url;
use uuid::Uuid;

use crate::support::{agree, agree_under, lines, read, read_under};

/// `AnyUrl`.
#[rustfmt::skip]
const URLS: &[(&str, &str)] = &[
    (r#""""#, "! url_parsing input is empty"),
    (r#""http:""#, "! url_parsing empty host"),
    (r#""http:///""#, "! url_parsing empty host"),
    (r#""http:///x""#, "http://x/"),
    (r#""http://a""#, "http://a/"),
    (r#""http://a/../b""#, "http://a/b"),
    (r#""HTTP://A.B""#, "http://a.b/"),
    (r#""http://a:80""#, "http://a/"),
    (r#""https://a:443/x""#, "https://a/x"),
    (r#""http://a:0""#, "http://a:0/"),
    (r#""http://a:""#, "http://a/"),
    (r#""http://[::1]""#, "http://[::1]/"),
    (r#""http://[::1""#, "! url_parsing invalid IPv6 address"),
    (r#""http://a b""#, "! url_parsing invalid international domain name"),
    (r#""http://a/%zz""#, "http://a/%zz"),
    (r#""http://a\\b""#, "http://a/b"),
    (r#""\thttp://a\n.b""#, "http://a.b/"),
    (r#""http://a#""#, "http://a/#"),
    (r#""http://a?""#, "http://a/?"),
    (r#""file:///x""#, "file:///x"),
    (r#""file:""#, "file:///"),
    (r#""data:,x""#, "data:,x"),
    (r#""mailto:""#, "mailto:"),
    (r#""x:""#, "x:"),
    (r#""x://""#, "x://"),
    (r#""foo://h""#, "foo://h"),
    (r#""foo://h/""#, "foo://h/"),
    (r#""foo://""#, "foo://"),
    (r#""http://user@""#, "! url_parsing empty host"),
    (r#""http://@a""#, "http://a/"),
    (r#""http://:p@a""#, "http://:p@a/"),
    (r#""https://user:pw@e.org""#, "https://user:pw@e.org/"),
    (r#""http://a@b@c/""#, "http://a%40b@c/"),
    (r#""http://xn--a""#, "! url_parsing invalid international domain name"),
    (r#""http://ü.de/ü?ü#ü""#, "http://xn--tda.de/%C3%BC?%C3%BC#%C3%BC"),
    (r#""http://1""#, "http://0.0.0.1/"),
    (r#""http://256.1.1.1""#, "! url_parsing invalid IPv4 address"),
    (r#""http://1.2.3.4.5/""#, "! url_parsing invalid IPv4 address"),
    (r#""http://a_b.c""#, "http://a_b.c/"),
    (r#""http://a|b""#, "! url_parsing invalid international domain name"),
    (r#""ws://a""#, "ws://a/"),
    (r#""//a""#, "! url_parsing relative URL without a base"),
    (r#""/a""#, "! url_parsing relative URL without a base"),
    (r#""a.b""#, "! url_parsing relative URL without a base"),
    (r#""http:a""#, "http://a/"),
    (r#""https:/a""#, "https://a/"),
    (r#""http://a:65536""#, "! url_parsing invalid port number"),
    (r#""http://a:-1""#, "! url_parsing invalid port number"),
    (r#""ftp://""#, "! url_parsing empty host"),
    (r#""javascript:alert(1)""#, "javascript:alert(1)"),
    (r#""1http://x""#, "! url_parsing relative URL without a base"),
    (r#"" http://e.org ""#, "http://e.org/"),
    (r#""foo://a:b""#, "! url_parsing invalid port number"),
    ("5", "! url_type"),
    ("null", "! url_type"),
    ("[]", "! url_type"),
    ("true", "! url_type"),
    ("1.5", "! url_type"),
    ("{}", "! url_type"),
];

/// `HttpUrl`.
#[rustfmt::skip]
const WEB: &[(&str, &str)] = &[
    (r#""""#, "! url_parsing input is empty"),
    (r#""http:""#, "! url_parsing empty host"),
    (r#""http:///x""#, "http://x/"),
    (r#""HTTP://A.B""#, "http://a.b/"),
    (r#""http://a b""#, "! url_parsing invalid international domain name"),
    (r#""file:///x""#, "! url_scheme 'http' or 'https'"),
    (r#""mailto:a@b.c""#, "! url_scheme 'http' or 'https'"),
    (r#""ftp://""#, "! url_parsing empty host"),
    (r#""ftp://x""#, "! url_scheme 'http' or 'https'"),
    (r#""ws://a""#, "! url_scheme 'http' or 'https'"),
    (r#""javascript:alert(1)""#, "! url_scheme 'http' or 'https'"),
    (r#""x""#, "! url_parsing relative URL without a base"),
    (r#""https://e.org?x""#, "https://e.org/?x"),
    ("5", "! url_type"),
    ("null", "! url_type"),
];

/// `AnyUrl`, strict.
#[rustfmt::skip]
const STRICT_URLS: &[(&str, &str)] = &[
    (r#""http://a""#, "http://a/"),
    (r#""http:///x""#, "! url_syntax_violation expected //"),
    (r#""http://a/%zz""#, "! url_syntax_violation expected 2 hex digits after %"),
    (r#""http://a\\b""#, "! url_syntax_violation backslash"),
    (r#""http://a\n.b""#, "! url_syntax_violation tabs or newlines are ignored in URLs"),
    (r#""http://user:pw@a""#, "http://user:pw@a/"),
    (r#""http://a@b@c/""#, "! url_syntax_violation unencoded @ sign in username or password"),
    (r#""http:a""#, "! url_syntax_violation expected //"),
    (r#""http://a/b c""#, "! url_syntax_violation non-URL code point"),
    (r#""http://[::1""#, "! url_parsing invalid IPv6 address"),
    (r#""é""#, "! url_parsing relative URL without a base"),
    ("5", "! url_type"),
];

/// `UUID4`.
#[rustfmt::skip]
const UUID_4: &[(&str, &str)] = &[
    (r#""12345678-1234-4678-9234-567812345678""#, "12345678-1234-4678-9234-567812345678"),
    (r#""12345678123446789234567812345678""#, "12345678-1234-4678-9234-567812345678"),
    (r#""12345678-1234-4678-7234-567812345678""#, "! uuid_version 4"),
    (r#""12345678-1234-4678-c234-567812345678""#, "! uuid_version 4"),
    (r#""12345678-1234-1678-9234-567812345678""#, "! uuid_version 4"),
    (r#""00000000-0000-0000-0000-000000000000""#, "! uuid_version 4"),
    (r#""ffffffff-ffff-ffff-ffff-ffffffffffff""#, "! uuid_version 4"),
    (r#""x""#, "! uuid_parsing invalid character: found `x` at 0"),
    ("5", "! uuid_type"),
];

#[test]
fn urls_are_read_as_the_reference_reads_them() {
    agree::<Url>(URLS, ToString::to_string);
    agree::<HttpUrl>(WEB, ToString::to_string);
}

#[test]
fn a_strict_url_is_not_mended() {
    let rules = RuleSet::<Url>::new().strict(true).build();
    agree_under::<Url>(&rules, STRICT_URLS, ToString::to_string);
}

#[test]
fn a_url_of_the_web_has_a_length() {
    let json = |length: usize| {
        let start = "http://a/";
        format!("\"{start}{}\"", "x".repeat(length - start.len()))
    };
    assert!(read::<HttpUrl>(&json(2083)).is_ok());
    assert_eq!(
        lines::<HttpUrl>(&json(2084), &Rules::NONE),
        ["body: URL should have at most 2083 characters (url_too_long)"]
    );
    assert!(read::<Url>(&json(2084)).is_ok());
    // In bytes, as it was sent.
    let json = format!("\"http://a/{}\"", "ü".repeat(1038));
    assert_eq!(
        lines::<HttpUrl>(&json, &Rules::NONE),
        ["body: URL should have at most 2083 characters (url_too_long)"]
    );
}

#[test]
fn a_url_of_ones_own_is_of_the_web_or_is_none() {
    let url: HttpUrl = "https://E.org".parse().unwrap();
    assert_eq!(serde_json::to_string(&url).unwrap(), "\"https://e.org/\"");
    assert_eq!(
        serde_json::from_str::<HttpUrl>("\"https://e.org\"").unwrap(),
        url
    );
    assert_eq!(Url::from(url.clone()), url.into_inner());
    let refused = "ftp://e.org".parse::<HttpUrl>().unwrap_err();
    assert_eq!(refused.to_string(), "the scheme is neither http nor https");
    let refused = "e.org".parse::<HttpUrl>().unwrap_err();
    assert_eq!(refused.to_string(), "relative URL without a base");
}

#[test]
fn uuids_of_a_version_are_read_as_the_reference_reads_them() {
    let rules = RuleSet::<Uuid>::new().version(4).build();
    agree_under::<Uuid>(&rules, UUID_4, ToString::to_string);
    let rules = RuleSet::<Option<Vec<Uuid>>>::new()
        .items(|item| item.version(7))
        .build();
    let json =
        r#"["12345678-1234-7678-9234-567812345678", "12345678-1234-4678-9234-567812345678"]"#;
    let told = read_under::<Option<Vec<Uuid>>>(json, &rules).unwrap_err();
    let kinds: Vec<&Kind> = told.iter().map(Issue::kind).collect();
    assert_eq!(kinds, [&Kind::UuidVersion]);
    assert_eq!(told[0].message(), "UUID version 7 expected");
}
