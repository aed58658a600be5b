"""A PDF opened by a library, in a process of its own with limits on time and memory: the file comes on standard input.

This file is run as a program, so it imports nothing of ours but gongkai.drawn, which proves what was read with pictures; what it
writes is JSON, read in pdf_pages.py.
"""

from __future__ import annotations

import base64
import bisect
import contextlib
import io
import itertools
import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

SECONDS = 8  # of work, of the ten that an import may take
SPARE = 1.5  # seconds of it that are kept for the rest when a proof takes long
BYTES = 1 << 30
MOST_PAGES, MOST_CHARS, MOST_EDGES, MOST_DRAWN = 300, 400_000, 20_000, 5_000
THICKEST_RULE = 3.0  # points; a filled rectangle that is thicker is shading, not a ruling line
PICTURE_OF_A_PAGE = 0.6  # of the page's area

NOBODY = "(anonymous)"  # as a program for making PDF files writes it
WHITE = ((1,), (1, 1, 1), (0, 0, 0, 0))

PRINTED_HERE = "--printed-here"  # by a program whose lines lie where they should; every cell keeps its picture, in doubt or not
EXACT = {"snap_tolerance": 1}  # points
NOT_PDF = "不是 PDF 文件，或文件已经损坏"
LOCKED = "这个 PDF 加了密码，读不了；请取得没有密码的文件再导入"
TOO_SLOW = f"{SECONDS} 秒内读不完，不像是年度报告"
TOO_LARGE = "里面的内容太多，不像是年度报告"
TOO_LONG = f"超过 {MOST_PAGES} 页，不像是年度报告"


class UnreadablePdfError(Exception):
    """The message says why."""


def main() -> None:
    """The pages of the file on standard input as JSON, or a string that says why not."""
    limit()
    logging.disable(logging.CRITICAL)
    answer: Any
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            answer = list(plain_pages(sys.stdin.buffer.read(), printed_here=PRINTED_HERE in sys.argv))
        except UnreadablePdfError as error:
            answer = str(error)
        except Exception as error:  # whatever a broken file brings up in a library
            answer = why(error)
    sys.stdout.write(json.dumps(answer))


def limit(seconds: int = SECONDS) -> None:
    """Where the system knows limits, of memory and of work; the time is also watched from outside."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def why(error: BaseException | None) -> str:
    """The library wraps what went wrong in errors of its own, as a cause or as an argument."""
    names = ""
    while error is not None:
        names += " ".join(type(thing).__name__ for thing in (error, *error.args))
        error = error.__cause__ or error.__context__
    if "MemoryError" in names or "RecursionError" in names:
        return TOO_LARGE
    return LOCKED if "Password" in names or "Encryption" in names else NOT_PDF


def plain_pages(raw: bytes, *, printed_here: bool = False, turned: Sequence[int] = ()) -> Iterator[dict[str, Any]]:
    """`turned`: by how many degrees each page was turned to stand upright; a file whose pages do not is read once more so."""
    import pdfplumber  # noqa: PLC0415
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415

    from gongkai.drawn.glyphs import remember_glyphs  # noqa: PLC0415
    from gongkai.drawn.proof import prove  # noqa: PLC0415
    from gongkai.drawn.turning import turn_of, upright  # noqa: PLC0415

    chars = 0
    found, proofs, turns = [], [], []
    with pdfplumber.open(io.BytesIO(raw)) as document:
        remember_glyphs(document)
        layered = bool(resolve1(document.doc.catalog.get("OCProperties")))
        drawn_by_fields = "XFA" in (resolve1(document.doc.catalog.get("AcroForm")) or {})
        for number, page in enumerate(document.pages, start=1):
            if number > MOST_PAGES:
                raise UnreadablePdfError(TOO_LONG)
            plain = plain_page(number, page, EXACT if printed_here else {}) | {
                "people": names_in(document if number == 1 else None, page)
            }
            chars += len(plain["chars"])
            if chars > MOST_CHARS:
                raise UnreadablePdfError(TOO_LARGE)
            turns.append(turn_of(page.chars))
            plain["turned"] = bool(turned and turned[number - 1])
            found.append(plain)
            proofs.append(plain.pop("proof"))
            page.close()
    if any(turns) and not turned:
        yield from plain_pages(upright(raw, turns), printed_here=printed_here, turned=turns)
        return
    prove(raw, proofs, SECONDS - SPARE, layered=layered, every_cell=printed_here)
    for proof in proofs if drawn_by_fields else ():
        for cell in proof.cells:
            cell.doubt("FORM")
    for plain, proof in zip(found, proofs, strict=True):
        yield plain | proved(plain, proof)


def proved(plain: dict[str, Any], proof: Any) -> dict[str, Any]:
    """What the pictures tell of the characters and the cells of a page."""
    chars = [(*char, proven.fault if proven.gone else "") for char, proven in zip(plain["chars"], proof.chars, strict=True)]
    boxes = (box for table in plain["tables"] for box in table)
    doubts = [
        (box, cell.doubts, base64.b64encode(cell.picture).decode())
        for box, cell in zip(boxes, proof.cells, strict=True)
        if cell.doubts or cell.picture
    ]
    return {"chars": chars, "doubts": doubts}


def names_in(document: Any, page: Any) -> list[str]:
    """Who wrote the notes on the page and, where the document is given, the file."""
    author = [text_of(info["Author"]) for info in document.doc.info if "Author" in info] if document else []
    names = [*author, *(note["title"] for note in page.annots[:MOST_DRAWN])]
    return [name for name in names if isinstance(name, str) and name.strip() and name != NOBODY]


def text_of(value: Any) -> Any:
    """Text of a PDF's own words: UTF-16 of either order, or the old encoding, of which only the Latin part matters here."""
    value = value.resolve() if hasattr(value, "resolve") else value
    if not isinstance(value, bytes):
        return value
    marked = value[:2] in (b"\xff\xfe", b"\xfe\xff")
    return value.decode("utf-16" if marked else "utf-8" if value[:3] == b"\xef\xbb\xbf" else "latin-1", "replace").strip(
        "\ufeff\0"
    )


