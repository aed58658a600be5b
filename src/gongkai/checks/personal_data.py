"""Nothing that identifies a private person is published (条例 art. 15; 《个人信息保护法》 art. 28).

Looked for in all that the report holds. The finding itself hides the number's middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.collection import Collection
from gongkai.problems import Position, Problem
from gongkai.reports.narrative import Paragraph, Subheading
from gongkai.reports.report import Report, warning
from gongkai.source.nodes import Items, Node, Scalar, Table

ID = "personal-data"
TITLE = "不公开个人信息"
BASIS = "《条例》第十五条；《个人信息保护法》第二十八条"

# Digits in a row, or in the groups in which people write them: 138 0013 8000, 6222 0212 3456 7890 128, 110105-19491231-002X.
GROUPED = r"1\d{2}[ -]\d{4}[ -]\d{4}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?|\d{6}[ -]\d{4}[ -]?\d{4}[ -]\d{3}[\dXx]"
NUMBER = re.compile(rf"(?<![\dA-Za-z.])(?:\d{{11,19}}[Xx]?|{GROUPED})(?![\dA-Za-z])")
LONG = re.compile(
    r"\d(?:[ \-－\u3000\xa0—–]?\d){10}"
)  # in every number of these, before it is made half as wide; in few other texts
HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－\u3000\xa0—–", "0123456789Xx-  --")
MOBILE = re.compile(r"1[3-9]\d{9}\Z")
IDENTITY = re.compile(r"[1-9]\d{5}(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})\d{3}[\dXx]\Z")
BANK_CARD = re.compile(r"[3-6]\d{15,18}\Z")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECK_DIGITS = "10X98765432"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for text, position, subject in texts(report):
        for offset, message in personal(text):
            yield warning(Position(position.file, position.line, position.column + offset), ID, message, subject)


def personal(text: str) -> Iterator[tuple[int, str]]:
    """Where a number that tells a private person begins, and the sentence about it."""
    if not LONG.search(text):
        return
    for found in NUMBER.finditer(text.translate(HALF_WIDTH)):
        if name := kind(re.sub("[ -]", "", found[0])):
            yield found.start(), f"“{found[0][:3]}…{found[0][-2:]}”像是个人的{name}；公开前请核实并删去"


def texts(report: Report) -> Iterator[tuple[str, Position, str]]:
    yield from typed(report.source.node, "")
    for section in report.narrative.sections:
        yield section.title, section.position, f"sections.{section.id}"
    places = [("introduction", report.narrative.introduction), *((s.id, s.blocks) for s in report.narrative.sections)]
    for section_id, blocks in places:
        for block in blocks:
            if isinstance(block, Subheading):
                yield block.text, block.position, f"sections.{section_id}"
            for piece in block.pieces if isinstance(block, Paragraph) else ():
                if not piece.cited:
                    yield piece.text, piece.position, f"sections.{section_id}"


def typed(node: Node, path: str) -> Iterator[tuple[str, Position, str]]:
    """Every value of report.yml with its address."""
    if isinstance(node, Scalar):
        yield node.text, node.position, path
    entries = node.entries.items() if isinstance(node, Table) else enumerate(node.items) if isinstance(node, Items) else ()
    for key, entry in entries:
        yield from typed(entry, f"{path}.{key}".removeprefix("."))


def kind(number: str) -> str:
    """What the number is by its shape and check digit; empty when it is nothing personal.

    >>> kind("11010519491231002X"), kind("13800138000"), kind("12345678901")
    ('身份证号码', '手机号码', '')
    """
    if IDENTITY.match(number) and real_identity(number):
        return "身份证号码"
    if MOBILE.match(number):
        return "手机号码"
    return "银行卡号" if BANK_CARD.match(number) and luhn(number) else ""


def real_identity(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False))
    return CHECK_DIGITS[total % 11] == number[-1].upper()


def luhn(number: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
