"""A letter that looks like a digit stands in no number: 3O7件, l2次.

The tables tell it as no figure; in words nothing else would. Letters of other scripts are refused where a file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.published_words import published_words
from gongkai.checks.wording import quoted
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report

ID = "letter-in-figure"
TITLE = "数里没有形似数字的字母"
BASIS = "GB/T 15835-2011《出版物上数字用法》阿拉伯数字"
ACCEPTABLE = True  # a document that was public keeps what it printed

ALIKE = {"O": "0", "o": "0", "Ｏ": "0", "ｏ": "0", "l": "1", "I": "1", "|": "1", "ｌ": "1", "Ｉ": "1", "｜": "1"}
LETTER = f"[{''.join(ALIKE)}]"
COUNTED = "[年月日件条项次个份户人名起宗家页期万亿千百元篇场套台例号组种处批部类%％]"
# Between digits, or beside them where a count goes on with what is counted: neither O2O nor a type of machine.
FOUND = re.compile(
    rf"(?<![A-Za-z\d])\d[\d.,，]*(?P<between>{LETTER})[\d.,，]*\d(?![A-Za-z])"
    rf"|(?<![A-Za-z\d])(?:\d[\d.,，]*(?P<after>{LETTER})+|(?P<before>{LETTER})\d[\d.,，]*)(?={COUNTED})"
)


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for words in published_words(report):
        for found in FOUND.finditer(words.text):
            letter = found["between"] or found["after"] or found["before"]
            message = f"{quoted(found[0])}里夹着字母“{letter}”，看上去是数字 {ALIKE[letter]}；请改成数字"
            yield Problem(words.position_at(found.start()), ID, message, subject=words.subject)
