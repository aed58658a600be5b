"""gongkai serve: the site on this machine, made again whenever something is changed."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.build.preview import HOST, follow, preview_of, served
from gongkai.build.project import Built
from gongkai.build.site import build_site
from gongkai.cli.console import example, print_problems, say
from gongkai.problems import errors, summary
from gongkai.reports.holding_back import in_words

PORT = 8000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=Path(), help="县的文件夹，里面有 data（默认当前文件夹）"
    )
    parser.add_argument("--port", metavar="端口", type=int, default=PORT, help=f"端口（默认 {PORT}）；只有这台电脑能看")
    example(parser, "gongkai serve", "gongkai serve --port 8001")


def run(options: argparse.Namespace) -> int:
    project = preview_of(options.folder)
    built = build_site(project)
    tell(built)
    if errors(built.problems):
        return 1
    try:
        with served(project.site, options.port) as address:
            say(f"请在浏览器里打开 {address}；改了数据会自动重新生成，按 Ctrl+C 结束")
            follow(project, tell)
    except KeyboardInterrupt:
        say("已停止")
    except (OSError, OverflowError):
        say(f"{HOST} 的端口 {options.port} 用不了，可能已被别的程序占用；请用 --port 换一个，例如 --port {PORT + 1}")
        return 1
    return 0


def tell(built: Built) -> None:
    """What is wrong, or how many files were written."""
    print_problems(errors(built.problems))
    if errors(built.problems):
        say(f"{summary(built.problems)}。没有重新生成，网页还是原来的样子")
    elif built.written or built.removed:
        say(f"已生成：写了 {built.written} 个文件，去掉 {built.removed} 个")
    else:
        say("没有变化")
    for line in in_words(built.held, "还没有公布的报告"):
        say(line)
