//! `ipnet`'s networks.

use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::scalar::{v4, v6};
use crate::schema::{Schema, Schemas};
use crate::violation::Violation;

/// The address before the slash, read by `address`, and the text after it.
fn split<'i, A>(
    input: &'i Input<'_>,
    rules: &Rules,
    address: fn(&Input<'_>, &Rules) -> Option<A>,
) -> Option<(A, Option<&'i str>)> {
    match input {
        Input::Text(text) => match text.split_once('/') {
            Some((head, tail)) => Some((address(&Input::from(head), rules)?, Some(tail))),
            None => Some((address(input, rules)?, None)),
        },
        other => Some((address(other, rules)?, None)),
    }
}

/// A length of a prefix, in digits alone.
fn prefix(text: &str) -> Option<u8> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// A mask as the length of a prefix: ones before zeros, or the other way around.
fn mask(text: &str) -> Option<u8> {
    let mask = text.parse::<Ipv4Addr>().ok()?;
    let length = |mask| ipnet::ipv4_mask_to_prefix(mask).ok();
    length(mask).or_else(|| length(Ipv4Addr::from(!u32::from(mask))))
}

fn v4_net(input: &Input<'_>, rules: &Rules) -> Option<Ipv4Net> {
    let (address, tail) = split(input, rules, v4)?;
    let length = tail.map_or(Some(32), |tail| prefix(tail).or_else(|| mask(tail)))?;
    let net = Ipv4Net::new(address, length).ok()?;
    (net.network() == address).then_some(net)
}

fn v6_net(input: &Input<'_>, rules: &Rules) -> Option<Ipv6Net> {
    let (address, tail): (Ipv6Addr, _) = split(input, rules, v6)?;
    let net = Ipv6Net::new(address, tail.map_or(Some(128), prefix)?).ok()?;
    (net.network() == address).then_some(net)
}

/// `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, or one address; nothing is set beyond the prefix (kind `ip_v4_network`).
impl Field for Ipv4Net {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("ipv4network")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Some(net) = v4_net(input, rules) else {
            let words = "Input is not a valid IPv4 network";
            return Err(reader.violation(Violation::new("ip_v4_network", words), input));
        };
        reader.lax();
        Ok(net)
    }
}

/// `fe80::/10`, or one address; nothing is set beyond the prefix (kind `ip_v6_network`).
impl Field for Ipv6Net {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("ipv6network")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Some(net) = v6_net(input, rules) else {
            let words = "Input is not a valid IPv6 network";
            return Err(reader.violation(Violation::new("ip_v6_network", words), input));
        };
        reader.lax();
        Ok(net)
    }
}

/// A network of either version (kind `ip_any_network`).
impl Field for IpNet {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("ipvanynetwork")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let net = v4_net(input, rules).map(Self::V4);
        net.or_else(|| v6_net(input, rules).map(Self::V6))
            .ok_or_else(|| {
                let words = "value is not a valid IPv4 or IPv6 network";
                reader.violation(Violation::new("ip_any_network", words), input)
            })
    }
}
