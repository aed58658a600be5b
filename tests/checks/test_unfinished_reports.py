"""A report that is still being typed, or of an old form, is checked as far as it goes: never an exception."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.checks.rules import check_collection
from gongkai.collection import load_collection
from gongkai.problems import errors, summary
from gongkai.statute.formats import formats
from tests.checks.reading import BASE

STATISTICS = """\
year: 2016
agency: demo
format: "2014"
title: 云溪县2016年政府信息公开工作年度报告
scope: whole_government
period: {from: 2016-01-01, to: 2016-12-31}
tables:
  statistics:
    - {label: 一、主动公开情况, unit: ——}
    - {label: 主动公开政府信息数, unit: 条, figure: 2874}
"""


@pytest.mark.parametrize("base", formats())
@pytest.mark.parametrize("name", ["report.yml", "narrative.md"])
def test_any_line_may_be_missing(base: str, name: str, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(BASE / base, folder)
    lines = (folder / name).read_text("utf-8").splitlines()
    for number in range(len(lines)):
        (folder / name).write_text("\n".join(lines[:number] + lines[number + 1 :]), "utf-8")
        collection, problems = load_collection(folder)
        assert "个错误" in summary(problems + check_collection(collection))


def test_the_statistics_of_2014_to_2018_have_no_sums(tmp_path: Path) -> None:
    (tmp_path / "report.yml").write_text(STATISTICS, "utf-8")
    (tmp_path / "narrative.md").write_text("## 概述\n\n2016年，公开信息2874条。\n", "utf-8")
    collection, problems = load_collection(tmp_path)
    assert errors(problems + check_collection(collection)) == []
