"""Each statutory cell blanked in turn, each section emptied, each word of a template: a ready report is refused, by name."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.checks.complete import ID
from gongkai.checks.rules import check_collection
from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.problems import errors
from gongkai.statute.formats import formats
from tests.checks import reading

WORDS = ("（文字描述）", "XX", "ＸＸ", "××", "____", "待补充", "（此处填写总体情况）", "（请填写）")
READY = "state: ready\n"
BLANK_IN_BASE = "  - {rule: complete, subject: statistics.8, reason: 原件就是空着的, by: 示例县人民政府办公室}\n"
SAMPLE = 12  # the tests take every twelfth case and all sections, the audit all cases


@dataclass(frozen=True)
class Case:
    """A change of the complete base, and what the refusal has to name."""

    base: str
    name: str
    file: str
    was: str
    now: str
    named: str


def base_texts(base: str) -> dict[str, str]:
    texts = {name: (reading.BASE / base / name).read_text("utf-8") for name in ("report.yml", "narrative.md")}
    texts["report.yml"] += READY + (f"accepted:\n{BLANK_IN_BASE}" if base == "2014" else "")
    return texts


def cells(base: str, text: str) -> Iterator[Case]:
    """Of every form, each cell with a figure or a sign in it."""
    if base == "2014":
        for found in re.finditer(r"label: (?P<label>[^,\n}]+), unit: [^,\n]+, figure: (?!null)[^}]+", text):
            now = re.sub(r"figure: .*", "figure: null", found[0])
            yield Case(base, f"cell {found['label']}", "report.yml", found[0], now, found["label"])
        return
    for table in formats()[base].tables:
        for row in table.leaf_rows:
            for column in table.leaf_columns:
                address = f"{table.id}.{row.id}.{column.id}"
                try:
                    changed = reading.with_cell(text, address, None)
                except (ValueError, AssertionError):
                    continue  # an optional row that the base leaves out
                yield Case(base, f"cell {address}", "report.yml", text, changed, address)


def sections(base: str, text: str) -> Iterator[Case]:
    for found in re.finditer(r"^## (?P<title>.+)\n(?P<body>(?:(?!## ).*\n?)*)", text, re.MULTILINE):
        now = f"## {found['title']}\n"
        yield Case(base, f"section {found['title']}", "narrative.md", found[0], now, found["title"])


def templates(base: str, texts: dict[str, str]) -> Iterator[Case]:
    """Each word in each section, in the title, and in the letter."""
    for word in WORDS:
        for found in re.finditer(r"^(?![#{\n]).+$", texts["narrative.md"], re.MULTILINE):
            yield Case(base, f"{word} in {found[0][:6]}", "narrative.md", found[0], f"{found[0]}{word}", word)
        title = re.search(r"^title: .*$", texts["report.yml"], re.MULTILINE)
        body = re.search(r"随文报[来送]", texts["report.yml"])
        assert title
        assert body
        yield Case(base, f"{word} in the title", "report.yml", title[0], f"{title[0]}{word}", word)
        yield Case(base, f"{word} in the letter", "report.yml", body[0], f"{body[0]}{word}", word)


def cases() -> Iterator[Case]:
    for base in formats():
        texts = base_texts(base)
        yield from cells(base, texts["report.yml"])
        yield from sections(base, texts["narrative.md"])
        yield from templates(base, texts)
        period = re.search(r"^period: .*\n", texts["report.yml"], re.MULTILINE)
        assert period
        yield Case(base, "period", "report.yml", period[0], "", "period")


ALL = [*cases()]


def refusals(base: str, folder: Path, change: Case | None = None) -> list[str]:
    """What keeps the report from being ready: the message, and the address that it is about."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in base_texts(base).items():
        changed = text.replace(change.was, change.now, 1) if change and change.file == name else text
        (folder / name).write_text(changed, "utf-8")
    collection, problems = load_collection(folder)
    found = [*problems, *check_collection(collection)]
    return [f"{problem.subject} {problem.message}" for problem in errors(found) if problem.rule == ID]


def test_there_are_enough_cases() -> None:
    assert len(ALL) >= 600
    assert {case.base for case in ALL} == {*formats()}


@pytest.mark.parametrize("base", formats())
def test_the_base_is_complete(base: str, tmp_path: Path) -> None:
    assert refusals(base, tmp_path) == []


def refused_by_name(case: Case, folder: Path) -> bool:
    found = refusals(case.base, folder, case)
    short = case.named.rpartition(".")[0]  # a table of one column, or of one cell, is named as a row or as a whole
    return any(case.named in line or (short and line.startswith(f"{short} ")) for line in found)


def test_a_sample_is_refused_by_name(tmp_path: Path) -> None:
    sample = dict.fromkeys([*ALL[::SAMPLE], *(case for case in ALL if case.name.startswith("section"))])
    assert [case.name for case in sample if not refused_by_name(case, tmp_path)] == []


@pytest.mark.audit
def test_every_case_is_refused_by_name(tmp_path: Path) -> None:
    assert [case.name for case in ALL if not refused_by_name(case, tmp_path)] == []


@pytest.mark.parametrize("year", [2016, 2020, 2024])
def test_nothing_filled_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    """`gongkai new`, and then nothing but the word."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(reading.BASE, tmp_path / "data", ignore=shutil.ignore_patterns("20*"))
    assert main(["new", str(year), "demo"]) == 0
    file = tmp_path / f"data/reports/{year}/demo/report.yml"
    file.write_text(file.read_text("utf-8").replace("state: draft", "state: ready"), "utf-8")
    collection, problems = load_collection(tmp_path / "data")
    found = [problem for problem in errors(problems + check_collection(collection)) if problem.rule == ID]
    form = collection.reports[0].format
    named = {problem.subject.partition(".")[0] for problem in found}
    assert {table.id for table in form.tables} <= named
    assert "narrative" in named
