"""What nginx answers, of every kind: its headers, how it is packed, how long it may be kept, and its own page for what is not there."""

from __future__ import annotations

import gzip

import pytest

from gongkai.publish import publish
from gongkai.publish.layout import NAMED_BY_CONTENT

from .conftest import contents, serve

PROTECTIVE = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
KINDS = {
    "a page": (200, "GET", "/zwgk/p/3/", {}),
    "a page, packed": (200, "GET", "/zwgk/p/3/", {"accept_encoding": "gzip"}),
    "only the head": (200, "HEAD", "/zwgk/p/3/", {}),
    "a part": (206, "GET", "/zwgk/data/report.pdf", {"range": "bytes=2-5"}),
    "a part that is not there": (416, "GET", "/zwgk/data/report.pdf", {"range": "bytes=900000-"}),
    "the host itself": (302, "GET", "/", {}),
    "a folder without its stroke": (301, "GET", "/zwgk/p/3", {}),
    "an old address": (301, "GET", "/zwgk/old/a.html", {}),
    "an old address with a question": (301, "GET", "/col/show.jsp?id=7", {}),
    "not there": (404, "GET", "/zwgk/p/9999/", {}),
    "not there, among what is kept for good": (404, "GET", "/zwgk/assets/gongkai-0123456789ab.css", {}),
    "outside the column": (404, "GET", "/elsewhere/", {}),
    "a link inside the site": (404, "GET", "/zwgk/inside.html", {}),
    "writing": (405, "POST", "/zwgk/", {}),
    "putting": (405, "PUT", "/zwgk/p/1/", {}),
    "a method of file managers, where nothing is": (405, "PROPFIND", "/nothing/", {}),
    "tracing": (405, "TRACE", "/zwgk/", {}),
    "too large a body": (413, "GET", "/zwgk/", {"content_length": "4000000"}),
    "too long an address": (414, "GET", "/zwgk/" + "a" * 20_000, {}),
    "too long a header": (400, "GET", "/zwgk/", {"x_long": "a" * 20_000}),
    "no such host": (400, "GET", "/zwgk/", {"host": "a b"}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_protects_its_reader(server, kind):
    expected, method, path, headers = KINDS[kind]
    status, got, _ = server.ask(path, method, **headers)
    assert status == expected
    assert {name: set(got.get_all(name, [])) for name in PROTECTIVE} == {name: {value} for name, value in PROTECTIVE.items()}
    assert got["Server"] == "nginx"
    assert (got["Allow"] == "GET, HEAD") == (status == 405)


def test_not_changed_since(server):
    _, first, _ = server.ask("/zwgk/p/3/")
    for known in ({"if_none_match": first["ETag"]}, {"if_modified_since": first["Last-Modified"]}):
        status, got, body = server.ask("/zwgk/p/3/", **known)
        assert (status, body) == (304, b"")
        assert {name: got[name] for name in PROTECTIVE} == PROTECTIVE
        assert got["Cache-Control"] == "public, max-age=60"


def test_every_file_as_it_was_built_whole_packed_and_in_part(server, builds):
    for name, content in contents(builds[0]).items():
        if name in ("404.html", "redirects.map"):
            continue
        _, plain, body = server.ask(f"/zwgk/{name}")
        _, packed, small = server.ask(f"/zwgk/{name}", accept_encoding="gzip")
        _, head, nothing = server.ask(f"/zwgk/{name}", "HEAD")
        assert body == content
        assert (gzip.decompress(small) if packed["Content-Encoding"] == "gzip" else small) == content
        assert len(small) <= len(content)
        assert (nothing, head["Content-Length"]) == (b"", str(len(content)))
        assert server.ask(f"/zwgk/{name}", range="bytes=1-3")[2] == content[1:4]
        assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"
        assert packed["Content-Encoding"] != "gzip" or plain["ETag"] != packed["ETag"]


def test_text_is_packed_and_what_is_packed_already_is_not(server):
    def packed(name: str) -> bool:
        return server.ask(f"/zwgk/{name}", accept_encoding="gzip")[1]["Content-Encoding"] == "gzip"

    assert all(packed(name) for name in ("", "p/1/", "data/report.csv", "data/report.json", "data/report.xml"))
    assert not any(packed(name) for name in ("data/report.xlsx", "data/report.pdf", "data/report.zip"))


TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "application/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "sha512": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def test_every_type_by_its_name_packed_or_not(server, builds):
    names = {name.rpartition(".")[2]: name for name in contents(builds[0]) if name not in ("404.html", "redirects.map")}
    assert set(names) == set(TYPES)
    for ending, name in names.items():
        for accepted in ("gzip", "identity"):
            assert server.ask(f"/zwgk/{name}", accept_encoding=accepted)[1]["Content-Type"] == TYPES[ending]


def test_only_what_is_named_by_its_content_is_kept_for_good(server, builds):
    for name in contents(builds[0]):
        kept = server.ask(f"/zwgk/{name}")[1]["Cache-Control"] == "public, max-age=31536000, immutable"
        assert kept == bool(NAMED_BY_CONTENT.fullmatch(name)), name
    assert server.ask("/zwgk/data/report.csv")[1]["Cache-Control"] == "public, max-age=60"
    assert server.ask("/zwgk/assets/gongkai-0123456789ab.css")[1]["Cache-Control"] == "no-cache"


def test_the_sites_own_page_for_what_is_not_there_at_any_depth(server, builds):
    page = (builds[0] / "404.html").read_bytes()
    for path in ("/zwgk/x", "/zwgk/p/1/x/y/z/", "/zwgk/404.html", "/zwgk/redirects.map", "/zwgk/.hidden", "/other/a/b"):
        assert (server.ask(path)[0], server.ask(path)[2]) == (404, page), path
    assert gzip.decompress(server.ask("/zwgk/x", accept_encoding="gzip")[2]) == page


def test_an_answer_that_leads_elsewhere_says_nothing_about_the_host(server):
    places = {"/": "/zwgk/", "/zwgk": "/zwgk/", "/zwgk/p/1": "/zwgk/p/1/", "/zwgk/old/a.html": "/zwgk/p/1/"}
    for path, place in places.items():
        assert server.ask(path, host="evil.example")[1]["Location"] == place


@pytest.mark.browser
def test_the_countys_own_site_in_a_browser_under_this_policy(browser, site, tmp_path):
    published, problems = publish(site, tmp_path / "srv")
    assert published, problems
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for server in serve(tmp_path / "run", tmp_path / "srv"):
        for path in ("", "zfxxgknb/", "zfxxgknb/2020/"):
            page.goto(f"http://127.0.0.1:{server.port}/zwgk/{path}", wait_until="networkidle")
            assert page.locator("h1").count() == 1
            assert "sans-serif" in page.evaluate("getComputedStyle(document.body).fontFamily")
    page.close()
    assert said == []
