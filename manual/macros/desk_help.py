"""The rules as the desk tells them to a clerk, each with a fault and its mending; made of rules.yml and of the rules' own cases.

    python -m manual.macros.desk_help        writes src/gongkai/desk/rules.yml anew

The package has neither this folder nor the cases; a test compares its file with what is made here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from manual.macros.rules import FINDING, cases, groups
from manual.macros.shown import near
from tests.checks.reading import findings, written

FILE = Path(__file__).parents[2] / "src/gongkai/desk/rules.yml"
HEAD = "# 由 manual/macros/desk_help.py 从规则的例子生成，不要手改：python -m manual.macros.desk_help\n"
NARRATIVE = "narrative.md"
ALIKE = 0.9
WORDS = re.compile(r"\{\{|\}\}|^[\w-]+:|^#")  # what no clerk reads


def content() -> str:
    found = [{"title": group["title"], "id": group["id"], "rules": [*map(told, group["rules"])]} for group in groups()]
    return HEAD + yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=150)


def told(rule: Mapping[str, Any]) -> dict[str, Any]:
    """`said` is what the check says of the case. `wrong` and `right` are a sentence of prose before and after its mending; only
    where the fault is in such a sentence.
    """
    case = dict(cases()[rule["case"]])
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        lines = findings(case, data)
        own = [line for line in lines if f"[{rule['id']}]" in line]
        printed = own[0] if "line" not in rule else lines[rule["line"] - 1]
        found = FINDING.match(printed)
        assert found, printed
        said = printed[found.end() :].rpartition(" [")[0]
        sentence = {}
        if found["file"] == NARRATIVE and found["line"]:
            report = max(data.glob("reports/*/demo"))
            sentence = mended(case, report / NARRATIVE, int(found["line"]), int(found["column"]))
    kind = "提醒" if said.startswith("提醒：") else "错误"
    return {
        "id": rule["id"],
        "asks": rule["asks"],
        "do": rule["do"],
        "kind": kind,
        "said": said.removeprefix("提醒："),
        **sentence,
    }


def mended(case: Mapping[str, Any], narrative: Path, line: int, column: int) -> dict[str, str]:
    """The line, and the same one of the report without the case's mistake."""
    wrong = narrative.read_text("utf-8").splitlines()[line - 1]
    with TemporaryDirectory() as folder:
        base = written({name: value for name, value in case.items() if name != "edit"}, Path(folder) / "data")
        lines = (base / NARRATIVE).read_text("utf-8").splitlines()
    right = lines[line - 1] if line <= len(lines) else ""
    shown = {"wrong": near(wrong, column), "right": near(right, column)}
    same = SequenceMatcher(a=wrong, b=right).ratio() > ALIKE  # where another sentence stands, it is no mending of this one
    readable = wrong != right and same and not any(WORDS.search(text) for text in shown.values()) and all(shown.values())
    return shown if readable else {"wrong": shown["wrong"]} if not WORDS.search(shown["wrong"]) else {}


if __name__ == "__main__":
    FILE.write_text(content(), "utf-8")
