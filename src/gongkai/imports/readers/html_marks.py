"""Which elements and attributes of a page leave a figure as its text says, and the styles that attributes stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from tinycss2.color3 import parse_color

from gongkai.imports.looks import ADDED, GLYPHS, HIDDEN, TURNED, unknown
from gongkai.imports.readers.css_sheets import Declared, holds_on_screen, styles_in
from gongkai.imports.readers.css_values import LETTERS

PLAIN = frozenset(
    (
        *("p", "div", "span", "font", "b", "strong", "i", "em", "u", "br", "a", "center", "nobr", "wbr", "small", "big", "label"),
        *("abbr", "acronym", "cite", "code", "kbd", "samp", "tt", "var", "dfn", "time", "data", "mark", "ins", "pre", "section"),
        *("article", "figure", "blockquote", "address", "ul", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "td"),
        *("th", "tr", "tbody", "thead", "tfoot", "table", "caption", "col", "colgroup", "bdi", "html", "body", "main", "form"),
        *("header", "aside", "hgroup", "fieldset", "figcaption", "dir", "menu", "output", "summary", "ol"),
    )
)
READ_OTHERWISE = frozenset(
    ("sup", "sub", "s", "strike", "del", "bdo", "img", "input", "select", "textarea", "button", "svg", "canvas")
)
READ_OTHERWISE |= {"object", "embed", "iframe", "script", "style", "head", "template", "link", "meta"}
"""What the reader of the page tells of by itself, or what is not drawn."""
OFFICE = re.compile(r"(?:o|w|st\d|u\d):[\w-]+")
SILENT = re.compile(
    r"class|id|style|align|valign|width|height|colspan|rowspan|border|bordercolor\w*|frame|rules|cell\w+|lang|title|href|target|rel|name"
    r"|nowrap|scope|headers|abbr|axis|summary|role|aria-[\w-]+|data-[\w-]+|tabindex|face|size|color|bgcolor|text|link|vlink|alink"
    r"|background|dir|hidden|item\w+|cite|datetime|value|start|type|char|charoff|clear|xmlns|method|action|enctype|accept-charset"
    r"|novalidate|autocomplete|onsubmit|for|open|spellcheck|translate|draggable|accesskey|noshade|span|hspace|vspace|prefix|version"
    r"|topmargin|leftmargin|rightmargin|bottommargin|marginwidth|marginheight|(x|u\d*|o|w|v|st\d+|xml|xmlns|mso)[:_].*|mso-.*|typeof"
    r"|property|vocab|content|itemid|datasrc|unselectable|compact|year|month|day|islunardate|isrocdate|hassspace|hasspace|unitname"
    r"|sourcevalue|negative|numbertype|tcsc|w:st|productid|download|hreflang|ref|manifest|referrerpolicy|profile"
)
HAND = re.compile(r"on\w+")  # what a program does when something happens; told once for the page
CHARSETS = re.compile(r"utf-?8|utf-16|gb|x-gbk|big5|iso-8859-1$|latin1$|us-ascii$|windows-125[24]$|unicode")
SIZES = {1: 10, 2: 13, 3: 16, 4: 18, 5: 24, 6: 32, 7: 48}  # pixels of <font size>


def doubt_about(element: html.HtmlElement, *, inside: bool) -> Iterator[str]:
    """What an element and its attributes may do to a figure in it."""
    tag = str(element.tag)
    if tag == "q":
        yield ADDED
    elif tag == "details":
        yield from () if element.get("open") is not None else (HIDDEN,)
    elif (
        (tag not in PLAIN or (inside and tag == "fieldset"))
        and not (inside and tag in READ_OTHERWISE)
        and not OFFICE.fullmatch(tag)
    ):
        yield unknown(f"<{tag}>")
    parent = element.getparent()
    if tag in PARENTS and parent is not None and parent.tag not in (*PARENTS[tag], "form"):
        yield unknown(f"<{tag}>")
    if tag in ("ul", "li", "menu", "dir") and (
        element.get("value") or element.get("type", "disc").lower() not in ("disc", "circle", "square")
    ):
        yield ADDED
    for name, value in element.attrib.items():
        yield from doubt_about_attribute(str(name).lower(), str(value), inside=inside)


def doubt_about_attribute(name: str, value: str, *, inside: bool) -> Iterator[str]:
    said = value.strip().lower()
    if name == "dir":
        yield from () if said in ("ltr", "") else (TURNED,)
    elif name == "background":
        yield from (unknown(name),) if said else ()
    elif name == "face":
        yield from (GLYPHS,) if said and not all(LETTERS.search(part.strip(" '\"")) for part in said.split(",")) else ()
    elif name == "hidden":
        yield from (HIDDEN,) if said == "until-found" or not inside else ()
    elif not SILENT.fullmatch(name) and not (HAND.fullmatch(name) and not inside):
        yield unknown(name)


def about_page(root: html.HtmlElement) -> Iterator[str]:
    """What a page's head, or a piece of it that a browser builds otherwise, may do to every figure."""
    for meta in root.iter("meta"):
        name = (meta.get("http-equiv") or meta.get("name") or "").strip().lower()
        value = meta.get("content", "").strip().lower()
        said = re.search(r"charset\s*=\s*[\"']?([\w-]+)", value) if name == "content-type" else None
        charset = meta.get("charset", said[1] if said else "").strip().lower()
        if charset and not CHARSETS.match(charset):
            yield unknown(f"charset={charset}")
        if name in ("refresh", "default-style") or (
            name == "color-scheme" and value not in ("light", "normal", "light only", "only light")
        ):
            yield unknown(name)
    if any(re.sub(r"\s", "", link.get("href", "")).lower().startswith("data:") for link in sheet_links(root)):
        yield unknown("data:")
    for tag in ("frameset", "plaintext"):
        yield from (unknown(f"<{tag}>"),) if root.find(f".//{tag}") is not None else ()
    if root.find(".//template") is not None:  # where one ends, and so what is drawn, browsers tell by rules of their own
        yield unknown("<template>")


