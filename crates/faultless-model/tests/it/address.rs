//! Addresses of the internet protocol, and networks. Every row was asked of the reference.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use faultless_model::{RuleSet, Rules};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use serde_json::json;

use crate::support::{agree, lines, read_under, told};

/// `IPvAnyAddress`.
#[rustfmt::skip]
const ANY: &[(&str, &str)] = &[
    ("1", "0.0.0.1"),
    ("-1", "! ip_any_address"),
    ("4294967295", "255.255.255.255"),
    ("4294967296", "::1:0:0"),
    ("340282366920938463463374607431768211455", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("340282366920938463463374607431768211456", "! ip_any_address"),
    ("true", "0.0.0.1"),
    ("false", "0.0.0.0"),
    ("null", "! ip_any_address"),
    ("1.0", "! ip_any_address"),
    (r#""""#, "! ip_any_address"),
    (r#"" 1.2.3.4""#, "! ip_any_address"),
    (r#""1.2.3.4 ""#, "! ip_any_address"),
    (r#""1.2.3.4""#, "1.2.3.4"),
    (r#""1.2.3.04""#, "! ip_any_address"),
    (r#""1.2.3""#, "! ip_any_address"),
    (r#""1.2.3.4.5""#, "! ip_any_address"),
    (r#""1.2.3.256""#, "! ip_any_address"),
    (r#""255.255.255.255""#, "255.255.255.255"),
    ("\"\u{661}.2.3.4\"", "! ip_any_address"),
    (r#""::""#, "::"),
    (r#""1::""#, "1::"),
    (r#""1:2:3:4:5:6:7:8""#, "1:2:3:4:5:6:7:8"),
    (r#""1:2:3:4:5:6:7::""#, "1:2:3:4:5:6:7:0"),
    (r#""1::2:3:4:5:6:7:8""#, "! ip_any_address"),
    (r#""2001:DB8::0:1""#, "2001:db8::1"),
    (r#""1:0:0:2:0:0:3:0""#, "1::2:0:0:3:0"),
    (r#""1:2:3:4:5:6:1.2.3.4""#, "1:2:3:4:5:6:102:304"),
    (r#""12345::""#, "! ip_any_address"),
    (r#""::g""#, "! ip_any_address"),
    (r#""fe80::1%""#, "! ip_any_address"),
    (r#""FE80::""#, "fe80::"),
    (r#""[::1]""#, "! ip_any_address"),
    (r#""::1/64""#, "! ip_any_address"),
    (r#"":::""#, "! ip_any_address"),
    (r#"":1""#, "! ip_any_address"),
    (r#""1:""#, "! ip_any_address"),
    (r#""16909060""#, "! ip_any_address"),
    ("[]", "! ip_any_address"),
    (r#"["1.2.3.4"]"#, "! ip_any_address"),
    ("{}", "! ip_any_address"),
];

/// `IPv4Address`.
#[rustfmt::skip]
const V4: &[(&str, &str)] = &[
    ("1", "0.0.0.1"),
    ("-1", "! ip_v4_address"),
    ("4294967295", "255.255.255.255"),
    ("4294967296", "! ip_v4_address"),
    ("340282366920938463463374607431768211455", "! ip_v4_address"),
    ("340282366920938463463374607431768211456", "! ip_v4_address"),
    ("true", "0.0.0.1"),
    ("false", "0.0.0.0"),
    ("null", "! ip_v4_address"),
    ("1.0", "! ip_v4_address"),
    (r#""""#, "! ip_v4_address"),
    (r#"" 1.2.3.4""#, "! ip_v4_address"),
    (r#""1.2.3.4 ""#, "! ip_v4_address"),
    (r#""1.2.3.4""#, "1.2.3.4"),
    (r#""1.2.3.04""#, "! ip_v4_address"),
    (r#""1.2.3""#, "! ip_v4_address"),
    (r#""1.2.3.4.5""#, "! ip_v4_address"),
    (r#""1.2.3.256""#, "! ip_v4_address"),
    (r#""255.255.255.255""#, "255.255.255.255"),
    ("\"\u{661}.2.3.4\"", "! ip_v4_address"),
    (r#""::""#, "! ip_v4_address"),
    (r#""1::""#, "! ip_v4_address"),
    (r#""1:2:3:4:5:6:7:8""#, "! ip_v4_address"),
    (r#""1:2:3:4:5:6:7::""#, "! ip_v4_address"),
    (r#""1::2:3:4:5:6:7:8""#, "! ip_v4_address"),
    (r#""2001:DB8::0:1""#, "! ip_v4_address"),
    (r#""1:0:0:2:0:0:3:0""#, "! ip_v4_address"),
    (r#""1:2:3:4:5:6:1.2.3.4""#, "! ip_v4_address"),
    (r#""12345::""#, "! ip_v4_address"),
    (r#""::g""#, "! ip_v4_address"),
    (r#""fe80::1%""#, "! ip_v4_address"),
    (r#""FE80::""#, "! ip_v4_address"),
    (r#""[::1]""#, "! ip_v4_address"),
    (r#""::1/64""#, "! ip_v4_address"),
    (r#"":::""#, "! ip_v4_address"),
    (r#"":1""#, "! ip_v4_address"),
    (r#""1:""#, "! ip_v4_address"),
    (r#""16909060""#, "! ip_v4_address"),
    ("[]", "! ip_v4_address"),
    (r#"["1.2.3.4"]"#, "! ip_v4_address"),
    ("{}", "! ip_v4_address"),
];

/// `IPv6Address`.
#[rustfmt::skip]
const V6: &[(&str, &str)] = &[
    ("1", "::1"),
    ("-1", "! ip_v6_address"),
    ("4294967295", "::ffff:ffff"),
    ("4294967296", "::1:0:0"),
    ("340282366920938463463374607431768211455", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("340282366920938463463374607431768211456", "! ip_v6_address"),
    ("true", "::1"),
    ("false", "::"),
    ("null", "! ip_v6_address"),
    ("1.0", "! ip_v6_address"),
    (r#""""#, "! ip_v6_address"),
    (r#"" 1.2.3.4""#, "! ip_v6_address"),
    (r#""1.2.3.4 ""#, "! ip_v6_address"),
    (r#""1.2.3.4""#, "! ip_v6_address"),
    (r#""1.2.3.04""#, "! ip_v6_address"),
    (r#""1.2.3""#, "! ip_v6_address"),
    (r#""1.2.3.4.5""#, "! ip_v6_address"),
    (r#""1.2.3.256""#, "! ip_v6_address"),
    (r#""255.255.255.255""#, "! ip_v6_address"),
    ("\"\u{661}.2.3.4\"", "! ip_v6_address"),
    (r#""::""#, "::"),
    (r#""1::""#, "1::"),
    (r#""1:2:3:4:5:6:7:8""#, "1:2:3:4:5:6:7:8"),
    (r#""1:2:3:4:5:6:7::""#, "1:2:3:4:5:6:7:0"),
    (r#""1::2:3:4:5:6:7:8""#, "! ip_v6_address"),
    (r#""2001:DB8::0:1""#, "2001:db8::1"),
    (r#""1:0:0:2:0:0:3:0""#, "1::2:0:0:3:0"),
    (r#""1:2:3:4:5:6:1.2.3.4""#, "1:2:3:4:5:6:102:304"),
    (r#""12345::""#, "! ip_v6_address"),
    (r#""::g""#, "! ip_v6_address"),
    (r#""fe80::1%""#, "! ip_v6_address"),
    (r#""FE80::""#, "fe80::"),
    (r#""[::1]""#, "! ip_v6_address"),
    (r#""::1/64""#, "! ip_v6_address"),
    (r#"":::""#, "! ip_v6_address"),
    (r#"":1""#, "! ip_v6_address"),
    (r#""1:""#, "! ip_v6_address"),
    (r#""16909060""#, "! ip_v6_address"),
    ("[]", "! ip_v6_address"),
    (r#"["1.2.3.4"]"#, "! ip_v6_address"),
    ("{}", "! ip_v6_address"),
];

/// `IPvAnyNetwork`.
#[rustfmt::skip]
const ANY_NET: &[(&str, &str)] = &[
    (r#""1.2.3.0/24""#, "1.2.3.0/24"),
    (r#""1.2.3.4/24""#, "! ip_any_network"),
    (r#""1.2.3.4""#, "1.2.3.4/32"),
    (r#""1.2.3.0/33""#, "! ip_any_network"),
    (r#""1.2.3.0/255.255.255.0""#, "1.2.3.0/24"),
    (r#""1.2.3.0/0.0.0.255""#, "1.2.3.0/24"),
    (r#""1.2.0.0/255.0.255.0""#, "! ip_any_network"),
    (r#""1.2.3.0/024""#, "1.2.3.0/24"),
    (r#""0.0.0.0/0.0.0.0""#, "0.0.0.0/0"),
    (r#""1.2.3.0/+24""#, "! ip_any_network"),
    (r#""1.2.3.0/24/""#, "! ip_any_network"),
    (r#""::/0""#, "::/0"),
    (r#""::1/64""#, "! ip_any_network"),
    (r#""::1""#, "::1/128"),
    (r#""fe80::/10""#, "fe80::/10"),
    (r#""::/129""#, "! ip_any_network"),
    (r#""::/ffff::""#, "! ip_any_network"),
    ("1", "0.0.0.1/32"),
    ("true", "0.0.0.1/32"),
    (r#""""#, "! ip_any_network"),
    (r#""1.2.3.0/""#, "! ip_any_network"),
    (r#""/8""#, "! ip_any_network"),
    ("8589934592", "::2:0:0/128"),
    ("-1", "! ip_any_network"),
    ("null", "! ip_any_network"),
];

/// `IPv4Network`.
#[rustfmt::skip]
const V4_NET: &[(&str, &str)] = &[
    (r#""1.2.3.0/24""#, "1.2.3.0/24"),
    (r#""1.2.3.4/24""#, "! ip_v4_network"),
    (r#""1.2.3.4""#, "1.2.3.4/32"),
    (r#""1.2.3.0/33""#, "! ip_v4_network"),
    (r#""1.2.3.0/255.255.255.0""#, "1.2.3.0/24"),
    (r#""1.2.3.0/0.0.0.255""#, "1.2.3.0/24"),
    (r#""1.2.0.0/255.0.255.0""#, "! ip_v4_network"),
    (r#""1.2.3.0/024""#, "1.2.3.0/24"),
    (r#""0.0.0.0/0.0.0.0""#, "0.0.0.0/0"),
    (r#""1.2.3.0/+24""#, "! ip_v4_network"),
    (r#""1.2.3.0/24/""#, "! ip_v4_network"),
    (r#""::/0""#, "! ip_v4_network"),
    (r#""::1/64""#, "! ip_v4_network"),
    (r#""::1""#, "! ip_v4_network"),
    (r#""fe80::/10""#, "! ip_v4_network"),
    (r#""::/129""#, "! ip_v4_network"),
    (r#""::/ffff::""#, "! ip_v4_network"),
    ("1", "0.0.0.1/32"),
    ("true", "0.0.0.1/32"),
    (r#""""#, "! ip_v4_network"),
    (r#""1.2.3.0/""#, "! ip_v4_network"),
    (r#""/8""#, "! ip_v4_network"),
    ("8589934592", "! ip_v4_network"),
    ("-1", "! ip_v4_network"),
    ("null", "! ip_v4_network"),
];

/// `IPv6Network`.
#[rustfmt::skip]
const V6_NET: &[(&str, &str)] = &[
    (r#""1.2.3.0/24""#, "! ip_v6_network"),
    (r#""1.2.3.4/24""#, "! ip_v6_network"),
    (r#""1.2.3.4""#, "! ip_v6_network"),
    (r#""1.2.3.0/33""#, "! ip_v6_network"),
    (r#""1.2.3.0/255.255.255.0""#, "! ip_v6_network"),
    (r#""1.2.3.0/0.0.0.255""#, "! ip_v6_network"),
    (r#""1.2.0.0/255.0.255.0""#, "! ip_v6_network"),
    (r#""1.2.3.0/024""#, "! ip_v6_network"),
    (r#""0.0.0.0/0.0.0.0""#, "! ip_v6_network"),
    (r#""1.2.3.0/+24""#, "! ip_v6_network"),
    (r#""1.2.3.0/24/""#, "! ip_v6_network"),
    (r#""::/0""#, "::/0"),
    (r#""::1/64""#, "! ip_v6_network"),
    (r#""::1""#, "::1/128"),
    (r#""fe80::/10""#, "fe80::/10"),
    (r#""::/129""#, "! ip_v6_network"),
    (r#""::/ffff::""#, "! ip_v6_network"),
    ("1", "::1/128"),
    ("true", "::1/128"),
    (r#""""#, "! ip_v6_network"),
    (r#""1.2.3.0/""#, "! ip_v6_network"),
    (r#""/8""#, "! ip_v6_network"),
    ("8589934592", "::2:0:0/128"),
    ("-1", "! ip_v6_network"),
    ("null", "! ip_v6_network"),
];

#[test]
fn addresses_are_read_as_the_reference_reads_them() {
    agree::<IpAddr>(ANY, ToString::to_string);
    agree::<Ipv4Addr>(V4, ToString::to_string);
    agree::<Ipv6Addr>(V6, ToString::to_string);
}

#[test]
fn networks_are_read_as_the_reference_reads_them() {
    agree::<IpNet>(ANY_NET, ToString::to_string);
    agree::<Ipv4Net>(V4_NET, ToString::to_string);
    agree::<Ipv6Net>(V6_NET, ToString::to_string);
}

#[test]
fn addresses_are_refused_in_the_words_of_the_reference() {
    let none = &Rules::NONE;
    let any = json!([{
        "type": "ip_any_address", "loc": ["body"], "msg": "value is not a valid IPv4 or IPv6 address", "input": "x",
    }]);
    assert_eq!(told::<IpAddr>("\"x\"", none), any);
    assert_eq!(
        lines::<Ipv4Addr>("\"x\"", none),
        ["body: Input is not a valid IPv4 address (ip_v4_address)"]
    );
    assert_eq!(
        lines::<Ipv6Addr>("\"x\"", none),
        ["body: Input is not a valid IPv6 address (ip_v6_address)"]
    );
    assert_eq!(
        lines::<IpNet>("\"x\"", none),
        ["body: value is not a valid IPv4 or IPv6 network (ip_any_network)"]
    );
    assert_eq!(
        lines::<Ipv4Net>("\"x\"", none),
        ["body: Input is not a valid IPv4 network (ip_v4_network)"]
    );
    assert_eq!(
        lines::<Ipv6Net>("\"x\"", none),
        ["body: Input is not a valid IPv6 network (ip_v6_network)"]
    );
}

#[test]
fn a_strict_address_is_no_number() {
    let rules = RuleSet::<IpAddr>::new().strict(true).build();
    assert_eq!(lines::<IpAddr>("1", &rules).len(), 1);
    assert_eq!(lines::<IpAddr>("true", &rules).len(), 1);
    assert_eq!(
        read_under("\"1.2.3.4\"", &rules),
        Ok(IpAddr::from([1, 2, 3, 4]))
    );
}

#[test]
fn std_has_no_zones() {
    assert_eq!(lines::<IpAddr>("\"fe80::1%eth0\"", &Rules::NONE).len(), 1);
}
