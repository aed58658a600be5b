"""Two drafts of the same reports compared: every cell, every sentence of the prose, what was added and what is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import Literal

from gongkai.problems import errors
from gongkai.reports.narrative import Paragraph, TablePlace
from gongkai.review.cells import keyed_cells
from gongkai.review.findings import finding_of
from gongkai.review.package import Package, Reviewed
from gongkai.statute.labels import squeezed

SENTENCE = re.compile(r"[^。；！？]*[。；！？][”’）]*|[^。；！？]+\Z")
Kind = Literal["改数", "改字", "新增", "删去", "未比"]
KINDS: tuple[Kind, ...] = ("改数", "改字", "新增", "删去", "未比")
OLDER, NEWER = "原稿", "新稿"


@dataclass(frozen=True, slots=True)
class Difference:
    """`was` and `now` are what the older and the newer draft say; empty for a blank and for what is not there.

    `place` is that in the newer draft, in the older one for what is gone. `label` names the cell or section, `file` is the newer
    draft's. Of what could not be read and was not compared (未比), the side that has it says why.
    """

    agency: str
    year: int
    file: str
    kind: Kind
    label: str
    place: str
    was: str
    now: str

    def __str__(self) -> str:
        place = f"（{self.place}）" if self.place else ""
        what = self.was or self.now if self.kind == "未比" else f"{said(self.was)} → {said(self.now)}"
        return " ".join(filter(None, (f"{self.agency}{self.year}年度", f"{self.label}{place}"))) + f": {self.kind}：{what}"


def said(text: str) -> str:
    return f"“{text}”" if text else "（空）"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`pairs` are the reports compared, older first; `alone` are those that only one side has, by their files' names."""

    pairs: tuple[tuple[Reviewed, Reviewed], ...]
    differences: tuple[Difference, ...]
    alone: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every report had another draft, and each draft could be read to its end."""
        return bool(self.pairs) and not self.alone and not any(one.kind == "未比" for one in self.differences)


def compare(older: Package, newer: Package) -> Comparison:
    """Reports of one agency and year are a pair, of several first those in files of one name; a single one left on each side
    too, whatever it is called."""
    left, right = list(older.reviewed), list(newer.reviewed)
    partners: dict[int, Reviewed] = {}
    for alike in (same_file, same_report):
        for now in right:
            if id(now) not in partners and (then := next((one for one in left if alike(one, now)), None)):
                partners[id(now)] = then
                left.remove(then)
    alone = [now for now in right if id(now) not in partners]
    if len(left) == len(alone) == 1:
        partners[id(alone.pop())] = left.pop()
    pairs = tuple((partners[id(now)], now) for now in right if id(now) in partners)
    found: list[Difference] = []
    for then, now in pairs:
        found += [*cells(then, now), *sentences(then, now)]
        found += [*not_compared(then, older, now), *not_compared(now, newer, now)]
    return Comparison(pairs, tuple(found), tuple(one.name for one in (*left, *alone)))


def same_report(then: Reviewed, now: Reviewed) -> bool:
    return named(then) == named(now)


def same_file(then: Reviewed, now: Reviewed) -> bool:
    return same_report(then, now) and PurePath(then.name).name == PurePath(now.name).name


def not_compared(each: Reviewed, package: Package, now: Reviewed) -> Iterator[Difference]:
    """What the reading of a draft had to leave out: a row that stands there twice, a table that nobody can place. A cell
    without a figure is none of it, for its words are compared."""
    compared = {cell.address for cell in keyed_cells(each.report) if cell.cell.text}
    for problem in errors(each.told):
        found = finding_of(problem, each, package)
        if found.address not in compared:
            why = f"{NEWER if each is now else OLDER}这里没有读全：{found.message}"
            was, new = ("", why) if each is now else (why, "")
            yield Difference(*named(now), now.name, "未比", found.label, found.place, was, new)


def cells(then: Reviewed, now: Reviewed) -> Iterator[Difference]:
    """A blank is not a zero: one that became the other is a difference."""
    before = {cell.key: cell for cell in keyed_cells(then.report)}
    after = {cell.key: cell for cell in keyed_cells(now.report)}
    for key in (*after, *(key for key in before if key not in after)):
        old, new = before.get(key), after.get(key)
        was, figure = (old.cell.text if old else ""), (new.cell.text if new else "")
        line = new or old
        if line and was != figure:
            label = " › ".join(filter(None, (line.table, line.row, line.column)))
            place = now.spots.at(new.cell.position) if new else then.spots.at(line.cell.position)
            yield Difference(*named(now), now.name, "改数", label, place.place, was, figure)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`section` is its title; `plain` is what is compared, without white space."""

    text: str
    plain: str
    section: str
    place: str


def sentences(then: Reviewed, now: Reviewed) -> Iterator[Difference]:
    before, after = list(sentences_of(then)), list(sentences_of(now))
    matcher = SequenceMatcher(None, [one.plain for one in before], [one.plain for one in after], autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what != "equal":
            yield from replaced(before[i:j], after[k:m], now)


def replaced(before: Sequence[Sentence], after: Sequence[Sentence], now: Reviewed) -> Iterator[Difference]:
    """Those that stand in one another's place in pairs, most alike first come first; the rest is new or gone."""
    left = list(before)
    for new in after:
        alike = max(left, key=lambda old: likeness(old, new), default=None)
        if alike is not None and likeness(alike, new) > ALIKE:
            left.remove(alike)
            yield Difference(*named(now), now.name, "改字", new.section, new.place, alike.text, new.text)
        else:
            yield Difference(*named(now), now.name, "新增", new.section, new.place, "", new.text)
    for old in left:
        yield Difference(*named(now), now.name, "删去", old.section, old.place, old.text, "")


ALIKE = 0.5
"""How much of two sentences has to agree for one to be the other, changed."""


def likeness(old: Sentence, new: Sentence) -> float:
    """0 where it is seen at once that they are not alike: of drafts with nothing in common there are many pairs."""
    matcher = SequenceMatcher(None, old.plain, new.plain, autojunk=False)
    if matcher.real_quick_ratio() <= ALIKE or matcher.quick_ratio() <= ALIKE:
        return 0
    return matcher.ratio()


def sentences_of(each: Reviewed) -> Iterator[Sentence]:
    for section, blocks in each.report.chapters():
        title = section.title if section else "正文开头"
        if section:
            yield Sentence(section.title, squeezed(section.title), title, each.spots.at(section.position).place)
        for block in blocks:
            if isinstance(block, TablePlace):
                continue
            first = block.position_at(0) if isinstance(block, Paragraph) else block.position
            for text in SENTENCE.findall(block.text):
                if squeezed(text):
                    yield Sentence(text.strip(), squeezed(text), title, each.spots.at(first).place)


def named(each: Reviewed) -> tuple[str, int]:
    return each.report.agency_name, each.report.year
