"""gongkai review: reports of any form looked through for a reviewer, and the reviewer's remarks taken back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from gongkai.cli.console import example, say
from gongkai.files import write_whole
from gongkai.problems import shown
from gongkai.province.dask import NoDaskError, handed_out
from gongkai.review import comparison_files
from gongkai.review.city import Outcome, review_city, review_county, tasks_of
from gongkai.review.comparison import compare
from gongkai.review.package import read_package
from gongkai.review.remarks import taken
from gongkai.review.returned import remarks
from gongkai.review.reviewing import FILES, Review, review
from gongkai.review.sources import sources
from gongkai.review.worklist_page import NAME, SHOWN

INTO = Path("审核")
NO_PAIR = "没有读到同一份报告的两稿，没有比较，也没有写结果。"
NONE_READ = "没有读到一份年度报告，没有写结果"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        "gongkai review 报告.docx --into 审核",
        "gongkai review 报告.docx --take 审核/审核意见.xlsx",
        "gongkai review 报告.docx --against 原稿.docx --into 对比",
        "gongkai review --counties 各县 --into 全市审核",
    )
    parser.add_argument(
        "paths",
        metavar="文件",
        nargs="+",
        type=Path,
        help="Word、PDF、网页、文本、Excel 文件，一个县的数据，归档包，或放着这些的文件夹、zip",
    )
    parser.add_argument("--into", metavar="文件夹", type=Path, default=INTO, help=f"审核结果写到哪个文件夹（默认 {INTO}）")
    parser.add_argument("--year", metavar="年度", type=int, help="标题和文件名里都没有年度的报告，是哪一年的")
    parser.add_argument(
        "--take", metavar="审核意见", type=Path, help="带回审核人写了意见的 Excel（审核意见.xlsx 或 各格数据.xlsx），不再审核"
    )
    parser.add_argument(
        "--against",
        metavar="原稿",
        type=Path,
        help="与原稿（文件、文件夹或 zip）逐格、逐句对比，写成“两稿对比”，不再审核",
    )
    parser.add_argument("--counties", action="store_true", help="文件是一个文件夹，里面每个文件夹或 zip 是一个县，另写一页工作单")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--workers", metavar="个数", type=int, default=0, help="审核许多县时，用 Dask 在这台电脑上分几个进程（默认不用 Dask）"
    )
    how.add_argument(
        "--scheduler", metavar="地址", default="", help="Dask 调度器的地址，例如 tcp://10.0.0.1:8786；各台机器共用这些文件夹"
    )


def run(options: argparse.Namespace) -> int:
    if options.take:
        return take(options)
    if options.counties:
        return counties(options)
    files = comparison_files.FILES if options.against else FILES
    if there := occupied(options.into, files):
        say(there)
        return 1
    if options.against:
        return against(options)
    return review_outcome(review(options.paths, options.into, county_name(options.paths), options.year), options.into)


def occupied(into: Path, files: Sequence[str]) -> str:
    """Why nothing is written there: a reviewer's remarks may stand in a file of the same name. Empty where none is."""
    there = next((into / name for name in files if (into / name).exists()), None)
    return f"已有 {shown(there)}，里面可能写着意见，不会覆盖；请用 --into 换一个文件夹" if there else ""


def counties(options: argparse.Namespace) -> int:
    """A line for each county; 1 when one could not be reviewed, or has an error."""
    (folder, *others), into = options.paths, options.into
    if others or not folder.is_dir():
        say("审核许多县时只写一个文件夹，里面每个文件夹或 zip 是一个县")
        return 1
    if not any(tasks_of(folder, into.absolute(), options.year)):
        say(f"{shown(folder)} 里没有一个县（文件夹或 zip），没有写结果")
        return 1
    begun = [file.relative_to(into).as_posix() for file in sorted(into.glob(f"*/{FILES[1]}"))]
    if there := occupied(into, [NAME, *begun]):
        say(there)
        return 1
    try:
        done = city(folder, options)
    except NoDaskError as error:
        say(str(error))
        return 1
    for one in done:
        for problem in one.unread:
            print(problem)
    for one in done:
        print(f"{one.county}：{one.reports} 份报告，{'，'.join(f'{kind} {one.counts.get(kind, 0)}' for kind in SHOWN)}")
    say(f"{len(done)} 个县，工作单在 {shown(into / NAME)}")
    return 1 if not done or any(one.unread or one.counts.get("错误") for one in done) else 0


def city(folder: Path, options: argparse.Namespace) -> list[Outcome]:
    if options.workers < 1 and not options.scheduler:
        return review_city(folder, options.into, options.year)
    with handed_out(options.workers, options.scheduler, review_county) as each:
        return review_city(folder, options.into, options.year, each)


def against(options: argparse.Namespace) -> int:
    """Every difference a line; 1 when a report has no other draft, or a file could not be read, or not to its end.

    Without two drafts nothing is written.
    """
    with sources([options.against], beside=options.into) as old, sources(options.paths, beside=options.into) as new:
        older, newer = read_package(old, options.year), read_package(new, options.year)
        found = compare(older, newer)
    unread = (*older.unread, *newer.unread)
    if not found.pairs:
        for problem in unread:
            print(problem)
        say("".join((NO_PAIR, *comparison_files.beforehand(found))))
        return 1
    options.into.mkdir(parents=True, exist_ok=True)
    for name, content in zip(comparison_files.FILES, (comparison_files.word(found), comparison_files.book(found)), strict=True):
        write_whole(str(options.into / name), content)
    for line in (*unread, *found.differences):
        print(line)
    say("".join((comparison_files.counted(found), *comparison_files.beforehand(found))) + f"结果在 {shown(options.into)}")
    return 0 if found.is_whole and not unread else 1


def take(options: argparse.Namespace) -> int:
    """Every remark a line at its place; 1 when one has no place."""
    said, problems = remarks(options.take)
    with sources(options.paths) as handed_in:
        package = read_package(handed_in, options.year)
    found, lost = taken(said, package)
    for line in (*package.unread, *problems, *lost, *found):
        print(line)
    if said or not problems:
        left = f"，{len(lost)} 条没有放处" if lost else ""
        say(f"{shown(options.take)}：{len(said)} 条意见，{len(found)} 条在格上或句上{left}")
    return 1 if problems or lost else 0


def county_name(paths: list[Path]) -> str:
    """What the review is called after: the one folder or archive that was named."""
    one = paths[0].resolve() if len(paths) == 1 else None
    return one.stem if one and (one.is_dir() or one.suffix.lower() == ".zip") else ""


def review_outcome(done: Review, into: Path) -> int:
    """Every finding a line; 1 when there is an error, or a file that could not be read. Nothing was written of no report."""
    for problem in done.unread:
        print(problem)
    for finding in done.found:
        print(finding)
    counts = done.counts
    numbers = "，".join(f"{kind} {counts.get(kind, 0)}" for kind in ("错误", "提醒", "跳变"))
    unread = f"，没有审核的文件 {len(done.unread)} 个" if done.unread else ""
    where = f"结果在 {shown(into)}：{'、'.join(FILES)}" if done.reports else NONE_READ
    say(f"{done.agencies} 个机构 {done.reports} 份报告：{numbers}{unread}。{where}")
    return 1 if counts.get("错误") or done.unread else 0
