"""A figure in a Word file is certain only where it is drawn as it is read."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from gongkai.imports import import_file, looks
from gongkai.imports.readers.docx import read_docx
from gongkai.statute.formats import formats
from tests.imports.corpus_files import LINK, as_word, in_runs
from tests.imports.forms import Block, as_docx, report
from tests.imports.word_tamperings import FIGURE, Outcome, made, outcome, run, tamperings, wrong

CASES = {
    f"{kind}: {name}": case
    for kind, cases in yaml.safe_load((Path(__file__).parent / "red" / "word.yml").read_text("utf-8")).items()
    for name, case in cases.items()
}
LEVELS = sorted({f"{kind}, {tampering.level}" for kind, tampering in tamperings()})
W14_AND_MC = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
TABLE = "<w:tbl {2}><w:tblPr/><w:tr><w:tc><w:p>{0}</w:p></w:tc><w:tc>{1}</w:tc></w:tr></w:tbl>"


def table(cell: str) -> str:
    return TABLE.format(run("行政强制"), cell, W14_AND_MC)


@pytest.mark.parametrize("level", LEVELS)
def test_no_property_makes_a_figure_look_another_and_stay_certain(level: str) -> None:
    here = [case for case in tamperings() if f"{case[0]}, {case[1].level}" == level]
    assert [fault for case in random.Random(level).sample(here, min(30, len(here))) if (fault := wrong(*case))] == []


@pytest.mark.audit
def test_none_of_all_does() -> None:
    every = tamperings()
    assert len(every) >= 1_900
    assert [fault for case in every if (fault := wrong(*case))] == []


@pytest.mark.parametrize("name", CASES)
def test_what_stands_in_a_cell(name: str) -> None:
    case = CASES[name]
    found = outcome(made(table(case["xml"])))
    if case.get("sure"):
        assert found == Outcome(case["drawn"], certain=True, said="")
    assert not found.certain or found.text == case["drawn"]


def changed(raw: bytes, parts: Mapping[str, str | None], *more: tuple[str, str]) -> bytes:
    """The package with these parts instead of its own, and `more` entries behind them, whatever their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        named = [(name, parts.get(name, old.read(name).decode())) for name in old.namelist()]
        named += [(name, text) for name, text in parts.items() if name not in old.namelist()]
        for name, text in (*named, *more):
            if text is not None:
                new.writestr(name, text)
    return out.getvalue()


PLAIN = made(table(f"<w:p>{run(FIGURE)}</w:p>"))
OTHER = made(table(f"<w:p>{run('111')}</w:p>"))


