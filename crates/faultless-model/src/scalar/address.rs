//! Addresses of the internet protocol, of std.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};
use crate::violation::Violation;

/// The address a number is, where it is one; true and false are 1 and 0.
fn number<T: std::str::FromStr + From<u8>>(input: &Input<'_>, rules: &Rules) -> Option<T> {
    match input {
        Input::Int(digits) if !rules.strict() => digits.parse().ok(),
        Input::Bool(value) if !rules.strict() => Some(T::from(u8::from(*value))),
        _ => None,
    }
}

/// The IPv4 address an input is, where it is one.
pub(crate) fn v4(input: &Input<'_>, rules: &Rules) -> Option<Ipv4Addr> {
    match input {
        Input::Text(text) => text.parse().ok(),
        other => number::<u32>(other, rules).map(Ipv4Addr::from),
    }
}

/// The IPv6 address an input is, where it is one.
pub(crate) fn v6(input: &Input<'_>, rules: &Rules) -> Option<Ipv6Addr> {
    match input {
        Input::Text(text) => text.parse().ok(),
        other => number::<u128>(other, rules).map(Ipv6Addr::from),
    }
}

/// `127.0.0.1`, every part without zeros before it, or the address as a number (kind `ip_v4_address`).
impl Field for Ipv4Addr {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("ipv4")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Some(address) = v4(input, rules) else {
            let words = "Input is not a valid IPv4 address";
            return Err(reader.violation(Violation::new("ip_v4_address", words), input));
        };
        reader.lax();
        Ok(address)
    }
}

/// `::1`, without a zone, or the address as a number (kind `ip_v6_address`).
impl Field for Ipv6Addr {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("ipv6")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Some(address) = v6(input, rules) else {
            let words = "Input is not a valid IPv6 address";
            return Err(reader.violation(Violation::new("ip_v6_address", words), input));
        };
        reader.lax();
        Ok(address)
    }
}

/// An address of either version (kind `ip_any_address`); a number is one of version 4 where it fits.
impl Field for IpAddr {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("ipvanyaddress")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let address = v4(input, rules).map(Self::V4);
        address
            .or_else(|| v6(input, rules).map(Self::V6))
            .ok_or_else(|| {
                let words = "value is not a valid IPv4 or IPv6 address";
                reader.violation(Violation::new("ip_any_address", words), input)
            })
    }
}
