"""An SVG that only draws: no script, no event, nothing from elsewhere, nothing that is not a drawing.

Allowed are the elements that draw, and the notes of drawing programs in namespaces of their own, which browsers pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from gongkai.county.face.style_sheet import read_sheet
from gongkai.county.live_markup import is_handler
from gongkai.problems import Position, Problem, shown
from gongkai.source.text import decoded

RULE = "face"
SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
DRAWS = frozenset(
    """
    svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon text tspan textPath image
    linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComponentTransfer feComposite
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset
    """.split()  # noqa: SIM905 - names of elements, read best as they are listed
)
NOTES = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/",
)
PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*\Z")
LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*\Z")


def check_drawing(content: bytes, file: Path) -> tuple[int, int] | list[Problem] | None:
    """Its width and height, the shorter one as 100; every reason against it; None when it is no SVG at all."""
    text, problems = decoded(content, Position(shown(file)))
    if text is None:
        return problems
    lines = text.split("\n")
    if "<!ENTITY" in text.upper():
        return [Problem(Position(shown(file)), RULE, "SVG 里不能定义实体（<!ENTITY）")]
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return [Problem(Position(shown(file), line or 1, (column or 0) + 1), RULE, "这不是格式完好的 SVG（XML 语法错误）")]
    if root.tag != f"{{{SVG}}}svg":
        return None
    wrong = [Problem(placed(node, lines, file), RULE, message) for node, message in forbidden(root)]
    return wrong or size_of(root) or [Problem(Position(shown(file)), RULE, "SVG 要写明 viewBox，或 width 和 height")]


def placed(node: Any, lines: list[str], file: Path) -> Position:
    """Where the element begins, as far as its line tells."""
    line = min(node.sourceline or 1, len(lines))
    name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else "?"
    return Position(shown(file), line, max(lines[line - 1].find(f"<{name}"), 0) + 1)


def forbidden(root: Any) -> Iterator[tuple[Any, str]]:
    for before in root.itersiblings(preceding=True):
        if before.tag is etree.PI:
            yield before, "SVG 里不能有处理指令（<?…?>），它会引入别的文件"
    for node in root.iter():
        if node.tag is etree.Comment:
            continue
        if not isinstance(node.tag, str):
            yield node, "SVG 里不能有处理指令或实体"
            continue
        space, _, name = node.tag[1:].rpartition("}") if node.tag.startswith("{") else ("", "", node.tag)
        if space.startswith(NOTES):
            continue
        if space != SVG or name not in DRAWS:
            yield node, f"SVG 里不能用 <{name}>；徽标和图片只能画图，不能有脚本、动画、链接或网页"
            continue
        yield from ((node, message) for message in attributes(node, name))
        if name == "style":
            yield from ((node, problem.message) for problem in read_sheet("".join(node.itertext()), Path(), nothing)[1])


def attributes(node: Any, element: str) -> Iterator[str]:
    for key, value in node.attrib.items():
        space, _, name = key[1:].rpartition("}") if key.startswith("{") else ("", "", key)
        if is_handler(name):
            yield f"SVG 的 <{element}> 上写着 {name}；图里不能有脚本"
        elif name == "href":
            if not value.startswith("#") and not (element == "image" and PICTURE.match(value)):
                yield f"SVG 的 <{element}> 引用了“{value[:40]}”；图里只能引用图自己的部分（#…）"
        elif space == XML and name == "base":
            yield "SVG 里不能写 xml:base"
        elif name == "style" or "(" in value:
            yield from (problem.message for problem in read_sheet(value, Path(), nothing)[1])


def nothing(name: str, place: Position) -> tuple[str, list[Problem]]:
    """A drawing takes no other file."""
    return "", [Problem(place, RULE, f"SVG 引用了“{name[:40]}”；图里只能引用图自己的部分（#…）")]


def size_of(root: Any) -> tuple[int, int] | None:
    """Of `viewBox`, or of width and height in pixels."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    found = [LENGTH.match(side) for side in sides]
    width, height = (float(one[1]) if one else 0.0 for one in found)
    # A drawing has no pixels of its own: its sides are told as if the shorter one had 100.
    shorter = min(width, height)
    return (round(100 * width / shorter), round(100 * height / shorter)) if shorter else None
