"""Files that cannot be imported, and folders that are written whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.checks.rules import check_collection
from gongkai.collection import load_collection
from gongkai.imports import READ, import_file, new_report
from gongkai.imports.placing.folder import write_folder
from gongkai.reports.reading import read_report
from gongkai.statute.formats import formats
from tests.checks.reading import written
from tests.imports.forms import as_docx, as_text, report


def good(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_bytes(as_text(report(formats()["2021"], lambda *_: "0")))
    return file


def said(file: Path, into: Path, **asked: object) -> list[str]:
    return [problem.message for problem in import_file(file, into, asked.get("agency"), asked.get("year"))]


def test_files_that_cannot_be_read_are_refused_in_one_sentence(tmp_path: Path) -> None:
    cases = {
        "a.txt": (b"", "文件是空的"),
        "b.txt": (b"\x00\x01\x02binary", "不是文本文件"),
        "c.txt": ("云溪县".encode() + b"\xff\xff", "不是文本文件"),
        "a.doc": (b"\xd0\xcf", "读不了 .doc 文件；请在 Word 或 WPS 里另存为 .docx 再导入"),
        "a.odt": (b"a", "读不了 .odt 文件；请在 Word 或 WPS 里另存为 .docx 再导入"),
        "a": (b"a", f"不认识“a”这种文件；能读的是 {READ}"),
    }
    for name, (content, sentence) in cases.items():
        (tmp_path / name).write_bytes(content)
        assert said(tmp_path / name, tmp_path / "demo") == [sentence], name
    assert said(tmp_path / "missing.txt", tmp_path / "demo") == ["找不到这个文件"]
    assert said(tmp_path, tmp_path / "demo") == ["这是一个文件夹，不是文件"]
    assert not (tmp_path / "demo").exists()


def test_a_refusal_of_the_system_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by hand, so that it is also seen by root, whom nothing is refused."""

    def forbidden(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    file = good(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", forbidden)
        assert said(file, tmp_path / "demo") == ["读不了这个文件：没有权限"]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", forbidden)
        assert said(file, tmp_path / "new" / "demo") == ["写不了这个文件夹：没有权限"]


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    file = good(tmp_path)
    assert said(file, file) == ["这是一个文件，不是文件夹；请换一个文件夹"]
    assert said(file, file / "2022" / "demo") == ["这是一个文件，不是文件夹；请换一个文件夹"]


def test_a_report_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    file, into = good(tmp_path), tmp_path / "demo"
    into.mkdir()
    (into / "report.yml").write_text("year: 2020\n", "utf-8")
    assert said(file, into) == ["这里已有一份报告，不会覆盖它；请换一个文件夹，或先把它移开"]
    assert [path.name for path in into.iterdir()] == ["report.yml"]


def test_what_lies_in_the_folder_is_kept(tmp_path: Path) -> None:
    file, into = good(tmp_path), tmp_path / "demo"
    (into / "source").mkdir(parents=True)
    (into / "source" / "other.pdf").write_bytes(b"%PDF")
    (into / "narrative.md").write_text("别的文字\n", "utf-8")
    assert said(file, into) == ["这里已有内容不同的 narrative.md，不会覆盖它；请换一个文件夹，或先把它移开"]
    (into / "narrative.md").unlink()
    assert said(file, into) == []
    assert sorted(path.name for path in (into / "source").iterdir()) == ["a.txt", "other.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "demo"]


def test_a_document_that_lies_in_source_already_is_imported_in_place(tmp_path: Path) -> None:
    into = tmp_path / "demo"
    (into / "source").mkdir(parents=True)
    file = good(tmp_path).rename(into / "source" / "a.txt")
    assert said(file, into) == []
    assert read_report(into, {})[1] == []


def test_an_agency_and_a_year_that_cannot_be_known_are_asked_for(tmp_path: Path) -> None:
    file = good(tmp_path)
    assert said(file, tmp_path / "草稿") == [
        "不知道是哪个机构的报告；请加 --agency 机构代号（小写字母、数字和连字符，以字母开头）"
    ]
    assert said(file, tmp_path / "草稿", agency="Demo") == [
        "不知道是哪个机构的报告；请加 --agency 机构代号（小写字母、数字和连字符，以字母开头）"
    ]
    assert said(file, tmp_path / "草稿", agency="demo", year=2023) == ["标题：标题写的是 2022 年，按 --year 记作 2023 年"]
    file.write_bytes(as_text(report(formats()["2021"], lambda *_: "0", "年度报告")))
    assert said(file, tmp_path / "demo") == [
        "没有找到报告的标题（“……2020年政府信息公开工作年度报告”），不知道是哪一年；请加 --year 年度"
    ]


def test_the_document_of_another_county_is_doubted(tmp_path: Path) -> None:
    (tmp_path / "agencies.yml").write_text("demo:\n  name: 雾溪县人民政府\n  kind: government\n", "utf-8")
    file, into = good(tmp_path), tmp_path / "reports" / "2022" / "demo"
    (refused,) = said(file, into)
    assert refused.startswith("标题写的是“云溪县”，文件夹却是雾溪县人民政府（demo）的")
    assert said(file, into, agency="demo") == ["标题：标题写的是“云溪县”，而这份报告记在“雾溪县人民政府”名下"]
    assert "title,标题,云溪县2022年政府信息公开工作年度报告" in (into / "import-record.csv").read_text("utf-8-sig")


def test_a_text_that_the_narrative_cannot_hold_is_refused(tmp_path: Path) -> None:
    blocks = report(formats()["2021"], lambda *_: "0")
    (tmp_path / "a.docx").write_bytes(as_docx([*blocks, "见 <b>附件</b> {{ x }}"]))
    assert said(tmp_path / "a.docx", tmp_path / "demo") == [
        '草稿里有一处写不进去：正文里的“{{”只能用来引数或放表：{{ figure("…") }}、{{ table("…") }}'
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_killed_half_way_leaves_nothing_in_the_folder(tmp_path: Path) -> None:
    file, into = good(tmp_path), tmp_path / "reports" / "demo"
    program = (
        "import sys, time, pathlib\n"
        "from gongkai.imports import import_file\n"
        "from gongkai.imports.placing import folder\n"
        "def put(target, contents, renewed):\n"
        "    (target / 'source').mkdir(parents=True)\n"
        "    (target / 'report.yml').write_text('half')\n"
        "    print('half', flush=True)\n"
        "    time.sleep(60)\n"
        "folder.put = put\n"
        "import_file(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), None, None)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    process = subprocess.Popen([sys.executable, "-c", program, file, into], stdout=subprocess.PIPE, env=environment)
    assert process.stdout
    assert process.stdout.readline() == b"half\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert not into.exists()
    assert said(file, into) == []


def test_a_rename_that_fails_brings_back_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    into = tmp_path / "demo"
    into.mkdir()
    (into / "kept.txt").write_text("kept", "utf-8")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == into and self.parent != tmp_path and self.name == "demo":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr("gongkai.files.exchanged", lambda *_: False)  # a system that cannot exchange two names
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="No space"):
        write_folder(into, {"report.yml": b"a"}, lambda _: [])
    assert [path.name for path in into.iterdir()] == ["kept.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_a_new_report_is_blank_and_complete(tmp_path: Path) -> None:
    (tmp_path / "agencies.yml").write_text(
        "demo: {name: 云溪县人民政府, short: 云溪县, kind: government}\nedu: {name: 云溪县教育局, kind: department}\n", "utf-8"
    )
    for year, agency, format, scope in ((2020, "demo", "2019", "whole_government"), (2025, "edu", "2021", "this_organ")):
        assert new_report(tmp_path, year, agency) == []
        found, problems = read_report(tmp_path / "reports" / str(year) / agency, {})
        assert problems == []
        assert found is not None
        assert (found.format.id, found.envelope.scope) == (format, scope)
        assert [section.id for section in found.narrative.sections] == [section.id for section in found.format.sections]
        cells = [cell for table in found.tables.values() for _, cell in table.addressed()]
        assert {cell.text for cell in cells} == {""}
    assert [p.message for p in new_report(tmp_path, 2020, "demo")] == [
        "这里已有一份报告，不会覆盖它；请换一个文件夹，或先把它移开"
    ]
    assert [p.message for p in new_report(tmp_path, 2013, "demo")] == ["没有 2013 年的报告格式；可以新建 2014 年及以后的报告"]
    assert [p.message for p in new_report(tmp_path, 2020, "nobody")] == ["没有“nobody”这个机构；请先在这里写上它的名称"]


@pytest.mark.parametrize(
    ("year", "proposed", "filled"),
    [
        (2022, ["requests.carried_in"], {"requests.carried_in.natural_person": 2, "requests.carried_in.total": 2}),
        (
            2020,
            [
                "licensing.administrative_licensing.items_last_year",
                "enforcement.administrative_penalty.items_last_year",
                "enforcement.administrative_compulsion.items_last_year",
                "fees.administrative_fees.items_last_year",
                "requests.carried_in",
            ],
            {"licensing.administrative_licensing.items_last_year": 381, "fees.administrative_fees.items_last_year": 8},
        ),
    ],
)
def test_a_new_report_proposes_what_last_year_carried_over(tmp_path, year, proposed, filled) -> None:
    """Last year's blank and what its form does not have are proposed nowhere; nothing else is filled in."""
    base = "2021" if year == 2022 else "2019"
    changes = {"licensing.other_services.items_change": None} if year == 2020 else {}
    written({"base": base, "year": year - 1, "cells": changes}, tmp_path / "data")
    assert new_report(tmp_path / "data", year, "demo") == []
    found, problems = read_report(tmp_path / "data/reports" / str(year) / "demo", {})
    assert problems == []
    assert list(found.envelope.proposed) == proposed
    cells = {address: cell.figure for table in found.tables.values() for address, cell in table.addressed()}
    assert {address: cells[address] for address in filled} == filled
    assert all(address.startswith(tuple(proposed)) for address, figure in cells.items() if figure is not None)
    collection, _ = load_collection(tmp_path / "data")
    unconfirmed = [p for p in check_collection(collection) if p.rule == "proposed"]
    assert [(p.severity, p.subject) for p in unconfirmed] == [("error", address) for address in proposed]


def test_a_year_before_that_cannot_be_read_is_told_and_nothing_written(tmp_path: Path) -> None:
    folder = written({"base": "2021"}, tmp_path / "data")
    (folder / "report.yml").write_text("year: [", "utf-8")
    assert [p.position.file.endswith("2022/demo/report.yml") for p in new_report(tmp_path / "data", 2023, "demo")] == [True]
    assert not (tmp_path / "data/reports/2023/demo").exists()


def test_no_new_report_of_an_agency_that_has_ended(tmp_path: Path) -> None:
    (tmp_path / "agencies.yml").write_text("edu: {name: 云溪县教育局, kind: department, until: 2021}\n", "utf-8")
    assert [p.message for p in new_report(tmp_path, 2022, "edu")] == [
        "云溪县教育局（edu）在 2022 年还没有或已经没有（见 since、until），不能建它的报告"
    ]
