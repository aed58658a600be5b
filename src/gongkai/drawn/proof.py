"""The picture proof: each cell of a table drawn from the whole page, and again from only the glyphs that were read.

Ink that is missing, covered, faint or left over is a doubt about the cell; what is not seen at all is not read. A cell that
cannot be proved is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from time import process_time
from unicodedata import category

from PIL import Image, ImageChops

from gongkai.drawn.compared import Sight, is_dark, left_over, side_by_side, sight_of, strayed
from gongkai.drawn.glyphs import SHOWN, Glyph
from gongkai.drawn.legibility import LARGEST, SMALLEST
from gongkai.drawn.pictures import SCALE, Drawn, drawn, opened, seen_of
from gongkai.drawn.redrawing import Corners, Sheet, redrawn
from gongkai.drawn.shapes import FIGURES, SAME, looks_like, shape_of

HIDDEN, FAINT, COVERED, UNREAD, UNPROVED = "HIDDEN", "FAINT", "COVERED", "UNREAD", "UNPROVED"
TINY, MOVED, GLYPHS, OVERPRINTED, LAYERED, OUTLINED = "TINY", "MOVED", "GLYPHS", "OVERPRINTED", "LAYERED", "OUTLINED"

SEEN, GONE, GONE_DOUBLED = 0.93, 0.3, 0.65  # of a glyph's ink: enough of it, too little to be read, also where another one stands
LOST, EXTRA = 100, 40  # grey levels between the two pictures, of 255
BEHIND = 0.35  # of a character's place that is drawn on besides the character: it may lie under something
OVERLAP = 0.4  # of the narrower of two characters
ROW = 20  # half points of height that are looked at together
LINE = 2.0  # points of a cell that may lie beyond what is seen of the page: half a ruling line
TAIL = 0.2  # of its height: how far a full-width comma may reach out of its square
HALF_EMPTY = frozenset("，。、；：！？（）〔〕【】《》〈〉“”‘’")  # the square of a full-width sign
MOST_PICTURES, MOST_ALONE = 200, 100
CHINESE = "⺀"
OWN = ("Co", "Cn", "Cs")  # categories of characters that mean what a font wants
EM, PLACE = 24.0, 48.0  # points: size and room of a glyph on the sheet that is looked at for its shape
IN_A_ROW = 24
UNEVEN, OWN_LINE = 0.15, 0.8  # of the height of the letters: farther up than a line wavers, less than the next line is


@dataclass(slots=True)
class Char:
    """`box`: points from the media box's lower left. `fault`: why it is in doubt. `gone`: it is not seen on the page."""

    text: str
    box: Corners
    glyph: Glyph | None
    fault: str = ""
    gone: bool = False

    @property
    def figure(self) -> str:
        return SAME.get(self.text, self.text)

    @property
    def is_drawn(self) -> bool:
        """What is no more than a space or a mark for programs is not: where its glyph draws something, that was not read."""
        return self.glyph is not None and any(category(sign)[0] not in "ZC" or category(sign) in OWN for sign in self.text)


@dataclass(slots=True)
class Cell:
    """`noted`: a note or a field lies over it. `picture`: both pictures beside each other, PNG, where there is a doubt."""

    box: Corners
    noted: bool = False
    doubts: list[str] = field(default_factory=list)
    picture: bytes = b""
    chars: list[Char] = field(default_factory=list)

    def doubt(self, *reasons: str) -> None:
        self.doubts = list(dict.fromkeys([*self.doubts, *filter(None, reasons)]))


@dataclass(slots=True)
class Page:
    """`covers`: where something filled lies. `pictured`: a picture fills the page, whose words may stand behind it."""

    chars: list[Char]
    cells: list[Cell]
    covers: list[Corners] = field(default_factory=list)
    pictured: bool = False

    def covers_over(self, char: Char) -> bool:
        x, y = (char.box[0] + char.box[2]) / 2, (char.box[1] + char.box[3]) / 2
        return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self.covers)


