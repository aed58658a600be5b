"""Kinds of file that offices have beside Word and PDF: read as what they are, or refused with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.drawn import office
from gongkai.imports import import_file
from gongkai.problems import errors
from tests.imports.corpus_files import as_mht, as_page, as_xlsx
from tests.imports.forms import as_docx
from tests.imports.test_wild import FORM, every_figure_is_right, read

NO_OFFICE = "没有装 LibreOffice"
CONVERTED = "{} 文件由 LibreOffice 转换后读入，转换可能有出入；请对照原件"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.xlsx", as_xlsx(FORM)),
        ("a.mht", as_mht(FORM)),
        ("a.mhtml", as_mht(FORM)),
        ("a.shtml", as_page(FORM)),
        ("a.doc", as_page(FORM)),  # offices' systems save pages under these names
        ("a.xls", as_page(FORM)),
        ("a.doc", as_mht(FORM)),
        ("a.doc", as_docx(FORM)),
        ("a.xls", as_xlsx(FORM)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_kind_is_read_as_what_it_is(name: str, raw: bytes, tmp_path: Path) -> None:
    found, said = read(raw, tmp_path / name)
    assert every_figure_is_right(found)
    assert said == []


@pytest.mark.skipif(office.office() is None, reason=NO_OFFICE)
@pytest.mark.parametrize(("name", "made"), [("a.doc", "doc"), ("a.wps", "doc"), ("a.rtf", "rtf"), ("a.odt", "odt")])
def test_what_libreoffice_reads_is_read_and_every_cell_says_so(name: str, made: str, tmp_path: Path) -> None:
    found, said = read(office.converted(as_docx(FORM), ".docx", made), tmp_path / name)
    assert every_figure_is_right(found)
    doubt = CONVERTED.format(Path(name).suffix)
    assert doubt in said
    record = (tmp_path / "demo" / "import-record.csv").read_text("utf-8-sig").splitlines()
    cells = [line for line in record if line.startswith("requests.")]
    assert cells
    assert all(doubt in line for line in cells)
    assert (tmp_path / "demo" / "source" / name).exists()


@pytest.mark.skipif(office.office() is None, reason=NO_OFFICE)
@pytest.mark.parametrize(("name", "made"), [("a.xls", "xls"), ("a.et", "xls")])
def test_an_old_workbook_is_read_and_told(name: str, made: str, tmp_path: Path) -> None:
    found, said = read(office.converted(as_xlsx(FORM), ".xlsx", made), tmp_path / name)
    assert every_figure_is_right(found)
    assert CONVERTED.format(Path(name).suffix) in said


REFUSED = {
    "a.jpg": "这是图片，里面的字要识别才读得出来，识别出来的数不可靠；请用 Word、Excel、网页或有文字的 PDF 原件导入",
    "a.ofd": "现在还读不了 .ofd 文件；请用 OFD 阅读器另存为 PDF，或用 Word 原件导入",
    "a.rtf": "读不了 .rtf 文件；请在 Word 或 WPS 里另存为 .docx 再导入",
    "a.et": "读不了 .et 文件；请在 Excel 或 WPS 里另存为 .xlsx 再导入",
    "a.mht": "不是浏览器保存的网页（.mht），或文件已经损坏：里面没有网页",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_kind_that_is_not_read_is_refused_in_one_line_with_the_way_out(name: str, tmp_path: Path) -> None:
    assert read(b"\x89PNG something else", tmp_path / name) == (None, [REFUSED[name]])


def test_without_libreoffice_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office", lambda: None)
    said = "读不了 .doc 文件：没有安装 LibreOffice；请在 Word 或 WPS 里另存为 .docx 再导入"
    assert read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, tmp_path / "a.doc") == (None, [said])


@pytest.mark.skipif(office.office() is None, reason=NO_OFFICE)
def test_a_broken_file_is_never_taken_for_plain_text(tmp_path: Path) -> None:
    said = "读不了 .doc 文件：LibreOffice 没有能打开这个文件；请在 Word 或 WPS 里另存为 .docx 再导入"
    assert read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, tmp_path / "a.doc") == (None, [said])


def test_a_folder_in_which_a_page_was_saved_is_that_page(tmp_path: Path) -> None:
    folder = tmp_path / "网页"
    (folder / "年报_files").mkdir(parents=True)
    (folder / "年报_files" / "a.css").write_text("p{}")
    (folder / "年报.html").write_bytes(as_page(FORM))
    assert errors(import_file(folder, tmp_path / "demo", None, None)) == []
    (folder / "另一页.htm").write_bytes(as_page(FORM))
    (refusal,) = import_file(folder, tmp_path / "demo2", None, None)
    assert refusal.message == "文件夹里有 2 个网页，不能判断哪个是报告；请写明是哪个文件"
