"""gongkai desk: the county's reports in a browser on this machine, for people who edit no files."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import example, print_problems, say
from gongkai.county.agencies import AGENCIES
from gongkai.desk.server import HOST, serve_desk
from gongkai.problems import Position, Problem, shown

RULE = "desk"
EVERY_ADDRESS = ("", "0.0.0.0", "::")  # noqa: S104 - refused
OPEN_TO_OTHERS = "注意：监听 {} 以后，同一网络里的其他电脑也能连到这里；谁拿到打开的网址，就能改动数据；用完请按 Ctrl+C 结束"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai desk", "gongkai desk --port 8460 --no-browser")
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=Path(), help="县的文件夹，里面有 data（默认当前文件夹）"
    )
    parser.add_argument("--port", metavar="端口", type=int, default=0, help="端口（默认随便取一个没有人用的）")
    parser.add_argument("--host", metavar="地址", default=HOST, help=f"监听的地址（默认 {HOST}，只有这台电脑能连）")
    parser.add_argument("--no-browser", action="store_true", help="不打开浏览器，只写出网址")


def run(options: argparse.Namespace) -> int:
    data = options.folder / "data"
    if not (data / AGENCIES).is_file():
        message = "这里没有县的数据；请先进入县的文件夹（有 mkdocs.yml 和 data 的那个），或运行 gongkai init 建一个"
        print_problems([Problem(Position(shown(data / AGENCIES)), RULE, message)])
        return 1
    if options.host in EVERY_ADDRESS:
        say(f"--host 要写这台电脑的一个具体地址，例如 192.168.1.20，不能写 {options.host}")
        return 2
    if options.host != HOST:
        say(OPEN_TO_OTHERS.format(options.host))
    try:
        serve_desk(data, options.host, options.port, say, browser=not options.no_browser)
    except KeyboardInterrupt:
        say("已停止")
    except (OSError, OverflowError, ValueError):
        say(f"{options.host} 的端口 {options.port} 用不了，可能已被别的程序占用；请用 --port 换一个，或不写 --port")
        return 1
    return 0
