"""`gongkai publish` beside its data: a site that says something else than the data says now is not published, on whichever way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.test_report_states import REPORT, Office, base, office  # noqa: F401 - the fixture

STALE = "网站里的不是数据现在的样子；请先运行 gongkai build，再发布 [address]\n"
PAGE = "site/zfxxgknb/2022"
HELD = f"{PAGE}: 这份报告不该在网站里（草稿、有错误，或已不在数据里）。{STALE}"
WAYS = (("site", "srv"), ("site", "--zip", "全站.zip"), ("site", "--changes", "前.zip", "--zip", "变动.zip"))


def refused(office: Office, out: str) -> None:  # noqa: F811
    for way in WAYS:
        code, said, closing = office("publish", *way)
        assert (code, said) == (1, out)
        assert closing == "1 个错误，0 条提醒，0 条已说明。什么也没有发布\n"
    assert {path.name for path in Path().iterdir()} & {"srv", "全站.zip", "变动.zip"} == set()


def typed(old: str, new: str) -> None:
    text = REPORT.read_text("utf-8")
    assert old in text
    REPORT.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def built(office: Office) -> Office:  # noqa: F811
    base("state: ready\n")
    assert office("build")[0] == 0
    assert office("publish", "site", "--zip", "前.zip")[0] == 0
    return office


def test_a_figure_changed_since_the_build(built: Office) -> None:
    typed("{decisions: 77}", "{decisions: 78}")
    refused(built, f"{REPORT}: {STALE}")
    assert built("build")[0] == 0
    assert built("publish", "site", "srv")[0] == 0


@pytest.mark.parametrize("why", ["an error", "a draft", "a file that cannot be read", "taken away"])
def test_a_report_that_is_held_back_now(why: str, built: Office) -> None:
    if why == "an error":
        typed("{decisions: 77}", "{decisions: 7O}")
    elif why == "a draft":
        typed("state: ready", "state: draft")
    elif why == "a file that cannot be read":
        REPORT.write_text("state: ready\nyear: [\n", "utf-8")
    else:
        shutil.rmtree(REPORT.parent)
    refused(built, HELD)
    assert built("build")[0] == 0
    assert built("publish", "site", "srv")[0] == 0


def test_a_report_that_is_ready_since_the_build(built: Office) -> None:
    shutil.copytree(REPORT.parent, REPORT.parents[2] / "2023/demo")
    later = REPORT.parents[2] / "2023/demo/report.yml"
    later.write_text(later.read_text("utf-8").replace("2023", "2024").replace("2022", "2023"), "utf-8")
    words = later.with_name("narrative.md")
    words.write_text(words.read_text("utf-8").replace("2022", "2023"), "utf-8")
    code, out, _ = built("publish", "site", "srv")
    assert (code, out) == (1, f"data/reports/2023/demo/report.yml: {STALE}")


def test_where_the_site_stands_alone_it_is_published_as_it_is(built: Office) -> None:
    shutil.move("data", "elsewhere")
    assert built("publish", "site", "srv")[0] == 0


@pytest.mark.parametrize("change", ["typed into", "taken away"])
def test_a_page_that_was_changed_by_hand(change: str, built: Office) -> None:
    page = Path(PAGE) / "index.html"
    if change == "typed into":
        page.write_text(page.read_text("utf-8").replace(">77<", ">99<"), "utf-8")
    else:
        page.unlink()
    refused(built, f"{page.as_posix()}: 这个文件在生成以后被改动过，或不见了；请先运行 gongkai build，再发布 [address]\n")
    assert built("build")[0] == 0
    assert ">99<" not in page.read_text("utf-8")
    assert built("publish", "site", "srv")[0] == 0
