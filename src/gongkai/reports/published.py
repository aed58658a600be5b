"""What was published: for each report, digests of what it stated on the day its addresses were recorded (data/published.txt).

From that day a changed figure or sentence is a correction, whether the report is sealed or not. The file is written by
`gongkai addresses --record`, beside the addresses; it is read in every build, so it is plain lines and no YAML.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.files import write_durably
from gongkai.problems import Position, Problem, shown
from gongkai.reports.report import Report
from gongkai.reports.statements import NAMES, WITHDRAWN, Misfit, before, statements
from gongkai.source.text import read_text

FILE = "published.txt"
RULE = "published"
HEAD = (
    "# 已公布的报告当时写的是什么（各部分的摘要）；由 gongkai addresses --record 写成，不要手工改。\n"
    "# 以后改一个数、一句话，都要写更正；gongkai correct 会写。\n"
)
REPORT = re.compile(r"(?P<year>20[0-9]{2})/(?P<agency>[\w-]+) (?P<revisions>[0-9]+)\Z", re.ASCII)
PART = re.compile(r"  (?P<part>\S+) (?P<digest>[0-9a-f]{16})\Z")
# What an office may add without having said anything else before: nothing of it is a part until it is there.
LATER = ("published", "index_number", "source_document", WITHDRAWN)
DIGITS = 16
Place = tuple[int, str]
"""Year and agency."""


@dataclass(frozen=True, slots=True)
class PublishedState:
    """`revisions`: so many corrections were published with it. `parts`: the digest of each part, by its address."""

    revisions: int
    parts: Mapping[str, str]


Ledger = Mapping[Place, PublishedState]


def read_published(data: Path) -> tuple[Ledger, list[Problem]]:
    """What was recorded of each report; none where nothing was, and none of a file in which another hand wrote a line."""
    file = data / FILE
    if not file.is_file():
        return {}, []
    text, problems = read_text(file)
    found: dict[Place, tuple[int, dict[str, str]]] = {}
    parts: dict[str, str] | None = None
    for number, line in enumerate((text or "").split("\n"), start=1):
        if report := REPORT.match(line):
            parts = {}
            found[int(report["year"]), report["agency"]] = int(report["revisions"]), parts
        elif parts is not None and (part := PART.match(line)):
            parts[part["part"]] = part["digest"]
        elif line and not line.startswith("#"):
            message = "这一行不是 gongkai addresses --record 写的；请从备份恢复"
            problems.append(Problem(Position(shown(file), number, 1), RULE, message))
    return {} if problems else {place: PublishedState(number, parts) for place, (number, parts) in found.items()}, problems


def ledger_text(ledger: Ledger) -> str:
    """The file, always the same for the same ledger."""
    lines = []
    for (year, agency), state in sorted(ledger.items()):
        lines.append(f"{year}/{agency} {state.revisions}")
        lines += [f"  {part} {digest}" for part, digest in state.parts.items()]
    return HEAD + "".join(f"{line}\n" for line in lines)


def record(data: Path, ledger: Ledger) -> None:
    """Nothing where there is no report."""
    if ledger:
        write_durably(data / FILE, ledger_text(ledger).encode())


def state_of(report: Report) -> PublishedState:
    """What the report states now, with all its corrections."""
    stated = {address: each.text for address, each in statements(report).items()}
    return PublishedState(len(report.envelope.revisions), digests(stated))


def changed(report: Report, known: PublishedState) -> tuple[list[str], list[Misfit]]:
    """The parts that differ from what was published and that no correction since explains; and corrections that do not fit."""
    stated = {address: each.text for address, each in statements(report).items()}
    earlier, misfits = before(stated, report.envelope.revisions[known.revisions :])
    found = digests(earlier)
    parts = (part for part in dict.fromkeys((*known.parts, *found)) if not (part in LATER and part not in known.parts))
    return [part for part in parts if known.parts.get(part) != found.get(part)], misfits


def digests(stated: Mapping[str, str]) -> dict[str, str]:
    """Of each part, in the order of the report."""
    parts: dict[str, list[str]] = {}
    for address, text in stated.items():
        if text or address not in LATER:
            parts.setdefault(part_of(address), []).append(f"{address}={text}")
    return {part: hashlib.sha512("\n".join(texts).encode()).hexdigest()[:DIGITS] for part, texts in parts.items()}


def part_of(address: str) -> str:
    """A row of a table, a named figure, a section, a part of what stands around them.

    >>> [part_of(address) for address in ("requests.granted.total", "figures.news.unit", "letter.title", "labels.fees.caption")]
    ['requests.granted', 'figures.news', 'letter', 'labels']
    """
    first, *rest = address.split(".")
    return first if address in NAMES or first == "labels" or not rest else f"{first}.{rest[0]}"
