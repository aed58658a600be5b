"""gongkai form: the year's report as an Excel form, given out to agencies and taken back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gongkai.cli.console import DATA, example, named, print_problems, say
from gongkai.cli.editing import refused
from gongkai.collection import Collection, load_collection
from gongkai.county.agencies import Agency
from gongkai.forms.collecting import Answered, Asked, Received, collect
from gongkai.forms.exporting import asked_of, export, file_name, write_forms
from gongkai.forms.filling import Order
from gongkai.imports.document import RULE
from gongkai.imports.placing.county_place import no_such
from gongkai.problems import Position, Problem, errors, shown

BOTH = "写一个机构代号，或者用 --each 每个机构一份；二者写一样"
TO_FILL = "填好以后用 gongkai form import 读回"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        "gongkai form export 2025 finance",
        "gongkai form export 2025 --each 填报表",
        "gongkai form import 2025-finance-县财政局.xlsx",
        "gongkai form import 填报表 --year 2025",
    )
    parts = parser.add_subparsers(dest="action", required=True, metavar="做什么")
    export_arguments(parts.add_parser("export", help="写成待填的 Excel 填报表"))
    import_arguments(parts.add_parser("import", help="把填好的填报表读回报告"))


def export_arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai form export 2025 finance", "gongkai form export 2025 --each 填报表")
    parser.add_argument("year", metavar="年度", type=int, help="报告年度")
    parser.add_argument("agency", metavar="机构代号", nargs="?", help="机构代号，见 data/agencies.yml")
    parser.add_argument("-o", "--into", metavar="文件", type=Path, help="写到哪个文件（默认 年度-代号-名称.xlsx）")
    parser.add_argument(
        "--each",
        metavar="文件夹",
        nargs="?",
        type=Path,
        const=Path("填报表"),
        help="每个机构一份，写进这个文件夹（默认 填报表）",
    )
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")


def import_arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai form import 2025-finance-县财政局.xlsx", "gongkai form import 填报表 --year 2025")
    parser.add_argument("place", metavar="文件或文件夹", type=Path, help="交回的填报表，或收齐它们的文件夹")
    parser.add_argument("--year", metavar="年度", type=int, help="只收这个年度的表")
    parser.add_argument("--agency", metavar="机构代号", help="只收这个机构的表")
    parser.add_argument("--by", metavar="核对人", type=named, help="谁为这些数负责，写进导入记录（默认封面的填表人）")
    parser.add_argument("--replace", action="store_true", help="报告里已有别的数的，以表为准；不写就不动，逐格列出")
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")


def run(options: argparse.Namespace) -> int:
    collection, problems = load_collection(options.data)
    if collection.site is None or not collection.agencies:
        return refused(errors(problems))
    return give_out(options, collection) if options.action == "export" else take_back(options, collection)


# ---- Given out


def give_out(options: argparse.Namespace, collection: Collection) -> int:
    if bool(options.agency) == bool(options.each) or (options.each and options.into):
        say(f"命令写得不对：{BOTH}。查看写法：gongkai form export --help")
        return 2
    if options.year > date.today().year:
        return refused([Problem(Position(shown(options.data)), RULE, f"{options.year} 年还没有到，不能导出它的填报表")])
    if options.each:
        return give_to_each(collection, options.year, options.each)
    if fault := no_such(options.data, options.year, options.agency, collection.agencies):
        return refused([fault])
    return give_to_one(collection, options.year, collection.agencies[options.agency], options.into)


def give_to_one(collection: Collection, year: int, agency: Agency, into: Path | None) -> int:
    made, file = export(collection, agency, year), into or Path(file_name(year, agency))
    problems = [made.problem] if made.problem else write_forms([(file, made.content or b"")])
    if problems:
        return refused(problems)
    say(f"已写成 {shown(file)}；{TO_FILL}")
    return 0


def give_to_each(collection: Collection, year: int, folder: Path) -> int:
    made = [export(collection, agency, year) for agency in asked_of(collection, year)]
    files = [(folder / file_name(year, each.agency), each.content) for each in made if each.content is not None]
    left_out = [each.problem for each in made if each.problem]
    if problems := write_forms(files):
        return refused(problems)
    print_problems(left_out)
    if not files:
        say("没有写出填报表")
        return 1
    say(f"已写成 {len(files)} 份，在 {shown(folder)} 里{f'；{len(left_out)} 个机构没有写' if left_out else ''}；{TO_FILL}")
    return 0


# ---- Taken back


def take_back(options: argparse.Namespace, collection: Collection) -> int:
    if not options.place.exists():
        return refused([Problem(Position(shown(options.place)), RULE, "找不到这个文件或文件夹")])
    asked = Asked(options.year, options.agency)
    order = Order(date.today().isoformat(), options.by or "", options.replace)
    answered, problems = collect(options.place, collection, asked, order)
    if answered is None:
        return refused(problems)
    for each in answered.received:
        print_problems(each.problems)
    show_table(answered.received)
    say_the_rest(answered, is_folder=options.place.is_dir())
    return 1 if any(each.refused for each in answered.received) else 0


def show_table(received: Sequence[Received]) -> None:
    for each in received:
        print(f"{'退回' if each.refused else '收下'}　{each.sender}：{outcome(each)}（{shown(each.file)}）")


def outcome(each: Received) -> str:
    if each.same_as:
        return f"与 {each.same_as} 内容相同，不重复收"
    if each.taken is None:
        return f"{len(errors(each.problems))} 处要改，一格也没有写"
    assert each.form
    blank = len(each.form.answers) - each.form.filled
    return f"填了 {each.form.filled} 格，空着 {blank} 格，写入 {each.taken.written} 格 → {shown(each.taken.folder)}"


def say_the_rest(answered: Answered, *, is_folder: bool) -> None:
    taken, back = ([each for each in answered.received if each.refused is state] for state in (False, True))
    if is_folder:
        say(f"收下 {len(taken)} 份，退回 {len(back)} 份，没有交来的 {len(answered.missing)} 个机构")
        for agency in answered.missing:
            say(f"没有交来　{agency.name}（{agency.id}）")
    if taken:
        say("请运行 gongkai check，填好正文，再用 gongkai ready 定稿")
