"""The manual has everything that the program has: rules, other codes, fields of the data, words, components."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.build.author_words import PUBLIC
from gongkai.checks.findings import OTHER_CODES
from gongkai.checks.rules import explain
from gongkai.html.fragments import components
from gongkai.statute.catalogue_standard import standard
from manual.macros.cells import statutory_cells
from manual.macros.codes import code_groups
from manual.macros.components import TOLD, places, shown_components
from manual.macros.fields import catalogue_fields
from manual.macros.rules import cases, groups, rules
from tests.site.kept import ROOT

DOCS = ROOT / "manual" / "docs"
IS_CODE = re.compile("[a-z]+(-[a-z]+)*")
CODE_NAMES = {"RULE", "ID", "FIGURE", "STRUCTURE", "ACCEPTANCE"}
EXPLAINED = [rule["id"] for group in groups() for rule in group["rules"]]
CODES = [entry["id"] for group in code_groups() for entry in group["codes"]]


def test_every_rule_once_and_no_other() -> None:
    assert sorted(EXPLAINED) == sorted(explain())


def test_every_field_of_the_catalogue_can_be_looked_up() -> None:
    rows = [line.split(" | ") for line in catalogue_fields().splitlines()[2:]]
    assert [row[0].strip("| `") for row in rows] == [field.id for field in standard().fields]
    assert len(rows) == 26


def test_each_rule_has_an_example_that_the_check_prints() -> None:
    text = rules()
    sections = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    assert len(sections) == len(EXPLAINED)
    for section in sections:
        (id,) = re.findall(r"^.*\{#([a-z-]+)\}", section)
        assert re.search(rf"检查印出.*\n\n```text\n\S+: .*\[{id}\]\n```", section), section
        assert "依据：" in section
        assert "怎么办：" in section


def test_the_examples_are_cases_of_the_rules_own_tests() -> None:
    assert [rule["case"] for group in groups() for rule in group["rules"] if rule["case"] not in cases()] == []


def codes_of(module: Path) -> Iterator[str]:
    """What may stand in the brackets at the end of a line: constants of that name, and words given to a Problem."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(code))) if (
                name in CODE_NAMES and IS_CODE.fullmatch(code)
            ):
                yield code
            case ast.Call(func=ast.Name(id="Problem"), args=[_, ast.Constant(value=str(code)), *_]):
                yield code


def test_every_code_of_the_program_is_explained() -> None:
    used = {code for module in (ROOT / "src/gongkai").rglob("*.py") for code in codes_of(module)}
    assert used - {*EXPLAINED, *CODES} == set()
    assert {*CODES} - used == set()
    assert {*CODES} == {*OTHER_CODES}  # gongkai check --rule takes each of them


def test_a_code_is_found_where_it_is_used(tmp_path: Path) -> None:
    module = tmp_path / "rule.py"
    module.write_text('RULE = "one"\nNAME = "two"\nfound = Problem(place, "three", "text")\n', "utf-8")
    assert [*codes_of(module)] == ["one", "three"]


# ---- Fields


SCHEMAS = sorted(path.name for path in (ROOT / "schemas").glob("*.json"))
EDITORS_OWN = {"$schema"}


def names(schema: Any) -> Iterator[str]:
    """Every name that the data may have, but for what stands in statutory tables."""
    match schema:
        case dict():
            for name, part in schema.get("properties", {}).items():
                if name not in ("tables", "labels"):
                    yield name
                    yield from names(part)
            for key in ("items", "additionalProperties", "anyOf"):
                yield from names(schema.get(key))
        case list():
            for part in schema:
                yield from names(part)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_field_of_the_data(schema: str) -> None:
    text = (DOCS / "kaifa/geshi.md").read_text("utf-8")
    known = {*names(json.loads((ROOT / "schemas" / schema).read_text("utf-8")))} - EDITORS_OWN
    assert known
    assert [name for name in sorted(known) if f"`{name}`" not in text] == []


def test_every_cell_of_the_statutory_tables() -> None:
    text = statutory_cells()
    assert "`administrative_licensing` 行政许可" in text
    assert "`items_change` 本年增/减" in text
    assert text.count("\n### ") + 1 == 2  # 2014 prescribes lines, no cells


# ---- Words and components


@pytest.mark.parametrize("word", PUBLIC)
def test_every_word_of_an_author_is_told_and_shown(word: str) -> None:
    text = (DOCS / "jingban/wangye.md").read_text("utf-8")
    told = re.findall(r"\{% raw %\}\{\{ ?(\w+)", text)
    shown = re.findall(r"\{\{ ?(\w+)", re.sub(r"\{% raw %\}.*?\{% endraw %\}", "", text))
    assert word in told
    assert word in shown


def test_every_component_is_shown_or_told() -> None:
    text = (DOCS / "kaifa/zujian.md").read_text("utf-8")
    shown = [component.name for component in shown_components()]
    assert sorted([*shown, *TOLD]) == sorted(components())
    assert [name for name in TOLD if f"`{name}`\n:" not in text] == []
    assert {*places()} <= {*shown}


# ---- Chapters


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "manual/mkdocs.yml").read_text("utf-8")
    pages = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
    assert [page for page in pages if f" {page}\n" not in menu] == []


def test_every_picture_has_a_text_and_is_small() -> None:
    pictures = {path.name for path in (DOCS / "pictures").iterdir()}
    shown = re.findall(
        r"!\[([^\]]*)\]\([^)]*pictures/([^)]+)\)", "\n".join(path.read_text("utf-8") for path in DOCS.rglob("*.md"))
    )
    assert {name for _, name in shown} == pictures
    assert all(len(text) > 5 for text, _ in shown)
    assert sum((DOCS / "pictures" / name).stat().st_size for name in pictures) < 700_000
