"""The chain compared with what it names, and with a head that somebody kept: nothing is taken away, replaced, put in another
order or dated back without a line that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from gongkai.archive.chaining import has_begun, unchained, waiting
from gongkai.problems import Position, Problem, Severity, shown
from gongkai.reports.chain import FILE, RULE, Entry, Kind, chain_file, heads_in
from gongkai.reports.seals import Seals, Version, bag_name, digest, seal_file, signatures_folder
from gongkai.reports.signatures import ROOTS
from gongkai.source.text import read_text

HEAD = re.compile(r"[0-9a-f]{64}")
AGAIN = "；再运行一次 gongkai archive 会补上"


def verify_chain(seals: Seals, today: date | None = None) -> Iterator[Problem]:
    """What does not agree between the chain, the seals and the signatures as they are now."""
    today, chain = today or date.today(), seals.chain
    place = Position(shown(chain_file(seals.data)))
    for year, agency, version in seals.all:
        if version.sealed > today:
            message = f"{bag_name(year, agency, version.version)} 的封存日期 {version.sealed} 还没有到"
            yield Problem(seals.position(year), RULE, message)
    if not chain.entries:
        if seals.signed or any(seal.before not in (None, chain.head) for seal in seals.years.values()):
            yield Problem(place, RULE, "封存链不见了；请从备份恢复")
        elif any(seal.before for seal in seals.years.values()):
            yield from left_out(seals)
        return
    versions = {f"{bag_name(year, agency, v.version)}.zip": v for year, agency, v in seals.all}
    for entry in chain.entries:
        for fault in (*wrong_entry(entry, seals, today), *(wrong_sums(entry, seals, versions))):
            yield Problem(place, RULE, f"第 {entry.number} 条：{fault}")
    yield from wrong_seals(seals)
    yield from left_out(seals)


def wrong_entry(entry: Entry, seals: Seals, today: date) -> Iterator[str]:
    """Its day, and its place among the others."""
    before = seals.chain.entries[: entry.number - 1]
    if entry.day > today:
        yield f"日期 {entry.day} 还没有到"
    latest = max((each.day for each in before), default=None)
    if entry.kind is Kind.SEALED and latest and entry.day < latest:
        yield f"封存日期 {entry.day} 早于前面的 {latest}，日期写早了"
    if entry.kind is Kind.TAKEN_UP and any(each.kind is not Kind.TAKEN_UP for each in before):
        yield "收入的旧封存只能在开头"
    for name in entry.sums:
        if any(name in each.sums for each in before):
            yield f"{name} 前面已经有了"


def wrong_sums(entry: Entry, seals: Seals, versions: dict[str, Version]) -> Iterator[str]:
    """What it names against what is there."""
    if entry.kind is Kind.SIGNED:
        folder = signatures_folder(seals.data)
        for name, known in entry.sums.items():
            if not (folder / name).is_file():
                yield f"记着签名的文件 {name}，现在没有了；请从备份恢复"
            elif digest((folder / name).read_bytes()) != known:
                yield f"签名的文件 {name} 被换过"
        return
    for name, known in entry.sums.items():
        version = versions.get(name)
        if version is None:
            yield f"记着归档包 {name}，封存记录里没有：被删去；请从备份恢复"
        elif version.zip != known:
            yield f"归档包 {name} 在封存记录里的摘要不同：被换过；请从备份恢复"
        elif entry.kind is Kind.SEALED and (version.sealed, " ".join(version.by.split())) != (entry.day, entry.by):
            yield f"归档包 {name} 的封存日期或单位与封存记录不同"


def wrong_seals(seals: Seals) -> Iterator[Problem]:
    """Each year's seal as its last entry has it, and the certificates as the last signature's has them."""
    for year, seal in seals.years.items():
        last = seals.chain.last_of(year)
        pending = bool(unchained(seals, year))
        if last is None or pending:
            continue
        if digest(seal_file(seals.data, year).read_bytes()) != last.of:
            yield Problem(seals.position(year), RULE, f"与封存链第 {last.number} 条记下的摘要不同，已被改动；请从备份恢复")
        elif last.kind is Kind.SEALED and seal.before != last.before:
            yield Problem(seals.position(year), RULE, f"接在封存链上的位置与第 {last.number} 条不同")
    signed = [entry for entry in seals.chain.entries if entry.kind is Kind.SIGNED]
    roots = signatures_folder(seals.data) / ROOTS
    if signed and not waiting(seals.chain, seals) and roots.is_file() and digest(roots.read_bytes()) != signed[-1].of:
        yield Problem(Position(shown(roots)), RULE, f"与封存链第 {signed[-1].number} 条记下的摘要不同，已被改动；请从备份恢复")


def left_out(seals: Seals) -> Iterator[Problem]:
    """What is in no entry: the last that was sealed or signed before an interruption, or what was put in beside the chain."""
    for year, seal in seals.years.items():
        names = "、".join(unchained(seals, year))
        if not names:
            continue
        if seal.before == seals.chain.head or (seal.before is None and not has_begun(seals.chain)):
            message = f"{names} 还没有记进封存链（封存时中断了）{AGAIN}"
            yield Problem(seals.position(year), RULE, message, Severity.WARNING)
        else:
            yield Problem(seals.position(year), RULE, f"{names} 不在封存链里：不是接着封存的，或封存链被删短了；请从备份恢复")
    for each in waiting(seals.chain, seals):
        message = f"{each.name}.yml 还没有记进封存链（收下时中断了）{AGAIN}"
        yield Problem(Position(shown(signatures_folder(seals.data) / f"{each.name}.yml")), RULE, message, Severity.WARNING)


# ---- A head that somebody kept


def held_heads(typed: Sequence[str]) -> tuple[list[tuple[str, str]], list[Problem]]:
    """The heads that were typed, or that stand in files which were kept (an older page, a copy of the chain); with the file."""
    found: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for words in typed:
        if HEAD.fullmatch(words.strip().lower()):
            found.append((words.strip().lower(), ""))
            continue
        text, wrong = read_text(Path(words))
        heads = heads_in(text) if text is not None else []
        problems += wrong
        found += [(head, shown(Path(words))) for _, head in heads]
        if text is not None and not heads:
            problems.append(Problem(Position(shown(Path(words))), RULE, "里面没有封存链的链头（64 位的 SHA-256）"))
    return found, problems


def verify_heads(seals: Seals, heads: Sequence[tuple[str, str]]) -> tuple[list[str], list[Problem]]:
    """For each a line where it is in the chain, a problem where it is not."""
    chain, right, problems = seals.chain, [], []
    for head, file in heads:
        short = f"{head[:8]}…"
        if head in chain.heads:
            number = chain.heads.index(head) + 1
            since = len(chain.entries) - number
            more = f"，此后添了 {since} 条" if since else "，就是现在的链头"
            right.append(f"链头 {short} 在封存链里：第 {number} 条（{chain.entries[number - 1].day}）{more}，以前的没有改动")
        else:
            message = f"链头 {short} 不在封存链（{FILE}）里：它所见的封存有的被删去、换过、改了日期或先后"
            problems.append(Problem(Position(file or shown(chain_file(seals.data))), RULE, message))
    return right, problems
