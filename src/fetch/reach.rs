//! Where an address of the network leads: to the web that everybody sees, to somebody's own network, or nowhere that news
//! could be. By the special-purpose registries of IANA for IPv4 and IPv6 (RFC 6890 and what was added to them since). Part of
//! [`crate::fetch`]; every address that is connected to was weighed here.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where an address leads. What it is, in words that follow "it leads to".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// The web.
    Public,
    /// This machine or a network of somebody's own: only for hosts that were allowed by name.
    Own(&'static str),
    /// Nothing that may be asked, whoever allows it.
    Never(&'static str),
}

use Reach::{Never, Own, Public};

/// Blocks of IPv4: first address, bits, where it leads.
const FOUR: [([u8; 4], u32, Reach); 20] = [
    ([0, 0, 0, 0], 8, Never("“this network” (0.0.0.0/8)")),
    ([10, 0, 0, 0], 8, Own("a private network (10.0.0.0/8)")),
    ([100, 64, 0, 0], 10, Own("a network shared behind a provider (100.64.0.0/10)")),
    ([127, 0, 0, 0], 8, Own("this machine itself (127.0.0.0/8)")),
    ([169, 254, 0, 0], 16, Never("the local link, where cloud machines keep their credentials (169.254.0.0/16)")),
    ([172, 16, 0, 0], 12, Own("a private network (172.16.0.0/12)")),
    ([192, 0, 0, 0], 24, Never("addresses of protocols (192.0.0.0/24)")),
    ([192, 0, 2, 0], 24, Never("addresses for documentation (192.0.2.0/24)")),
    ([192, 31, 196, 0], 24, Never("a service of the name system (192.31.196.0/24)")),
    ([192, 52, 193, 0], 24, Never("relays of multicast (192.52.193.0/24)")),
    ([192, 88, 99, 0], 24, Never("relays of 6to4 (192.88.99.0/24)")),
    ([192, 168, 0, 0], 16, Own("a private network (192.168.0.0/16)")),
    ([192, 175, 48, 0], 24, Never("a service of the name system (192.175.48.0/24)")),
    ([198, 18, 0, 0], 15, Never("networks for measurements (198.18.0.0/15)")),
    ([198, 51, 100, 0], 24, Never("addresses for documentation (198.51.100.0/24)")),
    ([203, 0, 113, 0], 24, Never("addresses for documentation (203.0.113.0/24)")),
    ([224, 0, 0, 0], 4, Never("multicast (224.0.0.0/4)")),
    ([240, 0, 0, 0], 4, Never("reserved addresses (240.0.0.0/4)")),
    ([233, 252, 0, 0], 24, Never("addresses for documentation (233.252.0.0/24)")),
    ([255, 255, 255, 255], 32, Never("everybody on the local network (255.255.255.255)")),
];

/// Blocks of IPv6, the narrower before the wider.
const SIX: [([u16; 8], u32, Reach); 17] = [
    ([0, 0, 0, 0, 0, 0, 0, 1], 128, Own("this machine itself (::1)")),
    ([0, 0, 0, 0, 0, 0, 0, 0], 128, Never("no address at all (::)")),
    ([0, 0, 0, 0, 0, 0xffff, 0, 0], 96, Never("an IPv4 address in the clothes of IPv6 (::ffff:0:0/96)")),
    ([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48, Never("a translation of somebody's own network (64:ff9b:1::/48)")),
    ([0x100, 0, 0, 0, 0, 0, 0, 0], 64, Never("addresses that discard (100::/64)")),
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 32, Never("a Teredo tunnel (2001::/32)")),
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23, Never("addresses of protocols (2001::/23)")),
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32, Never("addresses for documentation (2001:db8::/32)")),
    ([0x2002, 0, 0, 0, 0, 0, 0, 0], 16, Never("a 6to4 tunnel (2002::/16)")),
    ([0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0], 48, Never("a service of the name system (2620:4f:8000::/48)")),
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20, Never("addresses for documentation (3fff::/20)")),
    ([0x2000, 0, 0, 0, 0, 0, 0, 0], 3, Public),
    ([0x5f00, 0, 0, 0, 0, 0, 0, 0], 16, Never("identifiers of segment routing (5f00::/16)")),
    ([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7, Own("a private network (fc00::/7)")),
    ([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10, Never("the local link (fe80::/10)")),
    ([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10, Never("a site of its own (fec0::/10)")),
    ([0xff00, 0, 0, 0, 0, 0, 0, 0], 8, Never("multicast (ff00::/8)")),
];

/// Where an address leads.
///
/// ```
/// use daejo::fetch::{Reach, reach};
/// assert_eq!(reach("93.184.216.34".parse().unwrap()), Reach::Public);
/// assert!(matches!(reach("::ffff:10.0.0.1".parse().unwrap()), Reach::Never(_)));
/// assert!(matches!(reach("127.0.0.1".parse().unwrap()), Reach::Own(_)));
/// ```
pub fn reach(address: IpAddr) -> Reach {
    match address {
        IpAddr::V4(four) => of_four(four),
        IpAddr::V6(six) => of_six(six),
    }
}

fn of_four(address: Ipv4Addr) -> Reach {
    let bits = u32::from(address);
    let within = |(start, length, _): &&([u8; 4], u32, Reach)| (bits ^ u32::from_be_bytes(*start)).leading_zeros() >= *length;
    FOUR.iter().filter(within).max_by_key(|block| block.1).map_or(Public, |block| block.2)
}

fn of_six(address: Ipv6Addr) -> Reach {
    let segments = address.segments();
    // Translation of IPv4 by the network (RFC 6052): where it leads is where the address in it leads, and never further.
    if segments[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [.., a, b] = segments;
        let ([a, b], [c, d]) = (a.to_be_bytes(), b.to_be_bytes());
        return match of_four(Ipv4Addr::new(a, b, c, d)) {
            Public => Public,
            Own(_) | Never(_) => Never("a network of somebody's own behind a translation (64:ff9b::/96)"),
        };
    }
    // ISATAP (RFC 5214) carries an IPv4 address in the second half.
    if matches!(segments[4..6], [0 | 0x200, 0x5efe]) {
        return Never("an ISATAP tunnel");
    }
    let bits = u128::from(address);
    let start = |start: &[u16; 8]| u128::from(Ipv6Addr::from(*start));
    SIX.iter().find(|(from, length, _)| (bits ^ start(from)).leading_zeros() >= *length).map_or(Never("addresses that nobody has been given"), |block| block.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_lead_where_the_registries_say() {
        for public in [
            "1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "198.17.255.255", "223.255.255.255",
            "2606:4700::1111", "64:ff9b::5db8:d822", "2001:200::1",
        ] {
            assert_eq!(reach(public.parse().unwrap()), Public, "{public}");
        }
        for own in [
            "127.0.0.1", "127.255.255.255", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255", "::1", "fc00::1",
            "fdff::1",
        ] {
            assert!(matches!(reach(own.parse().unwrap()), Own(_)), "{own}");
        }
        for never in [
            "0.0.0.0", "0.1.2.3", "169.254.169.254", "192.0.0.8", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.175.48.1", "198.18.0.1",
            "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "233.252.0.1", "240.0.0.1", "255.255.255.255", "::",
            "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::127.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1",
            "2001:1::1", "2001:db8::1", "2002:7f00:1::", "2620:4f:8000::1", "3fff::1", "4000::1", "5f00::1", "fe80::1", "fec0::1", "ff02::1",
            "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1",
        ] {
            assert!(matches!(reach(never.parse().unwrap()), Never(_)), "{never}");
        }
    }

    proptest! {
        #[test]
        fn what_the_standard_library_knows_to_be_special_is_never_public(bits in any::<u32>(), six in any::<u128>()) {
            let four = Ipv4Addr::from(bits);
            if four.is_private() || four.is_loopback() || four.is_link_local() || four.is_broadcast() || four.is_documentation() || four.is_multicast() || four.is_unspecified() {
                prop_assert_ne!(reach(four.into()), Public);
            }
            let six = Ipv6Addr::from(six);
            if six.is_loopback() || six.is_multicast() || six.is_unspecified() || six.is_unique_local() || six.is_unicast_link_local() || six.to_ipv4_mapped().is_some() {
                prop_assert_ne!(reach(six.into()), Public);
            }
            prop_assert_ne!(reach(four.to_ipv6_mapped().into()), Public);
            prop_assert_ne!(reach(four.to_ipv6_compatible().into()), Public);
        }
    }
}
