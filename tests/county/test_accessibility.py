"""The statement's data: when it is too old or no longer true, `check` says so; a build never asks for the day."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.county.accessibility import outdated, read_measured

MEASURED = """\
measured: 2026-01-10
fingerprint: abc
pages: 7
states: [桌面, 手机]
tools: [{name: axe-core, version: "4.10.2"}]
findings: []
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "accessibility.yml").write_text(MEASURED, "utf-8")
    return tmp_path


def test_on_the_ninetieth_day_it_still_holds(data):
    assert list(outdated(data, date(2026, 4, 10), "abc")) == []


def test_the_day_after_it_does_not(data):
    (problem,) = outdated(data, date(2026, 4, 11), "abc")
    assert problem.message == "无障碍声明的检测已过 91 天（超过 90 天）；请运行 make audit 重新检测"


def test_a_changed_template_makes_it_untrue(data):
    (problem,) = outdated(data, date(2026, 1, 11), "abd")
    assert "不再属实" in problem.message


def test_where_nothing_was_measured_nothing_is_said(tmp_path):
    assert read_measured(tmp_path) == (None, [])
    assert list(outdated(tmp_path, date(2026, 1, 11), "abc")) == []


def test_wrong_data_is_told_with_its_place(data):
    (data / "accessibility.yml").write_text(MEASURED.replace("pages: 7", "pages: 0"), "utf-8")
    measured, problems = read_measured(data)
    assert measured is None
    assert [str(problem).split(": ", 1)[1] for problem in problems] == ["“pages”不能小于 1 [shape]"]
