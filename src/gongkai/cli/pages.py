"""gongkai pages: the catalogue's pages made anew in a site that was built, without building the whole of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.speaking import DATA, print_problems, say
from gongkai.pages import County, build_pages
from gongkai.pages.building import CACHE
from gongkai.problems import errors, summary


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="data文件夹", nargs="?", type=Path, default=DATA, help="data 文件夹（默认 data）")
    parser.add_argument("--site", metavar="文件夹", type=Path, help="make site 生成的文件夹（默认 data 旁边的 site）")
    parser.add_argument("--docs", metavar="文件夹", type=Path, help="人写的页面（默认 data 旁边的 docs）")


def run(options: argparse.Namespace) -> int:
    project = options.data.parent
    county = County(options.data, options.docs or project / "docs", options.site or project / "site", project / CACHE)
    built = build_pages(county)
    print_problems(built.problems)
    if errors(built.problems):
        say(f"{summary(built.problems)}。网站没有改动")
        return 1
    changed = f"写了 {built.written} 个，去掉 {built.removed} 个" if built.written or built.removed else "没有变化"
    say(f"公开目录的网页共 {built.files} 个文件，{changed}")
    return 0
