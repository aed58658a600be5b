"""What in the HTML that people write would run, or would ask another site for something by itself: no page has either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from gongkai.county.face.style_sheet import read_sheet
from gongkai.problems import Position, Problem

RULE = "page"
# Elements that run, that turn every address of the page, or that hide from a reader of HTML what a browser makes of it.
FORBIDDEN = frozenset("script base applet frame frameset portal noembed noframes plaintext xmp".split())  # noqa: SIM905
RUNNING = re.compile(r"(?:\A|;)(?:javascript|vbscript|livescript):", re.IGNORECASE)
PASSED_OVER = re.compile(r"[\x00-\x20]")  # by a browser, in an address
ELSEWHERE = re.compile(r"[/\\]{2}|(?!data:image/)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
ONE_ELSEWHERE = re.compile(r"(?:\A|[\s,])(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}", re.IGNORECASE)
LEADS = frozenset(("a", "area"))  # a reader follows these; what others name is fetched
FETCHES = frozenset("src href xlink:href poster background data manifest codebase classid ping".split())  # noqa: SIM905
FETCHES_ONE_OF = frozenset(("srcset", "imagesrcset"))
PAINTS = frozenset("style fill stroke filter mask clip-path cursor marker marker-start marker-mid marker-end".split())  # noqa: SIM905


def is_handler(name: str) -> bool:
    """Whether a browser runs what the attribute says."""
    return name.lower().startswith("on")


def wrong_element(tag: str, attributes: Mapping[str, str]) -> tuple[str, str]:
    """Why the element may stand on no page, and the value of the attribute that is to blame; empty where nothing is."""
    if tag in FORBIDDEN:
        return f"网页里不能用 <{tag}>；网页不带脚本，读者只需要文字、链接、图片和表格", ""
    if tag == "meta" and "http-equiv" in attributes:
        return "网页里不能用 <meta http-equiv>；要转到别处请写一个链接", ""
    found = ((wrong_attribute(tag, name, value), value) for name, value in attributes.items())
    return next(((message, value) for message, value in found if message), ("", ""))


def wrong_attribute(tag: str, name: str, value: str) -> str:
    """Empty where nothing speaks against it."""
    address = PASSED_OVER.sub("", value)
    if is_handler(name) or name == "srcdoc":
        return f"<{tag}> 上写着 {name}；网页里不能有脚本"
    if RUNNING.search(address):
        return f"“{value[:40]}”是脚本，不是网址；网页里不能有脚本"
    if name in PAINTS:
        return next((problem.message for problem in wrong_style(value)), "")
    fetches = name in FETCHES and (tag not in LEADS or name == "ping")
    if (fetches and ELSEWHERE.match(address)) or (name in FETCHES_ONE_OF and ONE_ELSEWHERE.search(value)):
        return f"<{tag}> 引用了别的网站的“{value[:60]}”；网页不向别的网站要东西，请把文件放进 docs/ 再引用，或只写一个链接"
    return ""


def wrong_style(text: str) -> list[Problem]:
    """Of a style that stands on a page; a picture may be one of the site's own."""
    return read_sheet(text, Path(), own_picture)[1]


def own_picture(address: str, place: Position) -> tuple[str, list[Problem]]:
    if not ELSEWHERE.match(PASSED_OVER.sub("", address)):
        return address, []
    return "", [Problem(place, RULE, f"样式引用了别的网站的“{address[:60]}”；网页不向别的网站要东西，请把文件放进 docs/ 再引用")]
