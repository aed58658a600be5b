"""What was imported, compared with the document cell by cell and ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gongkai.editing.file_change import FileChange, Made, as_typed
from gongkai.editing.found_report import FoundReport
from gongkai.imports.tick_sheet import read_tick_sheet
from gongkai.problems import Position, Problem, shown
from gongkai.reports.import_record import FILE, RULE, RecordLine, open_lines, record_bytes, ticked


class Ticks(NamedTuple):
    """What was compared, by whom (may be empty where a sheet says it) and when: places with all that stands in them, all that is
    open, a sheet, or one line of the record alone.
    """

    by: str
    day: str
    places: Sequence[str] = ()
    all: bool = False
    sheet: Path | None = None
    line: str = ""


def ticking(found: FoundReport, lines: Sequence[RecordLine], asked: Ticks) -> Made:
    """The record with the ticks; or why they cannot be."""
    done, problems = compared(found, lines, asked)
    if problems:
        return [], problems
    file = found.report.folder / FILE
    return [FileChange(file, as_typed(file), record_bytes(done).decode())], []


def as_open(found: FoundReport, lines: Sequence[RecordLine]) -> list[RecordLine]:
    """With the values that the report has now, and no tick on what changed after it."""
    now = {each.line.address: each.now for each in open_lines(found.report, lines) if each.now is not None}
    return [replace(line, value=now[line.address], ticked="", by="") if line.address in now else line for line in lines]


def compared(found: FoundReport, lines: Sequence[RecordLine], asked: Ticks) -> tuple[list[RecordLine], list[Problem]]:
    """Every line, those that were compared with their tick; or why they cannot be ticked."""
    if asked.sheet:
        return from_sheet(found, lines, asked, asked.sheet)
    if not asked.by:
        return [], [Problem(Position(shown(found.report.folder / FILE)), RULE, "没有写核对人；用 --by 写明")]
    known = {place for line in lines for place in places_of(line.address)}
    if unknown := [place for place in asked.places if place not in known]:
        return [], [Problem(Position(shown(found.report.folder / FILE)), RULE, f"导入记录里没有“{unknown[0]}”")]
    still_open = {each.line.address for each in open_lines(found.report, lines)}
    places = {*asked.places}
    chosen = {line.address for line in lines if asked.all or line.address == asked.line or places & {*places_of(line.address)}}
    chosen &= still_open
    mark = asked.day
    return [ticked(line, found.report, mark, asked.by) if line.address in chosen else line for line in lines], []


def places_of(address: str) -> list[str]:
    """
    >>> places_of("fees.a.b")
    ['fees', 'fees.a', 'fees.a.b']
    """
    steps = address.split(".")
    return [".".join(steps[:number]) for number in range(1, len(steps) + 1)]


def from_sheet(
    found: FoundReport, lines: Sequence[RecordLine], asked: Ticks, sheet: Path
) -> tuple[list[RecordLine], list[Problem]]:
    marks, problems = read_tick_sheet(sheet)
    by_address = {line.address: line for line in marks}
    now = {line.address: line.value for line in as_open(found, lines)}
    here = Position(shown(sheet))
    for address, mark in by_address.items():
        if address not in now:
            problems.append(Problem(here, RULE, f"导入记录里没有“{address}”"))
        elif mark.value != now[address]:
            message = f"{mark.label}：表里是“{mark.value}”，报告里是“{now[address]}”；数不对的先用 gongkai correct 改正，再核对"
            problems.append(Problem(here, RULE, message, subject=address))
    problems += without_name([mark for address, mark in by_address.items() if address in now and not (mark.by or asked.by)], here)
    still_open = {each.line.address for each in open_lines(found.report, lines)} & by_address.keys()
    done = [
        ticked(line, found.report, by_address[line.address].ticked, by_address[line.address].by or asked.by)
        if line.address in still_open
        else line
        for line in lines
    ]
    return done, problems


def without_name(marks: Sequence[RecordLine], here: Position) -> list[Problem]:
    """One line for all of them: what is missing is one word on the command line."""
    if not marks:
        return []
    others = f"等 {len(marks)} 行" if marks[1:] else ""
    return [Problem(here, RULE, f"{marks[0].label}{others}：没有写核对人；写在表里，或用 --by 写明")]
