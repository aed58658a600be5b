"""What typst cannot yet say about the tables of a PDF: which cells head their row, and what each table is about.

It tags the header rows only; without this, someone who hears a figure would hear its column and never its row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from gongkai.downloads.document_parts import Form
from gongkai.tables.printed_form import PrintedCell, PrintedForm

if TYPE_CHECKING:
    from pikepdf import Object, Pdf


def with_row_headers(raw: bytes, forms: Sequence[Form]) -> bytes:
    """The same pages, with row headers in the structure tree. `forms` are the tables in their order."""
    import pikepdf  # noqa: PLC0415 - an extra, like typst

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        tables = list(elements(pdf.Root.StructTreeRoot, "/Table"))
        for number, (table, form) in enumerate(zip(tables, forms, strict=True), start=1):
            attribute(table)["/Summary"] = pikepdf.String(form.title)
            tie(table, form.printed, number)
        list_ids(pdf)
        saved = io.BytesIO()
        pdf.save(saved, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return saved.getvalue()


def elements(element: Object, kind: str) -> Iterator[Object]:
    """The elements of one kind below that one, in reading order."""
    import pikepdf  # noqa: PLC0415

    children: Any = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if not isinstance(child, pikepdf.Dictionary):
            continue  # a piece of content
        if child.get("/S") == kind:
            yield child
        else:
            yield from elements(child, kind)


def tie(table: Object, form: PrintedForm, number: int) -> None:
    """Make the cells before the figures headers of their rows, and name them in every cell that they head."""
    import pikepdf  # noqa: PLC0415

    rows = list(elements(table, "/TR"))
    assert len(rows) == form.height
    for at, (row, reaching) in enumerate(zip(rows, form.rows(), strict=True)):
        begun = [placed for placed in reaching if placed.area.row == at]
        for cell, placed in zip(row.K, begun, strict=True):
            if at < form.head:
                continue
            about = attribute(cell)
            if placed.area.column < form.stub:
                cell.S, cell.ID = pikepdf.Name.TH, pikepdf.String(name(number, placed))
                about["/Scope"], about["/Headers"] = pikepdf.Name.Row, pikepdf.Array()
            before = min(form.stub, placed.area.column)
            heads = [pikepdf.String(name(number, head)) for head in reaching if head.area.column < before]
            about["/Headers"] = pikepdf.Array([*about.get("/Headers", []), *heads])


def name(table: int, head: PrintedCell) -> str:
    return f"R{table}x{head.area.column}y{head.area.row}"


def attribute(element: Object) -> Object:
    """The element's attributes as a table or a part of one, made where there are none."""
    import pikepdf  # noqa: PLC0415

    given: Any = element.get("/A", pikepdf.Array())
    found = list(given) if isinstance(given, pikepdf.Array) else [given]
    for attributes in found:
        if attributes.O == "/Table":
            return attributes
    made = pikepdf.Dictionary(O=pikepdf.Name.Table)
    element["/A"] = pikepdf.Array([*found, made])
    return element["/A"][-1]


def list_ids(pdf: Pdf) -> None:
    """Every header where a reading program looks headers up."""
    import pikepdf  # noqa: PLC0415

    tree = pdf.Root.StructTreeRoot
    named = sorted((bytes(cell.ID), cell) for cell in elements(tree, "/TH") if "/ID" in cell)
    tree.IDTree = pikepdf.Dictionary(Names=pikepdf.Array([part for id, cell in named for part in (pikepdf.String(id), cell)]))
