"""Writes rising numbers as short ASCII text that a script can read back: gaps in base 44, runs of neighbours counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import sub

# Nothing here has a meaning inside a JavaScript string; the blank is left for the caller. The browser has the same line.
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-./:;=?@[]^_{|}~"
BASE = len(ALPHABET) // 2  # a digit of the lower half ends a number, one of the upper half is followed by another
ENDS, GOES_ON = ALPHABET[:BASE], ALPHABET[BASE:]
DIGITS = ENDS.encode().ljust(256)
ENDS_ONLY = str.maketrans("", "", GOES_ON)
SHORTEST_RUN = 3
CHUNK = 880  # characters of a list that are never cut apart once they are written
LONGEST = 8  # characters of a number, at most
LEAST = SHORTEST_RUN * "1"
RUN = re.compile(rf"(?<![{re.escape(GOES_ON)}])1{{{SHORTEST_RUN},}}")


def number(value: int) -> str:
    """
    >>> number(0), number(43), number(44), number(2020)
    ('0', 'h', 'i1', '{j1')
    """
    written = ""
    while value >= BASE:
        written += GOES_ON[value % BASE]
        value //= BASE
    return written + ENDS[value]


class Gaps(dict[int, str]):
    """Each gap as it is written, made when first met."""

    def __missing__(self, gap: int) -> str:
        self[gap] = written = number(gap)
        return written


GAPS = Gaps()


def encoded(numbers: Sequence[int]) -> str:
    """The gaps between rising numbers, the first from -1. 0 stands before a run's length, as no gap is 0.

    >>> encoded([0, 1, 2, 3, 50]), encoded([7]), encoded([])
    ('04l1', '8', '')
    """
    if len(numbers) < 2:
        return GAPS[numbers[0] + 1] if numbers else ""
    return counted(in_gaps(numbers))


def in_gaps(numbers: Sequence[int], before: int = -1) -> str:
    """The gaps one after another, the first from the number before.

    Where all are small, as in lists of what is said often, each is one character.
    """
    if len(numbers) * BASE > numbers[-1] - before:
        try:
            raw = bytes(gaps(numbers, before))
        except ValueError:  # a gap beyond 255
            raw = b"\xff"
        if max(raw) < BASE:
            return raw.translate(DIGITS).decode()
    return "".join(map(GAPS.__getitem__, gaps(numbers, before)))


def gaps(numbers: Sequence[int], before: int) -> Iterable[int]:
    return map(sub, numbers, chain((before,), numbers))


def counted(text: str) -> str:
    """With runs of neighbours counted."""
    return RUN.sub(run_of, text) if LEAST in text else text


def run_of(ones: re.Match[str]) -> str:
    return ENDS[0] + GAPS[ones.end() - ones.start()]


Chunk = tuple[int, int, int, str]
"""Some numbers of a list: the first, the last, how many there are, and the gaps from each to the next as they are written."""


def chunks_of(numbers: Sequence[int], start: int = 0, size: int = CHUNK) -> list[Chunk]:
    """The list cut into chunks of at most `size` characters; one where it is short. `start` is taken from every number.

    >>> chunks_of([7]), chunks_of([0, 1, 2, 3, 50]), chunks_of([1007, 1009], 1000)
    ([(7, 7, 1, '')], [(0, 50, 5, '03l1')], [(7, 9, 2, '2')])
    """
    first, last, length = numbers[0] - start, numbers[-1] - start, len(numbers)
    if length <= 2:
        return [(first, last, length, GAPS[last - first] if length == 2 else "")]
    text = in_gaps(numbers[1:], numbers[0])
    whole = counted(text)
    if len(whole) <= size:
        return [(first, last, length, whole)]
    chunks: list[Chunk] = []
    begin = count = 0
    while count < length:
        end = end_of_number(text, begin + size)
        gaps = text[begin:end]
        more = len(gaps.translate(ENDS_ONLY))
        chunks.append((numbers[count] - start, numbers[count + more] - start, more + 1, counted(gaps)))
        count += more + 1
        begin = end + number_at(text[end : end + LONGEST]) if count < length else end
    return chunks


def end_of_number(text: str, end: int) -> int:
    """The last place up to `end` at which a number ends; a chunk is longer than any number."""
    end = min(end, len(text))
    while text[end - 1] in GOES_ON:
        end -= 1
    return end


def number_at(text: str) -> int:
    """How many characters the first number takes."""
    return next(place for place, character in enumerate(text, start=1) if character in ENDS)


def pages_of(chunks: Iterable[tuple[int, Chunk]], first: int, others: int) -> list[tuple[int, str]]:
    """Chunks in pages, each with the number that it begins with: one page of about `first` characters, the rest of `others`.

    Each chunk comes with what is to be added to its numbers; none is cut apart.
    """
    pages: list[tuple[int, str]] = []
    text, start, last, room = "", 0, -1, first
    for offset, (begins, ends, _, gaps) in chunks:
        if text and len(text) + len(gaps) > room:
            pages.append((start, text))
            text, last, room = "", -1, others
        if not text:
            start = offset + begins
        text += GAPS[offset + begins - last] + gaps
        last = offset + ends
    return [*pages, (start, text)] if text else pages
