"""The prose of a report, put together from the sentences that were written for the county."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from gongkai.statute.formats import Format

from .chance import pick, shuffled
from .counts import Counts, Figure
from .county import Agency, facts_in


@dataclass(frozen=True)
class Prose:
    """The lines of narrative.md, and the named figures that they cite, in the order of their list."""

    lines: tuple[str, ...]
    cited: Mapping[str, Mapping[str, Any]]


@cache
def written() -> dict[str, Any]:
    found: dict[str, Any] = facts_in("sentences.yml")
    return found


def prose(agency: Agency, year: int, format: Format, counts: Counts) -> Prose:
    author = Author(agency, year, format, counts)
    lines = tuple(author.lines())
    figures = written()["figures"]
    return Prose(lines, {id: {**figure, "value": value(figure, counts)} for id, figure in figures.items() if id in author.cited})


def value(figure: Mapping[str, Any], counts: Counts) -> Figure:
    """A sum of counts; or, in percent, the first of them in the sum (GB/T 8170-2008)."""
    parts = [counts.get(key, 0) for key in figure.get("rate", figure.get("sum"))]
    if "sum" in figure:
        return sum(parts)
    exact = Decimal(parts[0]) * 100 / Decimal(sum(parts))
    return 100 if exact == 100 else exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


class Author:
    """Chooses the sentences of one report and notes which figures they cite."""

    def __init__(self, agency: Agency, year: int, format: Format, counts: Counts) -> None:
        self.agency, self.year, self.format, self.counts = agency, year, format, counts
        self.government = agency.kind == "government"
        self.kind = agency.kind if agency.kind in ("government", "township") else "organ"
        self.cited: set[str] = set()

    def lines(self) -> Iterator[str]:
        yield self.paragraph("opening", self.own("government" if self.format.sections else "government_2014"))
        parts = {
            "overview": self.overview,
            "proactive_disclosure": self.proactive,
            "requests": self.requests,
            "review_litigation": self.review,
            "problems_improvements": self.problems,
            "other_matters": self.other,
        }
        for id, title in self.titles().items():
            yield f"## {title}"
            yield from parts[id]()
            yield from (f'{{{{ table("{table.id}") }}}}' for table in self.format.tables if (table.section or LAST) == id)

    def titles(self) -> dict[str, str]:
        return {section.id: section.label for section in self.format.sections} or TITLES_2014

    def own(self, government: str) -> str:
        return government if self.government else "organ"

    def overview(self) -> Iterator[str]:
        """From 2021 on in five parts under their own headings."""
        headed = self.format.id == "2021"
        if not headed:
            yield self.paragraph("lead", self.own("government"))
        answered = "some" if self.applied else "none"
        parts = (
            ("主动公开情况", "proactive", self.kind),
            ("依申请公开情况", "requests_overview", answered),
            ("政府信息管理情况", "management", self.own("government")),
            ("政府信息公开平台建设情况", "platform", self.own("government")),
            ("监督保障情况", "supervision", self.own("government")),
        )
        for number, (title, group, kind) in zip("一二三四五", parts, strict=True):
            if group == "proactive" and not headed:
                continue  # older reports tell it under its own heading
            if headed:
                yield f"### （{number}）{title}"
            yield ("" if headed else f"{title.removesuffix('情况')}方面，") + self.paragraph(group, kind)

    def proactive(self) -> Iterator[str]:
        if self.format.id != "2021":
            yield self.paragraph("proactive", self.kind)
        if self.format.sections:
            yield self.paragraph("tables_lead", "all")

    @property
    def applied(self) -> bool:
        return bool(self.counts["requests.received.total"] or self.counts["requests.carried_in.total"])

    def requests(self) -> Iterator[str]:
        some = "some" if self.format.sections else "some_2014"
        yield self.paragraph("requests", some if self.applied else "none")

    def review(self) -> Iterator[str]:
        rows = ("reconsideration", "litigation_direct", "litigation_after_review")
        yield self.paragraph("review", "some" if any(self.counts[f"review_litigation.{row}.total"] for row in rows) else "none")

    def problems(self) -> Iterator[str]:
        yield self.paragraph("problems", self.own("government"))
        yield self.paragraph("problems", self.own("government_improvements").replace("organ", "improvements"))

    def other(self) -> Iterator[str]:
        fees = "government_from_2021" if self.government else "from_2021"
        yield self.paragraph("other", fees if self.year >= 2021 else "before_2021")

    def paragraph(self, group: str, kind: str) -> str:
        """One sentence for each place of the paragraph, its blanks filled in."""
        places = written()[group][kind]
        chosen = (pick(variants, self.agency.id, self.year, group, number) for number, variants in enumerate(places))
        return "".join(sentence.format_map(self.blanks(group)) for sentence in chosen)

    def blanks(self, group: str) -> Mapping[str, str]:
        sections = {section.id: section.name for section in self.format.sections}
        themes = written()["themes"]
        works = self.agency.works or ("重点领域信息",)
        words = {
            "name": self.agency.name,
            "short": "全县" if self.government else self.agency.short,
            "year": str(self.year),
            "next": str(self.year + 1),
            "theme": pick(themes.get(self.year, themes["other"]), self.agency.id, self.year, group),
            "work": pick(works, self.agency.id, self.year, group),
            "topics": "、".join(shuffled(self.agency.topics, self.agency.id, self.year, group)[:3]),
            "review_title": sections.get("review_litigation", ""),
            "problems_title": sections.get("problems_improvements", ""),
        }
        return Citing(words, self.cited)


LAST = "other_matters"
TITLES_2014 = {
    "overview": "一、概述",
    "proactive_disclosure": "二、主动公开政府信息情况",
    "requests": "三、依申请公开政府信息情况",
    "review_litigation": "四、因政府信息公开申请行政复议、提起行政诉讼情况",
    "problems_improvements": "五、存在的主要问题和改进措施",
    "other_matters": "六、需要说明的事项与附表",
}


class Citing(dict[str, str]):
    """A blank that is no word is a figure, cited by its name."""

    def __init__(self, words: Mapping[str, str], cited: set[str]) -> None:
        super().__init__(words)
        self.cited = cited

    def __missing__(self, name: str) -> str:
        if name not in written()["figures"]:
            raise KeyError(name)
        self.cited.add(name)
        return f'{{{{ figure("{name}") }}}}'
