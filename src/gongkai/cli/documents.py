"""`gongkai documents …`: documents taken in from a list or a folder, and given back as a list."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import DATA, example, print_problems, report_outcome
from gongkai.collection import load_collection
from gongkai.documents.reading import FOLDER
from gongkai.downloads.document_files import content
from gongkai.files import write_durably
from gongkai.imports.placing.documents import Wanted, import_documents
from gongkai.problems import Position, Problem, errors, shown

KINDS = ("xlsx", "csv", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai documents import 文件清单.xlsx", "gongkai documents import --help")
    actions = parser.add_subparsers(dest="action", required=True, metavar="操作")

    take = actions.add_parser("import", help="把文件清单（Excel、CSV）或一个文件夹里的文件读成数据，一次几百件也行")
    take.add_argument(
        "source",
        metavar="清单或文件夹",
        type=Path,
        help="清单（.xlsx、.csv），或放着文件的文件夹（.docx、.pdf、.html、.txt、.md）",
    )
    take.add_argument("--files", metavar="文件夹", type=Path, help="清单里的原文件和附件在哪里（默认和清单在一起）")
    take.add_argument("--agency", metavar="机构", default="", help="原文件没有写时，是哪个机构的：代号或名称")
    take.add_argument("--kind", metavar="种类", default="", help="原文件没有写时，是哪一种，例如 行政规范性文件")
    take.add_argument("--original", action="store_true", help="读成正文的原文件也作为附件公布")
    take.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    take.set_defaults(act=run_import)
    example(
        take,
        "gongkai documents import 文件清单.xlsx --files 文件",
        "gongkai documents import 文件 --agency 财政局 --kind 行政规范性文件",
    )

    export = actions.add_parser("export", help="导出文件清单，改后可再导入")
    export.add_argument("kind", metavar="格式", choices=KINDS, help="、".join(KINDS))
    export.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    export.add_argument("--into", metavar="文件夹", type=Path, default=Path("export"), help="导出到哪个文件夹（默认 export）")
    export.set_defaults(act=run_export)
    example(export, "gongkai documents export xlsx")


def run(options: argparse.Namespace) -> int:
    return int(options.act(options))


def run_import(options: argparse.Namespace) -> int:
    collection, problems = load_collection(options.data)
    if errors(problems):
        return report_outcome(errors(problems), "")
    wanted = Wanted(options.agency, options.kind, options.files, options.original)
    count, found = import_documents(options.source, collection, wanted)
    return report_outcome(found, f"已读入 {count} 件，写在 {shown(options.data / FOLDER)}。请对照原件核对，再运行 gongkai check")


def run_export(options: argparse.Namespace) -> int:
    collection, problems = load_collection(options.data)
    if errors(problems):
        return report_outcome(errors(problems), "")
    if not len(collection.documents):
        place = Position(shown(options.data / FOLDER))
        print_problems([Problem(place, "documents", "这里没有文件，没有什么可以导出；请先用 gongkai documents import 导入")])
        return 1
    county = collection.site.county if collection.site else ""
    target = options.into / f"documents.{options.kind}"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, content(options.kind, collection.documents.all, collection.agencies, county))
    print(shown(target))
    return 0
