"""Chance that is the same each time: every choice is drawn from what it is made for, never from a clock or a random source."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Thing = TypeVar("Thing")


def chance(*what: object) -> float:
    """From 0 up to, not including, 1.

    >>> chance("requests", 2020) == chance("requests", 2020), 0 <= chance("requests", 2021) < 1
    (True, True)
    """
    drawn = sha256("/".join(map(str, what)).encode()).digest()
    return int.from_bytes(drawn[:6], "big") / 2**48


def between(low: int, high: int, *what: object) -> int:
    """A whole number, both ends included."""
    return low + int(chance(*what) * (high - low + 1))


def about(mean: float, *what: object) -> int:
    """A whole number within a third of the mean."""
    return round(mean * (2 + 2 * chance(*what)) / 3)


def pick(things: Sequence[Thing], *what: object) -> Thing:
    return things[int(chance(*what) * len(things))]


def shuffled(things: Sequence[Thing], *what: object) -> list[Thing]:
    order = {number: chance(number, *what) for number in range(len(things))}
    return [things[number] for number in sorted(order, key=lambda number: order[number])]
