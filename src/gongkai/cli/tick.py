"""gongkai tick: what was imported, compared with the document cell by cell and ticked off."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from gongkai.cli.console import day_option, example, named, say
from gongkai.cli.editing import agree_option, refused, show_and_write
from gongkai.cli.report_folder import day_of, find_report, report_options
from gongkai.downloads import tick_sheet
from gongkai.editing.confirming import confirmation
from gongkai.editing.found_report import FoundReport
from gongkai.editing.ticking import Ticks, as_open, ticking
from gongkai.files import write_whole
from gongkai.problems import Position, Problem, shown
from gongkai.reports.import_record import FILE, RULE, OpenLine, RecordLine, open_lines, read_record

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
    parser.add_argument(
        "places",
        metavar="位置",
        nargs="*",
        help="核对过的地方：表、表.行或表.行.列，带入的照 proposed 写；不写就列出还没有核对的",
    )
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
    if options.places and set(options.places) <= set(found.report.envelope.proposed):
        changes, problems = confirmation(found, *options.places)
        return refused(problems) if problems else show_and_write(changes, agreed=options.yes)
    lines, problems = read_record(found.report.folder)
    here = Position(shown(found.report.folder / FILE))
    if lines is None:
        return refused(problems or [Problem(here, RULE, NO_RECORD)])
    if options.to:
        return write_sheet(as_open(found, lines), options.to)
    if not (options.places or options.all or options.sheet):
        return show_open(found, lines)
    asked = Ticks(options.by or "", day_of(options), options.places, options.all, options.sheet)
    changes, problems = ticking(found, lines, asked)
    return refused(problems) if problems else show_and_write(changes, agreed=options.yes)


def write_sheet(lines: Sequence[RecordLine], file: Path) -> int:
    if file.exists():
        return refused([Problem(Position(shown(file)), RULE, OCCUPIED)])
    write_whole(str(file), tick_sheet.content(lines))
    say(f"已写成 {shown(file)}；打过勾以后用 --from 读回")
    return 0


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
