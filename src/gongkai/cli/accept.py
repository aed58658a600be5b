"""gongkai accept: a finding that the office lets stand, written into report.yml with its reason."""

from __future__ import annotations

import argparse

from gongkai.cli.console import example
from gongkai.cli.editing import agree_option, refused, show_and_write
from gongkai.cli.report_folder import account_of, find_report, report_options, why_options
from gongkai.editing.accepting import Acceptance, acceptance


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        'gongkai accept sections report --report 2020/finance --why "照原件的章节"',
        'gongkai accept terms sections.proactive_disclosure --report 2020/finance --why "照原文" --note "应作建议"',
    )
    parser.add_argument("rule", metavar="规则", help="gongkai check 那一行末尾方括号里的代号")
    parser.add_argument("subject", metavar="位置", help="那一行下面写着的 subject，例如 requests.granted.total")
    report_options(parser)
    why_options(parser)
    parser.add_argument("--note", metavar="校注", default="", help="校注：在页面上显示在这个数旁边的话")
    parser.add_argument("--as-printed", action="store_true", help="早已公布的原件就是这样印的错误，照录；要有收到的原件")
    agree_option(parser)


def run(options: argparse.Namespace) -> int:
    found, problems = find_report(options)
    if found is None:
        return refused(problems)
    asked = Acceptance(options.rule, options.subject, account_of(options), options.note, options.as_printed)
    changes, problems = acceptance(found, asked)
    return refused(problems) if problems else show_and_write(changes, agreed=options.yes)
