"""The same report as the kinds of file that offices have."""

from __future__ import annotations

import io
import quopri
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

import openpyxl
import typst

from tests.imports.corpus_shapes import in_row, rows_in
from tests.imports.forms import Block, Cell, as_html, as_md, as_tabs, as_text, text_rows


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
    return typst.compile(typst_source(blocks).encode())


def typst_source(blocks: Iterable[Block]) -> str:
    return TYPST + "\n".join(f"#par({quoted(block)})\n" if isinstance(block, str) else typst_table(block) for block in blocks)


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


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    ),
}


LINKED = {f"word/{kind}.xml": kind for kind in ("styles", "comments", "settings", "theme", "fontTable", "numbering")}
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'


def as_word(blocks: Iterable[Block]) -> bytes:
    """Word's own tables, without the cells that the drawing does not have."""
    body = "".join(in_runs(block) if isinstance(block, str) else word_rows(block) for block in blocks)
    return word_package({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def word_package(parts: Mapping[str, str | bytes]) -> bytes:
    """Parts of a Word file, with what leads to them."""
    out = io.BytesIO()
    links = "".join(LINK.format(name, kind, f"{kind}.xml") for name, kind in LINKED.items() if name in parts)
    around = {**PACKAGE, "word/_rels/document.xml.rels": LINKS.format(links)} if links else PACKAGE
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (*around.items(), *parts.items()):
            package.writestr(name, content)
    return out.getvalue()


def in_runs(text: str) -> str:
    """Word cuts a word into runs wherever somebody once stopped typing."""
    parts = [escape(part).replace("\n", "</w:t><w:br/><w:t>") for part in (text[:1], text[1:3], text[3:])]
    runs = (f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in parts)
    return f"<w:p>{''.join(runs)}</w:p>"


def word_rows(cells: list[Cell]) -> str:
    """A cell over several rows is opened in the first and goes on in the others."""
    rows = []
    for row in range(rows_in(cells)):
        here = sorted((c for c in cells if c.row <= row < c.row + c.rowspan), key=lambda cell: cell.column)
        rows.append(f"<w:tr>{''.join(word_cell(cell, first=cell.row == row) for cell in here)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word_cell(cell: Cell, *, first: bool) -> str:
    wide = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    tall = ('<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>") if cell.rowspan > 1 else ""
    return f"<w:tc><w:tcPr>{wide}{tall}</w:tcPr>{in_runs(cell.text if first else '')}</w:tc>"


def as_xlsx(blocks: Iterable[Block]) -> bytes:
    """On one sheet, as an office types it: lines of words in the first column, tables with their merged cells, numbers as such."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "年报"
    row = 1
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(row, 1, block)
            row += 1
            continue
        for cell in block:
            at = sheet.cell(row + cell.row, cell.column + 1)
            plain = (
                cell.text.isdecimal()
                and cell.text.isascii()
                and (cell.text == "0" or cell.text[0] != "0")
                and len(cell.text) < 10
            )
            at.value = int(cell.text) if plain else cell.text or None
            at.data_type = "n" if plain or not cell.text else "s"
            if cell.rowspan > 1 or cell.colspan > 1:
                last = at.row + cell.rowspan - 1, at.column + cell.colspan - 1
                sheet.merge_cells(start_row=at.row, start_column=at.column, end_row=last[0], end_column=last[1])
        row += rows_in(block)
    for column in "ABCDEFGHIJKLMNO":
        sheet.column_dimensions[column].width = 30
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_mht(blocks: Iterable[Block]) -> bytes:
    """As a browser saves a page in one file: quoted-printable, its style sheet and a picture behind it."""
    message = MIMEMultipart("related", type="text/html")
    message["Subject"] = "门户网站"
    page = MIMEText("", "html", "utf-8")
    page.set_payload(quopri.encodestring(as_page(blocks)).decode("ascii"))
    page.replace_header("Content-Transfer-Encoding", "quoted-printable")
    page["Content-Location"] = "http://www.example.gov.cn/2022.html"
    message.attach(page)
    message.attach(MIMEText("p { margin: 0 }", "css", "utf-8"))
    message.attach(MIMEImage(b"\x89PNG\r\n\x1a\n", "png"))
    return message.as_bytes()


def as_pipes(blocks: Iterable[Block]) -> bytes:
    """As programs leave a page that they turn into text: a bar behind each cell, none before the first."""
    lines: list[str] = []
    for block in blocks:
        lines += [block] if isinstance(block, str) else [" | ".join((*row, "")).rstrip(" ") for row in text_rows(block)]
    return "\n".join(lines).encode()


def as_cell_lines(blocks: Iterable[Block]) -> bytes:
    """A cell a line from the left edge; blank cells leave nothing."""
    lines: list[str] = []
    for block in blocks:
        lines += [block] if isinstance(block, str) else [text for row in text_rows(block) for text in row if text.strip()]
    return "\n".join(lines).encode()


KINDS: dict[str, tuple[str, Callable[[Iterable[Block]], bytes]]] = {
    "txt": ("txt", lambda blocks: as_text(in_one_line(blocks))),
    "tabs": ("txt", lambda blocks: as_tabs(in_one_line(blocks))),
    "md": ("md", lambda blocks: as_md(in_one_line(blocks, "<br>"), bars=True).encode()),
    "pipes": ("md", lambda blocks: as_pipes(in_one_line(blocks))),
    "cell_lines": ("txt", lambda blocks: as_cell_lines(in_one_line(blocks))),
    "docx": ("docx", as_word),
    "xlsx": ("xlsx", as_xlsx),
    "mht": ("mht", as_mht),
    "html": ("html", as_page),
    "html_gb": ("htm", lambda blocks: as_page(blocks, "gb18030")),
    "html_plain": ("html", lambda blocks: as_page(blocks, spans=False)),
    "html_word": ("html", as_word_page),
    "pdf": ("pdf", as_pdf),
}
