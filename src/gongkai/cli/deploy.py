"""gongkai deploy: the server's settings, taken out of the package."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import example, report_outcome
from gongkai.problems import shown
from gongkai.publish.server_files import write_server_files


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai deploy")
    parser.add_argument("--into", metavar="文件夹", type=Path, default=Path("deploy"), help="放到哪个文件夹（默认 deploy）")


def run(options: argparse.Namespace) -> int:
    return report_outcome(write_server_files(options.into), f"已取出：{shown(options.into)}；安装方法见其中的 README.zh-CN.md")
