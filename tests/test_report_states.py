"""A report's life by commands alone: what an office types, what it is told, and what becomes of report.yml."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import main
from tests.checks import reading
from tests.examples.filling import fill_in

SITE = (
    "county: 云溪县\ngovernment: 云溪县人民政府\ngovernment_agency: demo\nportal: 云溪县门户\n"
    "domain: www.example.gov.cn\nsite_code: '0000000000'\n"
)
REPORT = Path("data/reports/2022/demo/report.yml")
Office = Callable[..., tuple[int, str, str]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    """A county without a report; calls a command, and gives its exit code and what it said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    Path("data").mkdir()
    Path("docs").mkdir()
    Path("data/site.yml").write_text(SITE, "utf-8")
    shutil.copy(reading.BASE / "agencies.yml", "data/agencies.yml")

    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def base(state: str) -> None:
    """The complete report of 2022."""
    shutil.copytree(reading.BASE / "2021", REPORT.parent)
    REPORT.write_text(REPORT.read_text("utf-8") + state, "utf-8")


def test_the_life_of_a_report(office: Office) -> None:
    assert office("new", "2022", "demo")[0] == 0
    untouched = REPORT.read_bytes()
    code, out, err = office("ready", "2022", "demo", "--yes")
    assert code == 1
    assert "“收到和处理政府信息公开申请情况”整张表都空着" in out
    assert "正文没有写一个字" in out
    assert err.endswith("没有写入任何文件\n")
    assert REPORT.read_bytes() == untouched

    assert office("build")[2].splitlines()[-1] == "  data/reports/2022/demo：草稿"
    assert not Path("site/zfxxgknb/2022").exists()

    fill_in(REPORT.parent)
    code, out, err = office("ready", "2022", "demo", "--published", "2023-01-28")
    assert code == 0
    assert out.splitlines()[-4:] == [
        "data/reports/2022/demo/report.yml",
        "    7 - state: draft  # 草稿，不在公布的网站里；填完、核对完，运行 gongkai ready",
        "    7 + state: ready",
        "    8 + published: 2023-01-28",
    ]
    assert err == "还没有改动；确认以后加上 --yes 再运行一次\n"
    assert "state: draft" in REPORT.read_text("utf-8")
    assert office("ready", "2022", "demo", "--published", "2023-01-28", "--yes")[0] == 0

    assert office("build")[0] == 0
    assert "草稿" not in Path("site/zfxxgknb/2022/index.html").read_text("utf-8")
    assert office("publish", "site", "srv")[0] == 0
    assert office("addresses", "--record")[0] == 0
    code, out, _ = office("ready", "2022", "demo")
    assert (code, out) == (1, "data/reports/2022/demo/report.yml:7:8: 这份报告已公布，早已不是草稿 [report]\n")

    assert office("archive", "2022", "--date", "2023-04-01", "--without", "pdf")[0] == 0
    code, out, _ = office("withdraw", "2022", "demo", "--date", "2023-05-06", "--why", "误将送审稿公布：重发", "--yes")
    assert code == 0
    assert (
        out.splitlines()[-1].partition(" + ")[2] == "withdrawn: {date: 2023-05-06, why: 误将送审稿公布：重发, by: 云溪县人民政府}"
    )
    assert office("build")[0] == 0
    assert "误将送审稿公布：重发" in Path("site/zfxxgknb/2022/index.html").read_text("utf-8")
    assert office("withdraw", "2022", "demo", "--date", "2023-05-06", "--why", "再撤")[0] == 1
    assert office("addresses", "--record")[0] == 0

    assert office("withdraw", "2022", "demo", "--undo", "--date", "2023-05-09", "--why", "核对无误", "--yes")[0] == 0
    assert office("build")[0] == 0
    page = Path("site/zfxxgknb/2022/index.html").read_text("utf-8")
    assert "取消撤回，恢复公布（原来的撤回：2023-05-06 误将送审稿公布：重发 云溪县人民政府）。核对无误。" in re.sub(
        "<[^>]+>", "", page
    )
    assert office("addresses", "--record")[0] == 0
    assert office("archive", "2022", "--date", "2023-06-01", "--without", "pdf")[0] == 0
    assert office("verify")[0] == 0


def test_every_other_line_stays_as_it_was_typed(office: Office) -> None:
    """Remarks, blank lines, the order of the keys, and Windows' line endings."""
    base("# 甲\nstate:   draft   # 我的备注\r\n\n# 乙\n")
    text = REPORT.read_text("utf-8").replace("\r\n", "\n").replace("\n", "\r\n")
    REPORT.write_bytes(text.encode())
    assert office("ready", "2022", "demo", "--yes")[0] == 0
    assert REPORT.read_bytes().decode() == text.replace("state:   draft   # 我的备注", "state:   ready   # 我的备注")


def test_a_report_without_the_word_is_given_one(office: Office) -> None:
    base("")
    REPORT.write_text(re.sub("^published.*\n", "", REPORT.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert office("ready", "2022", "demo", "--yes")[0] == 0
    assert "written: 2023-01-12\nstate: ready\n" in REPORT.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("ready", "2021", "demo"), "data/reports/2021/demo: 没有这份报告 [report]\n"),
        (("withdraw", "2022", "demo", "--date", "2023-05-06", "--why", "误发"), "没有公布过，无从撤回"),
    ],
)
def test_what_cannot_be_done_is_said(office: Office, words: tuple[str, ...], message: str) -> None:
    base("state: draft\n")
    before = REPORT.read_bytes()
    code, out, _ = office(*words, "--yes")
    assert code == 1
    assert message in out
    assert REPORT.read_bytes() == before


