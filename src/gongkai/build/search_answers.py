"""What the search may answer outright: figures and facts of each year's reports, and sentences that stand on the site.

Nothing is put together that no page states. A figure that is missing, withdrawn or known to be wrong is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from gongkai.build.plan import Plan
from gongkai.county.agencies import Agency
from gongkai.html.elements import chinese_day
from gongkai.reports.report import Report
from gongkai.reports.submission import Standing, published_day
from gongkai.source.package_data import load_package_data
from gongkai.statute.concepts import Concept
from gongkai.tables.figure_text import printed as printed_figure

Told = list[object]
DATED = ("written", "published", "index_number", "document_number", "days_late")  # facts before the state (browser/replies.js)


@cache
def answer_words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = load_package_data((resources.files("gongkai.search") / "answers.yml").read_text("utf-8"))
    return words


@dataclass(frozen=True)
class YearAnswers:
    """`figures` are the concepts that the search knows words for, in the order in which it knows them."""

    plan: Plan
    figures: Sequence[Concept]

    def years(self) -> Iterator[tuple[int, dict[str, object]]]:
        collection = self.plan.county.collection
        for year in collection.years:
            reports = [report for report in collection.reports if report.year == year]
            yield (
                year,
                {
                    "anchors": {format: self.anchors(format) for format in sorted({report.format.id for report in reports})},
                    "reports": {report.agency_name: self.of_report(report) for report in reports},
                    "prose": [
                        list(self.prose(report))
                        for report in reports
                        if report.agency_id == self.plan.setting.site.government_agency and not report.envelope.withdrawn
                    ][:1],
                },
            )

    def anchors(self, format: str) -> str:
        """For each figure the row that states it; nothing where the form does not ask, or several rows add up to it."""
        places = (concept.places.get(format, ()) for concept in self.figures)
        return " ".join(f"{own[0][0]}-{own[0][1]}" if len(own) == 1 else (own[0][0] if own else "") for own in places)

    def of_report(self, report: Report) -> Told:
        """Its address, title, form and facts; of each figure the value, and by how much it changed. Of a withdrawn one
        only that it was withdrawn.
        """
        envelope = report.envelope
        head = [f"{report.address(self.plan.setting.site)}/", envelope.title, report.format.id]
        if envelope.withdrawn:
            return [*head, [*[""] * len(DATED), state_of(report)], "", ""]
        standing = Standing(self.agency(report), report.year, report)
        day = published_day(report)
        facts = [
            chinese_day(envelope.written) if envelope.written else "",
            day.isoformat() if day else "",
            envelope.index_number or "",
            envelope.letter.document_number if envelope.letter and envelope.letter.document_number else "",
            str(standing.days_late or ""),
            state_of(report),
        ]
        values = [value_of(concept, report) for concept in self.figures]
        return [
            *head,
            facts,
            " ".join(values),
            " ".join(self.change(concept, report) if value else "" for concept, value in zip(self.figures, values, strict=True)),
        ]

    def agency(self, report: Report) -> Agency:
        return self.plan.county.collection.agencies[report.agency_id]

    def change(self, concept: Concept, report: Report) -> str:
        """The difference from the year before; empty where either is not known or the form has changed what it counts."""
        from gongkai.reports.history import breaks, stated  # noqa: PLC0415 - loads pydantic, as a report does

        earlier = self.plan.county.collection.before(report)
        if earlier is None or list(breaks(concept, (earlier, report))):
            return ""
        then, now = stated(concept, earlier), stated(concept, report)
        if then.figure is None or now.figure is None or then.printed or now.printed:
            return ""
        return plain(Decimal(now.figure) - Decimal(then.figure))

    def prose(self, report: Report) -> Iterator[Told]:
        """Figures of the prose, each with its place; of two that are called the same neither."""
        figures = report.envelope.figures
        labels = [figure.label for figure in figures.values()]
        for name, figure in figures.items():
            if labels.count(figure.label) == 1:
                about = "约 " if figure.approximate else ""
                yield [figure.label, f"{about}{figure.value} {figure.unit}", f"figure-{name}"]


def state_of(report: Report) -> str:
    """What has happened to a published report since."""
    envelope = report.envelope
    if envelope.withdrawn:
        return f"{chinese_day(envelope.withdrawn.date)}撤回"
    if not envelope.revisions:
        return "已公布，没有更正"
    return f"已公布，更正 {len(envelope.revisions)} 处，最近一次是{chinese_day(max(entry.date for entry in envelope.revisions))}"


def value_of(concept: Concept, report: Report) -> str:
    """As the report prints it in its one cell, without the unit, else the sum; empty without a figure or with a wrong one."""
    from gongkai.reports.history import measured, stated  # noqa: PLC0415 - loads pydantic, as a report does

    point = stated(concept, report)
    if point.figure is None or point.printed:
        return ""
    addresses = concept.places.get(report.format.id, ())
    cell = report.cell(*addresses[0]) if len(addresses) == 1 else None
    if cell is not None and cell.figure == measured(cell, concept.unit):
        return printed_figure(cell).removesuffix(concept.unit)
    return plain(Decimal(point.figure))


def plain(value: Decimal) -> str:
    """
    >>> plain(Decimal("12.50")), plain(Decimal(0)), plain(Decimal(-100))
    ('12.5', '0', '-100')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
