"""A document of an office read, shown or drawn in a process of its own, with limits on time and memory: run as a program.

It writes JSON, which `documents.py` reads. What a file from outside does to a library, it does not do to the desk.
"""

from __future__ import annotations

import base64
import io
import json
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

from gongkai.drawn.pictures import drawn, opened
from gongkai.imports import READERS, import_file, lines_of, refused_in
from gongkai.imports.document import Block, Grid
from gongkai.imports.readers.pdf_places import places_in
from gongkai.imports.readers.pdf_process import TOO_LARGE, UnreadablePdfError, limit

SECONDS = 40  # of work
IMPORT, SHOW, DRAW, REFUSED, READ = "import", "show", "draw", "refused", "read"
BROKEN = "读不了这个文件（{}）"


def main(what: str, *arguments: str) -> None:
    """A list or mapping as the answer; a string that says why there is none."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a draft that is half written is taken away again
    limit(SECONDS)
    try:
        answer = WAYS[what](*arguments)
    except UnreadablePdfError as error:
        answer = str(error)
    except (MemoryError, RecursionError):
        answer = TOO_LARGE
    except Exception as error:  # whatever a broken file brings up in a library
        answer = BROKEN.format(type(error).__name__)
    sys.stdout.write(json.dumps(answer))


def imported(file: str, into: str, agency: str, year: str, how: str) -> list[list[str]]:
    """What `gongkai import` says of it, having written the draft where nothing is an error."""
    problems = import_file(Path(file), Path(into), agency, int(year), **json.loads(how))
    return [
        [each.severity, f"第 {each.position.line} 行：{each.message}" if each.position.line else each.message, each.subject]
        for each in problems
    ]


def refused(file: str, into: str, agency: str, year: str) -> list[Any]:
    """What of it a person can fill in by hand."""
    return refused_in(Path(file), Path(into), agency, int(year))


def read(file: str, into: str, agency: str) -> list[Any] | str:
    """The lines of its record and the addresses of the cells from which nothing can be read."""
    lines, unread, problems = lines_of(Path(file), Path(into), agency)
    return [[astuple(line) for line in lines], sorted(unread)] if lines else problems[0].message


def shown(file: str) -> dict[str, Any] | str:
    """Its paragraphs and tables in order; of a PDF its pages and where the cells stand on them."""
    raw, suffix = Path(file).read_bytes(), Path(file).suffix.lower()
    if suffix == ".pdf":
        sizes, cells = places_in(raw)
        return {"blocks": [], "pages": sizes, "cells": cells}
    document, problems = READERS[suffix](raw, Path(file).name)
    if document is None:
        return problems[0].message
    return {"blocks": [plain(block) for block in document.blocks], "pages": [], "cells": {}}


def plain(block: Block) -> list[Any]:
    """Text, words of its place and level; of a table its place and rows."""
    if not isinstance(block, Grid):
        return [block.text, block.place.words, block.level, []]
    rows = [[[cell.text, cell.place.words, cell.rowspan, cell.colspan] for cell in row] for row in block.rows()]
    return ["", block.place.words, 0, rows]


def picture(file: str, number: str) -> str | list[str]:
    """The page, counted from 1, as a PNG."""
    page = drawn(opened(Path(file).read_bytes()), int(number) - 1)
    if page is None:
        return TOO_LARGE
    out = io.BytesIO()
    page.picture.save(out, "PNG")
    return [base64.b64encode(out.getvalue()).decode()]


WAYS: Mapping[str, Callable[..., Any]] = {IMPORT: imported, REFUSED: refused, READ: read, SHOW: shown, DRAW: picture}

if __name__ == "__main__":
    main(*sys.argv[1:])
