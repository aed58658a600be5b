"""Whose report it is, and of which year: from its title, from what was typed on the command line, from where it will lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gongkai.county.agencies import AGENCY_ID, Agency
from gongkai.county.report_title import is_office, report_title
from gongkai.county.title_owner import another_owner
from gongkai.imports.document import Block, Document, Paragraph, whole
from gongkai.imports.headings import is_section_head
from gongkai.imports.placing.county_place import CountyPlace
from gongkai.imports.placing.reading_result import Found
from gongkai.reports.narrative import section_of
from gongkai.statute.formats import Format
from gongkai.statute.labels import plain, squeezed

PERIOD = re.compile(
    r"(?P<y1>\d{4})年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日起?(至|到|—|－|-)((?P<y2>\d{4})年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
WHOLE_GOVERNMENT = re.compile(r".*(?<!乡)(?<!镇)(人民政府|[省市县区州盟旗])")
LONGEST_LINE = 40
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Title:
    """`start` and `end` are the blocks it takes; `owner` and `year` are whose and of when it is, as far as the title says."""

    text: str
    owner: str
    year: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller knows: the agency and year typed on the command line, the folder, and its place in a county's data."""

    into: Path
    agency: str | None
    year: int | None
    place: CountyPlace | None = None

    @property
    def agencies(self) -> Mapping[str, Agency]:
        return self.place.agencies if self.place else {}

    @property
    def contradiction(self) -> str:
        """Where what was typed is not what the folder says; empty where it is."""
        if not self.place:
            return ""
        own = self.place.agency.id
        if self.agency and self.agency != own:
            return f"--agency 写的是 {self.agency}，文件夹却是 {own} 的；请改一处"
        if self.year and self.year != self.place.year:
            return f"--year 写的是 {self.year}，文件夹却是 {self.place.year} 年的；请改一处"
        return ""

    def disagreement(self, title: Title) -> str:
        """Where the title is another agency's or year's than the folder, and nobody said that it is meant so; otherwise empty."""
        if not self.place:
            return ""
        agency, year = self.place.agency, self.place.year
        if not self.agency and (owner := another_owner(title.text, agency, self.agencies.values())):
            message = f"标题写的是“{owner}”，文件夹却是{agency.name}（{agency.id}）的；请换一个文件夹"
            return f"{message}，确是它的报告就加上 --agency {agency.id}"
        if not self.year and title.year and title.year != year:
            return f"标题写的是 {title.year} 年，文件夹却是 {year} 年的；请换一个文件夹，确是 {year} 年的报告就加上 --year {year}"
        return ""


def find_title(blocks: Sequence[Block], format: Format) -> Title | None:
    """The last title before the first section, one with a year where there is one; it may be broken over lines.

    A line above it that is the office's name is part of a title that names nobody.
    """
    first_section = next((n for n, block in enumerate(blocks) if begins_body(block, format)), len(blocks))
    found = list(titles_before(blocks, first_section))
    title = next((title for title in found if title.year), next(iter(found), None))
    return with_office_above(title, blocks) if title and not title.owner else title


def titles_before(blocks: Sequence[Block], first_section: int) -> Iterator[Title]:
    """The last first."""
    for start in reversed(range(first_section)):
        for end in range(start + 1, min(start + MOST_LINES, first_section) + 1):
            if title := title_from(blocks, start, end):
                yield title


def with_office_above(title: Title, blocks: Sequence[Block]) -> Title:
    """Below a letter's body the line above is who signed it."""
    above = blocks[title.start - 1] if title.start else None
    name = squeezed(above.text) if isinstance(above, Paragraph) else ""
    lettered = any(block.text.rstrip().endswith(("：", ":")) for block in blocks[: title.start] if isinstance(block, Paragraph))
    if lettered or not is_office(name):
        return title
    return replace(title, text=name + title.text, owner=plain(name), start=title.start - 1)


def begins_body(block: Block, format: Format) -> bool:
    """A statutory section; where the format prescribes none, any numbered one."""
    if not isinstance(block, Paragraph) or not is_section_head(block, format):
        return False
    return not format.sections or section_of(squeezed(block.text), format) is not None


def title_from(blocks: Sequence[Block], start: int, end: int) -> Title | None:
    lines = [block.text for block in blocks[start:end] if isinstance(block, Paragraph)]
    if len(lines) < end - start or any(len(squeezed(line)) > LONGEST_LINE for line in lines):
        return None
    text = squeezed("".join(lines))
    found = report_title(text)
    return Title(text, found.owner, found.year, start, end) if found else None


def title_and_year(document: Document, asked: Asked, format: Format, title: Title | None, found: Found) -> tuple[str, int]:
    """What is asked of the year and the agency wins, and the difference is told."""
    lines = [b for b in document.blocks[title.start : title.end] if isinstance(b, Paragraph)] if title else []
    place = lines[0].place if lines else whole(document.file)
    year = asked.year or (title and title.year) or (asked.place.year if asked.place else 0)
    known = asked.agencies.get(asked.agency or "")
    text = title.text if title else f"{(known.short or known.name) if known else ''}{year}年政府信息公开工作年度报告"
    doubt = "" if title else "原文没有标题，暂写作这样"
    if title and not title.year:
        doubt = f"标题没有写年度，按{'--year' if asked.year else '文件夹'}记作 {year} 年"
    if title and known and (owner := another_owner(title.text, known, asked.agencies.values())):
        doubt = f"标题写的是“{owner}”，而这份报告记在“{known.name}”名下"
    if title and title.year and title.year != year:
        doubt = f"标题写的是 {title.year} 年，按 --year 记作 {year} 年"
    found.note("title", "标题", text, "".join(line.text for line in lines), place, doubt=doubt)
    odd = "" if format.covers(year) else f"{year} 年的报告用的是 {format.id} 年格式（{format.instrument}），按原件的格式读入"
    found.note("format", "格式", format.id, "", place, doubt=odd)
    return text, year


def agency_of(asked: Asked) -> str | None:
    """The folder's in a county; elsewhere as typed, or the folder's name."""
    if asked.place:
        return asked.place.agency.id
    name = asked.agency or asked.into.resolve().name
    return name if AGENCY_ID.match(name) else None


def scope_of(document: Document, agency: Agency | None, title: Title | None, found: Found) -> str:
    if agency:
        return "whole_government" if agency.kind == "government" else "this_organ"
    if title and WHOLE_GOVERNMENT.fullmatch(title.owner):
        return "whole_government"
    if not title or not title.owner:
        message = "不能判断是本级政府汇总还是本机关的报告，暂记作本机关（scope: this_organ）"
        found.problems.append(whole(document.file).doubt(message, "report"))
    return "this_organ"


def period_of(body: Sequence[Block], found: Found) -> tuple[date, date] | None:
    """统计期限, where the report says it."""
    for block in body:
        if not isinstance(block, Paragraph) or "期限" not in plain(block.text):
            continue
        text = squeezed(block.text)
        said = PERIOD.search(plain(text))
        first, last = days_of(said) if said else (None, None)
        if said and first and last:
            found.note("period", "统计期限", f"{first} — {last}", text[slice(*said.span())], block.place)
            return first, last
    return None


def days_of(said: re.Match[str]) -> tuple[date | None, date | None]:
    try:
        first = date(int(said["y1"]), int(said["m1"]), int(said["d1"]))
        return first, date(int(said["y2"] or said["y1"]), int(said["m2"]), int(said["d2"]))
    except ValueError:
        return None, None
