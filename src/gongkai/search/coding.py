"""Writes rising numbers as short ASCII text that a script can read back: gaps in base 44, runs of neighbours counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from operator import sub

# Nothing here has a meaning inside a JavaScript string; the blank is left for the caller. The browser has the same line.
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-./:;=?@[]^_{|}~"
BASE = len(ALPHABET) // 2  # a digit of the lower half ends a number, one of the upper half is followed by another
ENDS, GOES_ON = ALPHABET[:BASE], ALPHABET[BASE:]
SHORTEST_RUN = 3
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
    return joined(map(GAPS.__getitem__, gaps(numbers)))


def gaps(numbers: Sequence[int]) -> Iterable[int]:
    return map(sub, numbers, chain((-1,), numbers))


def joined(pieces: Iterable[str]) -> str:
    return RUN.sub(run_of, "".join(pieces))


def run_of(ones: re.Match[str]) -> str:
    return ENDS[0] + number(ones.end() - ones.start())


def pages_of(numbers: Sequence[int], first: int, others: int) -> list[tuple[int, str]]:
    """The list cut into pages, each with its first number: one of about `first` characters, the rest of `others`, at most."""
    pieces = list(map(GAPS.__getitem__, gaps(numbers)))
    whole = joined(pieces)
    if len(whole) <= first:
        return [(numbers[0], whole)] if numbers else []
    sizes = list(accumulate(map(len, pieces)))
    cut: list[tuple[int, str]] = []
    start, full = 0, first
    while start < len(numbers):
        end = max(bisect_right(sizes, full), start + 1)
        pieces[start] = GAPS[numbers[start] + 1]
        cut.append((numbers[start], joined(pieces[start:end])))
        start, full = end, sizes[end - 1] + others
    return cut
