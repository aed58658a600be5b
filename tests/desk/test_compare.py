"""Two documents of one report at the desk: where they differ, cell by cell, and one of the two chosen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.statute.formats import formats
from tests.desk.conftest import Clerk, sat_down, words
from tests.desk.test_import import GRANTED, RECEIVED, REPORT, blocks, everything, imported, office
from tests.imports.forms import as_html, report

__all__ = ["imported", "office"]
COMPARE = f"/reports/{REPORT}/compare/"
TITLE = "示例县人民政府2022年政府信息公开工作年度报告"
OTHER = {RECEIVED: "1035", "requests.received.natural_person": "1036", GRANTED: "4O", "requests.granted.other": ""}


def page_of(values: dict[str, str]) -> bytes:
    return as_html(report(formats()["2021"], lambda *cell: values.get(".".join(cell), "0"), TITLE))


def send(clerk: Clerk, raw: bytes, name: str = "网页.html"):
    return clerk.send(COMPARE, {"do": "send", "file": (io.BytesIO(raw), name)})  # type: ignore[dict-item]


def choose(clerk: Clerk, what: str, place: str, seen: str):
    return clerk.send(COMPARE, {"do": what, "place": place, "seen": seen})


def cell(clerk: Clerk, address: str) -> str:
    table, row, column = address.split(".")
    found, _ = clerk.desk.found(2022, "demo")
    assert found
    return found.report.tables[table].cells[row][column].text


def test_the_same_document_differs_nowhere(imported: Clerk) -> None:
    assert "与另一份原件逐格比对" in words(imported.look(f"/reports/{REPORT}/"))
    same = as_html(blocks())
    assert send(imported, same).status_code == 303
    assert "0 格不同" in words(imported.look(COMPARE))
    assert "各格都相同" in words(imported.look(COMPARE))


def test_one_of_the_two_is_chosen(imported: Clerk) -> None:
    before = everything(imported.data)
    assert send(imported, page_of(OTHER)).status_code == 303
    assert everything(imported.data) == before
    page = imported.look(COMPARE)
    assert "3 格不同，还有 3 格没有定" in words(page)
    assert '<mark id="mark" class="gk-tick__mark">' in page.text
    at = imported.look(f"{COMPARE}?at={RECEIVED}")
    said = words(at)
    assert "报告里 1036" in said
    assert "另一份 1035" in said
    assert "１，036" in said
    assert '<mark id="mark" class="gk-tick__mark">1035</mark>' in at.text
    # The other document's.
    assert choose(imported, "other", RECEIVED, "1036").status_code == 303
    assert cell(imported, RECEIVED) == "1035"
    imported.send(f"/reports/{REPORT}/undo", {})
    assert everything(imported.data) == before
    choose(imported, "other", RECEIVED, "1036")
    # The report's, which lasts over a stop of the machine and no longer than its value.
    again = sat_down(imported.data)
    assert "读不出来" in words(again.look(f"{COMPARE}?at={GRANTED}"))
    assert choose(again, "other", GRANTED, "0").status_code == 404
    assert choose(again, "this", GRANTED, "0").status_code == 303
    assert "2 格不同，还有 1 格没有定" in words(sat_down(again.data).look(COMPARE))
    again.type(GRANTED, "5", seen="0")
    assert "还有 2 格没有定" in words(again.look(COMPARE))
    choose(again, "this", GRANTED, "5")
    (last,) = [part.partition('"')[0] for part in again.look(COMPARE).text.split('name="place" value="')[1:]]
    choose(again, "this", last, cell(again, last))
    assert "不同的各格都定了" in words(again.look(COMPARE))
    assert again.send(COMPARE, {"do": "away"}).status_code == 303
    assert "另有一份原件的" in words(again.look(COMPARE))


def test_a_cell_changed_meanwhile_is_not_overwritten(imported: Clerk) -> None:
    send(imported, page_of(OTHER))
    imported.type(RECEIVED, "1037", seen="1036")
    answer = choose(imported, "other", RECEIVED, "1036")
    assert (answer.status_code, "被别处改过" in words(answer)) == (422, True)
    assert cell(imported, RECEIVED) == "1037"


def test_what_is_no_document_is_told(imported: Clerk) -> None:
    before = everything(imported.data)
    for raw, name, said in (
        (b"x", "", "没有选文件"),
        (b"x", "..", "不能用"),
        (b"x", "年报.docx", "不是 Word 文件，或文件已经损坏"),
        (b"<p>hello</p>", "年报.html", "没有找到法定表格"),
        (page_of(OTHER).replace("2022年".encode(), "2020年".encode()), "年报.html", "2020"),
    ):
        answer = send(imported, raw, name)
        assert answer.status_code == 422, name
        assert said in words(answer), words(answer)
    assert choose(imported, "this", RECEIVED, "1036").status_code == 404
    assert imported.look(f"{COMPARE}?at={RECEIVED}").status_code == 404
    assert imported.look(f"{COMPARE}page/1.png").status_code == 404
    assert everything(imported.data) == before


def test_the_command_lists_the_same(imported: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = imported.data / "reports" / REPORT
    (tmp_path / "网页.html").write_bytes(page_of(OTHER))
    before = everything(imported.data)
    assert main(["import", str(tmp_path / "网页.html"), "--into", str(folder), "--compare"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"{RECEIVED} ") and "报告里是“1036”，这份原件是“1035”" in line for line in lines)
    assert any(line.startswith(f"{GRANTED} ") and "“4O”，读不出来" in line for line in lines)
    assert len([line for line in lines if "这份原件是" in line]) == 3
    (tmp_path / "同.html").write_bytes(as_html(blocks()))
    assert main(["import", str(tmp_path / "同.html"), "--into", str(folder), "--compare"]) == 0
    (tmp_path / "坏.docx").write_bytes(b"x")
    capsys.readouterr()
    assert main(["import", str(tmp_path / "坏.docx"), "--into", str(folder), "--compare"]) == 1
    assert "不是 Word 文件" in capsys.readouterr().out
    assert main(["import", str(tmp_path / "同.html"), "--into", str(tmp_path / "nowhere"), "--compare"]) == 1
    assert everything(imported.data) == before
