"""gongkai review: reports of any form looked through for a reviewer, and the reviewer's remarks taken back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from gongkai.cli.console import example, say
from gongkai.problems import shown
from gongkai.review.reviewing import FILES, Review, review

INTO = Path("审核")


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        "gongkai review 报告.docx --into 审核",
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


def run(options: argparse.Namespace) -> int:
    if there := occupied(options.into, FILES):
        say(there)
        return 1
    return review_outcome(review(options.paths, options.into, county_name(options.paths), options.year), options.into)


def occupied(into: Path, files: Sequence[str]) -> str:
    """Why nothing is written there: a reviewer's remarks may stand in a file of the same name. Empty where none is."""
    there = next((into / name for name in files if (into / name).exists()), None)
    return f"已有 {shown(there)}，里面可能写着意见，不会覆盖；请用 --into 换一个文件夹" if there else ""


def county_name(paths: list[Path]) -> str:
    """What the review is called after: the one folder or archive that was named."""
    one = paths[0].resolve() if len(paths) == 1 else None
    return one.stem if one and (one.is_dir() or one.suffix.lower() == ".zip") else ""


def review_outcome(done: Review, into: Path) -> int:
    """Every finding a line; 1 when there is an error, or a file that could not be read."""
    for problem in done.unread:
        print(problem)
    for finding in done.found:
        print(finding)
    counts = done.counts
    numbers = "，".join(f"{kind} {counts.get(kind, 0)}" for kind in ("错误", "提醒", "跳变"))
    unread = f"，没有审核的文件 {len(done.unread)} 个" if done.unread else ""
    say(f"{done.agencies} 个机构 {done.reports} 份报告：{numbers}{unread}。结果在 {shown(into)}：{'、'.join(FILES)}")
    return 1 if counts.get("错误") or done.unread else 0
