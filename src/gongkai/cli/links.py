"""gongkai links: every address of other sites that the county names, listed, and tried where there is a network."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from gongkai.cli.console import DATA, example, print_problems, say
from gongkai.collection import Collection, load_collection
from gongkai.county.link_results import FILE, Answer, LinkResult, write_results
from gongkai.downloads.link_list import link_list
from gongkai.files import write_durably
from gongkai.outward.asking import LIMIT, all_asked, ask
from gongkai.outward.listing import Outward, by_address, outward_links
from gongkai.problems import errors, shown, summary

WORKERS = 4
NO_NETWORK = "看来没有网络：{} 个网址一个也没有连上，原来的核对结果没有动。有网络时再运行 gongkai links --try"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai links", "gongkai links --csv 链接.csv", "gongkai links --try")
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")
    parser.add_argument("--csv", metavar="文件", type=Path, help="把清单写成 CSV 表格，供人逐个核对")
    parser.add_argument("--try", dest="tries", action="store_true", help=f"逐个打开看看，结果记在 data/{FILE}")
    parser.add_argument("--private", action="store_true", help="域名指向内部网络的也核对（在政务内网里用）")
    parser.add_argument("--limit", metavar="秒", type=seconds, default=LIMIT, help=f"每个网址最多等几秒（默认 {LIMIT}）")


def seconds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 120:
        raise argparse.ArgumentTypeError(f"“{text}”应是 1 到 120 的整数")
    return int(text)


def run(options: argparse.Namespace) -> int:
    collection, problems = load_collection(options.data)
    if collection.site is None or errors(problems):
        print_problems(errors(problems))
        say(f"{summary(errors(problems))}。没有写入任何文件")
        return 1
    links = [*outward_links(collection, options.data.absolute().parent / "docs")]
    if options.tries:
        return tried(links, collection, options)
    if options.csv:
        write_durably(options.csv, link_list((link.listed for link in links), collection.links.results))
        say(f"已写入 {shown(options.csv)}：{counted(links)}")
        return 0
    for link in links:
        result = collection.links.results.of(link.address)
        last = f"（{result.tried} {told(result)}）" if result else ""
        print(f"{link.place}: {link.kind}“{link.name}”：{link.address or '地址未登记'}{last}")
    say(counted(links))
    return 0


def counted(links: Sequence[Outward]) -> str:
    unknown = sum(not link.address for link in links)
    return f"{len(links)} 处链接，{len(by_address(links))} 个网址" + (f"，{unknown} 处地址未登记" if unknown else "")


def told(result: LinkResult) -> str:
    return f"{result.answer.value}{f'：{result.detail}' if result.detail else ''}"


def tried(links: Sequence[Outward], collection: Collection, options: argparse.Namespace) -> int:
    """Every address once; what answered is written down, unless nothing could be reached at all. 1: some could not be opened."""
    places = by_address(links)
    one = partial(ask, private=options.private, limit=options.limit)
    results, reached = [], False
    for address, found in all_asked([*places], one, WORKERS):
        results.append(LinkResult(address, date.today(), found.answer, found.detail))
        reached = reached or (found.reached and found.answer is not Answer.UNASKED)
    if not results:
        say("没有一个网址可以核对")
        return 0
    if not reached and any(result.answer is Answer.DEAD for result in results):
        say(NO_NETWORK.format(len(results)))
        return 1
    wrong = [result for result in results if result.answer is not Answer.OPEN]
    for result in wrong:
        for link in places[result.address]:
            print(f"{link.place}: {link.kind}“{link.name}”：{result.address} {told(result)}")
    write_results(collection.data, results)
    totals = "，".join(f"{sum(r.answer is answer for r in results)} 个{answer.value}" for answer in Answer)
    say(f"核对了 {len(results)} 个网址：{totals}。结果记在 {shown(collection.data / FILE)}，再生成一次网站就看得到")
    return 1 if any(result.answer is Answer.DEAD for result in results) else 0
