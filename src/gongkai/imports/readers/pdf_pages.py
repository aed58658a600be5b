"""What a PDF page draws, as plain values: characters with their boxes, and the rectangles between ruling lines.

A file from outside can make any PDF library run for ever or eat all memory, so it is opened in a process of its own with
limits on both, pdf_process.py.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.imports.readers import pdf_process
from gongkai.imports.readers.pdf_process import NOT_PDF, PRINTED_HERE, TOO_LARGE, TOO_SLOW, UnreadablePdfError

PATIENCE = 40  # seconds of the clock, for a machine that has much else to do
OUT_OF_TIME = int(getattr(signal, "SIGXCPU", 256))  # no system without limits ends a process so

NO_LIBRARY = "读 PDF 需要 pdfplumber，这台电脑上没有安装；请先安装 gongkai[pdf]，或改用 Word 文件导入"


@dataclass(frozen=True, slots=True)
class Box:
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def area(self) -> float:
        return (self.x1 - self.x0) * (self.bottom - self.top)

    def holds(self, other: Box) -> bool:
        """Whether the middle of the other lies inside."""
        x, y = other.middle
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Char:
    """`unseen`: why the page does not show it, as the picture proof has it; empty where it is seen."""

    text: str
    box: Box
    size: float
    font: str
    upright: bool
    struck: bool = False
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What the picture proof has against a cell: names of sentences, and the two pictures beside each other as a PNG."""

    reasons: tuple[str, ...]
    picture: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """`tables`: for each table the boxes of its cells. `drawn`: pictures and fields. `pictured`: a picture fills the page.

    `people`: who wrote the notes on it; on the first page also who wrote the file. `doubts`: cells that are not drawn as
    they were read. `turned`: it lay on its side.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    tables: tuple[tuple[Box, ...], ...]
    pictured: bool
    drawn: tuple[Box, ...] = ()
    people: tuple[str, ...] = ()
    doubts: Mapping[Box, Doubtful] = field(default_factory=dict)
    turned: bool = False


def pages_of(raw: bytes, *, printed_here: bool = False) -> list[Page]:
    """Every page; UnreadablePdfError when the file cannot be read within the limits. `printed_here`: by us."""
    if b"%PDF-" not in raw[:1024]:
        raise UnreadablePdfError(NOT_PDF)
    if importlib.util.find_spec("pdfplumber") is None:
        raise UnreadablePdfError(NO_LIBRARY)
    command = [
        sys.executable,
        "-P",
        pdf_process.__file__,
        *[PRINTED_HERE] * printed_here,
    ]  # -P: our html.py beside this file is not the library's
    ways = [str(Path(pdf_process.__file__).parents[3]), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(ways)}
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=PATIENCE, check=False, env=env)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise UnreadablePdfError(TOO_SLOW) from None
    if done.returncode == -OUT_OF_TIME:
        raise UnreadablePdfError(TOO_SLOW)
    try:
        found = json.loads(done.stdout)
    except ValueError:  # killed by a limit before it could say anything
        raise UnreadablePdfError(TOO_LARGE) from None
    if isinstance(found, str):
        raise UnreadablePdfError(found)
    return [page_from(page) for page in found]


def page_from(values: dict[str, Any]) -> Page:
    chars = (Char(text, Box(*box), *how) for text, box, *how in values["chars"])
    tables = (tuple(Box(*box) for box in cells) for cells in values["tables"])
    drawn = tuple(Box(*box) for box in values["drawn"])
    doubts = {Box(*box): Doubtful(tuple(why), base64.b64decode(picture)) for box, why, picture in values["doubts"]}
    plain = {key: values[key] for key in ("number", "width", "height", "pictured", "turned")}
    people = tuple(values["people"])
    return Page(**plain, chars=tuple(chars), tables=tuple(tables), drawn=drawn, people=people, doubts=doubts)
