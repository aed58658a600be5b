"""What a document shows besides plain words, marked while its text is read: a figure must not take in a note's mark.

The marks are four characters that Unicode keeps for programs and that nobody types. They never leave the readers.
"""

from __future__ import annotations

import re

from gongkai.statute.labels import squeezed

BEGIN, END = "\ufff9", "\ufffb"  # around what is raised, lowered, struck out or set above other words
SEAM = "\ufffa"  # where the look of the text changes: what follows may be a note's mark, or hidden from readers
OBJECT = "\ufffc"  # a picture, a field to fill in, anything that is drawn and is no text
MARKS = re.compile(f"[{BEGIN}{END}{OBJECT}{SEAM}]")
FIGURE = r"[\d.,，．+＋\-－−减增]"
IN_TWO_LOOKS = re.compile(rf"{FIGURE}{SEAM}{FIGURE}")
ASIDE = "格里有上标、下标、划去的字、自动编号或符号，不能判断哪些字是数"
LOOKS = "各位数字的样子不同，可能带着注号或不显示的字，不能判断是多少"
DRAWN = "格里是图片、公式或控件，读不出里面写的是什么"
BESIDE = "格里除了字还有图片或控件；请对照原件"


def aside(text: str) -> str:
    """The text marked as no plain part of what it stands in; also where it is empty."""
    return f"{BEGIN}{text}{END}"


def without_marks(text: str) -> str:
    """The text without marks, as it is printed."""
    return MARKS.sub("", text)


def fault_of(text: str) -> str:
    """Why no figure can be read from a cell with this marked text; empty when one can."""
    if BEGIN in text:
        return ASIDE
    if IN_TWO_LOOKS.search(text):
        return LOOKS
    return DRAWN if OBJECT in text and not squeezed(without_marks(text)) else ""


def doubt_of(text: str) -> str:
    return BESIDE if OBJECT in text and squeezed(without_marks(text)) else ""
