"""What is shown of parts, written so that what many of them share stands once: a form's rows and labels are every report's.

The parts of a page stand together, whatever their rank, and so do the pages of a year or of a field: a question is mostly about
few of them, and a browser fetches few files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from zlib import crc32

from gongkai.search.naming import named
from gongkai.search.parts import OTHERS, REPEATED
from gongkai.search.preparing import Prepared, Shown, order

GAP = "\x7f"  # stands where a figure was taken out of a text
FIGURE = re.compile("[0-9][0-9.,]*")
BYTES = 3  # of a Chinese character
SMALL = 24_000  # bytes of a text after which it may end before some of the pages, told by their address
TEXT = 40_000  # after which it ends before any page, about
LARGE = 100_000  # after which it ends within a page
ONE_IN = 3  # pages that a text may end before
LETTERS = 10  # of a text's name
SMALL_BUNDLE = 45_000  # the same, of texts in a bundle
BUNDLE = 75_000
ONE_TEXT_IN = 3
COUNTY = 1_000_000  # bytes of all texts from which on a bundle is smaller: a question needs few of many
IN_COUNTY = 2  # parts of a bundle there
BEGINNING = 120  # characters by which texts are told apart: names and the first page, no figures


def texts_of(parts: Sequence[Prepared]) -> tuple[list[str], dict[str, str]]:
    """For each part the name of the text in which it stands, and the texts by their names. A text keeps the parts' order."""
    names = [""] * len(parts)
    texts: dict[str, str] = {}
    for numbers in in_texts(parts):
        text = written([Shown(*parts[number][-1]) for number in numbers])
        name = named(text, LETTERS)
        texts[name] = text
        for number in numbers:
            names[number] = name
    return names, texts


def in_texts(parts: Sequence[Prepared]) -> Iterator[list[int]]:
    """The numbers of the parts of each text: what is foremost apart from others, and those from what repeats them; page by page.

    Where one ends is told by the page that follows: a longer text moves the ends of its neighbours only.
    """
    pages: dict[tuple[int, str], list[int]] = {}
    for number, part in enumerate(parts):
        pages.setdefault((standing(part), part[-1][0]), []).append(number)
    for _, own in groupby(sorted(pages, key=lambda page: page[0]), key=lambda page: page[0]):
        numbers: list[int] = []
        size = 0
        for page in own:
            if size >= TEXT or (size >= SMALL and crc32(page[1].encode()) % ONE_IN == 0):
                yield sorted(numbers)
                numbers, size = [], 0
            for number in pages[page]:
                if size >= LARGE:
                    yield sorted(numbers)
                    numbers, size = [], 0
                numbers.append(number)
                size += BYTES * len(parts[number][-1][-1])
        yield sorted(numbers)


def standing(part: Prepared) -> int:
    """0 of what is foremost, 1 of others, 2 of what repeats them."""
    return (order(part) >= OTHERS) + (order(part) >= REPEATED)


def written(parts: Iterable[Shown]) -> str:
    """Names of agencies and kinds; pages (address, title, year, and two of those names); places on pages (anchor, title, path);
    sentences without their figures; then the parts, each with its page, place, sentence, and figures if it has any.
    """
    names: dict[str, int] = {}
    pages: dict[str, int] = {}
    places: dict[str, int] = {}
    sentences: dict[str, int] = {}
    rows = []
    for part in parts:
        agency, kind = (names.setdefault(name, len(names)) for name in (part.agency, part.kind))
        page = pages.setdefault(f"[{part.page},{agency},{kind}]", len(pages))
        place = places.setdefault(f"[{part.place}]", len(places))
        sentence, figures = without_figures(part.text)
        rows.append(f"[{page},{place},{sentences.setdefault(sentence, len(sentences))}{figures}]")
    return in_brackets(map(in_brackets, (names, pages, places, sentences, rows)))


def in_brackets(texts: Iterable[str]) -> str:
    return f"[{','.join(texts)}]"


def without_figures(text: str) -> tuple[str, str]:
    """A text in JSON with a gap for each of its figures, and the figures as they follow in a row; none of a text with escapes.

    >>> without_figures('"受理 12 件，办结 1,204 件"') == (f'"受理 {GAP} 件，办结 {GAP} 件"', ',"12 1,204"')
    True
    >>> without_figures('"未填"')
    ('"未填"', '')
    """
    if GAP in text or "\\u" in text:
        return text, ""
    figures = FIGURE.findall(text)
    return FIGURE.sub(GAP, text), f',"{" ".join(figures)}"' if figures else ""


class ReadBack(NamedTuple):
    """A part as its text has it: `page` is the title of its page, `path` what stands above it there."""

    address: str
    page: str
    anchor: str
    title: str
    path: tuple[str, ...]
    text: str


def read_back(text: str, addresses: Container[str]) -> list[ReadBack | None]:
    """The parts of a text that was written here, in their order; None for one of a page at another address."""
    _, pages, places, sentences, rows = json.loads(text)
    here = [page[0] in addresses for page in pages]
    return [
        part_of(pages[page], places[place], sentences[at], figures) if here[page] else None for page, place, at, *figures in rows
    ]


def part_of(page: Sequence[Any], place: Sequence[str], sentence: str, figures: Sequence[str]) -> ReadBack:
    anchor, title, *path = place
    for figure in figures[0].split(" ") if figures else ():
        sentence = sentence.replace(GAP, figure, 1)
    return ReadBack(page[0], page[1], anchor, title, tuple(path), sentence)


def bundled(texts: Sequence[str]) -> list[list[str]]:
    """The texts of all segments, one after another, in bundles that are fetched at once.

    What is foremost is many short texts, a few for each year: a question mostly needs several of them.
    """
    bundles: list[list[str]] = []
    parts = IN_COUNTY if sum(len(text.encode()) for text in texts) > COUNTY else 1
    size = BUNDLE
    for text in texts:
        if parts * size >= BUNDLE or (parts * size >= SMALL_BUNDLE and crc32(text[:BEGINNING].encode()) % ONE_TEXT_IN == 0):
            bundles.append([])
            size = 0
        bundles[-1].append(text)
        size += len(text.encode())
    return bundles
