"""The catalogue of rules: the rules' own titles and grounds, rules.yml, and cases of tests/checks that are checked here again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from gongkai.checks.rules import explain
from manual.macros.shown import code, near
from tests.checks.reading import findings

HERE = Path(__file__).parent
CASES = Path(__file__).parents[2] / "tests" / "checks"
ERROR, WARNING = "（错误，改正以后才能生成网站）", "（提醒，不影响生成网站）"
FINDING = re.compile(r"(?P<file>[\w./-]+?)(:(?P<line>\d+):(?P<column>\d+))?: ")


@dataclass(frozen=True, slots=True)
class Example:
    """`typed` is the line that a finding points at; empty where the finding is about what is not there. `place` in words."""

    place: str
    typed: str
    printed: str


def rules() -> str:
    """Every rule under its heading, as Markdown: what it asks, on what ground, what to do, and an example."""
    return "\n\n".join(part for group in groups() for part in group_parts(group))


@cache
def groups() -> tuple[Mapping[str, Any], ...]:
    return tuple(yaml.safe_load((HERE / "rules.yml").read_text("utf-8"))["groups"])


def group_parts(group: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {group['title']} {{#{group['id']}}}"
    for rule in group["rules"]:
        explained = explain()[rule["id"]]
        example = example_of(rule)
        yield f"### {explained.title} {{#{rule['id']}}}"
        yield f"代号 `{rule['id']}`。{rule['asks']}"
        yield f"依据：{explained.basis}。"
        yield f"怎么办：{rule['do']}"
        yield f"例如 {example.place}："
        if example.typed:
            yield code(example.typed)
        yield f"检查印出{WARNING if '提醒：' in example.printed else ERROR}："
        yield code(example.printed)


def example_of(rule: Mapping[str, Any]) -> Example:
    """The case, typed into a folder that is thrown away, and what the checks find there."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        lines = findings(dict(cases()[rule["case"]]), data)
        report = max(data.glob("reports/*/demo"))  # a case may have the year before as well
        own = [line for line in lines if f"[{rule['id']}]" in line]
        printed = own[0] if "line" not in rule else lines[rule["line"] - 1]
        return Example(*typed_at(printed, report, data), printed)


def typed_at(printed: str, report: Path, data: Path) -> tuple[str, str]:
    """Where, in words, and the text near that column."""
    found = FINDING.match(printed)
    assert found, printed
    name, line = found["file"], found["line"]
    if line is None:
        return f"`{name}` 里缺了应有的一处", ""
    file = next(path for path in (report / name, data / name) if path.is_file())
    text = file.read_text("utf-8").splitlines()[int(line) - 1]
    return f"`{name}` 第 {line} 行写着", near(text, int(found["column"]))


@cache
def cases() -> Mapping[str, Mapping[str, Any]]:
    return {case["name"]: case for file in sorted(CASES.glob("*.yml")) for case in yaml.safe_load(file.read_text("utf-8"))}
