"""gongkai measure: the built site in a browser, page by page, for the accessibility statement that stands on it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from gongkai.build.project import project_in
from gongkai.cli.check import checked
from gongkai.cli.console import example, print_problems, say
from gongkai.drawn.browser import NoToolsError, check_libraries
from gongkai.measure.states import STATES
from gongkai.problems import errors, shown, summary

NEEDED = {"playwright": "Playwright", "axe_playwright_python": "axe"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=Path(), help="县的文件夹，里面有 data（默认当前文件夹）"
    )
    parser.add_argument("--site", metavar="文件夹", type=Path, help="生成好的网站在哪里（默认县的文件夹里的 site）")
    parser.add_argument("--whole", action="store_true", help="每一页都检测；不写就每一种检测几页，共 60 页左右")
    parser.add_argument("--nu", metavar="文件", type=Path, help="W3C 的 Nu 检查器（vnu.jar）；写了就连 HTML 一起检查，要有 Java")
    example(parser, "gongkai measure")


def run(options: argparse.Namespace) -> int:
    project = project_in(options.folder, options.site)
    collection, problems = checked(project.data)
    if wrong := errors(problems):
        print_problems(wrong)
        say(f"{summary(wrong)}。没有检测")
        return 1
    from gongkai.measure import measuring  # noqa: PLC0415 - the other commands load nothing of it

    try:
        check_libraries(NEEDED, "不能检测")
        if reason := measuring.not_of(project.site, collection):
            say(f"{reason}。没有检测")
            return 1
        measured = measuring.measure(project.site, whole=options.whole, nu=options.nu)
    except NoToolsError as error:
        say(str(error))
        return 1
    file = measuring.write_measurement(measured, collection, date.today())  # the office's own day
    for finding in measured.findings:
        print(finding)
    extent = f"检测了 {len(measured.addresses)} 个页面（全站 {measured.pages} 个），每页 {len(STATES)} 种显示状态"
    say(f"{extent}，{len(measured.findings)} 个问题；已写入 {shown(file)}")
    say("再生成一次网站，无障碍声明就写这次的结果")
    return 1 if measured.findings else 0
