"""gongkai export: reports as files, in every form that is offered beside their pages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from gongkai.cli.check import checked
from gongkai.cli.console import DATA, example, report_outcome, say
from gongkai.collection import RULE as COLLECTION
from gongkai.collection import load_collection
from gongkai.downloads.errors import CannotMakeError
from gongkai.downloads.report_files import FORMATS, files_in
from gongkai.downloads.taken_away import Origin
from gongkai.files import write_whole
from gongkai.problems import Position, Problem, errors, shown
from gongkai.reports.holding_back import chosen, in_words
from gongkai.reports.report import Report

RULE = "state"
NOTHING = "这里一份报告也没有，没有什么可以导出；请先用 gongkai new 建一份，或用 gongkai import 导入一份"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai export docx data/reports/2020/finance --into 导出")
    parser.add_argument("kind", metavar="格式", choices=tuple(FORMATS), help="、".join(FORMATS))
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=DATA, help="data 文件夹，或单独一份报告的文件夹（默认 data）"
    )
    parser.add_argument("--into", metavar="文件夹", type=Path, default=Path("export"), help="导出到哪个文件夹（默认 export）")
    parser.add_argument("--final", action="store_true", help="只导出定稿，先按正式发布的要求检查；不写这个，草稿也导出，印明草稿")


def run(options: argparse.Namespace) -> int:
    collection, found = checked(options.folder, release=options.final)
    kept = chosen(collection, found, with_drafts=not options.final)
    collection, problems = kept.collection, [*kept.problems]
    if options.final and collection.site is None:
        problems += still_drafts(options.folder)
    if not (errors(problems) or collection.reports or kept.held):
        problems.append(Problem(Position(shown(options.folder)), COLLECTION, NOTHING))
    if errors(problems):
        return report_outcome(errors(problems), "")
    origin = Origin(collection.site)
    try:
        made = [(folder_for(report, options.into), files_in(options.kind, report, origin)) for report in collection.reports]
    except CannotMakeError as error:
        say(str(error))
        return 1
    for folder, files in made:
        for file in files:
            target = folder / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(str(target), file.content)
            print(shown(target))
    left_out = (str(each) for each in kept.held if options.final or not each.can_be_shown)
    for line in in_words(left_out, "没有导出的报告"):
        say(line)
    return 0


def folder_for(report: Report, into: Path) -> Path:
    """One of its own: the files of every report have the same names, and one office's must not take the place of another's."""
    return into / str(report.year) / report.agency_id


def still_drafts(folder: Path) -> Iterator[Problem]:
    """Of one report's folder: nobody has called it ready."""
    for report in load_collection(folder)[0].reports:
        if report.is_draft:
            todo = f"请先运行 gongkai ready {report.year} {report.agency_id}"
            yield Problem(report.position("state"), RULE, f"这份报告还是草稿，不能导出成定稿；{todo}")
