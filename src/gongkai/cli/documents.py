"""`gongkai documents …`: documents taken in from a list, a folder or an old portal's pages, given back as a list, taken back."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gongkai.cli.console import DATA, example, print_problems, report_outcome, say
from gongkai.cli.editing import agree_option
from gongkai.collection import Collection, load_collection
from gongkai.documents.reading import FOLDER
from gongkai.documents.writing import list_of
from gongkai.downloads.document_files import content
from gongkai.downloads.document_form import form
from gongkai.files import write_durably
from gongkai.imports.placing.document_removal import chosen, compressed, refused, remove
from gongkai.imports.placing.documents import Reading, Wanted, import_documents, read_documents
from gongkai.imports.placing.understood import understood
from gongkai.problems import Position, Problem, errors, shown

KINDS = ("xlsx", "csv", "json")
NO_CLERK = "这里已有这个文件，不会覆盖它；请换一个名称"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai documents import 文件清单.xlsx", "gongkai documents import --help")
    actions = parser.add_subparsers(dest="action", required=True, metavar="操作")

    blank = actions.add_parser("form", help="写出一份空白的文件清单（Excel），列名、可选的种类和机构都在里面，填好再导入")
    blank.add_argument("file", metavar="清单", type=Path, help="写到哪个文件，例如 文件清单.xlsx")
    data_option(blank)
    blank.set_defaults(act=run_form)
    example(blank, "gongkai documents form 空白清单.xlsx")

    take = actions.add_parser("import", help="把文件清单（Excel、CSV）或一个文件夹里的文件、旧网页读成数据，一次几百件也行")
    take.add_argument(
        "source",
        metavar="清单或文件夹",
        type=Path,
        help="清单（.xlsx、.csv），或放着文件的文件夹（.docx、.pdf、.txt、.md，存下来的网页 .html、.htm、.shtml）",
    )
    take.add_argument("--files", metavar="文件夹", type=Path, help="清单里的原文件和附件在哪里（默认和清单在一起）")
    take.add_argument("--agency", metavar="机构", default="", help="原文件没有写时，是哪个机构的：代号或名称")
    take.add_argument("--kind", metavar="种类", default="", help="原文件没有写时，是哪一种，例如 行政规范性文件")
    take.add_argument(
        "--address", metavar="网址", default="", help="存下来的旧网页原来在哪里，例如 https://old.example/zwgk/tzgg/"
    )
    take.add_argument("--original", action="store_true", help="读成正文的原文件也作为附件公布")
    take.add_argument("--list", metavar="清单", type=Path, help="不导入，把读懂的写成一份清单（.xlsx）；要填的格填好再导入它")
    take.add_argument("--dry-run", action="store_true", help="只说明会读入哪些、有什么不对，不写入任何文件")
    data_option(take)
    take.set_defaults(act=run_import)
    example(
        take,
        "gongkai documents import 文件清单.xlsx --files 文件",
        "gongkai documents import 文件 --agency 财政局 --kind 行政规范性文件",
    )

    export = actions.add_parser("export", help="导出文件清单，改后可再导入")
    export.add_argument("kind", metavar="格式", choices=KINDS, help="、".join(KINDS))
    data_option(export)
    export.add_argument("--into", metavar="文件夹", type=Path, default=Path("export"), help="导出到哪个文件夹（默认 export）")
    export.set_defaults(act=run_export)
    example(export, "gongkai documents export xlsx")

    back = actions.add_parser("remove", help="收回读错了、还没有公布过的文件；公布过的不能收回，写明废止")
    back.add_argument("ids", metavar="代号", nargs="+", help="文件代号，连着的可以写 2021-0001..2021-0300")
    agree_option(back)
    data_option(back)
    back.set_defaults(act=run_remove)
    example(back, "gongkai documents remove 2021-0001")


def data_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")


def run(options: argparse.Namespace) -> int:
    collection, problems = load_collection(options.data)
    if errors(problems):
        return report_outcome(errors(problems), "")
    return int(options.act(options, collection))


def run_form(options: argparse.Namespace, collection: Collection) -> int:
    return write_form(options.file, form(collection.agencies), "已写出 {}；填好以后运行 gongkai documents import {}")


def write_form(file: Path, made: bytes, done: str) -> int:
    """A sheet in which somebody may have written is never written over."""
    wrong = NO_CLERK if file.exists() else "请写成 .xlsx" if file.suffix.lower() != ".xlsx" else ""
    if wrong:
        return report_outcome([Problem(Position(shown(file)), FOLDER, wrong)], "")
    file.parent.mkdir(parents=True, exist_ok=True)
    write_durably(file, made)
    say(done.format(shown(file), shown(file)))
    return 0


def run_import(options: argparse.Namespace, collection: Collection) -> int:
    wanted = Wanted(options.agency, options.kind, options.files, options.original, options.address)
    reading = read_documents(options.source, collection, wanted)
    if options.list and reading.rows:
        return run_list(options, collection, reading)
    if options.dry_run or errors(reading.problems):
        code = report_outcome(reading.problems, f"会读入 {len(reading.taken)} 件{where_from(reading)}。还没有写入任何文件")
        if code and options.source.is_dir() and reading.rows:
            say(f"可以先写成清单，填好再读入：gongkai documents import {shown(options.source)} --list 清单.xlsx")
        return code
    found = [*reading.problems, *import_documents(reading, collection)]
    code = report_outcome(found, f"已读入 {len(reading.taken)} 件，写在 {shown(options.data / FOLDER)}{where_from(reading)}")
    if not code:
        ids = " ".join(compressed(each.document.id for each in reading.taken))
        say("请对照原件核对，再运行 gongkai check")
        say(f"要收回这一次：gongkai documents remove {ids}")
    return code


def where_from(reading: Reading) -> str:
    """Into which lists they go, and how many old addresses lead on to them."""
    return "".join(said_of(reading))


def said_of(reading: Reading) -> Iterator[str]:
    counts = Counter(list_of(each.document) for each in reading.taken)
    lists = "、".join(f"{name}.yml {count} 件" for name, count in sorted(counts.items()))
    yield f"（{lists}）" if lists else ""
    yield f"；{len(reading.redirects)} 个旧网址转到新网页（redirects.yml）" if reading.redirects else ""


def run_list(options: argparse.Namespace, collection: Collection, reading: Reading) -> int:
    rows = understood(reading, collection.agencies)
    print_problems([problem for problem in reading.problems if problem not in errors(reading.problems)])
    doubtful = sum(bool(row.remark or row.doubtful) for row in rows)
    folder = options.source if options.source.is_dir() else options.files or options.source.parent
    next_command = f"gongkai documents import {{}} --files {shown(folder)}"
    done = f"已写出 {{}}，共 {len(rows)} 件，要看的 {doubtful} 件；填好以后运行 {next_command}"
    return write_form(options.list, form(collection.agencies, rows), done)


def run_export(options: argparse.Namespace, collection: Collection) -> int:
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


def run_remove(options: argparse.Namespace, collection: Collection) -> int:
    ids, problems = chosen(options.ids, collection.documents.by_id.keys())
    problems += refused(ids, collection)
    if problems:
        return report_outcome(problems, "")
    if not options.yes:
        for id in ids:
            print(f"{id} {collection.documents.by_id[id].title}")
        say(f"会收回 {len(ids)} 件，连同正文、附件和转到它们的旧网址；还没有改动，确认以后加上 --yes 再运行一次")
        return 0
    return report_outcome(remove(ids, collection), f"已收回 {len(ids)} 件：{' '.join(compressed(ids))}")
