"""gongkai addresses: a built site against the addresses that were ever published."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import DATA, example, report_outcome, say
from gongkai.collection import load_collection
from gongkai.county.published_addresses import addresses_of, files_of, lost, read_ledger, record
from gongkai.county.redirects import read_redirects
from gongkai.problems import errors, shown


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai addresses --record")
    parser.add_argument(
        "site", metavar="网站文件夹", nargs="?", type=Path, default=Path("site"), help="make site 生成的文件夹（默认 site）"
    )
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")
    parser.add_argument("--record", action="store_true", help="把网站里的新网址记入 addresses.txt；发布以后运行")


def run(options: argparse.Namespace) -> int:
    if not (options.site / "index.html").is_file():
        say(f"{shown(options.site)}：这里没有生成好的网站；请先运行 make site")
        return 1
    collection, _ = load_collection(options.data)
    redirects, problems = read_redirects(options.data, collection.site)
    ledger, found = read_ledger(options.data)
    there = addresses_of(files_of(options.site))
    problems += [*found, *lost(ledger, there | {redirect.old for redirect in redirects})]
    if options.record and not errors(problems):
        record(options.data, ledger, there)
    fresh = f"{'记下了' if options.record else '还没有记下'} {len(there - set(ledger))} 个新网址"
    return report_outcome(problems, f"已公布的 {len(ledger)} 个网址都在；{fresh}")
