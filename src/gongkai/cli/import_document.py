"""gongkai import: a document as an office has it, read into a draft."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import example, report_outcome, say
from gongkai.county.agencies import county_above, read_agencies
from gongkai.drawn.browser import NoToolsError
from gongkai.imports import compared_with, import_file
from gongkai.problems import errors, shown
from gongkai.reports.reading import read_report

OUTSIDE = "这个文件夹不在县的 data/reports/年度/机构代号 里，县里的 gongkai check 看不到它"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai import 报告.docx --into data/reports/2021/finance")
    parser.add_argument(
        "file",
        metavar="原文件",
        type=Path,
        help="原文件（.docx、.pdf、.xlsx、.html、.mht、.txt、.md；装了 LibreOffice 还有 .doc、.wps、.rtf、.odt、.xls、.et）",
    )
    parser.add_argument(
        "--into", metavar="文件夹", type=Path, required=True, help="放草稿的文件夹，例如 data/reports/2020/finance"
    )
    parser.add_argument("--agency", metavar="机构代号", help="机构代号（默认取文件夹名；标题写的是别的机构时要写明）")
    parser.add_argument("--year", metavar="年度", type=int, help="报告年度（默认从标题中读；与文件夹不是同一年时要写明）")
    parser.add_argument(
        "--as-printed",
        action="store_true",
        help="早已公布的原件就是这样印的：印错的数照印写入，缺的行和表照样缺，每一处留待 gongkai accept 说明",
    )
    parser.add_argument(
        "--prove",
        action="store_true",
        help="再请本机的程序把原件画出来（网页用 Chromium，Word 用 LibreOffice），照画面再读一遍，逐格比对；PDF 总是这样比对",
    )
    parser.add_argument(
        "--by-hand",
        metavar="地址=数",
        type=one_cell,
        action="append",
        default=[],
        help="原件里认不出的一格，照原件手填，例如 requests.received.total=7；空白写 地址=。可以写几次，退回的行要每格都写",
    )

    parser.add_argument(
        "--compare",
        action="store_true",
        help="不导入：--into 里已有这份报告，逐格列出这份原件与它不同的数（同一份报告的 Word 和网页、PDF），不写入任何文件",
    )


def one_cell(text: str) -> tuple[str, str]:
    address, sign, value = text.partition("=")
    if not sign or not address.strip():
        raise argparse.ArgumentTypeError("要写成 地址=数，例如 requests.received.total=7")
    return address.strip(), value.strip()


def run_compare(options: argparse.Namespace) -> int:
    """Each cell that differs, with its address, so that `gongkai correct` can take the other figure."""
    data = county_above(options.into)
    report, problems = read_report(options.into, read_agencies(data)[0] if data else {})
    if report is None:
        return report_outcome(problems, "")
    differences, problems = compared_with(options.file, report)
    if problems:
        return report_outcome(errors(problems), "")
    for each in differences:
        print(f"{each.address} {each}")
    say(f"{len(differences)} 格不同；以这份原件为准的，用 gongkai correct 改" if differences else "各格都相同")
    return 1 if differences else 0


def run(options: argparse.Namespace) -> int:
    if options.compare:
        return run_compare(options)
    how = {"as_printed": options.as_printed, "prove": options.prove, "by_hand": dict(options.by_hand)}
    try:
        problems = import_file(options.file, options.into, options.agency, options.year, **how)
    except NoToolsError as error:
        say(str(error))
        return 1
    kept = sum(bool(problem.paste) for problem in problems)
    printed = f"照印写入的 {kept} 处，用 gongkai accept --as-printed 逐处说明。" if kept else ""
    done = f"已写成草稿：{shown(options.into)}。{printed}请对照原件逐格核对，用 gongkai tick 打勾，再运行 gongkai check"
    if county_above(options.into) is None:
        done += f"。{OUTSIDE}"
    return report_outcome(problems, done)
