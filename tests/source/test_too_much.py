"""A file that would take minutes to read, or all memory, is refused in one line at the place where it goes too far."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.source.reference import LONGEST_TEXT, MOST_VALUES, parse_yaml
from tests.conftest import DEMO

TOO_MUCH = {
    "a list in one line": ("a: [" + "1," * 4_000_000 + "]\n", "x.yml:1:600006: 到这里已有 30 万项，后面的不读了；请分成几个文件 [yaml]"),
    "a name a line": ("k: v\n" * (MOST_VALUES + 1), "x.yml:300001:5: 到这里已有 30 万项，后面的不读了；请分成几个文件 [yaml]"),
    "one text": (f"a: {'甲' * LONGEST_TEXT}\n", "x.yml: 内容超过 800 万字，这样的写法读不了这么长的；请分成几个文件 [yaml]"),
    "brackets": (f"a: {'[' * 7_000_000}\n", "x.yml:1:44: 内容嵌套太深，不像是报告数据 [yaml]"),
    "dashes": ("- " * 3_900_000 + "\n", "x.yml:1:83: 内容嵌套太深，不像是报告数据 [yaml]"),
}  # fmt: skip


@pytest.mark.parametrize("what", TOO_MUCH)
def test_it_is_refused_where_it_goes_too_far(what: str) -> None:
    text, line = TOO_MUCH[what]
    node, problems = parse_yaml(text, "x.yml")
    assert node is None
    assert [str(problem) for problem in problems] == [line]


def test_as_much_as_a_county_needs_is_read() -> None:
    node, problems = parse_yaml("".join(f"k{number}: v\n" for number in range(20_000)), "x.yml")
    assert node
    assert problems == []


@pytest.mark.parametrize(
    "name", ["site.yml", "agencies.yml", "columns.yml", "reports/2021/demo/report.yml", "documents/2021.yml"]
)
def test_a_command_says_so_of_any_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    shutil.copytree(DEMO, data)
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text(TOO_MUCH["a list in one line"][0], "utf-8")
    assert main(["check", str(data)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert sum("到这里已有 30 万项" in line and name in line for line in said) == 1
