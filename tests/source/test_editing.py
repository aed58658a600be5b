"""A file as people typed it, changed at one place."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.source.editing import NoPlaceError, TypedFile, changed_lines
from gongkai.source.nodes import Scalar, Table
from gongkai.source.reference import parse_yaml
from gongkai.source.typed_text import typed_text

CASES = yaml.load((Path(__file__).parent / "edits" / "cases.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
REPORT = Path(__file__).parents[2] / "data" / "reports" / "2020" / "zhengning" / "report.yml"


def meant(typed: Any) -> Any:
    """The cases hold text only; these two are meant as what they look like."""
    return {"true": True, "-40": -40}.get(typed, typed) if isinstance(typed, str) else typed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_only_the_one_place_changes(case: dict[str, Any]) -> None:
    file = TypedFile(case["typed"])
    if "no_place" in case:
        with pytest.raises(NoPlaceError, match=case["no_place"]):
            changed(file, case)
        return
    assert changed(file, case).text == case["after"]


def changed(file: TypedFile, case: dict[str, Any]) -> TypedFile:
    path = [int(step) if step.isdecimal() else step for step in case["path"]]
    if "item" in case:
        return file.with_item(path, case["item"])
    if "without_remark" in case:
        return file.without_remark(path, case["without_remark"])
    if "without_part" in case:
        return file.without_part(str(path[0]), case["without_part"])
    if "remark" in case:
        return file.with_part(str(path[0]), case["value"], case["remark"])
    return file.with_value(path, meant(case["value"]), below=case.get("below", ()))


def test_every_cell_of_a_report_is_changed_alone() -> None:
    text = REPORT.read_text("utf-8")
    tables = yaml.safe_load(text)["tables"]
    places = [("tables", table, row, column) for table, rows in tables.items() for row, cells in rows.items() for column in cells]
    for path in random.Random(7).sample(places, 12):
        after = TypedFile(text).with_value(path, 987654).text
        assert len(changed_lines(text, after)) == 2
        tables[path[1]][path[2]][path[3]], kept = 987654, tables[path[1]][path[2]][path[3]]
        assert yaml.safe_load(after)["tables"] == tables
        tables[path[1]][path[2]][path[3]] = kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 甲",
        "甲 # 乙",
        "- 甲",
        "“甲”：乙",
        "甲, 乙",
        "[甲]",
        "{甲",
        "'甲'",
        '"',
        "null",
        "1_000",
        "甲\n乙",
        "\\",
        "a: b",
        "3",
        "~",
        "%",
        "?",
    ],
)
@pytest.mark.parametrize("frame", ["a: {}\n", "a: {{b: {}, c: 1}}\n", "a: [{}, 1]\n"])
def test_text_is_read_as_what_it_was(text: str, frame: str) -> None:
    node, problems = parse_yaml(frame.format(typed_text(text, flow=True)), "report.yml")
    assert isinstance(node, Table)
    found = node.entries["a"]
    while not isinstance(found, Scalar):
        found = found.entries["b"] if isinstance(found, Table) else found.items[0]
    assert (found.value, problems) == (text, [])


def test_a_change_is_shown_with_its_lines() -> None:
    assert changed_lines("a: 1\nb: 2\n", "a: 1\nb: 3\nc: 4\n") == ["    2 - b: 2", "    2 + b: 3", "    3 + c: 4"]
