"""gongkai build: the whole site, without any site generator."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.build.processes import can_copy
from gongkai.build.project import project_in
from gongkai.build.site import build_site
from gongkai.cli.console import example, print_problems, say
from gongkai.county.settings import FILE, FRAMES, OWN_THEME, theme_of
from gongkai.problems import errors, shown, summary
from gongkai.reports.holding_back import in_words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=Path(), help="县的文件夹，里面有 data（默认当前文件夹）"
    )
    parser.add_argument("--site", metavar="文件夹", type=Path, help="网站生成到哪里（默认县的文件夹里的 site）")
    parser.add_argument("--jobs", metavar="数", type=int, default=0, help="同时用几个处理器（默认全部）")
    example(parser, "gongkai build")


def run(options: argparse.Namespace) -> int:
    if options.jobs > 1 and not can_copy():
        say("这台电脑的系统只能用一个处理器生成，--jobs 不起作用；生成的网站是一样的")
    project = project_in(options.folder, options.site)
    if (theme := theme_of(options.folder / FILE)) in FRAMES - {OWN_THEME}:
        say(f"{FILE} 的主题是 {theme}；gongkai build 用专栏自己的版面生成，要放在该主题的网站里，请用 mkdocs build")
    built = build_site(project, options.jobs)
    wrong = errors(built.problems)
    print_problems(wrong)
    where = f"逐条查看：gongkai check {shown(project.data)}"
    if wrong:
        say(f"{summary(built.problems)}。{where}。已发布的网站没有改动")
        return 1
    for remark in built.remarks:
        say(f"{remark}。网站照常生成，只是不提供这份下载")
    changed = f"写了 {built.written} 个，去掉 {built.removed} 个" if built.written or built.removed else "没有变化"
    say(f"已生成 {shown(project.site)}/：共 {built.files} 个文件，{changed}")
    if built.problems or built.of_held:
        others = f"；没有放进网站的报告里另有 {summary(built.of_held)}" if built.of_held else ""
        say(f"检查：{summary(built.problems)}{others}。{where}")
    for line in (*built.notes, *in_words(built.held)):
        say(line)
    return 0
