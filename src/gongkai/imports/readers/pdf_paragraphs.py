"""Lines of a PDF joined to paragraphs, as they were before the page was set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.imports.headings import SUB_NUMBER, TOP_NUMBER
from gongkai.imports.readers.pdf_lines import PdfLine, widest_gap
from gongkai.imports.readers.pdf_pages import Char, Page
from gongkai.statute.labels import plain, squeezed

INDENT = 1.2  # of the size of the letters; statutory paragraphs begin two characters in
DISPLAY = 1.2  # of the size of the text: a title broken over lines
PARAGRAPH_GAP = 1.6  # of the usual distance of lines
NEVER_FIRST = "，。、；：？！）〕】》”’…％%,.;:?!)"
END_OF_SENTENCE = "。！？；："


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the lines of the text begin and end, how far they lie apart, and how large the letters are."""

    left: float
    right: float
    pitch: float
    size: float

    def is_display(self, line: PdfLine) -> bool:
        """Larger than the text, in the middle of the page: a line of a title."""
        aside = abs(line.box.middle[0] - (self.left + self.right) / 2)
        return line.size > DISPLAY * self.size and aside < 1.5 * line.size


def measures(lines: Sequence[PdfLine], pages: Sequence[Page]) -> dict[int, Measure]:
    """By page. Odd and even pages may have other margins, and so has a page turned on its side for a wide table."""
    alike: dict[tuple[int, bool], list[Page]] = {}
    for page in pages:
        alike.setdefault((page.number % 2, page.width > page.height), []).append(page)
    found: dict[int, Measure] = {}
    for group in alike.values():
        numbers = {page.number for page in group}
        here = [line for line in lines if line.page in numbers] or lines
        if here:
            found |= dict.fromkeys(numbers, measure(here, group))
    return found


def measure(lines: Sequence[PdfLine], pages: Sequence[Page]) -> Measure:
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    long = [line for line in lines if line.box.x1 - line.box.x0 > 0.6 * (right - left)] or lines
    steps = [b.box.middle[1] - a.box.middle[1] for a, b in pairwise(lines) if a.page == b.page]
    usual = sorted(step for step in steps if step > 0)
    pitch = usual[len(usual) // 3] if usual else 0.0
    size = Counter(line.size for line in lines for _ in line.chars).most_common(1)[0][0]
    left = min(line.box.x0 for line in long)
    return Measure(left, right_side(long, left, pages), pitch, size)


def right_side(lines: Sequence[PdfLine], left: float, pages: Sequence[Page]) -> float:
    """Where full lines end. When no two lines end there, none may be full: then as far in as the text is on the left."""
    furthest = max(line.box.x1 for line in lines)
    if sum(furthest - line.box.x1 < 0.5 * line.size for line in lines) > 1:
        return furthest
    tables = [box.x1 for page in pages for table in page.tables for box in table]
    return max(furthest, *tables, *(page.width - left - lines[0].size for page in pages))


def paragraphs_of(lines: Sequence[PdfLine], by_page: dict[int, Measure]) -> Iterator[tuple[PdfLine, ...]]:
    """Lines that stand one below the other, cut where a paragraph begins."""
    run: list[PdfLine] = []
    for line in lines:
        if run and not goes_on(run[-1], line, by_page):
            yield tuple(run)
            run = []
        run.append(line)
    if run:
        yield tuple(run)


def goes_on(before: PdfLine, line: PdfLine, by_page: dict[int, Measure]) -> bool:
    """The line before was full, and this one is neither indented nor set apart nor the beginning of a heading."""
    above, here = by_page[before.page], by_page[line.page]
    size = max(before.size, line.size)
    if before.look == line.look and before.page == line.page and here.is_display(before) and here.is_display(line):
        return line.box.top - before.box.bottom < 1.5 * size
    said = plain(squeezed(line.text))
    if line.box.x0 - here.left > INDENT * size or above.right - before.box.x1 > first_word(line) + 0.6 * size:
        return False
    if before.page == line.page and here.pitch and line.box.middle[1] - before.box.middle[1] > PARAGRAPH_GAP * here.pitch:
        return False
    if abs(before.size - line.size) > 0.15 * size or whole_look_differs(before, line):
        return False
    numbered = TOP_NUMBER.match(said) or SUB_NUMBER.match(said)
    return not (numbered and squeezed(before.text).endswith(tuple(END_OF_SENTENCE)))


def whole_look_differs(before: PdfLine, line: PdfLine) -> bool:
    """A heading in another typeface than all of the text below it."""
    shared = {char.font for char in before.chars if char.text > "⺀"} & {char.font for char in line.chars}
    return not shared and before.look != line.look


def first_word(line: PdfLine) -> float:
    """How wide the piece is that could not have been broken to fill the line before."""
    chars = line.chars
    end = 1
    while end < len(chars) and (is_word(chars[end - 1], chars[end]) or chars[end].text in NEVER_FIRST):
        end += 1
    return chars[end - 1].box.x1 - chars[0].box.x0


def is_word(before: Char, char: Char) -> bool:
    joined = before.text.isascii() and char.text.isascii() and bool(squeezed(before.text + char.text))
    return joined and char.box.x0 - before.box.x1 <= widest_gap(before, char)


def joined(lines: Sequence[PdfLine]) -> str:
    """One text: nothing between Chinese characters, a space between two Latin words."""
    text = ""
    for line in lines:
        gap = bool(text) and text[-1].isascii() and line.text[0].isascii() and text[-1].isalpha() and line.text[0].isalpha()
        text += (" " if gap else "") + line.text
    return text
