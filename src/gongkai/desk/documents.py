"""Documents of an office as the desk has them: imported, shown, drawn, each in a process that is stopped in time."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import gongkai
from gongkai.desk.document_process import DRAW, IMPORT, READ, REFUSED, SHOW
from gongkai.imports.placing.by_hand import Refused
from gongkai.imports.readers.pdf_places import PageCell
from gongkai.imports.readers.pdf_process import TOO_LARGE
from gongkai.problems import Severity
from gongkai.reports.import_record import RecordLine

PATIENCE = 60  # seconds of the clock; reading a PDF and proving it takes ten
TIME_TO_GO = 3  # seconds in which a stopped reading takes away what it has half written
TOO_SLOW = f"{PATIENCE} 秒还没有读完，已经停下，没有写入任何文件；请换 Word 原件，或把文件交给维护者看"
KEPT = 8  # documents, and pages, that are kept as they were read


class UnreadableError(Exception):
    """The message says why."""


class Said(NamedTuple):
    """A sentence of `gongkai import`. `subject` is the address of what it is about, empty where it is about the document."""

    is_error: bool
    message: str
    subject: str


class ShownCell(NamedTuple):
    """`place` in the words of the import record."""

    text: str
    place: str
    rowspan: int
    colspan: int


class ShownBlock(NamedTuple):
    """A paragraph (`level` of a heading, 0 otherwise), or a table with `rows`."""

    text: str
    place: str
    level: int
    rows: tuple[tuple[ShownCell, ...], ...]


class ShownDocument(NamedTuple):
    """`pages` are the widths and heights of a PDF's, in points; where its cells stand on them by the words of their place."""

    blocks: tuple[ShownBlock, ...]
    pages: tuple[tuple[float, float], ...]
    cells: Mapping[str, PageCell]

    @property
    def places(self) -> set[str]:
        cells = (cell.place for block in self.blocks for row in block.rows for cell in row)
        return {*self.cells, *(block.place for block in self.blocks), *cells}


def import_sent(raw: bytes, name: str, into: Path, *, as_printed: bool, by_hand: Mapping[str, str] | None = None) -> list[Said]:
    """What was sent under that name made a draft in the folder of its year and agency, as `gongkai import` would.

    Raises UnreadableError where it cannot be read within the limits; nothing is written then, nor with any error.
    """
    how = json.dumps({"as_printed": as_printed, "by_hand": by_hand})
    with TemporaryDirectory(prefix="gongkai-") as folder:
        file = Path(folder) / name
        file.write_bytes(raw)
        said = answered(IMPORT, str(file), str(into), into.name, into.parent.name, how)
    return [Said(severity == Severity.ERROR, message, subject) for severity, message, subject in said]


def refused_places(file: Path, into: Path) -> list[Refused]:
    """What of the document can be filled in by hand; empty where it is kept out by something else. UnreadableError as above."""
    said = answered(REFUSED, str(file), str(into), into.name, into.parent.name)
    return [*map(Refused.of, said)]


def read_beside(file: Path, into: Path) -> tuple[tuple[RecordLine, ...], frozenset[str]]:
    """The record of another document of the report in `into`, and the addresses of the cells from which nothing can be read.
    UnreadableError as above.
    """
    lines, unread = answered(READ, str(file), str(into), into.name)
    return tuple(RecordLine(*line) for line in lines), frozenset(unread)


def shown_document(file: Path) -> ShownDocument:
    """Raises UnreadableError, and OSError where it cannot be opened."""
    return shown_as_it_is(file, file.stat().st_mtime_ns, file.stat().st_size)


@lru_cache(KEPT)
def shown_as_it_is(file: Path, changed: int, size: int) -> ShownDocument:  # noqa: ARG001 - a changed file is another
    said = answered(SHOW, str(file))
    blocks = (
        ShownBlock(text, place, level, tuple(tuple(ShownCell(*cell) for cell in row) for row in rows))
        for text, place, level, rows in said["blocks"]
    )
    pages = tuple((width, height) for width, height in said["pages"])
    return ShownDocument(tuple(blocks), pages, {words: PageCell(*cell) for words, cell in said["cells"].items()})


def page_picture(file: Path, number: int) -> bytes:
    """A page of a PDF, counted from 1, as a PNG; errors as of `shown_document`."""
    return picture_as_it_is(file, number, file.stat().st_mtime_ns, file.stat().st_size)


@lru_cache(KEPT)
def picture_as_it_is(file: Path, number: int, changed: int, size: int) -> bytes:  # noqa: ARG001 - a changed file is another
    return base64.b64decode(answered(DRAW, str(file), str(number))[0])


def answered(*arguments: str) -> Any:
    """What the process says; UnreadableError with its reason, or that it was stopped."""
    root = str(Path(gongkai.__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])}
    command = [sys.executable, "-P", "-m", "gongkai.desk.document_process", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env) as process:  # noqa: S603
        try:
            out, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            stopped(process)
            raise UnreadableError(TOO_SLOW) from None
    try:
        answer = json.loads(out)
    except ValueError:  # ended by a limit before it could say anything
        raise UnreadableError(TOO_LARGE) from None
    if isinstance(answer, str):
        raise UnreadableError(answer)
    return answer


def stopped(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.communicate(timeout=TIME_TO_GO)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
