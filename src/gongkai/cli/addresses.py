"""gongkai addresses: a built site against the addresses that were ever published."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from gongkai.build.stale import data_of, stale
from gongkai.checks import published
from gongkai.cli.console import DATA, example, report_outcome, say
from gongkai.collection import Collection, load_collection
from gongkai.county.published_addresses import addresses_of, files_of, lost, read_ledger, record
from gongkai.county.published_places import lost_places, published_on, read_places, record_places
from gongkai.county.redirects import read_redirects
from gongkai.problems import Problem, errors, shown
from gongkai.reports.published import PublishedState, state_of
from gongkai.reports.published import record as record_published


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai addresses --record")
    parser.add_argument(
        "site", metavar="网站文件夹", nargs="?", type=Path, default=Path("site"), help="gongkai build 生成的文件夹（默认 site）"
    )
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")
    parser.add_argument("--record", action="store_true", help="把网站里的新网址和报告记为已公布；发布以后运行")


def run(options: argparse.Namespace) -> int:
    if not (options.site / "index.html").is_file():
        say(f"{shown(options.site)}：这里没有生成好的网站；请先运行 gongkai build")
        return 1
    collection, _ = load_collection(options.data)
    redirects, problems = read_redirects(options.data, collection.site)
    ledger, found = read_ledger(options.data)
    there = addresses_of(files_of(options.site))
    problems += [*found, *lost(ledger, there | {redirect.old for redirect in redirects.pages})]
    places, wrong = read_places(options.data)
    problems += [*wrong, *lost_places(places, options.site, redirects.places, ledger.keys() - there, collection.withdrawn)]
    if options.record:
        problems += unrecordable(collection, options.site)
    if options.record and not errors(problems):
        record(options.data, ledger, there)
        record_places(options.data, places, published_on(options.site))
        record_published(options.data, {**collection.published, **stated_on(collection, options.site)})
    fresh = f"{'记下了' if options.record else '还没有记下'} {len(there - set(ledger))} 个新网址"
    return report_outcome(problems, f"已公布的 {len(ledger)} 个网址都在；{fresh}")


def unrecordable(collection: Collection, site: Path) -> Iterator[Problem]:
    """Reports of which the site says something else than the data, and silent changes of what was published before."""
    yield from stale(collection, site)
    for report in collection.reports:
        yield from published.check(report, collection)


def stated_on(collection: Collection, site: Path) -> dict[tuple[int, str], PublishedState]:
    """What each report states that has a page on the site."""
    there = [report for report in collection.reports if data_of(report, collection, site)]
    return {(report.year, report.agency_id): state_of(report) for report in there}
