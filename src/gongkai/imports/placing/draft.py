"""A draft of a report: what was found, and how it is typed into report.yml and narrative.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.county.agencies import Agency
from gongkai.imports.placing.carry_over import Carried, carried_over
from gongkai.reports.report import Report, full_label
from gongkai.source.typed_text import typed_text
from gongkai.statute.formats import Format, FormatTable, Line

SCOPES = {"whole_government": "本级政府汇总", "this_organ": "本机关"}
STATE_REMARK = "# 草稿，不在公布的网站里；填完、核对完，运行 gongkai ready"


@dataclass(frozen=True, slots=True)
class DraftLetter:
    title: str
    body: tuple[str, ...] = ()
    document_number: str = ""
    signer: str = ""
    addressee: str = ""
    signature: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class DraftColophon:
    issuer: str
    date: date
    wording: str


@dataclass(frozen=True, slots=True)
class Draft:
    """`cells` by table, row and column: the text as it is typed, None for a blank. `narrative` are the lines of the prose."""

    format: Format
    year: int
    agency: str
    title: str
    scope: str
    cells: Mapping[str, Mapping[str, Mapping[str, str | None]]]
    narrative: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    period: tuple[date, date] | None = None
    written: date | None = None
    letter: DraftLetter | None = None
    colophon: DraftColophon | None = None
    source_document: str = ""
    private_source: bool = False
    proposed: tuple[str, ...] = ()


def report_text(draft: Draft) -> str:
    """report.yml in the house layout: a head above each part, a row of a table a line."""
    parts = [
        identity(draft),
        letter(draft.letter),
        colophon(draft.colophon),
        figures(),
        proposed(draft),
        tables(draft),
        labels(draft),
    ]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def narrative_text(draft: Draft) -> str:
    return "\n\n".join(draft.narrative) + "\n"


def identity(draft: Draft) -> Iterator[str]:
    yield "# 一份年度报告：表格中的数改这里，文字改 narrative.md。空白写 null，不能写成 0；改完运行 gongkai check"
    yield f"year: {draft.year}"
    yield f"agency: {typed_text(draft.agency)}"
    yield f'format: "{draft.format.id}"  # {draft.format.instrument}'
    yield f"title: {typed_text(draft.title)}"
    yield f"scope: {draft.scope}  # {SCOPES[draft.scope]}"
    yield f"state: draft  {STATE_REMARK}"
    if draft.period:
        yield f"period: {{from: {draft.period[0]}, to: {draft.period[1]}}}  # 统计期限"
    if draft.written:
        yield f"written: {draft.written}  # 成文日期"
    if draft.source_document:
        yield f"source_document: {typed_text(draft.source_document)}"
    if draft.private_source:
        yield "source_published: false  # 原件里有作者的名字、批注、修订，或页面上看不见的字；清除以后，要随归档包公开的改成 true"


def letter(letter: DraftLetter | None) -> list[str]:
    if letter is None:
        return []
    fields = [
        ("document_number", letter.document_number, "发文字号"),
        ("signer", letter.signer, "签发人"),
        ("title", letter.title, ""),
        ("addressee", letter.addressee, "主送机关"),
    ]
    lines = ["# 报送函", "letter:", *(line for field in fields for line in letter_line(*field))]
    lines += ["  body:", *(f"    - {typed_text(paragraph)}" for paragraph in letter.body)]
    lines += letter_line("signature", letter.signature, "署名")
    return lines + ([f"  date: {letter.date}"] if letter.date else [])


def letter_line(key: str, value: str, meaning: str) -> list[str]:
    return [f"  {key}: {typed_text(value)}" + (f"  # {meaning}" if meaning else "")] if value else []


def colophon(colophon: DraftColophon | None) -> list[str]:
    if colophon is None:
        return []
    inside = f"issuer: {typed_text(colophon.issuer, flow=True)}, date: {colophon.date}, wording: {colophon.wording}"
    return ["# 版记", f"colophon: {{{inside}}}"]


def figures() -> list[str]:
    return ['# 正文中引用的数：在这里命名，正文写 {{ figure("代号") }}', "figures: {}"]


def proposed(draft: Draft) -> list[str]:
    if not draft.proposed:
        return []
    return [*proposed_remark(draft.year), "proposed:", *(f"  - {address}" for address in draft.proposed)]


def proposed_remark(year: int) -> tuple[str, str]:
    """What stands above the list, and goes with its last entry."""
    return (
        f"# 以下各处的数由 {year - 1} 年度报告带入，只是提议，没有核对完不能发布：",
        "# 核对一条（可以改数），删去一条；都核对完，连 proposed 一行也删去",
    )


def tables(draft: Draft) -> Iterator[str]:
    yield "# 法定表格：一行一条，名称与表中相同；表中印的是“/”“不适用”就照写"
    yield "tables:"
    for table in draft.format.tables:
        rows = draft.cells[table.id]
        if not rows:  # a document lacks it, and says so nowhere else
            continue
        yield f"  # {table.heading}"
        yield f"  {table.id}:"
        known = {row.id: rows[row.id] for row in table.leaf_rows if row.id in rows}
        yield from generic_lines(rows.values()) if table.generic else table_lines(table, known)


def generic_lines(rows: Iterable[Mapping[str, str | None]]) -> Iterator[str]:
    """A row a line in its order; one with nothing but its label groups others."""
    for row in rows:
        words = [f"{key}: {typed_text(row[key] or '', flow=True)}" for key in ("label", "unit") if key in row]
        figure = [f"figure: {cell_typed(row['figure'])}"] if "figure" in row else []
        yield f"    - {{{', '.join((*words, *figure))}}}"


def table_lines(table: FormatTable, rows: Mapping[str, Mapping[str, str | None]]) -> Iterator[str]:
    """Each row below its label, the cells of a column one below the other."""
    columns = [column.id for column in table.leaf_columns]
    texts = {row: [f"{column}: {cell_typed(cells[column])}" for column in columns] for row, cells in rows.items()}
    widths = [max((len(text[number]) for text in texts.values()), default=0) for number in range(len(columns))]
    name = max((len(row) for row in rows), default=0) + 1
    for row, cells in texts.items():
        inside = ", ".join(cells[:1]) if len(cells) == 1 else spread(cells, widths)
        line = table.line(row)
        assert line is not None
        yield f"    # {full_label(table, line)}"
        yield f"    {row + ':':<{name}} {{{inside}}}"


def spread(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [f"{cell},".ljust(width + 1) for cell, width in zip(cells[:-1], widths, strict=False)]
    return " ".join((*padded, cells[-1]))


def labels(draft: Draft) -> list[str]:
    if not draft.labels:
        return []
    head = ["# 原文所印的名称与法定名称不同的（照印，不改）", "labels:"]
    return [*head, *(f"  {address}: {typed_text(text)}" for address, text in draft.labels.items())]


def cell_typed(text: str | None) -> str:
    return "null" if text is None else typed_text(text, flow=True, figure=True)


# A blank report


def blank_draft(format: Format, year: int, agency: Agency, earlier: Report | None = None) -> Draft:
    """A report nobody has filled in yet: every section in its place, every cell blank.

    What last year's report (`earlier`) carries over is filled in and listed under `proposed:` until somebody confirms it.
    """
    cells = {table.id: blank_rows(table) for table in format.tables}
    carried = carried_over(format, earlier) if earlier else Carried((), {})
    for (table, row, column), figure in carried.cells.items():
        cells[table][row][column] = figure
    title = f"{agency.short or agency.name}{year}年政府信息公开工作年度报告"
    scope = "whole_government" if agency.kind == "government" else "this_organ"
    period = (date(year, 1, 1), date(year, 12, 31))
    narrative = tuple(blank_narrative(format))
    return Draft(format, year, agency.id, title, scope, cells, narrative, period=period, proposed=carried.addresses)


def blank_rows(table: FormatTable) -> dict[str, dict[str, str | None]]:
    if table.generic:
        return {row.id: blank_row(row) for row in table.generic.usual}
    return {row.id: {column.id: None for column in table.leaf_columns} for row in table.leaf_rows}


def blank_row(row: Line) -> dict[str, str | None]:
    return {"label": row.label, "unit": row.unit, "figure": None} if row.unit else {"label": row.label}


def blank_narrative(format: Format) -> Iterator[str]:
    for section in (None, *format.sections):
        if section:
            yield f"## {section.label}"
        home = section.id if section else None
        yield from (f'{{{{ table("{table.id}") }}}}' for table in format.tables if table.section == home)
