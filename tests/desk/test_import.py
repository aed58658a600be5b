"""导入 and 核对 at the desk: the same draft and the same record as the commands make, and what is refused in their words."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.desk import documents
from gongkai.problems import errors
from gongkai.reports.import_record import read_record
from gongkai.statute.formats import formats
from tests.conftest import DEMO
from tests.desk.conftest import Clerk, sat_down, words
from tests.imports.forms import Block, as_docx, as_html, as_md, report

REPORT = "2022/demo"
TICK = f"/reports/{REPORT}/tick/"
RECEIVED = "requests.received.total"
GRANTED = "requests.granted.total"
TYPED = {RECEIVED: "１，036", "requests.received.natural_person": "1036"}
CODE = "<script>alert(1)</script>"


def blocks() -> list[Block]:
    """One figure is in doubt."""
    title = "示例县人民政府2022年政府信息公开工作年度报告"
    return report(formats()["2021"], lambda *cell: TYPED.get(".".join(cell), "0"), title)


@pytest.fixture
def office(tmp_path: Path) -> Clerk:
    """At the desk of the tests' county, of which there is no report of 2022."""
    shutil.copytree(DEMO, tmp_path / "data")
    return sat_down(tmp_path / "data")


@pytest.fixture
def imported(office: Clerk) -> Clerk:
    """With the Word file imported."""
    assert send(office, as_docx(blocks())).location == TICK
    return office


def send(clerk: Clerk, raw: bytes, name: str = "年报.docx", report: str = REPORT, **more: str):
    return clerk.send("/import/", {"report": report, "file": (io.BytesIO(raw), name), **more})  # type: ignore[dict-item]


