"""gongkai export: reports as files, in every form that is offered beside their pages."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.check import checked
from gongkai.cli.console import DATA, example, report_outcome, say
from gongkai.downloads.errors import CannotMakeError
from gongkai.downloads.report_files import FORMATS, files_in
from gongkai.files import write_whole
from gongkai.problems import errors, shown


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai export docx data/reports/2020/finance --into 导出")
    parser.add_argument("kind", metavar="格式", choices=tuple(FORMATS), help="、".join(FORMATS))
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=DATA, help="data 文件夹，或单独一份报告的文件夹（默认 data）"
    )
    parser.add_argument("--into", metavar="文件夹", type=Path, default=Path("export"), help="导出到哪个文件夹（默认 export）")


def run(options: argparse.Namespace) -> int:
    collection, problems = checked(options.folder)
    if errors(problems):
        return report_outcome(errors(problems), "")
    alone = len(collection.reports) == 1
    folders = [options.into if alone else options.into / str(r.year) / r.agency_id for r in collection.reports]
    try:
        made = [(folder, files_in(options.kind, report)) for folder, report in zip(folders, collection.reports, strict=True)]
    except CannotMakeError as error:
        say(str(error))
        return 1
    for folder, files in made:
        for file in files:
            target = folder / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(str(target), file.content)
            print(shown(target))
    return 0
