"""The folder of a published report is deleted: one line names the report, before anything about addresses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.test_report_states import REPORT, Office, base, office  # noqa: F401 - the fixture

GONE = "data/reports/2022/demo: 2022 年 demo 的报告公布过，现在不见了；请从备份恢复，要撤回，恢复以后用 gongkai withdraw [published]\n"


@pytest.fixture
def published(office: Office) -> Office:  # noqa: F811
    base("")
    assert office("build")[0] == 0
    assert office("addresses", "--record")[0] == 0
    return office


@pytest.mark.parametrize("known_by", ["published.txt", "addresses.txt"])
def test_the_folder_is_deleted(known_by: str, published: Office) -> None:
    shutil.rmtree(REPORT.parents[1])
    for file in {"published.txt", "addresses.txt"} - {known_by}:
        Path("data", file).unlink()
    code, out, _ = published("check", "--severity", "error")
    assert (code, out) == (1, GONE)
    code, out, _ = published("build")
    assert (code, out) == (1, GONE)


def test_a_report_that_is_given_up_knowingly(published: Office) -> None:
    """Its address leads on."""
    shutil.rmtree(REPORT.parents[1])
    Path("data/redirects.yml").write_text("zfxxgknb/2022/: ''\n", "utf-8")
    assert GONE not in published("check")[1]


def test_a_folder_without_its_report(published: Office) -> None:
    """What is wrong is said once, by whoever wanted to read it."""
    REPORT.unlink()
    code, out, _ = published("check", "--severity", "error")
    assert code == 1
    assert GONE not in out
    assert len(out.splitlines()) == 1