def plain_page(number: int, page: Any, lines: Mapping[str, Any]) -> dict[str, Any]:
    """`lines`: how to find them, as the library names it. Characters printed twice to look bold count once."""
    if len(page.chars) > MOST_CHARS:
        raise UnreadablePdfError(TOO_LARGE)
    kept = page.filter(is_drawn).dedupe_chars()
    if len(kept.edges) > MOST_EDGES:
        raise UnreadablePdfError(TOO_LARGE)
    left, top = page.bbox[:2]
    move = (left, top, left, top)
    rules = sorted((edge["top"], edge["x0"], edge["x1"]) for edge in kept.edges if edge["orientation"] == "h")
    plain = {
        "number": number,
        "width": float(page.width),
        "height": float(page.height),
        "chars": [plain_char(char, move, rules) for char in kept.chars],
        "tables": [[shifted(cell, move) for cell in table.cells] for table in kept.find_tables({**closed(kept), **lines})],
        "drawn": [shifted(box_of(thing), move) for thing in drawn_on(page)],
        "pictured": any(share(image, page) > PICTURE_OF_A_PAGE for image in page.images),
    }
    notes = [shifted(box_of(note), move) for note in notes_on(page)]
    filled = [thing for thing in (*page.rects, *page.curves) if not is_drawn(thing) or thing.get("fill")]
    covers = [shifted(box_of(thing), move) for thing in (*filled, *page.images)]
    return plain | {"proof": proof_of(plain, [char.get("glyph") for char in kept.chars], notes, covers)}


def proof_of(plain: dict[str, Any], glyphs: list[Any], notes: list[list[float]], covers: list[list[float]]) -> Any:
    """The page as the proof asks for it: heights are counted from below there."""
    from gongkai.drawn.proof import Cell, Char, Page  # noqa: PLC0415

    def corners(box: Any) -> tuple[float, float, float, float]:
        return box[0], plain["height"] - box[3], box[2], plain["height"] - box[1]

    chars = [Char(text, corners(box), glyph) for (text, box, *_), glyph in zip(plain["chars"], glyphs, strict=True)]
    cells = [Cell(corners(box), any(overlap(box, note) for note in notes)) for table in plain["tables"] for box in table]
    return Page(chars, cells, [corners(box) for box in [*covers, *notes]], plain["pictured"])


def overlap(box: list[float], other: list[float]) -> bool:
    """By more than the width of a line."""
    across, down = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    return across > 1 and down > 1


def box_of(thing: Any) -> tuple[float, float, float, float]:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def drawn_on(page: Any) -> list[Any]:
    """Pictures, and what lies on the page and shows words that are not in its text: a field filled in, a note, a stamp."""
    return [*page.images, *notes_on(page)][:MOST_DRAWN]


def notes_on(page: Any) -> list[Any]:
    notes = page.annots[:MOST_DRAWN]
    return [note for note in notes if str(note["data"].get("Subtype", "")).strip("/'") not in ("Link", "Popup")]


def plain_char(char: Any, move: tuple[float, ...], rules: list[Any]) -> tuple[str, list[float], float, str, bool, bool]:
    box = shifted(box_of(char), move)
    color = char.get("non_stroking_color") or ()
    white = tuple(color) in WHITE if isinstance(color, (tuple, list)) else False
    struck = bool(char["text"].strip()) and (white or is_struck(char, rules))
    return char["text"], box, float(char["size"]), str(char["fontname"]), bool(char["upright"]), struck


def is_struck(char: Any, rules: list[Any]) -> bool:
    """Whether a line goes through the middle of the character. `rules` are sorted by their height."""
    middle, height = (char["x0"] + char["x1"]) / 2, char["bottom"] - char["top"]
    first = bisect.bisect(rules, (char["top"] + 0.3 * height,))
    for y, x0, x1 in itertools.islice(rules, first, None):
        if y > char["bottom"] - 0.3 * height:
            return False
        if x0 <= middle <= x1:
            return True
    return False


def shifted(box: Any, move: tuple[float, ...]) -> list[float]:
    return [round(float(value) - by, 2) for value, by in zip(box, move, strict=True)]


def is_drawn(thing: Any) -> bool:
    """Shading behind cells or words is no ruling line."""
    if thing["object_type"] not in ("rect", "curve"):
        return True
    return bool(thing.get("stroke")) or min(thing["width"], thing["height"]) <= THICKEST_RULE


def closed(page: Any) -> dict[str, Any]:
    """Browsers draw no line where a page break cuts a row: the outermost vertical lines of the page are closed by one."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > THICKEST_RULE]
    lines = []
    for side, outermost in (("top", min), ("bottom", max)):
        end = outermost((edge[side] for edge in upright), default=0)
        ending = [edge for edge in upright if abs(edge[side] - end) <= THICKEST_RULE]
        if ending:
            left, right = min(edge["x0"] for edge in ending), max(edge["x1"] for edge in ending)
            lines.append({"object_type": "line", "x0": left, "x1": right, "top": end, "bottom": end, "width": right - left})
    return {"explicit_horizontal_lines": lines}


def share(image: Any, page: Any) -> float:
    return float(image["width"] * image["height"]) / float(page.width * page.height or 1)


if __name__ == "__main__":
    main()
