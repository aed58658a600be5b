"""QR codes read as a phone reads them, by a decoder that is not ours (zxing-cpp)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import zxingcpp
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PIECE = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


class ReadCode(NamedTuple):
    """What a code says, and how wide it is in the picture without its white edge."""

    text: str
    width: float


def codes_in(picture: Image.Image) -> list[ReadCode]:
    return list(found_in(picture))


def found_in(picture: Image.Image) -> Iterator[ReadCode]:
    for code in zxingcpp.read_barcodes(picture):
        left, right = code.position.top_left, code.position.top_right
        yield ReadCode(code.text, ((right.x - left.x) ** 2 + (right.y - left.y) ** 2) ** 0.5)


def drawn(svg: HtmlElement, scale: int = 4) -> Image.Image:
    """The picture as its rectangle and its path say."""
    (ground,), (path,) = svg.xpath(".//rect"), svg.xpath(".//path")
    size = int(ground.get("width"))
    picture = Image.new("RGB", (size, size), ground.get("fill"))
    pen = ImageDraw.Draw(picture)
    pieces = PIECE.findall(path.get("d"))
    assert "".join("M{} {}h{}v1h-{}z".format(*piece) for piece in pieces) == path.get("d")
    for x, y, width, _ in (map(int, piece) for piece in pieces):
        pen.rectangle((x, y, x + width - 1, y), fill=path.get("fill"))
    return picture.resize((size * scale, size * scale), Image.Resampling.NEAREST)
