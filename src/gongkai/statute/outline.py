"""How numbered labels nest: 一、 above （一） above 1. above （1）, and where unnumbered ones stand among them."""

from __future__ import annotations

import re

NUMERALS = ("", *"一二三四五六七八九十", *(f"十{digit}" for digit in "一二三四五六七八九"), "二十")
OF_WHICH = re.compile(r"其中[:：]?")
CHINESE = "(?P<chinese>[一二三四五六七八九十]+)"
DIGITS = r"(?P<digits>\d{1,2})"
STYLES = (
    *(re.compile(rf"{CHINESE}[、.．]"), re.compile(rf"[（(]{CHINESE}[)）]"), re.compile(rf"{DIGITS}[、.．](?!\d)")),
    *(re.compile(rf"[（(]{DIGITS}[)）]"), re.compile(rf"{DIGITS}[)）]")),
)
"""Outermost first."""


class Outline:
    """The numbered labels above the one read last, by which a label that stands in several groups is told apart."""

    def __init__(self) -> None:
        self.numbered: list[tuple[int, int, str]] = []
        self.parted = False  # the last numbered label groups others, or 其中 began to name its parts

    def above(self, label: str) -> tuple[str, ...]:
        """The labels under which this one would stand, outermost first. A plain one stands beside the last numbered one."""
        style, number = numbered(label)
        if number:
            return tuple(text for other, _, text in self.numbered if other < style)
        within = self.parted or OF_WHICH.match(label)
        return tuple(text for _, _, text in (self.numbered if within else self.numbered[:-1]))

    def add(self, label: str, *, group: bool) -> str:
        """A sentence when the label's number does not follow the one before it; empty otherwise."""
        style, number = numbered(label)
        if number == 0:
            self.parted = self.parted or bool(OF_WHICH.match(label))
            return ""
        self.parted = group
        before = next(((n, text) for other, n, text in self.numbered if other == style), (0, ""))
        self.numbered = [step for step in self.numbered if step[0] < style] + [(style, number, label)]
        if number == before[0] + 1:
            return ""
        return f"前一项是“{before[1]}”，编号不连续" if before[1] else "前面没有编号为一的项，编号不连续"


def numbered(label: str) -> tuple[int, int]:
    """The style of the label's number, outermost 0, and the number; (0, 0) when it has none.

    >>> numbered("（二）被依法纠错数"), numbered("其中：1.当面申请数"), numbered("主动公开政府信息数")
    ((1, 2), (2, 1), (0, 0))
    """
    text = OF_WHICH.sub("", label, count=1)
    for style, pattern in enumerate(STYLES):
        if found := pattern.match(text):
            parts = found.groupdict()
            number = int(parts["digits"]) if "digits" in parts else numeral(parts["chinese"])
            return (style, number) if number else (0, 0)
    return (0, 0)


def numeral(text: str) -> int:
    return NUMERALS.index(text) if text in NUMERALS else 0


def unnumbered(label: str) -> str:
    """What a label says without its number and without 其中.

    >>> unnumbered("（一）收到申请数"), unnumbered("其中：1.当面申请数"), unnumbered("主动公开政府信息数")
    ('收到申请数', '当面申请数', '主动公开政府信息数')
    """
    text = OF_WHICH.sub("", label, count=1)
    return next((text[found.end() :] for pattern in STYLES if (found := pattern.match(text))), text)
