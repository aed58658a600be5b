"""索引号 that were ever assigned, and to what: `data/index_numbers.yml`. A number is given once and never again.

No national pattern is in force, so a number is stored and never made from the order of anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.problems import Position, Problem
from gongkai.source.record_reader import RULE, RecordReader
from gongkai.source.records import Layout, read_records

FILE = "index_numbers.yml"
LAYOUT = Layout("numbers")
NAMES = frozenset(("number", "owner"))
HEAD = "# 已分配的索引号，由 gongkai catalogue number 补记；一个号只发一次，撤下的也留着，绝不再用。\nnumbers:\n"


@dataclass(frozen=True, slots=True)
class Assigned:
    """`owner` is an entry's address (field/id) or an item's title."""

    number: str
    owner: str
    position: Position


def read_ledger(data: Path, problems: list[Problem]) -> Mapping[str, Assigned]:
    """By number; empty when the office keeps none."""
    if not (data / FILE).exists():
        return {}
    records, found = read_records(data / FILE, LAYOUT)
    problems += found
    reader = RecordReader(NAMES, (), problems)
    ledger: dict[str, Assigned] = {}
    for record in records.records if records else ():
        reader.extra_names(record)
        said, _ = reader.sorted_out(record)
        number, owner = said.get("number", ""), said.get("owner", "")
        if not number or not owner:
            problems.append(Problem(record.place.position, RULE, "每个号要写 number（索引号）和 owner（归属）"))
        elif number in ledger:
            message = f"索引号“{number}”登记了两次（第一次在第 {ledger[number].position.line} 行）"
            problems.append(Problem(record.place.position_of("number"), RULE, message))
        else:
            ledger[number] = Assigned(number, owner, record.place.position_of("number"))
    return ledger


def ledger_lines(pairs: Iterator[tuple[str, str]]) -> str:
    """Lines for the file, of numbers and owners."""
    return "".join(f"  - number: {quoted(number)}\n    owner: {quoted(owner)}\n" for number, owner in pairs)


def quoted(text: str) -> str:
    """
    >>> quoted("a'b")
    "'a''b'"
    """
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
