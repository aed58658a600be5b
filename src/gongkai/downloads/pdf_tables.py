"""What typst cannot yet say about the tables of a PDF: which cells head their row, and what each table is about.

It tags the header rows only; without this, someone who hears a figure would hear its column and never its row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from gongkai.downloads.document_parts import Form
from gongkai.tables.printed_form import PrintedCell, PrintedForm

if TYPE_CHECKING:
    from pikepdf import Object


def with_row_headers(raw: bytes, forms: Sequence[Form]) -> bytes:
    """The same pages, with row headers in the structure tree. `forms` are the tables in their order."""
    import pikepdf  # noqa: PLC0415 - an extra, like typst

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        tree = pdf.Root.StructTreeRoot
        tables = list(elements(tree, pikepdf.Name.Table))
        headers: list[tuple[bytes, Object]] = []
        for number, (table, form) in enumerate(zip(tables, forms, strict=True), start=1):
            attribute(table)["/Summary"] = pikepdf.String(form.title)
            headers += tie(table, form.printed, number)
        named = sorted(headers, key=itemgetter(0))
        tree.IDTree = pikepdf.Dictionary(Names=pikepdf.Array([part for id, cell in named for part in (pikepdf.String(id), cell)]))
        saved = io.BytesIO()
        # The version that typst has written in its metadata is the file's, and stays it.
        generate = pikepdf.ObjectStreamMode.generate
        pdf.save(saved, deterministic_id=True, object_stream_mode=generate, fix_metadata_version=False)
    return saved.getvalue()


def elements(element: Object, kind: Object) -> Iterator[Object]:
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


def tie(table: Object, form: PrintedForm, number: int) -> Iterator[tuple[bytes, Object]]:
    """Make the cells before the figures headers of their rows, and name them in every cell that they head.

    Every header with its name comes back, for the list in which a reading program looks headers up.
    """
    import pikepdf  # noqa: PLC0415

    rows = elements(table, pikepdf.Name.TR)
    for at, (row, reaching) in enumerate(zip(rows, form.rows(), strict=True)):
        if at < form.head:
            yield from ((bytes(cell.ID), cell) for cell in row.K if "/ID" in cell)
            continue
        before = [placed for placed in reaching if placed.area.column < form.stub]
        names = [pikepdf.String(name(number, placed)) for placed in before]
        begun = [placed for placed in reaching if placed.area.row == at]
        for cell, placed in zip(row.K, begun, strict=True):
            if placed.area.column >= form.stub:
                add_headers(cell, names)
                continue
            own = next(number for number, one in enumerate(before) if one is placed)
            make_header(cell, names[own], names[:own])
            yield bytes(names[own]), cell


def add_headers(cell: Object, names: Sequence[Object]) -> None:
    import pikepdf  # noqa: PLC0415

    if names:
        about = attribute(cell)
        about["/Headers"] = pikepdf.Array([*about.get("/Headers", ()), *names])


def make_header(cell: Object, name: Object, before: Sequence[Object]) -> None:
    """The cell as the header of its row, itself below the headers before it."""
    import pikepdf  # noqa: PLC0415

    cell["/S"], cell["/ID"] = pikepdf.Name.TH, name
    about = attribute(cell)
    about["/Scope"], about["/Headers"] = pikepdf.Name.Row, pikepdf.Array(before)


def name(table: int, head: PrintedCell) -> str:
    return f"R{table}x{head.area.column}y{head.area.row}"


def attribute(element: Object) -> Object:
    """The element's attributes as a table or a part of one, made where there are none."""
    import pikepdf  # noqa: PLC0415

    given: Any = element.get("/A", ())
    found = given if isinstance(given, pikepdf.Array) else pikepdf.Array([given] if given else [])
    for attributes in found:
        if attributes["/O"] == "/Table":
            return attributes
    element["/A"] = pikepdf.Array([*found, pikepdf.Dictionary(O=pikepdf.Name.Table)])
    return element["/A"][-1]
