"""Makes alike what people write in different ways: width, case, traditional characters, numbers, brackets.

The browser folds its questions by the same rules (`search/browser/folding.js`) and the same table of characters;
tests/search/nasty.yml holds both to it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from itertools import pairwise

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# A number with its decimal point, a Latin word, or a run of Chinese characters; everything else only stands between them.
# A full stop joins digits only. Underscore is a mark like any other.
WORD = rf"[^\W_{HAN}]+(?:\.[0-9]+)*"
TOKEN = re.compile(rf"[{HAN}]+|{WORD}")
SEPARATOR = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")
DECIMALS = re.compile(r"(?<![0-9.])[0-9]+\.[0-9]*0(?!\.?[0-9])")
NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10_000, "亿": 100_000_000}


@cache
def simplified() -> dict[int, str]:
    """Traditional characters by number, with the simplified one."""
    text = (resources.files(__package__) / "traditional.txt").read_text("utf-8")
    pairs = (pair for line in text.splitlines() if not line.startswith("#") for pair in line.split())
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def alike_already() -> re.Pattern[str]:
    """Most texts of an office: simplified characters, figures, small letters, and marks that only stand between words."""
    edges = sorted((0x4DFF, *(number for number in simplified() if 0x4E00 <= number < 0xA000), 0xA000))
    # Ranges: a pattern of twenty thousand characters takes longer to make than most builds take in all.
    han = "".join(f"{chr(before + 1)}-{chr(after - 1)}" for before, after in pairwise(edges) if before + 1 < after)
    return re.compile(rf"[ -@\[-~\s{han}〇、。，：；？！（）《》〈〉【】「」〔〕“”‘’—…·％]*")


def folded(text: str) -> str:
    """The same for texts with the same words; what stands between words is of no account, and need not be the same.

    >>> folded("正政辦發〔２０２０〕２號，1,250條；一千二百五十条 App")
    '正政办发〔2020〕2号,1250条;1250条 app'
    >>> folded("8591.0010万元，100.00%"), folded("1.2.10")
    ('8591.001万元，100%', '1.2.10')
    """
    if not alike_already().fullmatch(text):
        text = unicodedata.normalize("NFKC", text).lower().replace("ς", "σ").translate(simplified())
    if "," in text or "，" in text:
        text = SEPARATOR.sub("", text)
    if "." in text:
        text = DECIMALS.sub(lambda match: match[0].rstrip("0").rstrip("."), text)
    return NUMERAL.sub(lambda match: numeral(match[0]), text)


def numeral(written: str) -> str:
    """A Chinese numeral in digits; what is none stays as it is.

    >>> numeral("三十三"), numeral("二〇二〇"), numeral("一万零五十"), numeral("千百"), numeral("五一")
    ('33', '2020', '10050', '千百', '五一')
    """
    if all(character in DIGITS for character in written):
        return "".join(str(DIGITS[character]) for character in written) if len(written) == 4 else written
    total = section = digit = 0
    for character in written:
        if character in DIGITS:
            if digit:
                return written
            digit = DIGITS[character]
        elif character in UNITS:
            section += (digit or int(character == "十" and not section)) * UNITS[character]
            digit = 0
        else:
            total, section, digit = (total + section + digit) * GROUPS[character], 0, 0
    return str(total + section + digit) if total + section + digit >= 10 and written[0] not in "百千万亿" else written


def squeezed(text: str) -> str:
    """What is searched in: folded, without anything between words; lines stay apart.

    >>> squeezed("行政复议、行政诉讼：3.5 万元 / 2020-01")
    '行政复议行政诉讼3.5万元2020 01'
    """
    pieces: list[str] = []
    for token in TOKEN.findall(folded(text)):
        if pieces and not is_han(pieces[-1]) and not is_han(token):
            pieces.append(" ")
        pieces.append(token)
    return "".join(pieces)


def is_han(token: str) -> bool:
    """Whether a token is a run of Chinese characters."""
    first = token[0]
    return "\u3400" <= first <= "\u9fff" or first == "〇" or first >= "\U00020000"
