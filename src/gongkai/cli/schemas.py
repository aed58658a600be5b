"""gongkai schemas: what editors complete and check report.yml with."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import example, print_problems
from gongkai.downloads.schema import stale_schemas, write_schemas
from gongkai.problems import errors


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai schemas --check")
    parser.add_argument("--into", metavar="文件夹", type=Path, default=Path("schemas"), help="放到哪个文件夹（默认 schemas）")
    parser.add_argument("--check", action="store_true", help="只检查是否过期")


def run(options: argparse.Namespace) -> int:
    if options.check:
        problems = stale_schemas(options.into)
        print_problems(problems)
        return 1 if errors(problems) else 0
    write_schemas(options.into)
    return 0
