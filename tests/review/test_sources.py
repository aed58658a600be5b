"""Whatever a reviewer was handed is looked through; what cannot be read is one Chinese line, and the others go on."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from gongkai.archive import Order, seal_year
from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.review.package import read_package
from gongkai.review.sources import sources
from tests.checks.reading import written
from tests.review.handed_in import contents, word


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def in_gbk(name: str, content: bytes) -> bytes:
    """An archive as Windows in Chinese makes it: the name in GBK and nothing that says so."""
    made = packed({"?" * len(name.encode("gbk")): content})
    return made.replace(b"?" * len(name.encode("gbk")), name.encode("gbk"))


def read(folder: Path) -> tuple[list[str], list[str]]:
    """The reports' names, and what was said of the rest, both without the folder's own path."""
    with sources([folder]) as found:
        package = read_package(found)
    start = f"{folder.as_posix()}/"
    return [each.name.removeprefix(start) for each in package.reviewed], [str(one).removeprefix(start) for one in package.unread]


@pytest.fixture
def report(tmp_path: Path) -> bytes:
    return word({}, tmp_path / "made/年报.docx").read_bytes()


def test_folders_archives_and_archives_in_archives(report: bytes, tmp_path: Path) -> None:
    county = tmp_path / "县"
    (county / "2022/部门").mkdir(parents=True)
    (county / "2022/部门/一.docx").write_bytes(report)
    (county / "二.zip").write_bytes(packed({"里/二.docx": report, "再.zip": packed({"三.docx": report})}))
    assert read(county) == (["2022/部门/一.docx", "二.zip/再.zip/三.docx", "二.zip/里/二.docx"], [])


def test_names_in_an_archive_of_windows_are_read(report: bytes, tmp_path: Path) -> None:
    (tmp_path / "县").mkdir()
    (tmp_path / "县/a.zip").write_bytes(in_gbk("财政局年报.docx", report))
    assert read(tmp_path / "县") == (["a.zip/财政局年报.docx"], [])


def test_sealed_bags_are_reviewed(tmp_path: Path) -> None:
    """With places in the report's own files; its Word, PDF and page in the bag are no reports of their own."""
    data = tmp_path / "made/data"
    written({"base": "2021", "cells": {"enforcement.administrative_penalty.decisions": 78}}, data)
    collection, _ = load_collection(data)
    seal_year(collection, 2022, Order(date(2023, 4, 1), "县政府办公室", ("pdf",)))
    (bag,) = (tmp_path / "made/archive/2022").glob("*.zip")
    (tmp_path / "县").mkdir()
    (tmp_path / "县" / bag.name).write_bytes(bag.read_bytes())
    names, unread = read(tmp_path / "县")
    assert (len(names), unread) == (1, [])
    assert names[0].endswith("/data")


UNREADABLE = {
    "坏.zip": (b"PK\x03\x04 broken", "不是完好的 zip 文件，或加了密码"),
    "外.zip": (packed({"../../出去.docx": b"x"}), "里面的文件名指到压缩包外面，不能展开"),
    "根.zip": (packed({"/etc/年报.docx": b"x"}), "里面的文件名指到压缩包外面，不能展开"),
    "多.zip": (packed({f"{n}.docx": b"" for n in range(5_001)}), "里面有 5000 个以上的文件，不像是一个县的报告"),
    "空.docx": (b"", "文件是空的"),
    "乱.docx": (b"not a document", "不是 Word 文件，或文件已经损坏"),
    "乱.pdf": (b"%PDF-1.7 broken", None),
    "乱.xlsx": (b"PK broken", "不是 Excel 文件，或文件已经损坏"),
    "旧.doc": (b"\xd0\xcf\x11\xe0", "读不了 .doc 文件；请在 Word 或 WPS 里另存为 .docx 再导入"),
    "压.rar": (b"Rar!", "不能展开 .rar 压缩包；请改用 zip，或先展开成文件夹"),
    "网页.html": (b"<p>nothing</p>", None),
}


def test_what_cannot_be_read_is_one_line_and_the_others_go_on(report: bytes, tmp_path: Path) -> None:
    county = tmp_path / "县"
    county.mkdir()
    for name, (content, _) in UNREADABLE.items():
        (county / name).write_bytes(content)
    (county / "年报.docx").write_bytes(report)
    (county / "~$年报.docx").write_bytes(b"a lock")
    (county / "照片.jpg").write_bytes(b"a picture")
    before = contents(county)
    names, unread = read(county)
    assert names == ["年报.docx"]
    assert sorted(line.split(":")[0] for line in unread) == sorted(UNREADABLE)
    said = {line.split(": ")[0]: line.split(": ")[1].split(" [")[0] for line in unread}
    assert {name: said[name] for name, (_, message) in UNREADABLE.items() if message} == {
        name: message for name, (_, message) in UNREADABLE.items() if message
    }
    assert contents(county) == before
    assert not (tmp_path.parent / "出去.docx").exists()


def test_a_link_that_leads_elsewhere_is_not_followed(report: bytes, tmp_path: Path) -> None:
    (tmp_path / "县").mkdir()
    (tmp_path / "县/年报.docx").write_bytes(report)
    (tmp_path / "县/again").symlink_to(tmp_path / "县")
    (tmp_path / "县/etc").symlink_to("/etc")
    assert read(tmp_path / "县") == (["年报.docx"], [])


def test_archives_within_archives_end(report: bytes, tmp_path: Path) -> None:
    content = packed({"年报.docx": report})
    for _ in range(20):
        content = packed({"里.zip": content})
    (tmp_path / "县").mkdir()
    (tmp_path / "县/外.zip").write_bytes(content)
    names, (line,) = read(tmp_path / "县")
    assert names == []
    assert "文件夹套了 8 层以上，没有再往里看" in line


@pytest.mark.parametrize("named", ["没有.docx", "空文件夹", "照片.jpg"])
def test_a_name_with_no_report_behind_it_is_told(named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空文件夹").mkdir()
    (tmp_path / "照片.jpg").write_bytes(b"a picture")
    assert main(["review", str(tmp_path / named), "--into", str(tmp_path / "审核")]) == 1
    said = capsys.readouterr()
    assert named in said.out
    assert "没有读到一份年度报告，没有写结果" in said.err
    assert not (tmp_path / "审核").exists()  # typed rightly, the same command goes on


def test_a_report_without_a_year_takes_that_of_its_file_s_name_or_the_one_that_was_typed(tmp_path: Path) -> None:
    file = word({"edit": {"title: 云溪县2022年政府信息公开工作年度报告": "title: 年度报告"}}, tmp_path / "县/2022年报.docx")
    with sources([file]) as found:
        assert [each.report.year for each in read_package(found).reviewed] == [2022]
    with sources([file]) as found:
        assert [each.report.year for each in read_package(found, 2021).reviewed] == [2021]
