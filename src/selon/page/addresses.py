"""Which network address a host name stands for, and whether it may be reached.

The name is resolved once and every address it has is checked; the connection
then goes to the address checked, so that a name which answers differently the
next time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket

from selon.errors import FetchError

_CLOUD = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Public by number, but a cloud's own service for its machines."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def find_address(url: str, host: str, port: int, *, allow_private: bool) -> str:
    """The IP address to connect to for a host name.

    Raises `FetchError` when the name has none, or, unless `allow_private`, when
    any of its addresses is not a public one.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise FetchError(url, f"{url}: the host {host!r} was not found; check the address") from error
    addresses = [str(answer[4][0]) for answer in answers]
    if not addresses:
        raise FetchError(url, f"{url}: the host {host!r} has no address; check the address")
    for address in addresses:
        if not allow_private and not is_public(address):
            raise FetchError(
                url,
                f"{url}: {_name(host, address)} of a private network or of this machine, which is refused; "
                "allow private addresses (--allow-private) if you mean it",
            )
    return addresses[0]


def _name(host: str, address: str) -> str:
    return f"{address} is an address" if host == address else f"{host!r} is {address}, an address"


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, IPv4 inside IPv6 looked through."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(other is not None and not is_public(str(other)) for other in inner):
            return False
        if ip.ipv4_mapped is not None:
            return True
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip in _CLOUD)
