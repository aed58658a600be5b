"""A section's prose as a clerk reads and types it: what a sentence cites stands in it by its name, 〔引数：办结申请〕.

In narrative.md the same is `{{ figure("handled") }}`. Both ways lead back to each other without a loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from gongkai.reports.narrative import CITATION
from gongkai.reports.report import Report, cell_texts
from gongkai.reports.statements import place_name

FIGURE, TABLE, PART, SMALL_PART = "引数：", "表：", "小标题", "小小标题"
CHIP = re.compile(r"〔(?P<kind>引数：|表：)(?P<name>[^〔〕]+)〕")
HEAD = re.compile(r"^\s*〔(?P<kind>小标题|小小标题)〕\s*", re.MULTILINE)
MARKS = {PART: "###", SMALL_PART: "####"}


class Citable(NamedTuple):
    """A figure that a sentence may cite: by its name, with what it says now."""

    id: str
    name: str
    value: str

    @property
    def chip(self) -> str:
        return f"〔{FIGURE}{self.name}〕"


def citable(report: Report) -> list[Citable]:
    """Named figures first, then every cell that has a figure; each under a name of its own."""
    found = [(id, each.label, f"{each.value}{each.unit}") for id, each in report.envelope.figures.items()]
    found += [(address, place_name(report, address), text) for address, text in cell_texts(report.tables).items()]
    taken: set[str] = set()
    every = []
    for id, label, value in found:
        name = plain = label.replace("〔", "（").replace("〕", "）")
        number = 2
        while name in taken:
            name, number = f"{plain}（{number}）", number + 1
        taken.add(name)
        every.append(Citable(id, name, value))
    return every


def table_names(report: Report) -> Mapping[str, str]:
    """What a table is called where the prose places it, by its id."""
    return {table.id: table.title or table.heading for table in report.format.tables}


def readable(report: Report, text: str) -> str:
    names = {each.id: each.name for each in citable(report)}
    tables = table_names(report)

    def chip(found: re.Match[str]) -> str:
        kind, known = (TABLE, tables) if found["word"] == "table" else (FIGURE, names)
        return f"〔{kind}{known[found['id']]}〕" if found["id"] in known else found[0]

    lines = (re.sub(r"^(####?)\s+", head_words, line) for line in text.split("\n"))
    return CITATION.sub(chip, "\n".join(lines))


def head_words(found: re.Match[str]) -> str:
    return f"〔{SMALL_PART if found[1] == '####' else PART}〕"


def typed(report: Report, text: str) -> tuple[str, list[str]]:
    """As narrative.md has it; and the names that stand for nothing."""
    figures = {each.name: each.id for each in citable(report)}
    tables = {name: id for id, name in table_names(report).items()}
    unknown = []

    def citation(found: re.Match[str]) -> str:
        word, known = ("table", tables) if found["kind"] == TABLE else ("figure", figures)
        if found["name"] not in known:
            unknown.append(found["name"])
            return found[0]
        return f'{{{{ {word}("{known[found["name"]]}") }}}}'

    return HEAD.sub(lambda found: f"{MARKS[found['kind']]} ", CHIP.sub(citation, text)), unknown
