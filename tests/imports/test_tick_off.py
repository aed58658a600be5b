"""What was read from a document counts once somebody has compared it with the document."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gongkai.cli import main
from gongkai.reports.import_record import read_record
from gongkai.statute.formats import formats
from tests.checks import reading
from tests.imports.forms import as_docx, report

FOLDER = Path("data/reports/2022/demo")
BY = ("--by", "张三", "--date", "2024-03-01", "--report", str(FOLDER))
RECEIVED = "requests.received.total"
DOUBT = "一、本年新收政府信息公开申请数量 › 总计：导入时存疑（“１，036”读作 1036），还没有对照原件核对"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A county whose report was just imported; one figure is in doubt."""
    (tmp_path / "data").mkdir()
    for name in ("site.yml", "agencies.yml"):
        shutil.copy(reading.BASE / name, tmp_path / "data" / name)
    monkeypatch.chdir(tmp_path)
    value = {RECEIVED: "１，036", "requests.received.natural_person": "1036", "requests.granted.natural_person": "1036"}
    value |= {
        f"requests.{row}.{column}": "1036" for row in ("granted", "handled_total") for column in ("natural_person", "total")
    }
    Path("年报.docx").write_bytes(as_docx(report(formats()["2021"], lambda *cell: value.get(".".join(cell), "0"))))
    assert main(["import", "年报.docx", "--into", str(FOLDER), "--year", "2022"]) == 0
    capsys.readouterr()
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def about(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What `gongkai check` says of the tick-off."""
    _, out, _ = run(capsys, "check")
    return [line.split("提醒：")[1].removesuffix(" [tick-off]") for line in out.splitlines() if line.endswith(" [tick-off]")]


def test_a_doubt_stays_a_finding_until_it_is_ticked(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = len(read_record(FOLDER)[0] or ()) - 1
    assert about(capsys) == [f"导入的还有 {left} 处没有对照原件核对；核对以后运行 gongkai tick", DOUBT]
    code, out, said = run(capsys, "tick", "--report", str(FOLDER))
    assert (code, said) == (1, f"还有 {left + 1} 处没有核对，其中存疑 1 处\n")
    assert out.splitlines()[0].startswith(f"{RECEIVED} 一、本年新收政府信息公开申请数量 › 总计：1036，原文“１，036”")
    before = (FOLDER / "import-record.csv").read_bytes()
    code, out, _ = run(capsys, "tick", RECEIVED, *BY)
    assert (code, (FOLDER / "import-record.csv").read_bytes()) == (0, before)
    assert [line.split(",")[-2:] for line in out.splitlines()[1:]] == [["", ""], ["2024-03-01", "张三"]]
    assert run(capsys, "tick", RECEIVED, *BY, "--yes")[0] == 0
    assert about(capsys) == [f"导入的还有 {left} 处没有对照原件核对；核对以后运行 gongkai tick"]
    assert run(capsys, "tick", "--all", *BY, "--yes")[0] == 0
    assert about(capsys) == []
    assert run(capsys, "tick", "--report", str(FOLDER)) == (0, "", "还有 0 处没有核对，其中存疑 0 处\n")


def test_what_was_agreed_to_is_written_though_nobody_reads_the_output_to_its_end(office: Path) -> None:
    """`| head` leaves after ten lines."""
    command = [sys.executable, "-m", "gongkai", "tick", "--all", *BY, "--yes"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    process.stdout.close()
    process.wait(timeout=60)
    assert all(line.ticked for line in read_record(FOLDER)[0] or ())


def test_a_cell_changed_after_its_tick_is_open_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "tick", "--all", *BY, "--yes")
    why = ("--why", "漏记", "--by", "县政府办", "--report", "2022/demo", "--yes")
    run(capsys, "correct", "licensing.administrative_licensing.decisions", "5", *why)
    opened = "行政许可 › 本年处理决定数量：核对时是“0”，现在是“5”；请再对照原件核对"
    assert about(capsys) == [opened]
    assert run(capsys, "tick", "licensing", *BY, "--yes")[0] == 0
    assert about(capsys) == []


def test_a_correction_of_a_published_report_opens_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "tick", "--all", *BY, "--yes")
    file = FOLDER / "report.yml"
    changed = file.read_text("utf-8").replace(
        "administrative_licensing: {decisions: 0}", "administrative_licensing: {decisions: 5}"
    )
    entry = "{date: 2024-03-01, cell: licensing.administrative_licensing.decisions, was: 0, now: 5, why: 漏记, by: 县政府办}"
    file.write_text(f"{changed}\nrevisions: [{entry}]\n", "utf-8")
    assert about(capsys) == []


def test_the_sheet_has_the_doubts_first_and_its_ticks_are_taken(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "tick", "--to", "核对表.xlsx", "--report", str(FOLDER))[0] == 0
    book = load_workbook("核对表.xlsx")
    sheet = book.active
    assert [cell.value for cell in sheet[2]] == ["地址", "名称", "数值", "原文", "位置", "把握", "核对", "核对人"]
    assert [sheet.cell(3, column).value for column in (1, 3, 4, 6)] == [RECEIVED, "1036", "１，036", "存疑：“１，036”读作 1036"]
    sheet.cell(3, 7).value, sheet.cell(4, 7).value, sheet.cell(4, 8).value = "√", "√", "李四"
    book.save("核对表.xlsx")
    code, out, _ = run(capsys, "tick", "--from", "核对表.xlsx", "--report", str(FOLDER), "--yes")
    assert (code, out.count("没有写核对人")) == (1, 1)
    assert run(capsys, "tick", "--from", "核对表.xlsx", *BY, "--yes")[0] == 0
    ticked = {line.address: (line.ticked, line.by) for line in read_record(FOLDER)[0] or () if line.ticked}
    assert ticked == {RECEIVED: ("√", "张三"), sheet.cell(4, 1).value: ("√", "李四")}


def test_a_sheet_with_another_value_is_refused(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "tick", "--to", "核对表.xlsx", "--report", str(FOLDER))
    book = load_workbook("核对表.xlsx")
    book.active.cell(3, 3).value, book.active.cell(3, 7).value = "1035", "√"
    book.save("核对表.xlsx")
    before = (FOLDER / "import-record.csv").read_bytes()
    code, out, _ = run(capsys, "tick", "--from", "核对表.xlsx", *BY, "--yes")
    assert (code, (FOLDER / "import-record.csv").read_bytes()) == (1, before)
    assert "表里是“1035”，报告里是“1036”；数不对的先用 gongkai correct 改正，再核对" in out


def test_what_ready_will_not_take_is_neither_offered_nor_accepted(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check")
    assert f"{DOUBT} [tick-off]\n" in out
    assert "rule: tick-off" not in out
    before = (FOLDER / "report.yml").read_bytes()
    code, out, _ = run(capsys, "accept", "tick-off", RECEIVED, "--why", "照原件", *BY[:-2], "--report", str(FOLDER), "--yes")
    assert (code, (FOLDER / "report.yml").read_bytes()) == (1, before)
    assert f"“tick-off”（{RECEIVED}）定稿时是错误，不能用说明代替；请照这一条所说的做 [acceptance]" in out


@pytest.mark.parametrize("words", ["错，应为5", "×", "x", "未核对", "?", "0", "否", "√，但字迹不清"])
def test_only_a_tick_or_a_day_under_it_counts(words: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "tick", "--to", "核对表.xlsx", "--report", str(FOLDER))
    book = load_workbook("核对表.xlsx")
    book.active.cell(3, 7).value, book.active.cell(4, 7).value = words, "√"
    book.save("核对表.xlsx")
    before = (FOLDER / "import-record.csv").read_bytes()
    code, out, _ = run(capsys, "tick", "--from", "核对表.xlsx", *BY, "--yes")
    assert (code, (FOLDER / "import-record.csv").read_bytes()) == (1, before)
    assert out.splitlines() == [
        f"核对表.xlsx: 工作表“核对”G3：一、本年新收政府信息公开申请数量 › 总计：这里写着“{words}”，不是核对的记号"
        "（√、已核对，或核对的日期）；数不对的先用 gongkai correct 改正，还没有核对的空着 [tick-off]"
    ]


@pytest.mark.parametrize("mark", ["√", "✓", "✔", "是", "已核对", "对", "2024-03-01", "2024年3月1日"])
def test_each_of_these_is_a_tick(mark: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "tick", "--to", "核对表.xlsx", "--report", str(FOLDER))
    book = load_workbook("核对表.xlsx")
    book.active.cell(3, 7).value = mark
    book.save("核对表.xlsx")
    assert run(capsys, "tick", "--from", "核对表.xlsx", *BY, "--yes")[0] == 0
    assert DOUBT not in about(capsys)


def test_words_beside_a_tick_are_not_lost(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "tick", "--to", "核对表.xlsx", "--report", str(FOLDER))
    book = load_workbook("核对表.xlsx")
    book.active.cell(2, 9).value = "备注"
    book.active.cell(3, 7).value, book.active.cell(3, 9).value = "√", "应为5"
    book.save("核对表.xlsx")
    code, out, _ = run(capsys, "tick", "--from", "核对表.xlsx", *BY, "--yes")
    assert (code, len(out.splitlines())) == (1, 1)
    assert "工作表“核对”I3：一、本年新收政府信息公开申请数量 › 总计：这里写着“应为5”，核对表不收另写的话" in out


def test_a_sheet_that_somebody_may_have_filled_stays(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("核对表.xlsx").write_bytes(b"ticked")
    code, out, _ = run(capsys, "tick", "--to", "核对表.xlsx", "--report", str(FOLDER))
    assert (code, Path("核对表.xlsx").read_bytes()) == (1, b"ticked")
    assert out == "核对表.xlsx: 已经有这个文件，里面可能打过勾，不会覆盖；请换一个名字 [tick-off]\n"


def test_ticks_typed_in_a_spreadsheet_and_saved_in_its_own_encoding_count(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = FOLDER / "import-record.csv"
    text = file.read_text("utf-8-sig")
    file.write_bytes(text.replace("读作 1036,,", "读作 1036,√,张三").encode("gb18030"))
    assert DOUBT not in about(capsys)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nothing.here", "--by", "张三"), "导入记录里没有“nothing.here”"),
        (("requests",), "没有写核对人；用 --by 写明"),
        (("--from", "年报.docx", "--by", "张三"), "不是 Excel 文件，或文件已经损坏"),
        (("--from", "没有.xlsx", "--by", "张三"), ""),
    ],
)
def test_what_cannot_be_ticked_is_told(
    words: tuple[str, ...], message: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (FOLDER / "import-record.csv").read_bytes()
    code, out, said = run(capsys, "tick", *words, "--report", str(FOLDER), "--yes")
    assert (code, (FOLDER / "import-record.csv").read_bytes()) == (1, before)
    assert message in out
    assert len((out or said).splitlines()) == 1


def test_a_record_made_before_there_were_ticks_asks_for_none(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = FOLDER / "import-record.csv"
    lines = file.read_text("utf-8-sig").splitlines()
    file.write_text("\n".join(line.rsplit(",", 2)[0] for line in lines), "utf-8-sig")
    assert about(capsys) == []
    code, out, _ = run(capsys, "tick", "--all", *BY)
    assert (code, "没有可以核对的导入记录" in out) == (1, True)


def test_that_nobody_signed_is_said_once(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not once for each of two hundred lines."""
    run(capsys, "tick", "--to", "核对表.xlsx", "--report", str(FOLDER))
    book = load_workbook("核对表.xlsx")
    for row in range(3, book.active.max_row + 1):
        book.active.cell(row, 7).value = "√"
    book.save("核对表.xlsx")
    code, out, _ = run(capsys, "tick", "--from", "核对表.xlsx", "--report", str(FOLDER), "--yes")
    ticked = len(read_record(FOLDER)[0] or ())
    (line,) = out.splitlines()
    assert (code, f"等 {ticked} 行：没有写核对人；写在表里，或用 --by 写明" in line) == (1, True)


def test_what_has_no_words_in_the_document_shows_none(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "tick", "--report", str(FOLDER))
    (line,) = [line for line in out.splitlines() if line.startswith("format ")]
    assert line.startswith("format 格式：2021")
    assert "原文" not in line