def test_errors_in_a_draft_do_not_count_for_the_county(office: Office) -> None:
    base("state: draft\n")
    REPORT.write_text(REPORT.read_text("utf-8").replace("{decisions: 77}", "{decisions: 7O}"), "utf-8")
    code, out, err = office("check")
    assert code == 0
    assert "“7O”不是整数" in out
    assert err.splitlines()[-2:] == ["其中 1 个错误在草稿里；草稿不在公布的网站里，不妨碍生成", "报告：草稿 1 份"]
    assert office("check", str(REPORT.parent))[0] == 1


def test_a_draft_of_an_earlier_year_stops_nothing_of_what_is_public(office: Office) -> None:
    base("")
    earlier = Path("data/reports/2021/demo")
    shutil.copytree(REPORT.parent, earlier)
    reading.move(earlier, 2022, 2021)
    file = earlier / "report.yml"
    text = reading.with_cell(file.read_text("utf-8"), "requests.carried_out.natural_person", 9)
    file.write_text(f"{text}state: draft\n", "utf-8")
    assert office("build")[0] == 0
    code, out, err = office("check")
    assert code == 0
    assert "data/reports/2021/demo/report.yml:58:" in out
    assert "（见 2022 年报告第 35 行），两年应当衔接" in out
    assert "data/reports/2022" not in out
    assert "个错误在草稿里；草稿不在公布的网站里，不妨碍生成" in err
    file.write_text(file.read_text("utf-8").replace("state: draft", "state: ready"), "utf-8")
    code, out, err = office("build")
    assert code == 0
    assert "没有放进网站的报告 1 份：\n  data/reports/2021/demo：有" in err


def test_a_release_asks_a_draft_alone_what_it_asks_a_ready_report(office: Office) -> None:
    base("state: draft\n")
    assert office("check", "--release", str(REPORT.parent))[0] == 0
    REPORT.write_text(REPORT.read_text("utf-8").replace("{decisions: 77}", "{decisions: null}"), "utf-8")
    assert office("check", str(REPORT.parent))[0] == 0
    code, out, _ = office("check", "--release", str(REPORT.parent))
    assert code == 1
    assert "行政处罚 › 本年处理决定数量：空着" in out


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_an_export_marks_a_draft_and_a_final_one_refuses_it(office: Office, kind: str) -> None:
    base("state: draft\n")
    for folder in ("data", str(REPORT.parent)):
        shutil.rmtree("export", ignore_errors=True)
        assert office("export", kind, folder)[0] == 0
        assert all("草稿" in file.read_text("utf-8") for file in Path("export").rglob("*.*"))
    shutil.rmtree("export")
    code, out, _ = office("export", kind, str(REPORT.parent), "--final")
    assert (code, "还是草稿，不能导出成定稿；请先运行 gongkai ready 2022 demo" in out) == (1, True)
    assert office("export", kind, "--final")[2] == "没有导出的报告 1 份：\n  data/reports/2022/demo：草稿\n"
    assert not Path("export").exists()
    assert office("ready", "2022", "demo", "--yes")[0] == 0
    assert office("export", kind, "--final")[0] == 0
    assert not any("草稿" in file.read_text("utf-8") for file in Path("export").rglob("*.*"))


def test_an_archive_leaves_drafts_out_and_names_them(office: Office) -> None:
    base("")
    other = Path("data/reports/2022/finance")
    shutil.copytree(REPORT.parent, other)
    Path("data/agencies.yml").write_text(
        "demo: {name: 云溪县人民政府, kind: government}\nfinance: {name: 云溪县财政局, kind: department}\n", "utf-8"
    )
    text = (other / "report.yml").read_text("utf-8").replace("agency: demo", "agency: finance\nstate: draft")
    (other / "report.yml").write_text(text, "utf-8")
    code, out, err = office("archive", "2022", "--date", "2023-04-01", "--without", "pdf")
    assert code == 0
    assert out == "已封存 2022-demo-1\n"
    assert err.endswith("没有封存的报告 1 份：\n  data/reports/2022/finance：草稿\n")


def test_a_release_is_asked_for_what_the_portal_states(office: Office) -> None:
    base("")
    assert office("build")[0] == 0
    Path("data/site.yml").write_text(SITE.replace("portal: 云溪县门户\n", ""), "utf-8")
    for words in (("publish", "site", "srv"), ("publish", "site", "--zip", "全站.zip")):
        code, out, err = office(*words)
        assert code == 1
        assert "没有写“门户网站的正式名称”（portal）；发布前必须补上" in out
        assert err.endswith("什么也没有发布\n")
    code, out, _ = office("archive", "2022", "--date", "2023-04-01", "--without", "pdf")
    assert (code, "（portal）" in out) == (1, True)
    assert not Path("srv").exists()
    assert not Path("data/seals").exists()


def test_a_release_that_lacks_what_was_public_is_refused(office: Office) -> None:
    base("")
    assert office("build")[0] == 0
    assert office("publish", "site", "srv")[0] == 0
    live = Path("srv/current").readlink()
    shutil.move(REPORT.parent, "kept")
    assert office("build")[0] == 0
    code, out, _ = office("publish", "site", "srv")
    assert code == 1
    assert "已公布过的网址“zfxxgknb/”" in out
    assert Path("srv/current").readlink() == live
