"""The day and the reason that a command is given: a day that has come, and words."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.printed.test_commands import REPORT, called_ready, office, published, run, text

__all__ = ["office"]

TOMORROW = (date.today() + timedelta(1)).isoformat()
COMMANDS = {
    "accept": ("accept", "terms", "report"),
    "correct": ("correct", "requests.received.other", "2"),
    "withdraw": ("withdraw",),
    "tick": ("tick", "--all", "--by", "张三"),
}
OF_IT = ("--report", "2020/demo", "--yes")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_day_that_has_not_come_is_refused(name: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text()
    why = () if name == "tick" else ("--why", "漏记")
    with pytest.raises(SystemExit) as ended:
        run(capsys, *COMMANDS[name], *why, "--date", TOMORROW, *OF_IT)
    said = capsys.readouterr().err
    assert (ended.value.code, text()) == (2, before)
    assert said == f"命令写得不对：{TOMORROW} 还没有到；请写今天或以前的日期。查看写法：gongkai {name} --help\n"


def test_a_year_is_not_sealed_on_a_day_that_has_not_come(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "archive", "2020", "--date", TOMORROW)
    assert f"{TOMORROW} 还没有到" in capsys.readouterr().err
    assert not Path("archive").exists()


@pytest.mark.parametrize("name", ["accept", "correct", "withdraw"])
@pytest.mark.parametrize("why", ["", " ", "　"])
def test_a_reason_is_words(why: str, name: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text()
    with pytest.raises(SystemExit) as ended:
        run(capsys, *COMMANDS[name], "--why", why, "--date", "2024-03-01", *OF_IT)
    said = capsys.readouterr().err
    assert (ended.value.code, text()) == (2, before)
    assert said == f"命令写得不对：理由没有写；请用 --why 写明为什么。查看写法：gongkai {name} --help\n"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("by", ["", " "])
def test_whoever_answers_for_it_has_a_name(by: str, name: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("tick", "--all") if name == "tick" else (*COMMANDS[name], "--why", "漏记")
    with pytest.raises(SystemExit) as ended:
        run(capsys, *words, "--by", by, *OF_IT)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert said == f"命令写得不对：名字没有写；--by 后面写单位或姓名。查看写法：gongkai {name} --help\n"


@pytest.mark.parametrize(("name", "what"), [("correct", "更正"), ("withdraw", "撤回")])
def test_nothing_is_put_right_or_withdrawn_before_it_was_published(
    name: str, what: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    before = text()
    code, out, _ = run(capsys, *COMMANDS[name], "--why", "漏记", "--date", "2021-01-01", *OF_IT)
    assert (code, text()) == (1, before)
    assert out == f"{REPORT}/report.yml:8:12: {what}日期 2021-01-01 早于这份报告公布的日期 2021-01-28 [report]\n"
    assert run(capsys, *COMMANDS[name], "--why", "漏记", "--date", "2021-01-28", *OF_IT)[0] == 0


def test_a_day_of_publication_typed_too_late_may_be_put_right(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published()
    words = ("correct", "published", "2021-01-27", "--why", "误写", "--date", "2021-01-27", *OF_IT)
    assert run(capsys, *words)[0] == 0


def test_a_report_is_not_published_before_its_year_ends(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called_ready()
    before = text()
    code, out, _ = run(capsys, "ready", "--report", "2020/demo", "--published", "2020-12-31", "--yes")
    assert (code, text()) == (1, before)
    assert "公布时间 2020-12-31 在统计的 2020 年结束之前 [dates]" in out


def test_a_day_of_publication_that_is_to_come_is_a_plan(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called_ready()
    code, _, said = run(capsys, "ready", "--report", "2020/demo", "--published", TOMORROW)
    assert code == 0
    assert f"公布时间 {TOMORROW} 还没有到，先按打算写上；提前或推迟公布的，要改" in said


def test_a_year_that_has_not_begun_has_no_report(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = date.today().year + 1
    code, out, _ = run(capsys, "new", str(later), "demo")
    assert (code, Path(f"data/reports/{later}").exists()) == (1, False)
    assert out == f"data/reports/{later}/demo: {later} 年还没有到，不能建它的报告 [import]\n"
