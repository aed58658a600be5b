"""gongkai accept: a finding that the office lets stand, written into report.yml with its reason."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from gongkai.checks.acceptances import HOW, received, why_unproved
from gongkai.checks.rules import ACCEPTABLE, acceptable
from gongkai.cli.console import example
from gongkai.cli.editing import agree_option, edited, refused, show_and_write
from gongkai.cli.report_folder import FoundReport, day_of, find_report, report_options, why_options
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.seals import digest
from gongkai.source.editing import TypedFile, Value

RULE = "acceptance"


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
    if faults := [*why_not(found, options)]:
        return refused(faults)
    changed, problems = edited(found.file, lambda typed: accepted(typed, found, options))
    return show_and_write([changed], agreed=options.yes) if changed else refused(problems)


def why_not(found: FoundReport, options: argparse.Namespace) -> Iterator[Problem]:
    """Why it cannot be accepted; nothing where it can."""
    known = found.once_ready
    asked = [p for p in known if (p.rule, p.subject) == (options.rule, options.subject)]
    open_now = [p for p in asked if p.severity is not Severity.ACCEPTED]
    place = open_now[0].position if open_now else Position(found.report.source.name)
    name = f"“{options.rule}”（{options.subject}）"
    if not asked:
        yield Problem(place, RULE, f"现在没有{name}这一条；请照 gongkai check 的写")
        yield from (p for p in dict.fromkeys(known) if p.paste)
    elif not open_now and not is_unfinished(found, options):
        yield Problem(place, RULE, f"{name}已经说明过")
    elif not all(map(acceptable(found.report, found.collection).lasts, open_now)):
        yield Problem(place, RULE, f"{name}定稿时是错误，不能用说明代替；请照这一条所说的做")
    elif missing := unproved(found, options, open_now):
        yield Problem(place, RULE, f"{name}{missing}")
    if not (options.by or found.office):
        yield Problem(place, RULE, "不知道是哪个单位作的说明；用 --by 写明")


def unproved(found: FoundReport, options: argparse.Namespace, open_now: Sequence[Problem]) -> str:
    """Why it is neither a warning nor shown by the received document; empty where it may stand."""
    printed, needed = is_printed(found, options), any(map(ACCEPTABLE.needs_proof, open_now))
    if needed and options.rule not in ACCEPTABLE.as_printed:
        return "是错误，不能用说明代替；请改正"
    if needed and not printed:
        return f"是错误，不能用说明代替{HOW}；确是这样的，加上 --as-printed"
    if printed and (missing := why_unproved(found.report)):
        return f"照原件保留，{missing}{'' if needed else '；这一条不写 --as-printed 也能说明'}"
    return ""


def entry_number(found: FoundReport, options: argparse.Namespace) -> int | None:
    """Of an entry about it that is there already, pasted by hand for example."""
    entries = enumerate(found.report.envelope.accepted)
    return next((number for number, entry in entries if (entry.rule, entry.subject) == (options.rule, options.subject)), None)


def is_unfinished(found: FoundReport, options: argparse.Namespace) -> bool:
    """Whether the entry that is there lacks something: the document's digest, the day."""
    number = entry_number(found, options)
    here = None if number is None else found.report.position("accepted", number)
    return any(p.position == here and p.rule == RULE and p.severity is Severity.ERROR for p in found.once_ready)


def is_printed(found: FoundReport, options: argparse.Namespace) -> bool:
    """Whether it is to stand as printed: so says the option, or the entry that is there, where there is a document."""
    number = entry_number(found, options)
    stated = number is not None and found.report.envelope.accepted[number].as_printed
    return options.as_printed or (stated and not why_unproved(found.report))


def accepted(typed: TypedFile, found: FoundReport, options: argparse.Namespace) -> TypedFile:
    """With the entry, the one that is there completed; and with the digest of the document, which an error needs."""
    number, as_printed = entry_number(found, options), is_printed(found, options)
    entry: dict[str, Value] = {"rule": options.rule, "subject": options.subject, "reason": options.why}
    entry |= {"by": options.by or found.office, "date": day_of(options)}
    if as_printed or (number is not None and found.report.envelope.accepted[number].as_printed):
        entry["as_printed"] = as_printed
    if options.note:
        entry["note"] = options.note
    if as_printed and found.report.envelope.source_digest is None and (document := received(found.report)):
        typed = typed.with_value(("source_digest",), digest(document.read_bytes()))
    if number is None:
        return typed.with_item(("accepted",), entry)
    for key, value in entry.items():
        typed = typed.with_value(("accepted", number, key), value)
    return typed
