"""What happened after publication, as values for pages and feeds: corrections, restatements, withdrawals, sealings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from gongkai.collection import Collection
from gongkai.reports.narrative import CITATION
from gongkai.reports.report import Report, cell_texts
from gongkai.reports.seals import Version, bag_name
from gongkai.reports.statements import WITHDRAWN, as_text, place_name
from gongkai.reports.submission import published_day

if TYPE_CHECKING:  # loading it takes longer than most of a small change
    from gongkai.reports.envelope import Restatement, Revision


class NoticeKind(StrEnum):
    CORRECTION = "更正"
    RESTATEMENT = "重述"
    WITHDRAWAL = "撤回"
    SEALING = "归档"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell the public about `report`.

    `day` is None where nobody stated one. `anchor` is the id on the report's page that it is about; empty for the page as a
    whole. `text` is one or two sentences, `by` who answers for them.
    """

    kind: NoticeKind
    day: date | None
    report: Report
    anchor: str
    title: str
    text: str
    by: str

    @property
    def id(self) -> str:
        """Unlike any other of the site, and the same in every build: 2022/market/correction-1."""
        return f"{self.report.year}/{self.report.agency_id}/{self.anchor or self.kind.name.lower()}"


@dataclass(frozen=True, slots=True)
class Restated:
    """`later` states a figure of `earlier` differently. Numbers count from 1 in each report's own list."""

    earlier: Report
    later: Report
    entry: Restatement
    number: int


def notices(collection: Collection) -> tuple[Notice, ...]:
    """All of them, newest first; those without a day last."""
    found = [each for report in collection.reports for each in of_report(report, collection)]
    return tuple(sorted(found, key=lambda each: each.day or date.min, reverse=True))


def of_report(report: Report, collection: Collection) -> Iterator[Notice]:
    envelope = report.envelope
    if envelope.withdrawn:
        gone = envelope.withdrawn
        yield Notice(NoticeKind.WITHDRAWAL, gone.date, report, "", f"撤回：{envelope.title}", ended(gone.why), gone.by)
    for number, revision in enumerate(envelope.revisions, start=1):
        title, text = f"更正：{envelope.title}", f"{revised(report, revision)}{ended(revision.why)}"
        yield Notice(NoticeKind.CORRECTION, revision.date, report, f"correction-{number}", title, text, revision.by)
    for restated in restatements(collection).get((report.year, report.agency_id), ()):
        later, entry = restated.later, restated.entry
        title, text = f"重述：{envelope.title}", f"{restated_in_words(restated)}{ended(entry.why)}"
        anchor = f"restated-{restated.number}"
        yield Notice(
            NoticeKind.RESTATEMENT, published_day(later) or later.envelope.written, report, anchor, title, text, entry.by
        )
    for version in collection.sealed(report):
        title, text = f"归档：{envelope.title}", f"第 {version.version} 版已归档，可以下载核验。"
        text += chained(collection, report, version)
        yield Notice(NoticeKind.SEALING, version.sealed, report, f"sealed-{version.version}", title, text, version.by)


def chained(collection: Collection, report: Report, version: Version) -> str:
    """The head of the chain right after that sealing, which never changes; empty where it is in no chain."""
    chain = collection.seals.chain
    entry = chain.entry_of(f"{bag_name(report.year, report.agency_id, version.version)}.zip")
    return f"封存链第 {entry.number} 条的链头是 {chain.heads[entry.number - 1]}。" if entry else ""


def restatements(collection: Collection) -> Mapping[tuple[int, str], tuple[Restated, ...]]:
    """By the year and agency of the report whose figures are restated; the oldest restatement first."""
    if "restatements" not in collection.derived:
        collection.derived["restatements"] = restatements_in(collection)
    known: Mapping[tuple[int, str], tuple[Restated, ...]] = collection.derived["restatements"]
    return known


def restatements_in(collection: Collection) -> Mapping[tuple[int, str], tuple[Restated, ...]]:
    found: dict[tuple[int, str], tuple[Restated, ...]] = {}
    for later in reversed(collection.reports):
        for entry in later.envelope.restates:
            place = (entry.year, entry.of or later.agency_id)
            earlier = collection.report(*place)
            if earlier:
                others = found.get(place, ())
                found[place] = (*others, Restated(earlier, later, entry, len(others) + 1))
    return found


def revised(report: Report, revision: Revision) -> str:
    """行政许可 › 处理决定数量由“6243”改为“6423”。"""
    if revision.section:
        return f"{place_name(report, revision.place)}：“{words(report, revision.was)}”改为“{words(report, revision.now)}”。"
    if revision.cell == WITHDRAWN:
        return f"再次撤回（{revision.now}）。" if revision.now else f"取消撤回，恢复公布（原来的撤回：{revision.was}）。"
    return f"{place_name(report, revision.place)}由“{format_value(revision.was)}”改为“{format_value(revision.now)}”。"


def restated_in_words(restated: Restated) -> str:
    entry = restated.entry
    place = place_name(restated.earlier, entry.cell)
    was, now = format_value(entry.was), format_value(entry.now)
    return f"{place}，{restated.earlier.year}年度报告是“{was}”，{restated.later.year}年度报告重述为“{now}”。"


def restated_shortly(restated: Restated) -> str:
    """2023年度报告的3，2024年度报告重述为4."""
    entry = restated.entry
    was, now = format_value(entry.was), format_value(entry.now)
    return f"{restated.earlier.year}年度报告的{was}，{restated.later.year}年度报告重述为{now}"


def format_value(value: object) -> str:
    return as_text(value) or "空白"


def words(report: Report, value: object) -> str:
    """A quoted sentence as readers see it, its cited figures written out."""
    cited = cell_texts(report.tables) | {id: str(figure.value) for id, figure in report.envelope.figures.items()}
    return CITATION.sub(lambda found: cited.get(found["id"], found[0]), as_text(value))


def ended(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "！", "？")) else f"{sentence}。"
