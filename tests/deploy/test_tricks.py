"""Requests that no browser sends: nothing outside the site comes back, and every answer is a whole one.

Beside the site, in every folder up to the root of what is published, lies a file that nobody may read (conftest.server).
"""

from __future__ import annotations

import gzip
import itertools
import random
import re
from collections.abc import Iterator

import pytest

from .conftest import SECRET, Server, contents

STARTS = ("/zwgk/", "/zwgk", "/zwgk/p/1/", "/zwgk/assets/", "/zwgk/jiansuo/index/", "/", "//zwgk//")
STEPS = (
    "../", "..%2f", "%2e%2e/", "%2E%2E%2F", "..\\", "..%5c", "..%c0%af", "%252e%252e%252f", "..;/", "....//", "..%00/", ".%2e/", "..//", "/../",
)  # fmt: skip
ENDS = (
    "secret.txt",
    "SHA256SUMS",
    "releases/secret.txt",
    "current/secret.txt",
    "kept/secret.txt",
    ".lock",
    "../../../../../../../etc/passwd",
)
BESIDE = (
    "/zwgk/.hidden", "/zwgk/%2ehidden", "/zwgk/link.html", "/zwgk/folder/secret.txt", "/zwgk/folder/current/site/index.html",
    "/zwgk/folder", "/zwgk/folder/", "/zwgk/assets/link-0123456789ab.css", "/zwgk/redirects.map", "/zwgk/REDIRECTS.map",
    "/zwgk/index.html/secret.txt", "/zwgk/index.html.gz/../../secret.txt", "/zwgk/p", "/zwgk/p/", "/zwgk/assets/", "/zwgk../secret.txt",
    "/zwgk/index.html%00.css", "/zwgk/index.html%20", "/zwgk/index.html::$DATA", "/zwgk/~root/", "/zwgk/%", "/zwgk/%zz", "/zwgk/?../../secret.txt",
    "/zwgk/#/../secret.txt", "/zwgk/con", "/zwgk/index.html/", "/zwgk/\\..\\secret.txt", "/ZWGK/../secret.txt", "/zwgk/./././../secret.txt",
)  # fmt: skip
METHODS = (
    "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "TRACK", "CONNECT", "PROPFIND", "MKCOL", "MOVE", "COPY", "LOCK", "UNLOCK",
    "SEARCH", "DEBUG", "PURGE", "get", "Get", "GETT", "G", "X" * 300, "G\tT", "", "\x00GET", "GÉT", "PRI",
)  # fmt: skip
BROKEN = (
    b"", b"\r\n\r\n", b"GET", b"GET /zwgk/", b"GET /zwgk/\r\n", b"GET /zwgk/\r\n\r\n", b"GET /zwgk/ HTTP/1.1", b"GET /zwgk/ HTTP/1.1\r\n\r\n",
    b"GET /zwgk/ HTTP/9.9\r\nHost: x\r\n\r\n", b"GET /zwgk/ HTTP/2.0\r\nHost: x\r\n\r\n", b"GET /zwgk/ HTTP/1.\r\n\r\n", b"GET  /zwgk/  HTTP/1.1\r\nHost: x\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200, b"\x00" * 3000, b"\xff" * 3000,
    b"GET http://evil.example/zwgk/../secret.txt HTTP/1.1\r\nHost: x\r\n\r\n", b"GET http://x/zwgk/ HTTP/1.1\r\nHost: y\r\n\r\n", b"GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET * HTTP/1.1\r\nHost: x\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", b"GET zwgk/ HTTP/1.1\r\nHost: x\r\n\r\n", b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: ../secret\r\n\r\n", b"GET /zwgk/ HTTP/1.1\nHost: x\n\n", b"GET /zwgk/ HTTP/1.1\r\nHost : x\r\n\r\n",
    b"GET /zwgk/ HTTP/1.1\r\n Host: x\r\n\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\n: empty\r\n\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nA: \x00\r\n\r\n",
    b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
    b"POST /zwgk/ HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
    b"POST /zwgk/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n" + b"a" * 9000, b"POST /zwgk/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
    b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nRange: bytes=0-1,1-2,2-3\r\n\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nRange: bytes=" + b"0-1," * 500 + b"0-1\r\n\r\n",
    b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nRange: bytes=-99999999999999999999\r\n\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
    b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nX-Original-URL: /secret.txt\r\nX-Rewrite-URL: /secret.txt\r\nX-Accel-Redirect: /secret.txt\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /zwgk/?" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /" + b"../" * 2000 + b"etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: x\r\nCookie: " + b"a" * 100_000 + b"\r\n\r\n", b"GET /zwgk/ HTTP/1.1\r\nHost: " + b"a." * 5000 + b"\r\n\r\n",
    b"GET /zwgk/p/" + b"%2f" * 900 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /zwgk/p/1/\r\nSet-Cookie: a=b HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /zwgk/p/1%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\n\r\n",
)  # fmt: skip
WELL_FORMED = b"GET /zwgk/p/1/ HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nRange: bytes=0-9\r\nConnection: close\r\n\r\n"
HEAD = re.compile(rb"HTTP/1\.1 (?P<status>[0-9]{3}) [^\r\n]*\r\n(?P<fields>(?:[!-9;-~]+: [^\r\n]*\r\n)+)\r\n")
LENGTH = re.compile(rb"^Content-Length: ([0-9]+)\r$", re.MULTILINE)