def part(raw: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return package.read(name).decode()


def leading(kind: str, target: str, mode: str = "") -> str:
    """The document's relationships with one more."""
    link = LINK.format("more", kind, target).replace("/>", f"{mode and ' TargetMode=' + chr(34) + mode + chr(34)}/>")
    return part(PLAIN, "word/_rels/document.xml.rels").replace("</Relationships>", f"{link}</Relationships>")


ROOT_RELS, MAIN = "_rels/.rels", "word/document.xml"
TWICE = (
    "word/document.xml",
    "Word/Document.xml",
    "/word/document.xml",
    "word\\document.xml",
    "word/./document.xml",
    "word/document%2Exml",
)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", TWICE)
def test_two_entries_that_are_the_same_part_are_refused(name: str) -> None:
    _, problems = read_docx(changed(PLAIN, {}, (name, part(OTHER, MAIN))), "a.docx")
    assert [problem.message.partition("，")[0] for problem in problems] in (
        [[f"压缩包里有两个“{name}”"]]
        if "\\" not in name
        else [[f"压缩包里有两个“{name}”"], ["压缩包里有两个“word/document.xml”"]]
    )


def test_the_document_is_where_the_package_leads_to() -> None:
    """An old document that lies where most programs put it is no part of the file (d13)."""
    moved = changed(
        PLAIN,
        {
            ROOT_RELS: part(PLAIN, ROOT_RELS).replace("word/document.xml", "word/document2.xml"),
            "word/document2.xml": part(OTHER, MAIN),
            "word/_rels/document2.xml.rels": part(PLAIN, "word/_rels/document.xml.rels"),
        },
    )
    assert outcome(moved) == Outcome("111", certain=True, said="")


def test_styles_are_where_the_document_leads_to() -> None:
    """A style sheet of another name hides the last digit (d14)."""
    styles = part(PLAIN, "word/styles.xml").replace("/>", ">", 1) + (
        '<w:style w:type="character" w:styleId="H"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    hidden = run("57") + run("2", '<w:rPr><w:rStyle w:val="H"/></w:rPr>')
    raw = made(table(f"<w:p>{hidden}</w:p>"))
    links = part(raw, "word/_rels/document.xml.rels").replace("styles.xml", "styles9.xml")
    assert outcome(raw).text == FIGURE
    assert outcome(changed(raw, {"word/_rels/document.xml.rels": links, "word/styles9.xml": styles})).text == "57"


def test_two_style_sheets_are_refused() -> None:
    links = leading("styles", "styles9.xml")
    raw = changed(PLAIN, {"word/_rels/document.xml.rels": links, "word/styles9.xml": part(PLAIN, "word/styles.xml")})
    assert outcome(raw).text is None


def test_a_style_of_which_there_are_two_is_in_doubt() -> None:
    two = '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="格"/></w:style>' * 2
    raw = made(table(f'<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{run(FIGURE)}</w:p>'))
    sheet = part(raw, "word/styles.xml").replace("/>", f">{two}</w:styles>", 1)
    assert outcome(changed(raw, {"word/styles.xml": sheet})).said == looks.unknown("style")


def test_a_control_that_shows_what_its_data_say_is_certain() -> None:
    bound = (
        '<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/r/a" w:storeItemID="{1}"/></w:sdtPr>'
        f"<w:sdtContent>{run(FIGURE)}</w:sdtContent></w:sdt></w:p>"
    )
    raw = made(table(bound))
    links = part(raw, "word/_rels/document.xml.rels").replace(
        "</Relationships>", LINK.format("x", "customXml", "../customXml/item1.xml") + "</Relationships>"
    )
    about = '<d:datastoreItem xmlns:d="http://schemas.openxmlformats.org/officeDocument/2006/customXml" d:itemID="{1}"/>'
    data = {
        "word/_rels/document.xml.rels": links,
        "customXml/_rels/item1.xml.rels": LINKED_PROPERTIES,
        "customXml/itemProps1.xml": about,
    }
    assert outcome(changed(raw, {**data, "customXml/item1.xml": "<r><a>572</a></r>"})).certain
    for other in ("<r><a>571</a></r>", "<r/>", "<r><a>572</a><a>5</a></r>"):
        assert outcome(changed(raw, {**data, "customXml/item1.xml": other})).said == looks.COMPUTED


LINKED_PROPERTIES = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f"{LINK.format('p', 'customXmlProps', 'itemProps1.xml')}</Relationships>"
)
ANCHOR = (
    "<w:p><w:r><w:drawing><wp:anchor xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
    "<wp:positionV relativeFrom='{0}'><wp:posOffset>{1}</wp:posOffset></wp:positionV><wp:extent cx='900000' cy='{2}'/>"
    "<wp:{3}/></wp:anchor></w:drawing></w:r></w:p>"
)
BREAK = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
SHAPES = {
    "over the page": (ANCHOR.format("page", 0, 900_000, "wrapNone"), True),
    "down from the paragraph above": (ANCHOR.format("paragraph", 0, 900_000, "wrapNone"), True),
    "in the paragraph above only": (ANCHOR.format("paragraph", 0, 900_000, "wrapNone") + "<w:p/>" * 9, False),
    "on another page": (ANCHOR.format("page", 0, 900_000, "wrapNone") + BREAK, False),
    "a red rule": (ANCHOR.format("paragraph", 0, 12_700, "wrapNone"), False),
    "pushes the words away": (ANCHOR.format("page", 0, 900_000, "wrapTopAndBottom"), False),
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_may_lie_over_a_table_puts_it_in_doubt(name: str) -> None:
    before, covers = SHAPES[name]
    found = outcome(made(before + table(f"<w:p>{run(FIGURE)}</w:p>")))
    assert (found.certain, found.said) == (not covers, looks.COVERED if covers else "")


WHOLE = {
    "section turned": '<w:sectPr><w:textDirection w:val="tbRl"/></w:sectPr>',
    "letters pressed together by the grid": '<w:sectPr><w:docGrid w:type="linesAndChars" w:charSpace="-99999"/></w:sectPr>',
    "the head lies over the text": '<w:sectPr><w:pgMar w:top="-3000"/></w:sectPr>',
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_the_page_does_to_every_table_is_told_once(name: str) -> None:
    document, _ = read_docx(made(table(f"<w:p>{run(FIGURE)}</w:p>") * 3 + WHOLE[name]), "a.docx")
    assert document is not None
    assert [doubt.message.partition("：")[0] for doubt in document.doubts] == ["有 3 个表"]


def test_a_hidden_label_puts_the_figures_of_its_table_in_doubt() -> None:
    label = run("行政强制", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')
    raw = made(TABLE.format(label, f"<w:p>{run(FIGURE)}</w:p>", W14_AND_MC))
    assert outcome(raw) == Outcome(FIGURE, certain=False, said=looks.FAINT)


def form() -> list[Block]:
    return report(formats()["2021"], lambda *_: "12")


@pytest.mark.parametrize("write", [as_docx, as_word])
def test_an_honest_file_has_no_doubts(write: object, tmp_path: Path) -> None:
    assert callable(write)
    (tmp_path / "a.docx").write_bytes(write(form()))
    assert import_file(tmp_path / "a.docx", tmp_path / "demo", None, 2022) == []


def test_the_record_says_which_figure_to_compare(tmp_path: Path) -> None:
    raw = as_word(report(formats()["2021"], lambda *address: "572" if address[1] == "administrative_compulsion" else "12"))
    faint = f"<w:p>{run(FIGURE, '<w:rPr><w:color w:val=' + chr(34) + 'FFFF00' + chr(34) + '/></w:rPr>')}</w:p>"
    (tmp_path / "a.docx").write_bytes(changed(raw, {MAIN: part(raw, MAIN).replace(in_runs(FIGURE), faint)}))
    problems = import_file(tmp_path / "a.docx", tmp_path / "demo", None, 2022)
    assert [problem.message.rpartition("：")[2] for problem in problems] == [looks.FAINT]
    lines = (tmp_path / "demo" / "import-record.csv").read_text("utf-8-sig").splitlines()
    assert [line for line in lines if "存疑" in line and "administrative_compulsion" in line] == [
        line for line in lines if "存疑" in line
    ]
