"""The introduction lists the parts of a report as its headings name them (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from gongkai.checks.prose import INTRODUCTION, Passage, passages
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.narrative import Section, section_of
from gongkai.reports.report import Report, warning
from gongkai.statute.formats import Format
from gongkai.statute.labels import fold

ID = "introduction-headings"
TITLE = "引言所列各部分与正文标题一致"
BASIS = "报告自身前后一致；章节名称见国办公开办函〔2019〕60号、国办公开办函〔2021〕30号"

PROMISE = re.compile(r"(?:由|包括|包含|分为)(?P<list>[^。]*?)(?P<count>[一二三四五六七八九十]{1,3}|\d{1,2})个?(?:大)?部分")
DIGITS = "零一二三四五六七八九"
BETWEEN = "、,;:和及与以等共"
NAME = re.compile(r"(?![一二三四五六七八九十]+\Z)[\u4e00-\u9fff]{2,}")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    headings = report.narrative.sections
    for passage in passages(report):
        promise = PROMISE.search(passage.text) if passage.section == INTRODUCTION else None
        if promise and headings:
            yield from compared(passage, promise, report)
            return


def compared(passage: Passage, promise: re.Match[str], report: Report) -> Iterator[Problem]:
    headings, faults = report.narrative.sections, []
    if (count := number(promise["count"])) != len(headings):
        faults.append(f"引言说有 {count} 个部分，正文有 {len(headings)} 个")
    names, unlisted = leftovers(promise["list"], headings)
    if promise["list"].strip(BETWEEN):
        faults += differences(names, unlisted, report.format)
    if faults:
        places = tuple(heading.position for heading in unlisted)
        yield warning(passage.position(promise.start()), ID, "；".join(faults), f"sections.{INTRODUCTION}", *places)


def differences(names: Sequence[str], unlisted: Sequence[Section], format: Format) -> Iterator[str]:
    """A name and a heading that mean the same section, or are alike, are one difference; the others one each."""
    open = {heading.name: heading for heading in unlisted}
    for name in names:
        meant = section_of(name, format)
        same = [heading.name for heading in open.values() if meant and heading.id == meant.id]
        alike = same or get_close_matches(name, open, n=1, cutoff=0.5)
        heading = open.pop(alike[0]) if alike else None
        yield f"引言写“{name}”，{titled(heading)}" if heading else f"引言列有“{name}”，正文没有这个标题"
    yield from (f"正文有“{heading.title}”（第 {heading.position.line} 行），引言没有列" for heading in open.values())


def titled(heading: Section) -> str:
    return f"正文标题是“{heading.title}”（第 {heading.position.line} 行）"


def number(text: str) -> int:
    """
    >>> number("十"), number("十二"), number("六"), number("6")
    (10, 12, 6, 6)
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (
        (DIGITS.index(tens) if tens else 1) * (10 if ten else 0) + (DIGITS.index(ones) if ones else 0)
        if ten
        else DIGITS.index(ones)
    )


def leftovers(promised: str, headings: Sequence[Section]) -> tuple[list[str], list[Section]]:
    """What the list names and no heading says, and the headings the list does not name.

    Names contain 、 and 和 themselves, so they are looked for whole, the longest first, and never split.
    """
    rest = fold(promised)
    unlisted = []
    for heading in sorted(headings, key=lambda heading: -len(heading.name)):
        name = fold(heading.name)
        if name in rest:
            rest = rest.replace(name, "|", 1)
        else:
            unlisted.append(heading)
    pieces = (piece.strip(BETWEEN) for piece in re.split(r"[|、,;:]", rest))
    return [piece for piece in pieces if NAME.search(piece)], sorted(unlisted, key=lambda heading: heading.position)
