"""The same report as the kinds of file that offices have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape

import docx
import typst
from docx.text.paragraph import Paragraph

from tests.importers.corpus_shapes import in_row, rows_in
from tests.importers.forms import Block, Cell, as_html, as_md, as_tabs, as_text, docx_bytes, docx_table


def in_one_line(blocks: Iterable[Block], mark: str = "") -> list[Block]:
    return [b if isinstance(b, str) else [replace(c, text=c.text.replace("\n", mark)) for c in b] for b in blocks]


def as_page(blocks: Iterable[Block], encoding: str = "utf-8", *, spans: bool = True) -> bytes:
    return as_html(blocks, encoding=encoding, spans=spans).decode(encoding).replace("\n", "<br>").encode(encoding)


WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><!--[if gte mso 9]><xml><w:WordDocument>
<w:View>Print</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {mso-style-parent:"";} --></style></head>
<body lang=ZH-CN><div class=WordSection1>
"""


def as_word_page(blocks: Iterable[Block]) -> bytes:
    """As Word saves a page: words cut into spans, empty o:p, lines wrapped, and below each table a row for old browsers."""
    body = "\n".join(word_paragraph(block) if isinstance(block, str) else word_table(block) for block in blocks)
    return f"{WORD_HEAD}{body}</div></body></html>".encode("gb18030")


def word_paragraph(text: str) -> str:
    half = len(text) // 2
    spans = [f"<span lang={lang} style='font-family:仿宋;\nmso-hansi-font-family:仿宋'>{escape(part).replace(chr(10), '<br>')}</span>"
             for lang, part in (("EN-US", text[:half]), ("ZH-CN", text[half:]))]  # fmt: skip
    return f"<p class=MsoNormal align=center\nstyle='text-align:center'>{''.join(spans)}<span lang=EN-US><o:p></o:p></span></p>"


def word_table(cells: list[Cell]) -> str:
    rows = [
        "".join(
            f"<td width=9 rowspan={c.rowspan} colspan={c.colspan} style='border:none'>{word_paragraph(c.text)}</td>\n"
            for c in row
        )
        for row in (in_row(cells, number) for number in range(rows_in(cells)))
    ]
    old = "<td width=9 style='border:none'></td>" * max(cell.column + cell.colspan for cell in cells)
    body = "".join(f"<tr style='mso-yfti-irow:{number}'>{row}</tr>" for number, row in enumerate(rows))
    return f"<table class=MsoTableGrid border=1>{body}<![if !supportMisalignedColumns]><tr height=0>{old}</tr><![endif]></table>"


TYPST = """#set page(width: 230mm, height: 170mm, margin: 20mm, numbering: "— 1 —")
#set text(font: "Noto Serif CJK SC", size: 9pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true))
#show table: set par(first-line-indent: 0em)
#set table(stroke: 0.5pt, inset: 3pt)
"""


def as_pdf(blocks: Iterable[Block]) -> bytes:
    """Set by typst: tables with lines that go over pages; where the drawing has no cell there is no frame."""
    parts = [f"#par({quoted(block)})\n" if isinstance(block, str) else typst_table(block) for block in blocks]
    return typst.compile((TYPST + "\n".join(parts)).encode())


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def typst_table(cells: list[Cell]) -> str:
    width = max(cell.column + cell.colspan for cell in cells)
    drawn = {
        (cell.row + down, cell.column + right) for cell in cells for down in range(cell.rowspan) for right in range(cell.colspan)
    }
    missing = [(row, column) for row in range(rows_in(cells)) for column in range(width) if (row, column) not in drawn]
    made = [
        f"table.cell(x: {c.column}, y: {c.row}, rowspan: {c.rowspan}, colspan: {c.colspan}, {quoted(c.text)})"
        for c in sorted(cells, key=lambda cell: (cell.row, cell.column))
    ]
    made += [f"table.cell(x: {column}, y: {row}, stroke: none, [])" for row, column in missing]
    return f"#table(columns: (1fr,) * {width}, {', '.join(made)})\n"


def as_word(blocks: Iterable[Block]) -> bytes:
    """Word's own table, without the cells that the drawing does not have."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            in_runs(document.add_paragraph(), block)
        else:
            drop_undrawn(table := docx_table(document, block), block)
            for paragraph in {p for row in table._tbl.tr_lst for cell in row.tc_lst for p in cell.p_lst}:
                in_runs(Paragraph(paragraph, table), "".join(run.text for run in Paragraph(paragraph, table).runs))
    return docx_bytes(document)


def in_runs(paragraph: Paragraph, text: str) -> None:
    """Word cuts a word into runs wherever somebody once stopped typing."""
    paragraph.clear()
    for part in (text[:1], text[1:3], text[3:]):
        paragraph.add_run(part)


def drop_undrawn(table: docx.table.Table, cells: list[Cell]) -> None:
    drawn = {(cell.row + down, cell.column) for cell in cells for down in range(cell.rowspan)}
    for number, row in enumerate(table._tbl.tr_lst):
        for cell in [cell for cell in row.tc_lst if (number, cell.grid_offset) not in drawn][::-1]:
            row.remove(cell)


KINDS: dict[str, tuple[str, Callable[[Iterable[Block]], bytes]]] = {
    "txt": ("txt", lambda blocks: as_text(in_one_line(blocks))),
    "tabs": ("txt", lambda blocks: as_tabs(in_one_line(blocks))),
    "md": ("md", lambda blocks: as_md(in_one_line(blocks, "<br>"), bars=True).encode()),
    "docx": ("docx", as_word),
    "html": ("html", as_page),
    "html_gb": ("htm", lambda blocks: as_page(blocks, "gb18030")),
    "html_plain": ("html", lambda blocks: as_page(blocks, spans=False)),
    "html_word": ("html", as_word_page),
    "pdf": ("pdf", as_pdf),
}