def everything(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


KINDS = {".docx": as_docx, ".html": as_html, ".md": lambda blocks: as_md(blocks, bars=True).encode()}


@pytest.mark.parametrize("suffix", KINDS)
def test_the_draft_is_the_one_that_the_command_makes(suffix: str, office: Clerk, tmp_path: Path) -> None:
    raw, county = KINDS[suffix](blocks()), tmp_path / "another"
    answer = send(office, raw, f"年 报{suffix}")
    assert answer.location == TICK
    shutil.copytree(DEMO, county / "data")
    (tmp_path / f"年 报{suffix}").write_bytes(raw)
    assert main(["import", str(tmp_path / f"年 报{suffix}"), "--into", str(county / "data/reports" / REPORT)]) == 0
    assert everything(office.data) == everything(county / "data")


def test_what_is_refused_is_said_in_the_words_of_the_command(office: Clerk) -> None:
    before = everything(office.data)
    said = {
        ("报告.doc", b"x"): "读不了 .doc 文件；请在 Word 或 WPS 里另存为 .docx 再导入",
        ("报告.exe", b"x"): "不认识“.exe”这种文件",
        ("报告.docx", b"x"): "不是 Word 文件，或文件已经损坏",
        ("报告.pdf", b"x"): "不是 PDF 文件，或文件已经损坏",
        ("报告.txt", b" "): "文件是空的",
        ("报告.html", as_html(blocks()).replace(b"0", b"3O7", 40)): "“3O7”",
        ("", b"x"): "没有选文件",
        ("..", b"x"): "文件名“..”不能用",
        ("a\x00.docx", b"x"): "不能用",
    }
    for (name, raw), sentence in said.items():
        answer = send(office, raw, name)
        assert answer.status_code == 422, name
        assert sentence in words(answer), name
        assert everything(office.data) == before
    for place in ("2021/demo", "2022/nobody", "../../etc", "1999/demo", ""):
        assert "没有选年度和机构" in words(send(office, as_docx(blocks()), report=place))
    assert everything(office.data) == before


def test_a_name_that_climbs_is_only_a_name(office: Clerk) -> None:
    assert send(office, as_docx(blocks()), "../../../年报.docx").location == TICK
    assert (office.data / "reports" / REPORT / "source/年报.docx").is_file()


def test_a_reading_that_takes_too_long_is_stopped_and_told(office: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(office.data)
    monkeypatch.setattr(documents, "PATIENCE", 0.05)  # less than any process takes to begin
    assert "还没有读完，已经停下，没有写入任何文件" in words(send(office, as_docx(blocks())))
    assert everything(office.data) == before
    assert not [*office.data.rglob(".gongkai-*")]


def test_a_reading_that_eats_all_memory_ends_alone(office: Clerk) -> None:
    raw = b"<table>" + b"<tr>" * 100_000 + b"<td rowspan=60000 colspan=999>1" * 40_000
    answer = send(office, raw, "报告.html")
    assert answer.status_code == 422
    assert office.look("/").status_code == 200


def test_a_document_may_be_printed_wrong(office: Clerk) -> None:
    raw = as_html(blocks()).replace(">１，036<".encode(), b">3O7<")
    assert "“3O7”" in words(send(office, raw, "年报.html"))
    answer = send(office, raw, "年报.html", as_printed="yes")
    assert answer.location == TICK
    assert "3O7" in (office.data / "reports" / REPORT / "report.yml").read_text("utf-8")


# ---- Ticking


def by_name(clerk: Clerk) -> None:
    assert clerk.send(TICK, {"do": "name", "by": " 张三 "}).location == TICK


def test_the_doubtful_reading_comes_first_beside_its_place(imported: Clerk) -> None:
    assert "谁来核对" in words(imported.look(TICK))
    by_name(imported)
    answer = imported.look(TICK)
    assert f'name="place" value="{RECEIVED}"' in answer.text
    assert '<mark id="mark" class="gk-tick__mark">１，036</mark>' in answer.text
    said = words(answer)
    assert "已核对 0/210 其中存疑的还有 1 处" in said
    assert "一、本年新收政府信息公开申请数量 › 总计 存疑 ：“１，036”读作 1036 报告里 1036 原文 １，036 位置" in said
    assert "2021 年 上年" in said
    assert "核对人：张三" in said


def test_a_tick_is_the_one_that_the_command_records(imported: Clerk, tmp_path: Path) -> None:
    copy = tmp_path / "another/data"
    shutil.copytree(imported.data, copy)
    by_name(imported)
    answer = imported.send(TICK, {"do": "agree", "place": RECEIVED, "seen": "1036"})
    assert answer.location == f"{TICK}?at=title"
    answer = imported.send(TICK, {"do": "change", "place": GRANTED, "seen": "0", "value": "7"})
    assert answer.status_code == 303
    by = ("--by", "张三", "--report", str(copy / "reports" / REPORT), "--yes")
    assert main(["tick", RECEIVED, *by]) == 0
    assert main(["correct", GRANTED, "7", "--why", "照原件", *by[2:]]) == 0
    assert main(["tick", GRANTED, *by]) == 0
    assert everything(imported.data) == everything(copy)
    lines = {line.address: line for line in read_record(imported.data / "reports" / REPORT)[0] or ()}
    assert (lines[GRANTED].value, lines[GRANTED].by, lines[GRANTED].is_ticked) == ("7", "张三", True)
    assert sum(line.is_ticked for line in lines.values()) == 2
    assert "已核对 2/210" in words(imported.look(f"/reports/{REPORT}/"))
    imported.send(f"/reports/{REPORT}/undo", {})
    assert "已核对 1/210" in words(imported.look(TICK))


def test_a_line_about_a_whole_table_is_one_line(imported: Clerk) -> None:
    """How many rows it has is one thing to compare, and what stands in them another."""
    by_name(imported)
    assert imported.send(TICK, {"do": "agree", "place": "requests", "seen": "25 行"}).status_code == 303
    lines = read_record(imported.data / "reports" / REPORT)[0] or ()
    assert [line.address for line in lines if line.is_ticked] == ["requests"]


def test_what_was_changed_elsewhere_meanwhile_is_not_ticked(imported: Clerk) -> None:
    by_name(imported)
    assert imported.type(GRANTED, "9", "0", REPORT).status_code == 303
    before = everything(imported.data)
    for fields in ({"do": "agree", "seen": "0"}, {"do": "change", "seen": "0", "value": "5"}):
        answer = imported.send(TICK, {"place": GRANTED, **fields})
        assert answer.status_code == 422
        assert "被别处改过" in words(answer)
    assert everything(imported.data) == before


def test_what_is_no_figure_is_refused_and_kept_in_its_field(imported: Clerk) -> None:
    by_name(imported)
    answer = imported.send(TICK, {"do": "change", "place": GRANTED, "seen": "0", "value": "3O7"})
    assert answer.status_code == 422
    assert 'value="3O7"' in answer.text
    assert "3O7" not in (imported.data / "reports" / REPORT / "report.yml").read_text("utf-8")
    assert "已核对 0/210" in words(answer)


def test_nobody_ticks_without_a_name_nor_what_was_not_imported(imported: Clerk) -> None:
    before = everything(imported.data)
    answer = imported.send(TICK, {"do": "agree", "place": RECEIVED, "seen": "1036"})
    assert answer.status_code == 422
    assert "没有写核对人" in words(answer)
    by_name(imported)
    for place in ("", "requests.received", "nothing"):
        assert imported.send(TICK, {"do": "agree", "place": place, "seen": ""}).status_code == 404
    assert imported.send(TICK, {"do": "change", "place": "title", "seen": "", "value": "新"}).status_code == 404
    assert imported.look("/reports/2021/finance/tick/").status_code == 404
    assert imported.look(f"{TICK}picture?at=../../report").status_code == 404
    assert imported.look(f"{TICK}page/1.png").status_code == 404
    assert everything(imported.data) == before


def test_the_document_is_shown_as_words_and_never_as_a_page_of_ours(office: Clerk) -> None:
    raw = as_html(blocks())
    assert send(office, raw, "年报.html").location == TICK
    by_name(office)
    there = raw.replace("这是总体情况。".encode(), b"&lt;script>alert(1)&lt;/script><img src=x onerror=alert(1)>")
    (office.data / "reports" / REPORT / "source/年报.html").write_bytes(there)
    html = office.look(TICK).text
    assert CODE not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "onerror" not in html


def test_a_document_that_is_gone_is_told(imported: Clerk) -> None:
    by_name(imported)
    (imported.data / "reports" / REPORT / "source/年报.docx").unlink()
    assert "草稿的 source 里没有原件，请拿着原件核对" in words(imported.look(TICK))


def test_everything_ticked_is_said_and_leads_on(imported: Clerk) -> None:
    by_name(imported)
    folder = imported.data / "reports" / REPORT
    assert main(["tick", "--all", "--by", "李四", "--report", str(folder), "--yes"]) == 0
    assert "都核对过了" in words(imported.look(TICK))
    assert "李四" in words(imported.look(f"{TICK}?at={RECEIVED}"))
    found, problems = imported.desk.found(2022, "demo")
    assert found
    assert not errors(problems)
