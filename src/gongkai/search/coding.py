"""Writes rising numbers as short ASCII text that a script can read back: gaps in base 44, runs of neighbours counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# Nothing here has a meaning inside a JavaScript string; the blank is left for the caller. The browser has the same line.
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-./:;=?@[]^_{|}~"
BASE = len(ALPHABET) // 2  # a digit of the lower half ends a number, one of the upper half is followed by another
SHORTEST_RUN = 3
ENDS = ALPHABET[:BASE]


def number(value: int) -> str:
    """
    >>> number(0), number(43), number(44), number(2020)
    ('0', 'h', 'i1', '{j1')
    """
    written = ""
    while value >= BASE:
        written += ALPHABET[BASE + value % BASE]
        value //= BASE
    return written + ENDS[value]


SMALL = [number(value) for value in range(5000)]


def encoded(numbers: Sequence[int]) -> str:
    return "".join(piece for piece, _ in written(numbers))


def written(numbers: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Pieces of text, each with the last number that it carries. 0 stands before a run's length, as no gap is 0."""
    before, run = -1, 0
    for value in numbers:
        gap = value - before
        if gap == 1:
            run += 1
        else:
            if run:
                yield run_of(run), before
                run = 0
            yield SMALL[gap] if gap < 5000 else number(gap), value
        before = value
    if run:
        yield run_of(run), before


def run_of(length: int) -> str:
    return ENDS[1] * length if length < SHORTEST_RUN else ENDS[0] + number(length)


def pages_of(numbers: Sequence[int], first: int, others: int) -> list[tuple[int, str]]:
    """The list cut into pages, each with its first number: one of about `first` characters, the rest of `others`."""
    if len(numbers) <= first // 3:
        return [(numbers[0], encoded(numbers))] if numbers else []
    cut: list[tuple[int, str]] = []
    start, limit = 0, first
    while start < len(numbers):
        end = page_end(numbers, start, limit)
        cut.append((numbers[start], encoded(numbers[start:end])))
        start, limit = end, others
    return cut


def page_end(numbers: Sequence[int], start: int, limit: int) -> int:
    """Where a page that begins at `start` is full."""
    size, at = 0, start
    before = -1
    for at in range(start, len(numbers)):
        gap = numbers[at] - before
        size += 0 if gap == 1 else len(SMALL[gap]) + 1 if gap < 5000 else 4
        before = numbers[at]
        if size > limit:
            return at + 1
    return len(numbers)
