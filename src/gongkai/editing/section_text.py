"""A section of a draft's prose written anew: the lines that stay, and the blank ones between them, stay as they were typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from gongkai.editing.correcting import unreadable
from gongkai.editing.file_change import FileChange, Made, as_typed
from gongkai.editing.found_report import NARRATIVE, FoundReport
from gongkai.problems import Position, Problem, shown
from gongkai.reports.statements import INTRODUCTION, typed

RULE = "narrative"
PUBLIC = "这份报告已经公布过：改文字要写更正（gongkai correct … --was 原句），不能整节换"
HEADING = "一节里的小标题用“###”；“##”是另一节的开头，不写在这里"


class Typed(NamedTuple):
    """A line as it was typed, and how many blank ones follow it."""

    raw: str
    blanks: int


def section_text(found: FoundReport, section: str) -> str | None:
    """What stands in it, a paragraph a line, without its heading; None for a section that the report does not have."""
    blocks = found.report.narrative.introduction
    if section != INTRODUCTION:
        known = found.report.narrative.section(section)
        if known is None:
            return None
        blocks = known.blocks
    return "\n".join(map(typed, blocks))


def rewritten(found: FoundReport, section: str, text: str) -> Made:
    """narrative.md with that text in that section; or why it cannot be."""
    file = found.report.folder / NARRATIVE
    here = Position(shown(file))
    if found.report.was_public:
        return [], [Problem(here, RULE, PUBLIC)]
    place = lines_of(found, section)
    if place is None:
        return [], [Problem(here, RULE, f"报告里没有“{section}”这一节；请照 narrative.md 的章节写")]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if any(line.startswith("#") and not line.startswith("###") for line in lines):
        return [], [Problem(here, RULE, HEADING)]
    before = as_typed(file)
    after = with_lines(before, place, lines)
    changes = [FileChange(file, before, after)]
    problems = [*unreadable(found, changes)]
    return ([], problems) if problems else (changes, [])


def lines_of(found: FoundReport, section: str) -> tuple[int, int | None] | None:
    """Where it stands among the lines of the file, from 0, without its heading; to None: to the end."""
    starts = [(each.id, each.position.line) for each in found.report.narrative.sections]
    if section == INTRODUCTION:
        return 0, starts[0][1] - 1 if starts else None
    for number, (id, line) in enumerate(starts):
        if id == section:
            return line, starts[number + 1][1] - 1 if number + 1 < len(starts) else None
    return None


def with_lines(text: str, place: tuple[int, int | None], lines: Sequence[str]) -> str:
    every = text.removesuffix("\n").split("\n")
    start, stop = place[0], len(every) if place[1] is None else place[1]
    mark = "\ufeff" if start == 0 and text.startswith("\ufeff") else ""
    above, standing = typed_lines([line.removesuffix("\r").removeprefix(mark) for line in every[start:stop]])
    if [each.raw.strip() for each in standing] == list(lines):
        return text
    new = [*([""] * (above or min(start, 1))), *laid_out(standing, lines, last=stop == len(every))]
    return_ = "\r" if "\r\n" in text else ""
    return mark + "\n".join((*every[:start], *(line + return_ for line in new), *every[stop:])) + "\n"


def typed_lines(lines: Sequence[str]) -> tuple[int, list[Typed]]:
    """How many blank lines stand above, and every other line with the blank ones below it."""
    above = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    found: list[Typed] = []
    for line in lines[above:]:
        if line.strip():
            found.append(Typed(line, 0))
        else:
            found[-1] = Typed(found[-1].raw, found[-1].blanks + 1)
    return above, found


def laid_out(standing: Sequence[Typed], lines: Sequence[str], *, last: bool) -> Iterator[str]:
    """The new lines; each that was there as it was typed, with the blank ones below it. An empty one before the next heading."""
    placed = [*placed_lines(standing, lines)]
    for each in placed[:-1]:
        yield each.raw
        yield from [""] * max(each.blanks, 1)
    for each in placed[-1:]:
        yield each.raw
        below = standing[-1].blanks if standing else 0
        yield from [""] * (below if last else max(below, 1))


def placed_lines(standing: Sequence[Typed], lines: Sequence[str]) -> Iterator[Typed]:
    matcher = SequenceMatcher(None, [each.raw.strip() for each in standing], lines, autojunk=False)
    for kind, start, end, first, past in matcher.get_opcodes():
        if kind == "equal":
            yield from standing[start:end]
        for number in range(first, past) if kind != "equal" else ():
            same = standing[start + number - first] if start + number - first < end else None
            yield Typed(lines[number], same.blanks if same else 1)
