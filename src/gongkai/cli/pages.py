"""gongkai pages: the catalogue's pages made anew in a site that was built, without building the whole of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.build import County, build_pages
from gongkai.build.building import CACHE
from gongkai.cli.console import DATA, print_problems, say
from gongkai.problems import errors, shown, summary


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="data文件夹", nargs="?", type=Path, default=DATA, help="data 文件夹（默认 data）")
    parser.add_argument("--site", metavar="文件夹", type=Path, help="make site 生成的文件夹（默认 data 旁边的 site）")
    parser.add_argument("--docs", metavar="文件夹", type=Path, help="人写的页面（默认 data 旁边的 docs）")


def run(options: argparse.Namespace) -> int:
    project = options.data.parent
    county = County(options.data, options.docs or project / "docs", options.site or project / "site", project / CACHE)
    built = build_pages(county)
    wrong = errors(built.problems)
    print_problems(wrong)
    remarks = f"{summary(built.problems)}。逐条查看：gongkai check {shown(options.data)}"
    if wrong:
        say(f"{remarks}。网站没有改动")
        return 1
    changed = f"写了 {built.written} 个，去掉 {built.removed} 个" if built.written or built.removed else "没有变化"
    say(f"公开目录的网页共 {built.files} 个文件，{changed}")
    if built.problems:
        say(f"检查：{remarks}")
    return 0
