"""A finding that the office lets stand, written into report.yml with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.checks.acceptances import HOW, received, why_unproved
from gongkai.checks.rules import ACCEPTABLE, acceptable
from gongkai.editing.file_change import Made, made
from gongkai.editing.found_report import Account, FoundReport
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.seals import digest
from gongkai.source.editing import TypedFile, Value

RULE = "acceptance"


class Acceptance(NamedTuple):
    """Which finding, by its rule and subject. `note` (校注) is shown on the page; `as_printed`: a received document has it so."""

    rule: str
    subject: str
    account: Account
    note: str = ""
    as_printed: bool = False


def acceptance(found: FoundReport, asked: Acceptance) -> Made:
    """report.yml with it; or why it cannot be accepted."""
    if faults := [*why_not(found, asked)]:
        return [], faults
    return made(found.file, lambda typed: accepted(typed, found, asked))


def why_not(found: FoundReport, asked: Acceptance) -> Iterator[Problem]:
    """Why it cannot be accepted; nothing where it can."""
    known = found.once_ready
    met = [p for p in known if (p.rule, p.subject) == (asked.rule, asked.subject)]
    open_now = [p for p in met if p.severity is not Severity.ACCEPTED]
    place = open_now[0].position if open_now else Position(found.report.source.name)
    name = f"“{asked.rule}”（{asked.subject}）"
    if not met:
        yield Problem(place, RULE, f"现在没有{name}这一条；请照 gongkai check 的写")
        yield from (p for p in dict.fromkeys(known) if p.paste)
    elif not open_now and not is_unfinished(found, asked):
        yield Problem(place, RULE, f"{name}已经说明过")
    elif not all(map(acceptable(found.report, found.collection).lasts, open_now)):
        yield Problem(place, RULE, f"{name}定稿时是错误，不能用说明代替；请照这一条所说的做")
    elif missing := unproved(found, asked, open_now):
        yield Problem(place, RULE, f"{name}{missing}")
    if not (asked.account.by or found.office):
        yield Problem(place, RULE, "不知道是哪个单位作的说明；用 --by 写明")


def unproved(found: FoundReport, asked: Acceptance, open_now: Sequence[Problem]) -> str:
    """Why it is neither a warning nor shown by the received document; empty where it may stand."""
    printed, needed = is_printed(found, asked), any(map(ACCEPTABLE.needs_proof, open_now))
    if needed and asked.rule not in ACCEPTABLE.as_printed:
        return "是错误，不能用说明代替；请改正"
    if needed and not printed:
        return f"是错误，不能用说明代替{HOW}；确是这样的，加上 --as-printed"
    if printed and (missing := why_unproved(found.report)):
        return f"照原件保留，{missing}{'' if needed else '；这一条不写 --as-printed 也能说明'}"
    return ""


def entry_number(found: FoundReport, asked: Acceptance) -> int | None:
    """Of an entry about it that is there already, pasted by hand for example."""
    entries = enumerate(found.report.envelope.accepted)
    return next((number for number, entry in entries if (entry.rule, entry.subject) == (asked.rule, asked.subject)), None)


def is_unfinished(found: FoundReport, asked: Acceptance) -> bool:
    """Whether the entry that is there lacks something: the document's digest, the day."""
    number = entry_number(found, asked)
    here = None if number is None else found.report.position("accepted", number)
    return any(p.position == here and p.rule == RULE and p.severity is Severity.ERROR for p in found.once_ready)


def is_printed(found: FoundReport, asked: Acceptance) -> bool:
    """Whether it is to stand as printed: so says the option, or the entry that is there, where there is a document."""
    number = entry_number(found, asked)
    stated = number is not None and found.report.envelope.accepted[number].as_printed
    return asked.as_printed or (stated and not why_unproved(found.report))


def accepted(typed: TypedFile, found: FoundReport, asked: Acceptance) -> TypedFile:
    """With the entry, the one that is there completed; and with the digest of the document, which an error needs."""
    number, as_printed = entry_number(found, asked), is_printed(found, asked)
    entry: dict[str, Value] = {"rule": asked.rule, "subject": asked.subject, "reason": asked.account.why}
    entry |= {"by": asked.account.by or found.office, "date": asked.account.day}
    if as_printed or (number is not None and found.report.envelope.accepted[number].as_printed):
        entry["as_printed"] = as_printed
    if asked.note:
        entry["note"] = asked.note
    if as_printed and found.report.envelope.source_digest is None and (document := received(found.report)):
        typed = typed.with_value(("source_digest",), digest(document.read_bytes()))
    if number is None:
        return typed.with_item(("accepted",), entry)
    for key, value in entry.items():
        typed = typed.with_value(("accepted", number, key), value)
    return typed
