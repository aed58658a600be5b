"""gongkai province: many counties made into a site each, with pages over them all."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import example, print_problems, say
from gongkai.problems import errors
from gongkai.province.building import Done, build_province
from gongkai.province.dask import NoDaskError, handed_out


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai province 各县 --into 全省")
    parser.add_argument(
        "folder", metavar="各县文件夹", type=Path, help="放各县文件夹的文件夹；每个县的文件夹里有 data，或者就是 data"
    )
    parser.add_argument("--into", metavar="文件夹", type=Path, required=True, help="生成到哪个文件夹，每县一个网站")
    parser.add_argument(
        "--trust",
        metavar="县文件夹名",
        action="append",
        default=[],
        help="这个县自己的程序（macros、mkdocs.yml 的 hooks 和插件）可以运行：在隔离里，没有网络，只有它的文件夹；可以写几次",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--workers", metavar="个数", type=int, default=0, help="在这台电脑上分几个进程（需要 Dask；默认不分）")
    how.add_argument(
        "--scheduler", metavar="地址", default="", help="Dask 调度器的地址，例如 tcp://10.0.0.1:8786；各台机器共用这些文件夹"
    )


def run(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        say(f"找不到文件夹：{options.folder}")
        return 1
    for name in options.trust:
        if not (options.folder / name).is_dir():
            say(f"没有“{name}”这个县的文件夹（--trust）：{options.folder}")
            return 1
    try:
        return province_outcome(made(options), options.into)
    except NoDaskError as error:
        say(str(error))
        return 1


def made(options: argparse.Namespace) -> list[Done]:
    if options.workers < 1 and not options.scheduler:
        return build_province(options.folder, options.into, trusted=options.trust)
    with handed_out(options.workers, options.scheduler) as each:
        return build_province(options.folder, options.into, each, options.trust)


def province_outcome(done: list[Done], into: Path) -> int:
    """Every error, and how many remarks there are; 1 when a county could not be made, or there was none."""
    for one in done:
        print_problems(errors(one.problems))
    failed = [one.record for one in done if not one.record.made]
    files = sum(one.files for one in done)
    remarks = sum(len(one.problems) - len(errors(one.problems)) for one in done)
    say(f"{len(done)} 个县，生成了 {len(done) - len(failed)} 个，共 {files} 个文件：{into}")
    if remarks:
        say(f"另有 {remarks} 条提醒；查看一个县的：gongkai check 县的文件夹/data")
    if failed:
        say(f"没有生成的县：{'、'.join(f'{one.county}（{one.folder}）' for one in failed)}；原有的网站没有改动")
    if not done:
        say("没有找到任何县：各县的文件夹里要有 site.yml 或 data/site.yml")
    return 1 if failed or not done else 0