def request(path: str, method: str = "GET") -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()


def damaged(count: int) -> Iterator[bytes]:
    """An ordinary request with a few bytes changed, taken out, doubled, or cut off; always the same ones."""
    chance = random.Random(20_200_101)
    for _ in range(count):
        bytes_ = bytearray(WELL_FORMED)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(bytes_))
            change = chance.randrange(4)
            if change == 0:
                bytes_[place] = chance.randrange(256)
            elif change == 1:
                del bytes_[place : place + chance.randint(1, 5)]
            elif change == 2:
                bytes_[place:place] = bytes_[place : place + chance.randint(1, 30)]
            else:
                del bytes_[max(place, 5) :]
        yield bytes(bytes_)


PATHS = [f"{start}{step * times}{end}" for start, step, end, times in itertools.product(STARTS, STEPS, ENDS, (1, 3))]
REQUESTS = {
    "paths": [request(path) for path in (*PATHS, *BESIDE)],
    "methods": [request(path, method) for path in ("/zwgk/", "/zwgk/link.html", "/secret.txt", "*") for method in METHODS],
    "broken": list(BROKEN),
    "damaged": list(damaged(300)),
}


def test_there_are_enough():
    assert sum(len(requests) for requests in REQUESTS.values()) >= 500
    assert min(len(requests) for requests in REQUESTS.values()) >= 50


@pytest.mark.parametrize("kind", REQUESTS)
def test_nothing_outside_the_site_and_nothing_in_halves(server, builds, kind):
    allowed = set(contents(builds[0]).values())
    answered = 0
    for sent in REQUESTS[kind]:
        came = server.ask_raw(sent)
        assert SECRET.encode() not in came, sent[:200]
        assert b"root:x:0:0" not in came, sent[:200]
        for status, fields, body in answers(came, sent):
            answered += 1
            assert 200 <= status < 500 or status in (501, 505), (status, sent[:200])
            assert b"\r\nSet-Cookie" not in fields
            if status == 200 and body:
                whole = gzip.decompress(body) if b"Content-Encoding: gzip" in fields else body
                assert whole in allowed, sent[:200]
    assert answered >= len(REQUESTS[kind]) * 0.6
    assert server.ask("/zwgk/")[0] == 200


def answers(came: bytes, sent: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each answer that came; fails where one is not whole."""
    while came:
        head = HEAD.match(came)
        assert head, (came[:200], sent[:200])
        length = LENGTH.search(head["fields"])
        bodiless = sent.startswith(b"HEAD") or head["status"] in (b"304", b"100")
        size = 0 if bodiless else int(length[1]) if length else len(came)
        assert length or bodiless, (came[:200], sent[:200])
        body = came[head.end() : head.end() + size]
        assert len(body) == size, (came[:200], sent[:200])
        yield int(head["status"]), head["fields"], body
        came = came[head.end() + size :]


def test_the_secrets_lie_where_a_careless_server_would_find_them(server: Server):
    """Without this, the test above could pass because there is nothing to find."""
    for place in ("", "..", "releases", "current", "kept", "current/site/folder"):
        assert (server.target / place / "secret.txt").read_text("utf-8") == SECRET
    assert (server.target / "current/site/link.html").read_text("utf-8") == SECRET
    assert (server.target / "kept/assets/link-0123456789ab.css").read_text("utf-8") == SECRET
