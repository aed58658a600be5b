"""Pages that lie on their side made upright before they are read: their text runs up, down or on its head when they are shown."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw as pdfium

MOST_OF_PAGE = 0.8  # of its letters run one way; a stamp or a watermark that lies across does not


def turn_of(chars: Iterable[Mapping[str, Any]]) -> int:
    """By how many degrees, clockwise, the page has to be turned for its text to stand upright; 0 where no way has most."""
    ways = Counter(way_of(char["matrix"]) for char in chars if char["text"].strip())
    (way, count), *_ = ways.most_common(1) or [(0, 0)]
    return way if count > MOST_OF_PAGE * ways.total() else 0


def way_of(matrix: Sequence[float]) -> int:
    across, up = matrix[0], matrix[1]
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 180
    return 90 if up > 0 else 270


def upright(raw: bytes, turns: Sequence[int]) -> bytes:
    """The file with each of its first pages turned so, in its content: nothing is left to whoever shows it."""
    document = pypdfium2.PdfDocument(raw)
    for number, turn in enumerate(turns):
        page = document[number]
        whole = (turn + page.get_rotation()) % 360
        if whole:
            turn_content(page, whole)
            page.gen_content()
        page.set_rotation(0)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def turn_content(page: Any, turn: int) -> None:
    left, bottom, right, top = page.get_cropbox()
    wide, high = (right - left, top - bottom) if turn == 180 else (top - bottom, right - left)
    values = {90: (0, -1, 1, 0, -bottom, right), 180: (-1, 0, 0, -1, right, top), 270: (0, 1, -1, 0, top, -left)}[turn]
    pdfium.FPDFPage_TransFormWithClip(page.raw, pdfium.FS_MATRIX(*values), pdfium.FS_RECTF(0, high, wide, 0))
    pdfium.FPDFPage_TransformAnnots(page.raw, *values)
    for put in (page.set_mediabox, page.set_cropbox):
        put(0, 0, wide, high)
