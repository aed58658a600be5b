"""Words of a report in the text of a Word file: nothing in them is taken for a sign, and none is lost."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pytest

from gongkai.downloads.docx_layout import MAIN, style_id
from gongkai.downloads.docx_package import package
from gongkai.downloads.docx_table import table_xml
from gongkai.downloads.docx_xml import paragraph, run
from gongkai.tables.grid import Area
from gongkai.tables.printed_form import PrintedCell, PrintedForm

ODD = ["a<b>&\"'", " 前后　", "&amp;", "甲\t乙", "甲\n乙", "\t", "]]>", "@title@", "1980-01-01", "😀"]


def opened(title, body):
    return docx.Document(io.BytesIO(package(title, "格式", date(2021, 3, 2), body)))


@pytest.mark.parametrize("text", ODD)
def test_a_paragraph_holds_any_words(text):
    (found,) = opened("标题", paragraph(style_id(MAIN), run(text))).paragraphs
    assert (found.text, found.style.name) == (text, MAIN)
    assert len(found._p.xpath(".//w:tab | .//w:br")) == len(re.findall(r"[\t\n]", text))


@pytest.mark.parametrize("text", ODD)
def test_a_title_may_be_any_words(text):
    about = opened(text, "").core_properties
    assert (about.title, about.subject, about.created.date()) == (text, "格式", date(2021, 3, 2))


@pytest.mark.parametrize("text", [text for text in ODD if not text.isspace() and "\n" not in text and "\t" not in text])
def test_a_cell_and_the_name_of_a_table_hold_any_words(text):
    form = PrintedForm(1, 1, 1, 0, (PrintedCell(Area(0, 0), text),))
    (table,) = opened("标题", table_xml(form, text)).tables
    assert table.cell(0, 0).text == text
    assert text in table._tbl.tblPr.xpath("w:tblCaption/@w:val")


@pytest.mark.parametrize("text", ["甲\x01乙", "\x0b", "\ufffe", "\x00"])
def test_what_no_file_can_hold_is_refused(text):
    with pytest.raises(ValueError, match="control character"):
        opened("标题", paragraph(style_id(MAIN), run(text)))
    with pytest.raises(ValueError, match="control character"):
        opened(text, "")
