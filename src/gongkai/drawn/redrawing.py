"""A PDF of nothing but the glyphs that were read, each where it was read: black on white, without clip, layer or cover."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf

from gongkai.drawn.glyphs import Glyph

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top: points from the lower left corner."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to draw: what is seen of it, and the glyphs on it."""

    seen: Corners
    glyphs: tuple[Glyph, ...]


def redrawn(raw: bytes, sheets: Iterable[Sheet]) -> bytes:
    """A document of these pages with the fonts of the document `raw`."""
    document = pikepdf.open(io.BytesIO(raw))
    for name in set(document.Root.keys()) - {"/Type", "/Pages"}:  # fields, layers, scripts
        del document.Root[name]
    old = len(document.pages)
    for sheet in sheets:
        add(document, sheet)
    del document.pages[:old]
    out = io.BytesIO()
    document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, encryption=False)
    return out.getvalue()


def add(document: pikepdf.Pdf, sheet: Sheet) -> None:
    numbers = sorted({glyph.font for glyph in sheet.glyphs if glyph.font})
    fonts = {f"/F{number}": document.get_object(number, 0) for number in numbers}
    known = {name: font for name, font in fonts.items() if isinstance(font, pikepdf.Dictionary)}
    page = document.add_blank_page(page_size=(10, 10))
    page.MediaBox = pikepdf.Array([round(value, 4) for value in sheet.seen])
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(known))
    shown = [shown_again(glyph) for glyph in sheet.glyphs if f"/F{glyph.font}" in known]
    page.Contents = document.make_stream("\n".join(["0 g BT", *shown, "ET"]).encode())


def shown_again(glyph: Glyph) -> str:
    state = f"/F{glyph.font} {glyph.size:.5f} Tf {100 * glyph.scaling:.5f} Tz {glyph.rise:.5f} Ts"
    return f"{state} {numbers(glyph.matrix)} Tm <{glyph.code.hex()}> Tj"


def numbers(values: Sequence[float]) -> str:
    return " ".join(f"{value:.6f}" for value in values)
