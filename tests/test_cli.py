"""The command as an office types it: what is printed, where, and the exit code."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from gongkai.cli import COMMANDS, main
from tests.checks.reading import written
from tests.conftest import DEMO


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written({}, tmp_path / "data")
    return tmp_path / "data"


def run(capsys, *words):
    code = main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_nothing_wrong(capsys, data):
    code, out, err = run(capsys, "check")
    assert (code, out) == (0, "")
    assert err == "0 个错误，0 条提醒，0 条已说明\n"


def test_a_letter_in_a_figure_is_one_line_with_its_place(capsys, data):
    report = data / "reports/2020/demo/report.yml"
    report.write_text(report.read_text("utf-8").replace("decisions: 12}", "decisions: 3O7}"), "utf-8")
    code, out, err = run(capsys, "check")
    assert code == 1
    assert re.fullmatch(
        r"data/reports/2020/demo/report\.yml:\d+:\d+: 其他对外管理服务事项 › 处理决定数量 “3O7”不是整数 \[figure\]\n", out
    )
    assert err == "1 个错误，0 条提醒，0 条已说明\n"


def test_a_report_alone_with_no_site_around_it(capsys, data, tmp_path):
    alone = tmp_path / "elsewhere" / "draft"
    alone.parent.mkdir()
    (data / "reports/2020/demo").rename(alone)
    assert run(capsys, "check", str(alone))[0] == 0


def test_findings_as_json_and_for_a_code_host(capsys, data):
    report = data / "reports/2020/demo/report.yml"
    report.write_text(report.read_text("utf-8").replace("decisions: 12}", "decisions: -12}"), "utf-8")
    code, out, _ = run(capsys, "check", "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert [(f["rule"], f["severity"], f["subject"]) for f in found] == [
        ("figure", "error", "licensing.other_services.decisions")
    ]
    _, out, _ = run(capsys, "check", "--format", "github")
    assert out.startswith("::error file=data/reports/2020/demo/report.yml,line=")


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        ("nowhere", "nowhere: 找不到这个文件夹 [collection]\n"),
        (
            "nowhere/data",
            "nowhere/data: 找不到这个文件夹；请先进入县的文件夹（有 mkdocs.yml 和 data 的那个）再运行 [collection]\n",
        ),
        ("data/site.yml", "data/site.yml: 这不是文件夹 [collection]\n"),
    ],
)
def test_no_such_folder(capsys, data, folder, line):
    assert run(capsys, "check", folder)[:2] == (1, line)


@pytest.mark.parametrize("command", ["check", "build", "serve", "archive 2021"])
def test_from_the_wrong_folder_one_is_led_to_the_county_s(capsys, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, *command.split())
    assert (code, out) == (
        1,
        "data: 找不到这个文件夹；请先进入县的文件夹（有 mkdocs.yml 和 data 的那个）再运行 [collection]\n",
    )


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("new 2021 government", "data/agencies.yml: 找不到这个文件"),
        ("portal", "data/site.yml: 找不到这个文件"),
        ("tick --report 2021/government", "data/reports/2021/government: 没有这份报告"),
    ],
)
def test_what_wants_one_file_leads_to_the_county_s_folder_too(capsys, tmp_path, monkeypatch, command, line):
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, *command.split())
    assert code == 1
    assert out.splitlines()[0].startswith(f"{line}；请先进入县的文件夹（有 mkdocs.yml 和 data 的那个）再运行")


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx", "docx"])
def test_export(capsys, data, tmp_path, kind):
    code, out, _ = run(capsys, "export", kind, "--into", "out")
    assert code == 0
    files = out.splitlines()
    assert files
    assert all((tmp_path / file).stat().st_size > 100 for file in files)


def test_reports_exported_one_after_the_other_do_not_replace_each_other(capsys, data):
    shutil.copytree(DEMO, data, dirs_exist_ok=True)
    exported = [
        run(capsys, "export", "docx", f"data/reports/2021/{agency}", "--into", "导出")[1]
        for agency in ("finance", "demo", "finance")
    ]
    assert exported == [f"导出/2021/{agency}/report.docx\n" for agency in ("finance", "demo", "finance")]


@pytest.mark.parametrize("words", ["csv", "json", "xlsx", "docx", "csv data"])
def test_export_of_no_report_says_what_to_do(capsys, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "青禾县", "--into", "."]) == 0
    capsys.readouterr()
    code, out, err = run(capsys, "export", *words.split())
    line = "data: 这里一份报告也没有，没有什么可以导出；请先用 gongkai new 建一份，或用 gongkai import 导入一份 [collection]\n"
    assert (code, out, err) == (1, line, "1 个错误，0 条提醒，0 条已说明。没有写入任何文件\n")
    assert not (tmp_path / "export").exists()


def test_export_of_wrong_data_writes_nothing(capsys, data, tmp_path):
    (data / "reports/2020/demo/narrative.md").unlink()
    code, out, _ = run(capsys, "export", "json", "--into", "out")
    assert code == 1
    assert "找不到这个文件" in out
    assert not (tmp_path / "out").exists()


def test_a_new_report_is_an_empty_form_that_reads_back(capsys, data):
    code, _, err = run(capsys, "new", "2023", "demo")
    assert code == 0
    none = "没有从上一年度带入的数，上年结转一类的数也要自己填"
    assert err == f"已建好待填的报告：data/reports/2023/demo。{none}；填好后运行 gongkai check\n"
    _, out, _ = run(capsys, "check")
    assert not [line for line in out.splitlines() if "提醒" not in line and "可写进 accepted" not in line]
    report = (data / "reports/2023/demo/report.yml").read_text("utf-8")
    assert 'format: "2021"' in report
    assert "administrative_licensing: {decisions: null}" in report


def test_a_new_report_says_what_last_year_left_to_compare(capsys, data):
    year = int(max(folder.name for folder in (data / "reports").iterdir())) + 1
    assert "上一年度带入的数（proposed）要逐条核对；填好后" in run(capsys, "new", str(year), "demo")[2]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("new", "2020", "demo"), "已有一份报告"),
        (("new", "2023", "nobody"), "没有“nobody”这个机构"),
        (("new", "20200", "demo"), "20200"),
        (("new", "2009", "demo"), "2009"),
    ],
)
def test_a_new_report_that_cannot_be(capsys, data, words, sentence):
    before = sorted(data.rglob("*"))
    code, out, _ = run(capsys, *words)
    assert code == 1
    assert sentence in out
    assert len(out.splitlines()) == 1
    assert sorted(data.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["chek"], "没有“chek”；命令可以是"),
        (["new", "二〇二三", "demo"], "“二〇二三”不是整数"),
        (["new", "2023"], "缺少 机构代号"),
        (["export", "wps"], "没有“wps”；格式可以是 docx、pdf、html、xlsx、json、csv"),
        (["import", "a.docx"], "缺少 --into"),
        (["import", "a.docx", "--into"], "--into 后面缺少内容"),
        (["check", "--fast"], "不认识“--fast”"),
        (["check", "--release=yes"], "--release 后面不写内容，不要写“yes”"),
        (["check", "--a"], "“--a”可以是 --agency、--all；请写全"),
        (["review", "a.docx", "--workers", "x"], "“x”不是整数"),
        (["review", "a.docx", "--workers", "2", "--scheduler", "x"], "--scheduler 不能与 --workers 同时写"),
    ],
)
def test_called_wrongly(capsys, words, sentence):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said.startswith("命令写得不对：")
    assert sentence in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["", *(name for name, _, _ in COMMANDS)])
def test_help_is_in_chinese(capsys, command):
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"] if command else ["--help"])
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert said.startswith("写法：gongkai")
    assert "显示这些说明" in said
    assert not re.search("usage|positional|options|show this", said)


def test_nothing_is_verified_where_there_is_no_data(capsys, data):
    assert run(capsys, "verify", "--data", "dat") == (1, "", "找不到文件夹：dat\n")


def test_our_own_mistake_is_one_line_too(capsys, data, monkeypatch):
    monkeypatch.setattr("gongkai.cli.check.check_collection", lambda *_, **__: 1 / 0)
    code, _, err = run(capsys, "check")
    assert code == 1
    assert err.count("\n") == 1
    assert "程序自身出错" in err


def test_as_a_program_and_no_traceback(data, tmp_path):
    (data / "reports/2020/demo/report.yml").write_bytes(b"\xff\xfe\x00")
    done = subprocess.run([sys.executable, "-m", "gongkai", "check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "UTF-16" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
