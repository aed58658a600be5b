"""Pictures of the face: what they say they are, how large they are, and that an SVG does nothing but draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongkai.problems import Position, Problem, shown
from gongkai.source.text import reason

RULE = "face"
LARGEST = 100_000  # bytes: every page that is opened fetches it once
SMALLEST_SIDE, LARGEST_SIDE, LONGEST = 16, 4000, 20  # pixels; how many times as wide as high, or as high as wide
PNG, JPEG, SVG = "png", "jpg", "svg"
ENDINGS = {".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".svg": SVG}
NAMES = {PNG: "PNG 图片", JPEG: "JPEG 图片", SVG: "SVG 图"}
PNG_MARK, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the JPEG markers that state the size


@dataclass(frozen=True, slots=True)
class Image:
    """`kind` is its ending in addresses. Width and height stand in the page, so that nothing moves when it comes."""

    content: bytes
    kind: str
    width: int
    height: int


def read_image(file: Path) -> tuple[Image | None, list[Problem]]:
    """The picture, or every reason why it is none."""
    place = Position(shown(file))
    kind = ENDINGS.get(file.suffix.lower())
    if kind is None:
        return refused(place, "图片应是 SVG、PNG 或 JPEG（.svg、.png、.jpg）")
    try:
        if (size := file.stat().st_size) > LARGEST:
            return refused(place, f"图片有 {-(-size // 1000)} KB；每一页都要带着它，不能超过 {LARGEST // 1000} KB")
        content = file.read_bytes()
    except OSError as error:
        return refused(place, f"读不了这个文件：{reason(error)}")
    sides = SIZES[kind](content, file)
    if isinstance(sides, list):
        return None, sides
    if sides is None:
        return refused(place, f"这个文件不是完整的{NAMES[kind]}，只是名字像")
    return bounded(Image(content, kind, *sides), place)


def bounded(image: Image, place: Position) -> tuple[Image | None, list[Problem]]:
    """The picture, unless its sides are out of bounds."""
    short, long = sorted((image.width, image.height))
    if long <= LARGEST_SIDE and short >= SMALLEST_SIDE and long <= LONGEST * short:
        return image, []
    bounds = f"边长应在 {SMALLEST_SIDE}—{LARGEST_SIDE} 像素，长不超过宽的 {LONGEST} 倍"
    return refused(place, f"图片是 {image.width}×{image.height}；{bounds}")


def refused(place: Position, message: str) -> tuple[None, list[Problem]]:
    return None, [Problem(place, RULE, message)]


def png_size(content: bytes, _: Path) -> tuple[int, int] | None:
    if not content.startswith(PNG_MARK) or content[12:16] != b"IHDR" or not content.endswith(PNG_END):
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def jpeg_size(content: bytes, _: Path) -> tuple[int, int] | None:
    """From the first frame; each segment before it says how long it is."""
    if not content.startswith(b"\xff\xd8\xff") or not content.rstrip(b"\x00").endswith(b"\xff\xd9"):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in FRAMES:
            return int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(content[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None


def svg_size(content: bytes, file: Path) -> tuple[int, int] | list[Problem] | None:
    from gongkai.county.face.drawing import check_drawing  # noqa: PLC0415 - loads an XML reader, which most counties need not

    return check_drawing(content, file)


SIZES: dict[str, Callable[[bytes, Path], tuple[int, int] | list[Problem] | None]] = {
    PNG: png_size,
    JPEG: jpeg_size,
    SVG: svg_size,
}
