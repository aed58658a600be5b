"""The command `gongkai`: parse, call, print, exit code. 0: done; 1: found something wrong; 2: called wrongly."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from gongkai import __version__
from gongkai.accessibility import outdated
from gongkai.archive import Order, Sealed, seal_year, unknown, verify_paths, verify_seals, wrong_site
from gongkai.checks import check_collection, summary
from gongkai.collection import Collection, load_collection
from gongkai.envelope import day
from gongkai.importers import import_file, new_report
from gongkai.ledger import addresses_of, files_of, lost, read_ledger, record
from gongkai.outputs import FORMATS, files_in
from gongkai.outputs.making import CannotMakeError
from gongkai.outputs.schema import stale_schemas, write_schemas
from gongkai.problems import Problem, Severity, errors, shown
from gongkai.publishing import KEEP, go_back, publish
from gongkai.redirects import read_redirects
from gongkai.render.assets import fingerprint
from gongkai.seals import archive_folder, read_seals, seal_file
from gongkai.site import read_site
from gongkai.source import reason

DATA = Path("data")


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # the reader of our output, `head` for example, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        say(f"{shown(Path(error.filename)) if error.filename else '文件'}：{reason(error)}")
        return 1
    except CannotMakeError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("已停止")
        return 1
    except Exception as error:
        if os.environ.get("GONGKAI_TRACE"):
            raise
        say(f"程序自身出错：{type(error).__name__}: {error}。没有写入任何文件；请把这一行告诉维护者")
        return 1


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


ARGPARSE_SAYS = (
    (
        re.compile(r"argument (?P<name>[^:]+): invalid choice: '(?P<said>.*)' \(choose from (?P<known>.*)\)"),
        "没有“{said}”；{name}可以是 {known}",
    ),
    (re.compile(r"argument (?P<name>[^:]+): invalid int value: '(?P<said>.*)'"), "“{said}”不是整数"),
    (re.compile(r"argument --date: (?P<said>“.*)"), "{said}"),
    (re.compile(r"argument (?P<name>[^:]+): expected one argument"), "{name} 后面缺少内容"),
    (re.compile(r"the following arguments are required: (?P<name>.*)"), "缺少 {name}"),
    (re.compile(r"unrecognized arguments: (?P<said>.*)"), "不认识“{said}”"),
)


class Parser(argparse.ArgumentParser):
    """Speaks Chinese where a clerk meets it."""

    def error(self, message: str) -> NoReturn:
        found = ((pattern.fullmatch(message), meaning) for pattern, meaning in ARGPARSE_SAYS)
        meaning = next((meaning.format(**match.groupdict()) for match, meaning in found if match), message)
        say(f"命令写得不对：{meaning}。查看写法：{self.prog} --help")
        raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    top = Parser(prog="gongkai", description="政府信息公开工作年度报告：导入、检查、导出")
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(dest="command", required=True, metavar="命令", parser_class=Parser)

    check = commands.add_parser("check", help="检查数据，逐条列出问题")
    check.add_argument("folder", nargs="?", type=Path, default=DATA, help="data 文件夹，或单独一份报告的文件夹（默认 data）")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="输出的样子")
    check.add_argument("--release", action="store_true", help="按正式发布的要求检查：站点信息缺项即为错误")
    check.add_argument("--all", action="store_true", help="连已作说明的提醒也列出")
    check.set_defaults(run=run_check)

    take = commands.add_parser("import", help="把 Word、PDF、网页或文本文件读成报告草稿")
    take.add_argument("file", type=Path, help="原文件（.docx、.pdf、.html、.txt、.md）")
    take.add_argument("--into", type=Path, required=True, help="放草稿的文件夹，例如 data/reports/2020/zhengning")
    take.add_argument("--agency", help="机构代号（默认取文件夹名）")
    take.add_argument("--year", type=int, help="报告年度（默认从标题中读）")
    take.set_defaults(run=run_import)

    new = commands.add_parser("new", help="按当年的法定格式建一份待填的报告，上年结转带入供核对")
    new.add_argument("year", type=int, help="报告年度")
    new.add_argument("agency", help="机构代号，见 data/agencies.yml")
    new.add_argument("--data", type=Path, default=DATA, help="data 文件夹")
    new.set_defaults(run=run_new)

    export = commands.add_parser("export", help="导出报告")
    export.add_argument("kind", choices=tuple(FORMATS), help="格式")
    export.add_argument("folder", nargs="?", type=Path, default=DATA, help="data 文件夹，或单独一份报告的文件夹（默认 data）")
    export.add_argument("--into", type=Path, default=Path("export"), help="导出到哪个文件夹（默认 export）")
    export.set_defaults(run=run_export)

    archive = commands.add_parser("archive", help="封存一个年度：每份报告做成一个归档包，以后的改动都要写更正")
    archive.add_argument("year", type=int, help="报告年度")
    archive.add_argument("data", nargs="?", type=Path, default=DATA, help="data 文件夹（默认 data）")
    archive.add_argument("--date", type=stated_day, help="封存日期，写进归档包，例如 2021-04-01；没有新封存的可以不写")
    archive.add_argument("--by", default="", help="封存的单位（默认 site.yml 的 contact.office 或 government）")
    archive.add_argument("--without", action="append", choices=("pdf",), default=[], help="这台电脑生成不了、决定不放的文件")
    archive.set_defaults(run=run_archive)

    verify = commands.add_parser("verify", help="核对归档包、封存的数据和网站，一个字节的改动也要找出来")
    verify.add_argument("paths", nargs="*", type=Path, help="归档包（zip 或文件夹）；不写就核对封存过的全部")
    verify.add_argument("--data", type=Path, default=DATA, help="data 文件夹（默认 data）")
    verify.add_argument("--site", type=Path, help="再核对这个生成好的网站文件夹")
    verify.set_defaults(run=run_verify)

    schemas = commands.add_parser("schemas", help="生成编辑器用的 JSON Schema")
    schemas.add_argument("--into", type=Path, default=Path("schemas"), help="放到哪个文件夹（默认 schemas）")
    schemas.add_argument("--check", action="store_true", help="只检查是否过期")
    schemas.set_defaults(run=run_schemas)

    addresses = commands.add_parser("addresses", help="核对已公布的网址是否都还在；--record 把新网址记下来")
    addresses.add_argument("site", nargs="?", type=Path, default=Path("site"), help="make site 生成的文件夹（默认 site）")
    addresses.add_argument("--data", type=Path, default=DATA, help="data 文件夹")
    addresses.add_argument("--record", action="store_true", help="把网站里的新网址记入 addresses.txt；发布以后运行")
    addresses.set_defaults(run=run_addresses)

    publish = commands.add_parser("publish", help="把生成好的网站一步换上线，或退回上一版")
    publish.add_argument("site", nargs="?", type=Path, help="make site 生成的文件夹")
    publish.add_argument("target", type=Path, help="网站服务器读取的文件夹，例如 /srv/gongkai")
    publish.add_argument("--keep", type=int, default=KEEP, help=f"连同这一版保留几个版本（默认 {KEEP}）")
    publish.add_argument("--back", action="store_true", help="退回上一版；这时只写网站服务器读取的文件夹")
    publish.set_defaults(run=run_publish, fault=publish.error)
    return top


def run_check(options: argparse.Namespace) -> int:
    _, problems = checked(options.folder, release=options.release)
    problems += outdated(options.folder, date.today(), fingerprint())  # the office's own day
    told = problems if options.all else [p for p in problems if p.severity is not Severity.ACCEPTED]
    print_problems(told, options.format)
    say(summary(problems))
    return 1 if errors(problems) else 0


def checked(folder: Path, *, release: bool = False) -> tuple[Collection, list[Problem]]:
    collection, problems = load_collection(folder)
    problems += read_redirects(folder, collection.site)[1]
    return collection, problems + check_collection(collection, release=release)


def print_problems(problems: Sequence[Problem], form: str) -> None:
    if form == "json":
        print(json.dumps([as_record(problem) for problem in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        print(as_github(problem) if form == "github" else problem)


def as_record(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "severity": problem.severity.value,
        "rule": problem.rule,
        "subject": problem.subject,
        "message": problem.message,
        "others": [str(position) for position in problem.others],
    }


def as_github(problem: Problem) -> str:
    """A workflow command, which a code host shows beside the line."""
    kind = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ACCEPTED: "notice"}[problem.severity]
    message = problem.message.replace("%", "%25").replace("\n", "%0A")
    place = f"file={problem.position.file},line={problem.position.line or 1},col={problem.position.column or 1}"
    return f"::{kind} {place},title={problem.rule}::{message}"


def run_import(options: argparse.Namespace) -> int:
    problems = import_file(options.file, options.into, options.agency, options.year)
    return told(problems, f"已写成草稿：{shown(options.into)}。请对照原件逐格核对 import-record.csv，再运行 gongkai check")


def told(problems: list[Problem], done: str) -> int:
    """Print what was found; say what was done, or that nothing was written."""
    print_problems(problems, "text")
    if errors(problems):
        say(f"{summary(problems)}。没有写入任何文件")
        return 1
    say(done)
    return 0


def run_new(options: argparse.Namespace) -> int:
    problems = new_report(options.data, options.year, options.agency)
    folder = options.data / "reports" / str(options.year) / options.agency
    return told(problems, f"已建好待填的报告：{shown(folder)}。上一年度带入的数（proposed）要逐条核对；填好后运行 gongkai check")


def run_export(options: argparse.Namespace) -> int:
    collection, problems = checked(options.folder)
    if errors(problems):
        return told(errors(problems), "")
    alone = len(collection.reports) == 1
    folders = [options.into if alone else options.into / str(r.year) / r.agency_id for r in collection.reports]
    made = [(folder, files_in(options.kind, report)) for folder, report in zip(folders, collection.reports, strict=True)]
    for folder, files in made:
        for file in files:
            target = folder / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)
            print(shown(target))
    return 0


def run_addresses(options: argparse.Namespace) -> int:
    """A built site against the addresses that were ever published."""
    if not (options.site / "index.html").is_file():
        say(f"{shown(options.site)}：这里没有生成好的网站；请先运行 make site")
        return 1
    collection, _ = load_collection(options.data)
    redirects, problems = read_redirects(options.data, collection.site)
    ledger, found = read_ledger(options.data)
    there = addresses_of(files_of(options.site))
    problems += [*found, *lost(ledger, there | {redirect.old for redirect in redirects})]
    fresh = len(there - set(ledger))
    print_problems(problems, "text")
    if errors(problems):
        say(f"{summary(problems)}。没有写入任何文件")
        return 1
    if options.record:
        record(options.data, ledger, there)
    say(f"已公布的 {len(ledger)} 个网址都在；{'记下了' if options.record else '还没有记下'} {fresh} 个新网址")
    return 0


def run_publish(options: argparse.Namespace) -> int:
    if options.back == (options.site is not None):
        options.fault("--back 后面只写一个文件夹" if options.back else "缺少网站文件夹或发布到的文件夹")
    os.umask(0o022)  # the web server reads these files as somebody else
    published, problems = go_back(options.target) if options.back else publish(options.site, options.target, options.keep)
    if published is None:
        print_problems(problems, "text")
        say(f"{summary(problems)}。没有改动线上的网站")
        return 1
    done = "没有变化，线上仍是" if not published.changed else "已退回" if options.back else "已发布"
    say(f"{done}：{published.name}")
    if published.redirects_changed:
        say("旧网址的转址有变化；请运行 nginx -s reload")
    return 0


def stated_day(text: str) -> date:
    try:
        return day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run_archive(options: argparse.Namespace) -> int:
    collection, problems = checked(options.data)
    if errors(problems):
        return told(errors(problems), "")
    if collection.site is None:
        say(f"{shown(options.data)} 不是站点的 data 文件夹（里面没有 site.yml）")
        return 1
    by = options.by or collection.site.contact.office or collection.site.government
    sealed, problems = seal_year(collection, options.year, Order(options.date, by, tuple(options.without)))
    if sealed is None:
        return told(problems, "")
    for name in sealed.new:
        print(f"已封存 {name}")
    for name in sealed.made_again:
        print(f"已找回 {name}（与封存时相同）")
    say(sealing_says(options.data, options.year, sealed))
    return 0


def sealing_says(data: Path, year: int, sealed: Sealed) -> str:
    if not sealed.new:
        return f"{year} 年没有要新封存的报告"
    return (
        f"{year} 年新封存 {len(sealed.new)} 份。归档包在 {shown(archive_folder(data) / str(year))}，"
        f"封存记录是 {shown(seal_file(data, year))}，两处都要备份；"
        "包里有收到的原件，不宜公开的先在 report.yml 写 source_withheld: true。核对用 gongkai verify"
    )


def run_verify(options: argparse.Namespace) -> int:
    seals, problems = read_seals(options.data)
    problems += verify_paths(options.paths, seals) if options.paths else verify_seals(seals)
    if options.site:
        site, wrong = read_site(options.data)
        problems += wrong if site is None else wrong_site(seals, options.site, site.government_agency)
    print_problems(problems, "text")
    if errors(problems):
        say(f"发现 {len(errors(problems))} 处不符")
        return 1
    for name in unknown(options.paths, seals):
        say(f"{name}：没有封存记录可以对照，只核对了归档包自身")
    versions = len(seals.all)
    say(
        "核对无误"
        if options.paths
        else f"核对无误：{len(seals.years)} 个年度，{versions} 个归档包"
        if versions
        else "还没有封存过"
    )
    return 0


def run_schemas(options: argparse.Namespace) -> int:
    if options.check:
        problems = stale_schemas(options.into)
        print_problems(problems, "text")
        return 1 if errors(problems) else 0
    write_schemas(options.into)
    return 0


if __name__ == "__main__":
    sys.exit(main())
