"""Characters that make a published text look otherwise than it is stored: none may stand in any text that is read.

A right-to-left override draws 4782 for 2874; a zero-width space breaks what is searched for; a digit of another script is
read aloud as nothing; a character of private use is another one on each computer. They are classes, not a list of cases: all
characters that Unicode gives no shape of their own, all of private use, marks that are drawn over the one before, decimal
digits other than 0–9 and their full-width forms, and letters of other scripts that stand for one in a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# Unicode 16, DerivedCoreProperties: Default_Ignorable_Code_Point, and the other format characters (Cf); controls but \n and \t.
CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
TURNING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
UNSEEN = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    r"\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2"
)
PRIVATE = r"\ue000-\uf8ff\U000f0000-\U0010ffff"
OVER = r"\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\u302a-\u302f\ufe20-\ufe2f"
# The zero of each script that has ten digits of its own; the others follow it.
ZEROS = (
    *(
        0x660,
        0x6F0,
        0x7C0,
        0x966,
        0x9E6,
        0xA66,
        0xAE6,
        0xB66,
        0xBE6,
        0xC66,
        0xCE6,
        0xD66,
        0xDE6,
        0xE50,
        0xED0,
        0xF20,
        0x1040,
        0x1090,
    ),
    *(
        0x17E0,
        0x1810,
        0x1946,
        0x19D0,
        0x1A80,
        0x1A90,
        0x1B50,
        0x1BB0,
        0x1C40,
        0x1C50,
        0xA620,
        0xA8D0,
        0xA900,
        0xA9D0,
        0xA9F0,
        0xAA50,
    ),
    *(
        0xABF0,
        0x104A0,
        0x10D30,
        0x11066,
        0x110F0,
        0x11136,
        0x111D0,
        0x112F0,
        0x11450,
        0x114D0,
        0x11650,
        0x116C0,
        0x11730,
        0x118E0,
    ),
    *(
        0x11950,
        0x11C50,
        0x11D50,
        0x11DA0,
        0x11F50,
        0x16A60,
        0x16AC0,
        0x16B50,
        0x1D7CE,
        0x1D7D8,
        0x1D7E2,
        0x1D7EC,
        0x1D7F6,
        0x1E140,
    ),
    *(0x1E2F0, 0x1E4F0, 0x1E950, 0x1FBF0),
)
DIGITS = "".join(f"{chr(zero)}-{chr(zero + 9)}" for zero in ZEROS)
# Letters of other scripts beside a digit. A Latin one (3O7) is no figure, as whoever reads figures says, and may be printed so.
FOREIGN = r"(?<=[0-9.,])[\u0391-\u03c9\u0400-\u04ff\u0555\u05e1]|[\u0391-\u03c9\u0400-\u04ff\u0555\u05e1](?=[0-9])"

# Nearly every text holds nothing but these, which is soon seen; only another one is looked at closely.
UNUSUAL = re.compile(
    r"[^\n\t -~\u00a0\u00b0-\u00b7\u00d7\u2010-\u2027\u2030-\u203b\u2103-\u22ff\u2460-\u27bf\u3000-\u3029"
    r"\u4e00-\u9fff\uff01-\uff5e\uffe5]"
)


@cache
def lying() -> re.Pattern[str]:
    """Made when it is first needed: it takes longer than reading a report."""
    return re.compile(f"[{CONTROL}{TURNING}{UNSEEN}{PRIVATE}{OVER}{DIGITS}]|{FOREIGN}")


# What stands in honest texts all the same, each for its reason.
EXCEPTIONS = (
    (
        "a sign's own picture (☎️): it is drawn as the sign either way",
        re.compile(r"(?<=[\u2190-\u2bff\U0001f000-\U0001faff])[\ufe0e\ufe0f]"),
    ),
    (
        "the shape of a rare character in a person's or a place's name",
        re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"),
    ),
)

KINDS = (
    (CONTROL, "看不见的控制字符"),
    (TURNING, "改变字序的字符"),
    (UNSEEN, "看不见的字符"),
    (PRIVATE, "自造字符，在别的电脑上是别的样子"),
    (OVER, "画在前一个字上的符号"),
    (DIGITS, "像数字的字符"),
)
LOOKALIKE = "像数字的字母"
NAMES = {
    "\u00ad": "可选连字符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "从左到右标记",
    "\u200f": "从右到左标记",
    "\u202a": "从左到右嵌入",
    "\u202b": "从右到左嵌入",
    "\u202c": "方向结束",
    "\u202d": "强制从左到右",
    "\u202e": "强制从右到左",
    "\u2060": "不换行零宽",
    "\u2066": "从左到右隔离",
    "\u2067": "从右到左隔离",
    "\u2068": "方向隔离",
    "\u2069": "隔离结束",
    "\ufeff": "字节顺序标记",
    "\u3164": "韩文填充符",
    "\u2800": "盲文空格",
    "\ufe0f": "图形变体",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
}


@dataclass(frozen=True, slots=True)
class LyingCharacter:
    """`index` is its place in the text."""

    character: str
    index: int

    @property
    def message(self) -> str:
        """What the office is told: what it is, its number and its name."""
        kind = next((kind for characters, kind in KINDS if re.match(f"[{characters}]", self.character)), LOOKALIKE)
        name = NAMES.get(self.character) or unicodedata.name(self.character, "")
        return f"这里有{kind}（{self.number}{'，' if name else ''}{name}）；请删去后重新输入"

    @property
    def number(self) -> str:
        """As Unicode counts it: U+202E."""
        return f"U+{ord(self.character):04X}"

    @property
    def is_seen(self) -> bool:
        """Whether it draws anything or changes what is drawn beside it; the others can be left out and nobody sees it."""
        return not re.match(f"[{CONTROL}{UNSEEN}]", self.character)


def lying_in(text: str) -> Iterator[LyingCharacter]:
    """Every character of the text that is not what it seems, in order; none for nearly all texts.

    >>> [found.message for found in lying_in("共\u202e4782件")]
    ['这里有改变字序的字符（U+202E，强制从右到左）；请删去后重新输入']
    >>> [found.character for found in lying_in("3О7件（一个西里尔字母），O2O服务，☎️ 2294004")]
    ['О']
    """
    if not UNUSUAL.search(text):
        return
    for found in lying().finditer(text):
        if not any(pattern.match(text, found.start()) for _, pattern in EXCEPTIONS):
            yield LyingCharacter(found[0], found.start())
