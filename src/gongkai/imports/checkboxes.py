"""Boxes and ticks as offices type them: Unicode, the letters of symbol fonts whose font was lost, 口 for □."""

from __future__ import annotations

import re

from gongkai.catalogue import Channel
from gongkai.statute.catalogue_standard import standard
from gongkai.statute.labels import fold, squeezed

FULL, EMPTY, TICK = "■▇█◼▉☑☒✓✔√●◆\uf06e\uf0fe\uf052\uf0fc\uf050\uf074", "□☐◻▢○◯◇\uf06f\uf0a8\uf0a3\uf072", "√"
# What Wingdings and Wingdings 2 draw for these letters.
DRAWN = {
    "n": "■",
    "o": "□",
    "t": "■",
    "u": "■",
    "q": "□",
    "r": "□",
    "þ": "■",
    "ü": "√",
    "¨": "□",
    "R": "■",
    "S": "■",
    "£": "□",
    "P": "√",
    "ý": "■",
}
LOST_FULL, LOST_EMPTY = "ntuþüRSPý", "oqr¨£口囗"
YES = frozenset(("√", "v", "V", "是", "有", "✓", "✔", "þ", "ü", "R", "P", "a", "Y", *FULL))
NO = frozenset(("", "×", "✕", "x", "X", "否", "无", "-", "—", "——", "/", "口", "囗", "o", "¨", "£", *EMPTY))
BLANK_LINE = re.compile(r"[＿_]+")
SEPARATORS = re.compile(r"[、；;，,\n]+")
OTHER = "其他"


def symbols(text: str, font: str) -> str:
    """Letters of a symbol font as what it draws.

    >>> symbols("R", "Wingdings 2"), symbols("R", "宋体")
    ('■', 'R')
    """
    return "".join(DRAWN.get(letter, letter) for letter in text) if font.startswith("Wingdings") else text


def ticked(text: str) -> bool | None:
    """Whether a box is ticked; None when it holds something else than a tick.

    >>> ticked(" √ "), ticked("□"), ticked("申请人")
    (True, False, None)
    """
    said = squeezed(text)
    return True if said in YES else False if said in NO else None


def without_tick(text: str) -> str:
    """What stands in a box beside its tick.

    >>> without_tick("√ 申请人"), without_tick("√"), without_tick("申请人")
    ('申请人', '', '申请人')
    """
    said = text.strip()
    return said[1:].strip(" ：:（）()") if said[:1] in {"√", "✓", "✔", *FULL} else said


def channels_from(text: str) -> tuple[tuple[Channel, ...], bool]:
    """The channels of a cell, and whether they were marked; without any mark they are what is named, and required."""
    marked = boxed(squeezed(text.replace("\n", "；")))
    parts = [(box, name) for box, name in marked if name]
    if any(box for box, _ in marked):
        several = [(box, one) for box, name in parts for one in (split_where_known(name) if box else ())]
        return tuple(named(name, box in FULL) for box, name in several), all(box for box, _ in parts)
    return tuple(named(name, True) for name in SEPARATORS.split(text) if name.strip()), False


def boxed(text: str) -> list[tuple[str, str]]:
    """Each mark with what follows it; what stands before the first mark comes with none."""
    pieces = MARKS.split(text)
    found = [("", pieces[0].strip(" ；;、，,"))]
    for mark, said in zip(pieces[1::2], pieces[2::2], strict=True):
        box = FULL[0] if mark in FULL or mark in LOST_FULL else EMPTY[0]
        found.append((box, said.strip(" ；;、，,")))
    return found


def split_where_known(name: str) -> tuple[str, ...]:
    """Several channels behind one mark; a name that has a comma of its own stays whole."""
    parts = tuple(part for part in SEPARATORS.split(name) if part)
    return parts if fold(name) not in FOLDED and all(fold(part) in FOLDED for part in parts) else (name,)


def named(name: str, required: bool) -> Channel:
    """Under its official name where only spacing or brackets differ; 其他 with what it names."""
    said = BLANK_LINE.sub("", name.strip())
    if said.startswith(OTHER):
        return Channel(OTHER, required, said.removeprefix(OTHER).strip("：:（）() "))
    return Channel(OFFICIAL.get(fold(said), said), required)


OFFICIAL = {fold(channel.name): channel.name for channel in (*standard().channels, *standard().local_channels)}
KNOWN = {name for channel in (*standard().channels, *standard().local_channels) for name in (channel.name, *channel.aliases)}
FOLDED = set(map(fold, KNOWN))
# A letter or 口 is a mark only right before a channel's name; 公开查阅点 itself ends in none of them.
BEFORE_A_NAME = "|".join(re.escape(name[:3]) for name in sorted(KNOWN, key=len, reverse=True))
MARKS = re.compile(rf"([{FULL}{EMPTY}]|[{LOST_FULL}{LOST_EMPTY}](?={BEFORE_A_NAME}))")
