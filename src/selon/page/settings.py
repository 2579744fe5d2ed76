"""What may be fetched and how much is read."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata


def _default_agent() -> str:
    try:
        version = metadata.version("selon")
    except metadata.PackageNotFoundError:
        version = "0"
    return f"selon/{version} (open-source reader of news articles)"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How sources are fetched and read.

    `timeout` is in seconds and for the whole of one address, redirects and
    robots.txt included, waiting not. `max_bytes` is for one page, unpacked, from
    the network, a file or an archive, and for one line of JSON Lines;
    `max_list_bytes` for one sitemap or list of addresses (the default is what
    sitemaps.org allows). `max_items` is how many pages of one feed or sitemap
    are taken. `delay` is the least time in seconds between two pages of one
    host; a longer Crawl-delay in its robots.txt is respected, up to 30 seconds.
    `allow_private` lets addresses of this machine and its network be fetched.
    """

    allow_private: bool = False
    user_agent: str = _default_agent()
    timeout: float = 30.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    respect_robots: bool = True
    delay: float = 1.0
    max_items: int = 1000
    max_list_bytes: int = 52_428_800