def sheet_links(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The sheets in files of their own that a page asks for on a screen."""
    return [
        link for link in root.iter("link")
        if "stylesheet" in (rel := link.get("rel", "").lower().split()) and "alternate" not in rel
        and link.get("disabled") is None and holds_on_screen(link.get("media", "")) is not False
    ]  # fmt: skip


def is_program(script: html.HtmlElement) -> bool:
    kind = script.get("type", "").strip().lower()
    return kind in ("", "module") or "javascript" in kind or "ecmascript" in kind or "vbscript" in kind


def declared_by(element: html.HtmlElement) -> Iterator[Declared]:
    """The declarations that attributes of old pages stand for, and that browsers have for their own elements."""
    yield from styles_in("display:none") if element.get("hidden") is not None and element.get("hidden") != "until-found" else ()
    yield from UNDRAWN if element.tag in ("template", "style", "head", "link", "meta") else ()
    for name, (property, tags) in PRESENTED.items():
        value = element.get(name, "").strip() if element.tag in tags else ""
        if value:
            yield from styles_in(f"{property}:{legacy(value) if name != 'face' else value}")
    yield from link_color(element)
    yield from font_size(element)
    if element.tag in ("small", "big"):
        yield from styles_in(f"font-size:{'smaller' if element.tag == 'small' else 'larger'}")


PARENTS = {
    **dict.fromkeys(("td", "th"), ("tr",)),
    "tr": ("tbody", "thead", "tfoot"),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ("table",)),
}
"""In a table that is put together otherwise a browser may draw other rows than the tree has."""
PRESENTED = {
    "color": ("color", ("font",)),
    "face": ("font-family", ("font",)),
    "text": ("color", ("body",)),
    "bgcolor": ("background-color", ("body", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup")),
}
UNDRAWN = styles_in("display:none")


def legacy(color: str) -> str:
    return f"#{color}" if re.fullmatch(r"[0-9a-fA-F]{6}", color) else color if parse_color(color) else "unknown"


def link_color(element: html.HtmlElement) -> Iterator[Declared]:
    """As `<body link>` says; `vlink`, of a page that was opened before, where it alone does."""
    body = next(element.iterancestors("body"), None) if element.tag == "a" and element.get("href") is not None else None
    said = (body.get("link") or body.get("vlink") or "").strip() if body is not None else ""
    if said:
        yield from styles_in(f"color:{legacy(said)}")


def font_size(element: html.HtmlElement) -> Iterator[Declared]:
    found = re.fullmatch(r"\s*([+-]?)(\d+).*", element.get("size", "")) if element.tag == "font" else None
    if found:
        steps = int(found[2][:4])
        size = 3 + steps if found[1] == "+" else 3 - steps if found[1] else steps
        yield from styles_in(f"font-size:{SIZES[min(7, max(1, size))]}px")
