"""Records of web archives, written by hand, about invented people."""

from __future__ import annotations

ARTICLE = (
    "<!doctype html><html lang=fr><body><article><h1>Le pont de Valbrune reste fermé</h1>"
    "<p>La maire de Valbrune, Odile Kerbrat, a dit non mardi soir : « le pont reste fermé ».</p></article>"
    "</body></html>"
)
HTML = "text/html; charset=utf-8"


def record(kind: str, url: str | None, block: bytes, content_type: str, **more: str) -> bytes:
    """One WARC record; `more` are further headers, with _ for -."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:6b2f1a30-0000-4000-8000-000000000001>",
        "WARC-Date": "2024-03-05T18:30:00Z",
        **({"WARC-Target-URI": url} if url else {}),
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes | str, kind: str | None = HTML, status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP answer as it was sent."""
    content = body.encode() if isinstance(body, str) else body
    told = {**({"Content-Type": kind} if kind else {}), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + content


def response(url: str, answer: bytes, **more: str) -> bytes:
    """A record of what a site answered."""
    return record("response", url, answer, "application/http; msgtype=response", **more)


def chunked(body: bytes, size: int = 50) -> bytes:
    """A body in chunks, as it is sent."""
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x;note=1\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


WARCINFO = record("warcinfo", None, b"software: hand\r\n", "application/warc-fields")
