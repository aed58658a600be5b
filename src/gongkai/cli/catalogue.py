"""`gongkai catalogue …`: a catalogue out of Excel and back, a year set aside, two compared, numbers entered into the ledger."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path

from gongkai.catalogue import FOLDER, Catalogue, load_catalogue
from gongkai.catalogue.difference import difference, difference_text
from gongkai.catalogue.earlier import set_aside
from gongkai.catalogue.guides import FOLDER as GUIDES
from gongkai.catalogue.ledger import FILE, HEAD, ledger_lines
from gongkai.catalogue.published_rows import LATE, MISSING, NEVER, published_rows
from gongkai.checks.index_numbers import check as check_numbers
from gongkai.checks.index_numbers import holders, owner
from gongkai.cli.console import DATA, example, past_day, print_json, print_problems, report_outcome, say
from gongkai.collection import load_collection
from gongkai.county.portal import read_site
from gongkai.downloads.catalogue_files import ALL, KINDS, pieces_of
from gongkai.downloads.catalogue_json import items_content
from gongkai.downloads.coverage_sheet import KINDS as COVERAGE
from gongkai.files import write_durably
from gongkai.imports.placing.catalogue import import_catalogue
from gongkai.imports.placing.guide import import_guide
from gongkai.problems import Position, Problem, errors, shown

NO_CATALOGUE = "这里没有目录，没有什么可以导出；请先用 gongkai catalogue import 导入"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai catalogue import 目录.xlsx", "gongkai catalogue import --help")
    actions = parser.add_subparsers(dest="action", required=True, metavar="操作")

    take = actions.add_parser("import", help="把 Excel、Word 或网页里的目录读成数据")
    take.add_argument("file", metavar="原文件", type=Path, help="原文件（.xlsx、.docx、.html）")
    take.add_argument("--field", metavar="领域", help="领域名称或代号，例如 社会救助；不写就按工作表名或标题判断")
    take.add_argument("--title", metavar="名称", help="领域名称，例如 乡村振兴（默认按原文件或官方名称）")
    take.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    take.set_defaults(act=run_import)
    example(take, "gongkai catalogue import 目录.xlsx")

    export = actions.add_parser("export", help="导出目录：xlsx 是官方两行表头的表格")
    export.add_argument("kind", metavar="格式", choices=tuple(KINDS), help="、".join(KINDS))
    export.add_argument("--field", metavar="领域", help="只导出这个领域（默认全部）")
    export.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    export.add_argument("--into", metavar="文件夹", type=Path, default=Path("export"), help="导出到哪个文件夹（默认 export）")
    export.set_defaults(act=run_export)
    example(export, "gongkai catalogue export xlsx")

    compare = actions.add_parser("diff", help="对比两年的目录")
    compare.add_argument("old", metavar="旧目录", type=Path, help="旧的 data/catalogue 文件夹")
    compare.add_argument("new", metavar="新目录", type=Path, help="新的 data/catalogue 文件夹")
    compare.add_argument("--format", choices=("text", "json"), default="text", help="输出的样子")
    compare.set_defaults(act=run_diff)
    example(compare, "gongkai catalogue diff data/catalogue-2025 data/catalogue")

    keep = actions.add_parser("keep", help="把现在的目录留存为某一年的目录；以后改了什么，网站上的“目录变化”会逐条列出")
    keep.add_argument("year", metavar="年份", type=int, help="例如 2025")
    keep.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    keep.set_defaults(act=run_keep)
    example(keep, "gongkai catalogue keep 2025")

    number = actions.add_parser("number", help="把新用的索引号记入 index_numbers.yml，以后不再发给别的信息")
    number.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    number.set_defaults(act=run_number)
    example(number, "gongkai catalogue number")

    guide = actions.add_parser("guide", help="把国家某个领域的标准指引读成数据；网站和检查据此找出还没有公开的事项")
    guide.add_argument("file", metavar="指引", type=Path, help="指引的目录表（.xlsx、.docx、.html），列名同公开目录")
    guide.add_argument("--field", metavar="领域", help="领域名称或代号；不写就按工作表名或标题判断")
    guide.add_argument("--title", metavar="名称", required=True, help="指引的名称，照原文")
    guide.add_argument("--number", metavar="文号", required=True, help="指引的文号，照原文")
    guide.add_argument("--date", metavar="日期", type=past_day, required=True, help="指引的日期，例如 2019-06-01")
    guide.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    guide.set_defaults(act=run_guide)
    example(guide, "gongkai catalogue guide 指引.xlsx --field 社会救助 --title 指引的名称 --number 文号 --date 2019-06-01")

    table = actions.add_parser("coverage", help="列出每件事项由谁公开、最近哪天公开、迟了没有，给办公室看")
    table.add_argument("kind", metavar="格式", choices=tuple(COVERAGE), help="、".join(COVERAGE))
    table.add_argument("--date", metavar="日期", type=past_day, help="算到哪一天（默认今天）")
    table.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    table.add_argument("--into", metavar="文件夹", type=Path, default=Path("export"), help="导出到哪个文件夹（默认 export）")
    table.set_defaults(act=run_coverage)
    example(table, "gongkai catalogue coverage xlsx")


def run(options: argparse.Namespace) -> int:
    return int(options.act(options))


def run_import(options: argparse.Namespace) -> int:
    problems = import_catalogue(options.file, options.data, options.field, options.title)
    return report_outcome(problems, f"已写入 {shown(options.data / 'catalogue')}。请对照原件核对，再运行 gongkai check")


def run_guide(options: argparse.Namespace) -> int:
    document = (options.title, options.number, options.date)
    problems = import_guide(options.file, options.data, options.field, document)
    return report_outcome(problems, f"已写入 {shown(options.data / GUIDES)}。请对照原件核对，再运行 gongkai check")


def run_coverage(options: argparse.Namespace) -> int:
    """The table is written; what is late is told besides, by name."""
    collection, problems = load_collection(options.data)
    if found := errors(problems):
        return report_outcome(found, "")
    if not collection.catalogue.fields and not collection.catalogue.guides:
        return report_outcome([Problem(Position(shown(options.data / FOLDER)), "catalogue", NO_CATALOGUE)], "")
    day = options.date or date.today()
    rows = [*published_rows(collection.catalogue, collection.documents_as_items, collection.agencies, day)]
    for row in rows:
        if row.state in (LATE, MISSING):
            name = " › ".join(filter(None, (row.matter, row.submatter)))
            print(f"{row.state}：{row.agency or '没有写明由谁公开'}｜{row.field}｜{name}｜{row.why}")
    target = options.into / f"coverage.{options.kind}"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, COVERAGE[options.kind](rows, collection.site.county if collection.site else ""))
    states = Counter(row.state for row in rows)
    counts = f"迟的 {states[LATE]} 行，还没有公开过的 {states[NEVER]} 行，尚无条目的 {states[MISSING]} 行"
    say(f"{shown(target)}：共 {len(rows)} 行；{counts}")
    return 0


def run_export(options: argparse.Namespace) -> int:
    catalogue, problems = load_catalogue(options.data / FOLDER)
    if errors(problems):
        return report_outcome(errors(problems), "")
    fields = [field for field in catalogue.fields if options.field in (None, field.id)]
    if not fields:
        place = Position(shown(options.data / "catalogue"))
        message = f"没有领域“{options.field}”的目录" if catalogue.fields else NO_CATALOGUE
        return report_outcome([Problem(place, "catalogue", message)], "")
    site, _ = read_site(options.data) if (options.data / "site.yml").exists() else (None, [])
    county = site.county if site else ""
    others = b"" if options.field else items_content(catalogue.other_items)
    target = options.into / f"{options.field or ALL}.{options.kind}"
    pieces = [pieces_of(field, catalogue.items_of_field(field), county) for field in fields]
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, KINDS[options.kind].made(pieces, others, county))
    print(shown(target))
    return 0


def loaded(folder: Path) -> tuple[Catalogue, list[Problem]]:
    if not folder.is_dir():
        return Catalogue(), [Problem(Position(shown(folder)), "catalogue", "找不到这个文件夹")]
    return load_catalogue(folder)


def run_diff(options: argparse.Namespace) -> int:
    (old, wrong), (new, also) = loaded(options.old), loaded(options.new)
    if found := errors([*wrong, *also]):
        print_problems(found)
        return 1
    fields = difference(old, new)
    if options.format == "text":
        print(difference_text(fields), end="")
        return 0
    record = [
        {
            "field": (field.after or field.before).id,  # type: ignore[union-attr]  # one of them is there
            "entries": [
                {
                    "before": entry.before.id if entry.before else None,
                    "after": entry.after.id if entry.after else None,
                    "changes": [asdict(change) for change in entry.changes],
                }
                for entry in field.entries
            ],
        }
        for field in fields
    ]
    print_json(record, indent=1)
    return 0


def run_keep(options: argparse.Namespace) -> int:
    kept, problems = set_aside(options.data, options.year)
    place, source = shown(options.data / f"{FOLDER}-{options.year}"), shown(options.data / FOLDER)
    count = f"{len(kept.fields)} 个领域、{len(kept.entries)} 条"
    return report_outcome(problems, f"已把 {count}留存到 {place}；{source} 没有改动，可以继续修改")


def run_number(options: argparse.Namespace) -> int:
    """Only adds to the ledger, and nothing while any number is wrong."""
    collection, problems = load_collection(options.data)
    if found := errors([*problems, *check_numbers(collection)]):
        return report_outcome(found, "")
    known = collection.catalogue.ledger
    new = [(holder.index_number, owner(holder)) for holder in holders(collection) if holder.index_number not in known]
    if new:
        file = options.data / FILE
        before = file.read_text("utf-8") if file.exists() else HEAD
        write_durably(file, f"{before.rstrip()}\n{ledger_lines(iter(new))}".encode())
    say(f"新登记 {len(new)} 个索引号，共 {len(known) + len(new)} 个")
    return 0
