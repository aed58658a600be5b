"""gongkai tick: what was imported, compared with the document cell by cell and ticked off."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gongkai.cli.console import day_option, example, named, say
from gongkai.cli.editing import FileChange, agree_option, as_typed, refused, show_and_write
from gongkai.cli.report_folder import FoundReport, day_of, find_report, report_options
from gongkai.downloads import tick_sheet
from gongkai.files import write_whole
from gongkai.imports.tick_sheet import read_tick_sheet
from gongkai.problems import Position, Problem, shown
from gongkai.reports.import_record import FILE, RULE, OpenLine, RecordLine, open_lines, read_record, record_bytes, ticked

OCCUPIED = "已经有这个文件，里面可能打过勾，不会覆盖；请换一个名字"
NO_RECORD = "没有可以核对的导入记录；导入的报告才有，旧版程序导入的没有“核对”一列"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        "gongkai tick --report 2021/finance",
        "gongkai tick requests.received --by 张三 --report 2021/finance --yes",
        "gongkai tick --to 核对表.xlsx --report 2021/finance",
        "gongkai tick --from 核对表.xlsx --by 张三 --report 2021/finance",
    )
    parser.add_argument("places", metavar="位置", nargs="*", help="核对过的地方：表、表.行或表.行.列；不写就列出还没有核对的")
    parser.add_argument("--all", action="store_true", help="全部核对过了")
    parser.add_argument("--to", metavar="核对表", type=Path, help="写成 Excel 核对表，存疑的在最前面")
    parser.add_argument("--from", metavar="核对表", type=Path, dest="sheet", help="读回打过勾的 Excel 核对表")
    parser.add_argument("--by", metavar="核对人", type=named, help="谁核对的")
    day_option(parser, "哪一天核对的（默认今天）")
    report_options(parser)
    agree_option(parser)


def run(options: argparse.Namespace) -> int:
    found, problems = find_report(options)
    if found is None:
        return refused(problems)
    lines, problems = read_record(found.report.folder)
    here = Position(shown(found.report.folder / FILE))
    if lines is None:
        return refused(problems or [Problem(here, RULE, NO_RECORD)])
    if options.to:
        return write_sheet(as_open(found, lines), options.to)
    if not (options.places or options.all or options.sheet):
        return show_open(found, lines)
    done, problems = compared(found, lines, options)
    if problems:
        return refused(problems)
    change = FileChange(found.report.folder / FILE, as_typed(found.report.folder / FILE), record_bytes(done).decode())
    return show_and_write([change], agreed=options.yes)


def write_sheet(lines: Sequence[RecordLine], file: Path) -> int:
    if file.exists():
        return refused([Problem(Position(shown(file)), RULE, OCCUPIED)])
    write_whole(str(file), tick_sheet.content(lines))
    say(f"已写成 {shown(file)}；打过勾以后用 --from 读回")
    return 0


def as_open(found: FoundReport, lines: Sequence[RecordLine]) -> list[RecordLine]:
    """With the values that the report has now, and no tick on what changed after it."""
    now = {each.line.address: each.now for each in open_lines(found.report, lines) if each.now is not None}
    return [replace(line, value=now[line.address], ticked="", by="") if line.address in now else line for line in lines]


def show_open(found: FoundReport, lines: Sequence[RecordLine]) -> int:
    """Exit code 1 while anything is open."""
    still_open = sorted(open_lines(found.report, lines), key=lambda each: not each.line.doubt)
    for each in still_open:
        print(in_words(each))
    say(f"还有 {len(still_open)} 处没有核对，其中存疑 {sum(bool(each.line.doubt) for each in still_open)} 处")
    return 1 if still_open else 0


def in_words(each: OpenLine) -> str:
    line = each.line
    printed = f"，原文“{line.text}”" if line.text or not line.value else ""
    where = f"（{line.where}）" if line.where else ""
    said = f"{line.address} {line.label}：{line.value or '（空白）'}{printed}{where}"
    changed = f"；核对时是“{line.value}”，现在是“{each.now}”" if each.now is not None else ""
    return said + (f"；存疑：{line.doubt}" if line.doubt else "") + changed


def compared(
    found: FoundReport, lines: Sequence[RecordLine], options: argparse.Namespace
) -> tuple[list[RecordLine], list[Problem]]:
    """Every line, those that were compared with their tick; or why they cannot be ticked."""
    if options.sheet:
        return from_sheet(found, lines, options)
    if not options.by:
        return [], [Problem(Position(shown(found.report.folder / FILE)), RULE, "没有写核对人；用 --by 写明")]
    known = {place for line in lines for place in places_of(line.address)}
    if unknown := [place for place in options.places if place not in known]:
        return [], [Problem(Position(shown(found.report.folder / FILE)), RULE, f"导入记录里没有“{unknown[0]}”")]
    still_open = {each.line.address for each in open_lines(found.report, lines)}
    asked = {*options.places}
    chosen = {line.address for line in lines if options.all or asked & {*places_of(line.address)}} & still_open
    mark = day_of(options)
    return [ticked(line, found.report, mark, options.by) if line.address in chosen else line for line in lines], []


def places_of(address: str) -> list[str]:
    """
    >>> places_of("fees.a.b")
    ['fees', 'fees.a', 'fees.a.b']
    """
    steps = address.split(".")
    return [".".join(steps[:number]) for number in range(1, len(steps) + 1)]


def from_sheet(
    found: FoundReport, lines: Sequence[RecordLine], options: argparse.Namespace
) -> tuple[list[RecordLine], list[Problem]]:
    marks, problems = read_tick_sheet(options.sheet)
    by_address = {line.address: line for line in marks}
    now = {line.address: line.value for line in as_open(found, lines)}
    here = Position(shown(options.sheet))
    for address, mark in by_address.items():
        if address not in now:
            problems.append(Problem(here, RULE, f"导入记录里没有“{address}”"))
        elif mark.value != now[address]:
            message = f"{mark.label}：表里是“{mark.value}”，报告里是“{now[address]}”；数不对的先用 gongkai correct 改正，再核对"
            problems.append(Problem(here, RULE, message, subject=address))
    problems += without_name(
        [mark for address, mark in by_address.items() if address in now and not (mark.by or options.by)], here
    )
    still_open = {each.line.address for each in open_lines(found.report, lines)} & by_address.keys()
    done = [
        ticked(line, found.report, by_address[line.address].ticked, by_address[line.address].by or options.by or "")
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