def prove(raw: bytes, pages: Sequence[Page], until: float, *, layered: bool = False, every_cell: bool = False) -> None:
    """Say what is in doubt about each character and cell of these pages, all pages of the document `raw` in their order.

    `until`: the second of this process's work at which it has to end; what is not proved by then is in doubt. `layered`: the file
    has optional content, which may be printed otherwise than it is seen. `every_cell` is to have its picture, in doubt or not.
    """
    for page in pages:
        put_into_cells(page)
    try:
        compare(raw, pages, until, layered=layered, every_cell=every_cell)
    except Exception:  # whatever a broken file brings up in a library: nothing is proved
        for page in pages:
            unproved(page)


def put_into_cells(page: Page) -> None:
    rows: dict[int, list[Char]] = {}
    for char in page.chars:
        rows.setdefault(int(char.box[1] + char.box[3]) // ROW, []).append(char)
    taken: set[int] = set()
    for cell in sorted(page.cells, key=lambda cell: (cell.box[2] - cell.box[0]) * (cell.box[3] - cell.box[1])):
        left, bottom, right, top = cell.box
        for char in (char for row in range(int(bottom) // 10 - 1, int(top) // 10 + 2) for char in rows.get(row, ())):
            x, y = (char.box[0] + char.box[2]) / 2, (char.box[1] + char.box[3]) / 2
            if left <= x < right and bottom < y <= top and id(char) not in taken:
                taken.add(id(char))
                cell.chars.append(char)


def compare(raw: bytes, pages: Sequence[Page], until: float, *, layered: bool, every_cell: bool) -> None:
    document = opened(raw)
    kinds = {(c.glyph.font, c.glyph.code, c.figure): c.glyph for p in pages for cell in p.cells for c in cell.chars
             if c.glyph and c.figure in FIGURES}  # fmt: skip
    sheets = [Sheet(seen_of(document[number]), glyphs_of(page.chars)) for number, page in enumerate(pages)]
    again = opened(redrawn(raw, [*sheets, sheet_of_kinds(list(kinds.values()))]))
    lying = set(false_kinds(kinds, drawn(again, len(pages))))
    pictures = MOST_PICTURES * (5 if every_cell else 1)
    for number, page in enumerate(pages):
        read = drawn(again, number) if process_time() < until and (page.chars or page.cells) else None
        if read is None:
            unproved(page)
            continue
        for printed in (False, True)[: 2 if layered else 1]:
            shown = drawn(document, number, printed=printed)
            prove_page(raw, page, shown, read, lying)
            asked = [cell for cell in page.cells if (cell.doubts or every_cell) and not cell.picture][:pictures]
            pictures -= keep_pictures(asked, shown, read) if shown else 0
    again.close()
    document.close()


def keep_pictures(asked: Sequence[Cell], shown: Drawn, read: Drawn) -> int:
    """Both pictures of each of these cells, and how many those are."""
    for cell in asked:
        cell.picture = picture_of(cell, shown, read)
    return len(asked)


def unproved(page: Page) -> None:
    for cell in page.cells:
        cell.doubt(UNPROVED)


def prove_page(raw: bytes, page: Page, shown: Drawn | None, read: Drawn, lying: set[tuple[int, bytes, str]]) -> None:
    if shown is None or shown.picture.size != read.picture.size:
        unproved(page)
        return
    prove_chars(raw, page, shown, read)
    for cell in page.cells:
        prove_cell(cell, shown, read, lying)


def glyphs_of(chars: Iterable[Char]) -> tuple[Glyph, ...]:
    return tuple(char.glyph for char in chars if char.glyph and char.is_drawn)


# ---- Each character: is it seen?


def prove_chars(raw: bytes, page: Page, shown: Drawn, read: Drawn) -> None:
    lost = above(ImageChops.subtract(shown.picture, read.picture), LOST)
    extra = above(ImageChops.subtract(read.picture, shown.picture), EXTRA)
    doubled = set(overlapping(page.chars))
    asked = [c for c in page.chars if c.is_drawn and (id(c) in doubled or needs_a_look(c, shown, lost, extra))]
    alone = drawn_alone(raw, [char for char in asked if id(char) in doubled], shown)
    for char in asked:
        box = place_in(shown, char)
        if box[0] >= box[2] or box[1] >= box[3]:
            char.fault, char.gone = HIDDEN, not page.pictured
            continue
        sight = sight_of(alone.get(id(char)) or read.picture.crop(box), shown.picture.crop(box))
        if sight is None:
            char.fault = UNPROVED
        elif sight.well < SEEN or not sight.whole:
            char.fault = why_unseen(page, char, sight)
            char.gone = sight.well < (GONE_DOUBLED if id(char) in doubled else GONE) and not page.pictured


def place_in(drawn: Drawn, char: Char, more: float = 0.1) -> tuple[int, int, int, int]:
    """Its square, larger on each side by so much of its height: ink may reach out of it."""
    return drawn.pixels(char.box, more * (char.box[3] - char.box[1]))


def drawn_alone(raw: bytes, chars: Sequence[Char], page: Drawn) -> dict[int, Image.Image]:
    """Each of these characters without those that overlap it; not all of them where there are very many."""
    boxes = {id(char): place_in(page, char) for char in chars}
    there = [char for char in chars if boxes[id(char)][0] < boxes[id(char)][2] and boxes[id(char)][1] < boxes[id(char)][3]]
    there = there[:MOST_ALONE]
    if not there:
        return {}
    document = opened(redrawn(raw, [Sheet(page.points(boxes[id(char)]), glyphs_of([char])) for char in there]))
    found = {}
    for number, char in enumerate(there):
        box, alone = boxes[id(char)], drawn(document, number)
        if alone:
            found[id(char)] = alone.picture.crop((0, 0, box[2] - box[0], box[3] - box[1]))
    document.close()
    return found


def needs_a_look(char: Char, shown: Drawn, lost: Image.Image, extra: Image.Image) -> bool:
    inside = shown.pixels(char.box)
    around = shown.pixels(char.box, 0.15 * (char.box[3] - char.box[1]))
    if around[0] >= around[2] or around[1] >= around[3] or lost.crop(around).getbbox():
        return True
    area = (inside[2] - inside[0]) * (inside[3] - inside[1])
    return extra.crop(inside).histogram()[255] > BEHIND * area


def above(picture: Image.Image, level: int) -> Image.Image:
    return picture.point([255 if value > level else 0 for value in range(256)])


def why_unseen(page: Page, char: Char, sight: Sight) -> str:
    assert char.glyph
    if char.glyph.mode not in SHOWN or char.glyph.layered:
        return HIDDEN
    if sight.at_all >= SEEN:
        return FAINT
    return COVERED if page.covers_over(char) else HIDDEN


def overlapping(chars: Sequence[Char]) -> Iterator[int]:
    """Characters that stand where another one does."""
    rows: dict[int, list[Char]] = {}
    for char in chars:
        if char.is_drawn:
            rows.setdefault(int(char.box[1] + char.box[3]) // ROW, []).append(char)
    for row, here in rows.items():
        ordered = sorted((*here, *rows.get(row + 1, ())), key=lambda char: char.box[0])
        for at, first in enumerate(ordered):
            for second in islice(ordered, at + 1, None):
                if second.box[0] >= first.box[2]:
                    break
                if overlap(first.box, second.box):
                    yield from (id(first), id(second))


def set_closer(first: Char, second: Char) -> bool:
    """Typesetting moves a sign that fills half of its square nearer to words: ink lies beside ink, and none is a figure's."""
    squares = [char.text in HALF_EMPTY for char in (first, second)]
    return any(squares) and all(
        square or char.figure not in FIGURES for char, square in zip((first, second), squares, strict=True)
    )


def overlap(first: Corners, second: Corners) -> bool:
    across = min(first[2], second[2]) - max(first[0], second[0])
    up = min(first[3], second[3]) - max(first[1], second[1])
    narrow = min(first[2] - first[0], second[2] - second[0])
    low = min(first[3] - first[1], second[3] - second[1])
    return across > OVERLAP * narrow and up > OVERLAP * low


# ---- Each cell: is anything drawn that was not read, or otherwise than it was read?


def prove_cell(cell: Cell, shown: Drawn, read: Drawn, lying: set[tuple[int, bytes, str]]) -> None:
    written = [char for char in cell.chars if char.is_drawn]
    cell.doubt(*(char.fault for char in cell.chars), COVERED if cell.noted else "")
    left = [char for char in written if not char.gone]
    if any(overlap(a.box, b.box) and not set_closer(a, b) for n, a in enumerate(left) for b in left[n + 1 : n + 12]):
        cell.doubt(OVERPRINTED)
    worded = any(char.text >= CHINESE and char.figure not in FIGURES and category(char.text[0]) not in OWN for char in written)
    for char in written:
        if len(char.text) == 1 and (char.figure.isdigit() or (char.figure in FIGURES and not worded)):
            cell.doubt(*odd_looks(char, lying))
        elif any(sign.isdigit() for sign in char.text) or (not worded and any(category(sign) in OWN for sign in char.text)):
            cell.doubt(GLYPHS)
    cell.doubt(MOVED if not worded and is_uneven(left) else "")
    box = shown.pixels(cell.box)
    if not shown.holds(cell.box, LINE):
        cell.doubt(HIDDEN)
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    here, glyphs = shown.picture.crop(box), read.picture.crop(box)
    if left_over(here, glyphs, SCALE):
        cell.doubt(UNREAD)
    elif strayed(glyphs, [place_in(read, char, TAIL) for char in written], box, SCALE):
        cell.doubt(OVERPRINTED)
    elif not left and is_dark(here, SCALE):
        cell.doubt(COVERED)


def is_uneven(chars: Sequence[Char]) -> bool:
    """Whether a figure stands higher than the one before it, but not on a line of its own: it may be the number of a note."""
    figures = [char.glyph for char in chars if char.glyph and char.figure in FIGURES]
    for first, second in pairwise(figures):
        up = abs(second.foot - first.foot)
        if UNEVEN * first.height < up < OWN_LINE * first.height:
            return True
    return False


def odd_looks(char: Char, lying: set[tuple[int, bytes, str]]) -> Iterator[str]:
    glyph = char.glyph
    assert glyph
    if glyph.symbols or (glyph.font, glyph.code, char.figure) in lying:
        yield GLYPHS
    if not glyph.is_plain:
        yield MOVED
    if not SMALLEST <= glyph.height <= LARGEST:
        yield TINY
    if glyph.layered:
        yield LAYERED
    if glyph.mode not in SHOWN:
        yield OUTLINED if glyph.mode == 1 else HIDDEN


def picture_of(cell: Cell, shown: Drawn, read: Drawn) -> bytes:
    """What is not seen on the page is not shown in its picture either."""
    glyphs = read.picture.copy() if any(char.gone for char in cell.chars) else read.picture
    for char in cell.chars:
        if char.gone:
            glyphs.paste(255, shown.pixels(char.box, 1.0))
    box = shown.pixels(cell.box)
    if box[0] >= box[2] or box[1] >= box[3]:
        return b""
    return side_by_side(shown.picture.crop(box), glyphs.crop(box))


# ---- Each kind of figure: does it look like what the font says it is?

Kinds = dict[tuple[int, bytes, str], Glyph]


def sheet_of_kinds(glyphs: Sequence[Glyph]) -> Sheet:
    """Each glyph once, large, in rows from below."""
    moved = []
    for number, glyph in enumerate(glyphs):
        x, y = place_of(number)
        moved.append(Glyph(glyph.font, glyph.code, (1, 0, 0, 1, x, y), EM, 1, 0, 0))
    rows = max(-(-len(glyphs) // IN_A_ROW), 1)
    return Sheet((0, 0, IN_A_ROW * PLACE, rows * PLACE), tuple(moved))


def place_of(number: int) -> tuple[float, float]:
    return PLACE * (number % IN_A_ROW) + 0.2 * PLACE, PLACE * (number // IN_A_ROW) + 0.3 * PLACE


def false_kinds(kinds: Kinds, sheet: Drawn | None) -> Iterator[tuple[int, bytes, str]]:
    for number, kind in enumerate(kinds):
        x, y = place_of(number)
        left, bottom = x - 0.2 * PLACE, y - 0.3 * PLACE
        found = None
        if sheet:
            box = sheet.pixels((left, bottom, left + PLACE, bottom + PLACE))
            found = shape_of(sheet.picture.crop(box), EM * SCALE, (bottom + PLACE - y) * SCALE)
        if not looks_like(found, kind[2]):
            yield kind
