"""The form as Word and PDF: the same fields as the page, filled in by other programs and read back."""

import ctypes
import io
import re

import docx
import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
from lxml import html

from gongkai.downloads import request_docx, request_pdf
from gongkai.downloads.pdf_tables import attribute, elements
from gongkai.statute.request_form import request_form
from gongkai.tables.request_grid import request_grid

GRID = request_grid(request_form())
FIELDS = [field for field in request_form().fields if field.kind != "paper"]
VALUE = "示例县刘〇〇 <1> & 2"


@pytest.fixture(scope="module")
def raw():
    return request_pdf.content(GRID)


def opened(raw):
    return pikepdf.open(io.BytesIO(raw))


def places(field):
    return list(field.get("/Kids", [field]))


def test_labels_tell_fields_apart():
    """A kept file knows a field by its label."""
    labels = [field.label for field in request_form().fields]
    assert len(labels) == len(set(labels))


def test_page_word_and_pdf_have_the_same_fields(raw, county_site):
    page = html.parse(str(county_site / "ysqgk/shenqingbiao/index.html"), html.HTMLParser(encoding="utf-8"))
    of_page = [
        (field.get("data-label"), field.xpath(".//input[@type='radio']/@value")) for field in page.xpath("//*[@data-field]")
    ]
    with opened(raw) as pdf:
        of_pdf = [(str(f.TU).removesuffix("（必填）"), [str(o) for o in f.get("/Opt", [])]) for f in pdf.Root.AcroForm.Fields]
    word = docx.Document(io.BytesIO(request_docx.content(GRID)))
    rows = [row.cells for row in word.tables[0].rows]
    of_word = [(cells[1].text, [option[1:] for option in cells[2].text.split("　") if option]) for cells in rows]
    stated = [(field.label, list(field.options)) for field in FIELDS]
    assert of_page == stated
    assert of_pdf == stated
    on_paper = {field.label for field in request_form().fields if field.kind == "paper"}
    assert [each for each in of_word if each[0] not in on_paper] == stated


def test_a_pdf_is_filled_in_and_read_back(raw, tmp_path):
    """By the engine of Chromium, as a reader fills it in: a click into each field, then letters."""
    engine = pypdfium2.raw
    document = pypdfium2.PdfDocument(raw)
    document.init_forms()
    page = document[0]
    form = document.formenv.raw
    with opened(raw) as pdf:
        points = [[float(edge) for edge in places(field)[-1].Rect] for field in pdf.Root.AcroForm.Fields]
    letters = ctypes.create_string_buffer(VALUE.encode("utf-16-le") + b"\0\0")
    blank = page.render(scale=1, may_draw_forms=True).to_pil()
    for left, bottom, _, top in points:
        x, y = left + 4, (bottom + top) / 2
        engine.FORM_OnMouseMove(form, page.raw, 0, x, y)
        engine.FORM_OnLButtonDown(form, page.raw, 0, x, y)
        engine.FORM_OnLButtonUp(form, page.raw, 0, x, y)
        engine.FORM_ReplaceSelection(form, page.raw, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)))
    engine.FORM_ForceToKillFocus(form)
    document.save(tmp_path / "filled.pdf")
    drawn = page.render(scale=1, may_draw_forms=True).to_pil()
    height = page.get_height()
    with pikepdf.open(tmp_path / "filled.pdf") as pdf:
        for field, stated, (left, bottom, right, top) in zip(pdf.Root.AcroForm.Fields, FIELDS, points, strict=True):
            box = [round(edge) for edge in (left, height - top, right, height - bottom)]
            assert dark(drawn.crop(box)) > dark(blank.crop(box)), stated.label
            if stated.options:
                last = str(len(stated.options) - 1)
                assert [str(place.AS).strip("/") for place in places(field)] == ["Off"] * int(last) + [last]
            else:
                assert str(field.V) == VALUE


def dark(picture):
    return sum(shade * count for shade, count in zip(range(255, -1, -1), picture.convert("L").histogram(), strict=True))


def test_the_pdf_is_tagged(raw):
    """Each field a tag of its own with a name to hear, each row headed by its group and its label (PDF/UA-1)."""
    with opened(raw) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 1
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()
        tree = pdf.Root.StructTreeRoot
        tagged = [tag.K[0].Obj.objgen for tag in elements(tree, pikepdf.Name.Form)]
        placed = [place.objgen for field in pdf.Root.AcroForm.Fields for place in places(field)]
        assert sorted(tagged) == sorted(placed)
        assert all(len(tag.K) == 1 for tag in elements(tree, pikepdf.Name.Form))
        assert list(elements(tree, pikepdf.Name.Link)) == []
        assert all(place.TU for field in pdf.Root.AcroForm.Fields for place in places(field))
        rows = list(elements(tree, pikepdf.Name.TR))
        assert len(rows) == len(list(request_form().fields))
        assert [cell.S for cell in rows[0].K] == ["/TH", "/TH", "/TD"]
        assert {len(attribute(row.K[-1]).Headers) for row in rows} == {2}
        assert "/JavaScript" not in str(pdf.Root.get("/Names", ""))
        assert not any("/A" in place or "/AA" in place for field in pdf.Root.AcroForm.Fields for place in places(field))


def test_a_word_file_is_filled_in_and_read_back(tmp_path):
    document = docx.Document(io.BytesIO(request_docx.content(GRID)))
    for row in document.tables[0].rows:
        row.cells[2].paragraphs[0].text = row.cells[1].text + VALUE
    document.save(tmp_path / "filled.docx")
    again = docx.Document(tmp_path / "filled.docx")
    assert [row.cells[2].text for row in again.tables[0].rows] == [field.label + VALUE for field in request_form().fields]


def test_the_same_form_gives_the_same_bytes(raw):
    assert raw == request_pdf.content(GRID)
    assert request_docx.content(GRID) == request_docx.content(GRID)
    assert not re.search(rb"/(?:Creation|Mod)Date \(D:20[12]", raw)
