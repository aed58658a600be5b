"""What of a document could not be read, filled in by hand beside its place: the draft is the command's, all else as it was read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.reports.import_record import read_record
from tests.conftest import DEMO
from tests.desk.conftest import Clerk, sat_down, words
from tests.desk.test_import import GRANTED, REPORT, TICK, blocks, everything, office, send
from tests.imports.forms import Cell, as_docx

__all__ = ["office"]
BY_HAND = "/import/by-hand/"


def spoiled() -> bytes:
    """One figure that is none; one row that is not there."""
    made = blocks()
    for number, block in enumerate(made):
        if isinstance(block, list):
            without = [cell.row for cell in block if cell.text == "行政规范性文件"]
            made[number] = [spoiled_cell(cell, block) for cell in block if cell.row not in without]
    return as_docx(made)


def spoiled_cell(cell: Cell, grid: list[Cell]) -> Cell:
    granted = next((each.row for each in grid if each.text.startswith("（一）予以公开")), -1)
    last = max(each.column for each in grid)
    return Cell("3O7", cell.row, cell.column) if (cell.row, cell.column) == (granted, last) else cell


def fields(clerk: Clerk, address: str) -> list[str]:
    return [part.partition('"')[0] for part in clerk.look(address).text.split('name="cell.')[1:]]


def test_only_what_was_refused_is_filled_in(office: Clerk, tmp_path: Path) -> None:
    raw = spoiled()
    before = everything(office.data)
    answer = send(office, raw)
    assert answer.status_code == 422
    assert "“年报.docx”里只有 2 处读不出来" in words(answer)
    assert everything(office.data) == before
    first = office.look(BY_HAND)
    cells = fields(office, f"{BY_HAND}?at=1") + fields(office, f"{BY_HAND}?at=2")
    row = [f"documents.normative_documents.{column}" for column in ("issued", "repealed", "in_force")]
    assert sorted(cells) == sorted([GRANTED, *row])
    assert "已填 0/2 处" in words(first)
    at = 1 if fields(office, f"{BY_HAND}?at=1") == [GRANTED] else 2
    assert '<mark id="mark" class="gk-tick__mark">3O7</mark>' in office.look(f"{BY_HAND}?at={at}").text
    wrong = office.send(BY_HAND, {"at": str(at), f"cell.{GRANTED}": "3O8"})
    assert (wrong.status_code, "“3O8”不是整数" in words(wrong)) == (422, True)
    assert everything(office.data) == before
    assert office.send(BY_HAND, {"at": str(at), f"cell.{GRANTED}": "307"}).location == f"{BY_HAND}?at={3 - at}"
    again = sat_down(office.data)  # after a stop of the machine
    assert "已填 1/2 处" in words(again.look(BY_HAND))
    assert "还没有填完的" in words(again.look("/import/"))
    typed = dict(zip(row, ("1", "", "/"), strict=True))
    done = again.send(BY_HAND, {"at": str(3 - at), **{f"cell.{address}": text for address, text in typed.items()}})
    assert done.location == TICK
    folder = again.data / "reports" / REPORT
    lines = {line.address: line for line in read_record(folder)[0] or ()}
    assert (lines[GRANTED].value, lines[GRANTED].text) == ("307", "3O7")
    assert "照原件手填为 307" in lines[GRANTED].doubt
    assert [lines[address].value for address in row] == ["1", "", "/"]
    assert all("照原件手填为" in lines[address].doubt for address in row)
    assert again.look(BY_HAND).status_code == 404
    found, _ = again.desk.found(2022, "demo")
    assert found
    assert found.report.tables["requests"].cells["granted"]["total"].figure == 307
    # The same by the command.
    county = tmp_path / "another"
    shutil.copytree(DEMO, county / "data")
    (tmp_path / "年报.docx").write_bytes(raw)
    typed = {GRANTED: "307", **typed}
    options = [word for address, text in typed.items() for word in ("--by-hand", f"{address}={text}")]
    assert main(["import", str(tmp_path / "年报.docx"), "--into", str(county / "data/reports" / REPORT), *options]) == 0
    assert everything(again.data) == everything(county / "data")


def test_what_no_figure_would_mend_is_not_asked_for(office: Clerk) -> None:
    answer = send(office, b"x", "报告.docx")
    assert "手填" not in words(answer)
    assert office.look(BY_HAND).status_code == 404
    assert send(office, spoiled()).status_code == 422
    assert office.look(f"{BY_HAND}?at=3").status_code == 404
    assert office.look(f"{BY_HAND}?at=x").status_code == 404
    assert send(office, as_docx(blocks())).location == TICK  # another document: the one that waited is gone
    assert office.look(BY_HAND).status_code == 404


def test_the_command_refuses_a_cell_that_needs_no_hand(office: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "年报.docx").write_bytes(spoiled())
    command = ["import", str(tmp_path / "年报.docx"), "--into", str(office.data / "reports" / REPORT)]
    before = everything(office.data)
    assert main([*command, "--by-hand", "requests.received.total=1036"]) == 1
    assert "“requests.received.total”没有被退回，不用手填" in capsys.readouterr().out
    assert main([*command, "--by-hand", f"{GRANTED}=307"]) == 1
    assert "没有找到“行政规范性文件”一行" in capsys.readouterr().out
    row = [f"--by-hand=documents.normative_documents.{column}=1" for column in ("issued", "repealed", "in_force")]
    assert main([*command, *row, "--by-hand", f"{GRANTED}=3O8"]) == 1
    assert "“3O8”不是整数" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([*command, "--by-hand", GRANTED])
    assert everything(office.data) == before
