"""The pages of the open data: what there is to download, and what its tables, rows and columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.portal import Site
from gongkai.html.blocks import NOTHING, PageBlock, component, cross_table, heading, links, page_of, paragraph, unsaid
from gongkai.html.content import Heading, PageContent
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import Download
from gongkai.reports.report import full_label
from gongkai.statute.concepts import concepts
from gongkai.statute.formats import Format, FormatTable, formats

CELLS = {"count": "整数", "change": "整数，可为负", "money": "金额"}
BLANKS = (
    "表格文件（CSV）是带 BOM 的 UTF-8，可以直接用 Excel 打开；一行一条，第一行是列名。"
    "“数”一列只有数；空白、“/”和 0 在报告里是三件事，看“原文”一列。没有公布的报告没有数，不当作 0。"
)


def data_page(
    site: Site, year: int | None, title: str, files: Sequence[Download], others: Sequence[tuple[str, str]]
) -> PageContent:
    """`others`: label and address of the pages of the other data sets; `year` is None for all years."""
    here = addresses.data_address(year)
    blocks = (
        paragraph(BLANKS),
        component("downloads", files),
        heading("use", "使用"),
        paragraph(licence_says(site)),
        links("说明和目录", here, [("数据字典", addresses.dictionary_address())]),
        heading("others", "其他数据集") if others else NOTHING,
        links("其他数据集", here, list(others)),
    )
    about = f"{title}：各法定表格的 CSV、JSON 和全部文件的 ZIP，附数据字典。"
    found = [Heading("downloads", "下载", 2), Heading("use", "使用", 2)]
    found += [Heading("others", "其他数据集", 2)] if others else []
    return page_of(title, about, blocks, found)


def licence_says(site: Site) -> str:
    if site.licence:
        return f"使用条件：{site.licence.title}（{site.licence.url}）。"
    return "这里没有写明使用条件。引用时请写明出处和下载的日期。"


def dictionary_page(site: Site, collection: Collection) -> PageContent:
    used = {report.format.id for report in collection.reports}
    shown = [format for format in formats().values() if format.id in used and format.sections]
    files = [
        ("报告的结构（JSON Schema）", "report.schema.json"),
        ("数据集的结构（JSON Schema）", "reports.schema.json"),
        ("数据目录（DCAT）", "catalog.jsonld"),
    ]
    listed = [{"text": text, "href": f"../{name}"} for text, name in files]
    found = (*(Heading(f"format-{format.id}", f"{format.id} 年格式", 2) for format in shown), Heading("concepts", "概念", 2))
    blocks = (
        paragraph(
            "数据里的每一格由格式、表、行、列四个代号确定，例如 2021 年格式的 requests.received.total 是新收申请的总计。"
            "不同格式里说同一件事的格，概念代号相同；名称相同而说的不是一件事的，概念代号不同。"
        ),
        unsaid("links", {"label": "供程序读取", "links": listed}),
        unsaid("contents", found),
        *(part for format in shown for part in format_parts(format)),
        *concept_parts(used),
        links("开放数据", addresses.dictionary_address(), [("开放数据", addresses.data_address())]),
    )
    description = f"{site.county}政府信息公开年报数据里各表、各行、各列的代号、名称、单位和含义。"
    return page_of("年报数据字典", description, blocks, found)


def format_parts(format: Format) -> Iterator[PageBlock]:
    yield heading(f"format-{format.id}", f"{format.id} 年格式")
    yield paragraph(f"{format.title}（{format.instrument}）。")
    for table in format.tables:
        yield table_heading(table)
        yield rows_table(format, table)
        yield columns_table(format, table)


def table_heading(table: FormatTable) -> PageBlock:
    """Nothing leads to it."""
    html = Markup("<h3>{} <code>{}</code></h3>").format(table.title, table.id)
    return PageBlock(html, (Heading("", f"{table.title} {table.id}", 3),))


def rows_table(format: Format, table: FormatTable) -> PageBlock:
    rows = tuple(
        CrossRow(TableCell(row.id), (TableCell(full_label(table, row), kind="text"),), row.id) for row in table.leaf_rows
    )
    id, caption = f"{format.id}-{table.id}-rows", f"{format.id} 年格式，{table.title}：行"
    return cross_table(CrossTable(id, caption, "行代号", heads(["名称"]), rows))


def columns_table(format: Format, table: FormatTable) -> PageBlock:
    rows = tuple(
        CrossRow(
            TableCell(column.id),
            tuple(
                TableCell(text, kind="text")
                for text in (full_label(table, column), column.unit or "由报告写明", CELLS[column.kind])
            ),
            column.id,
        )
        for column in table.leaf_columns
    )
    id, caption = f"{format.id}-{table.id}-columns", f"{format.id} 年格式，{table.title}：列"
    return cross_table(CrossTable(id, caption, "列代号", heads(["名称", "单位", "类别"]), rows))


def concept_parts(used: set[str]) -> Iterator[PageBlock]:
    shown = [id for id in formats() if id in used and id not in concepts().unmapped]
    rows = tuple(
        CrossRow(
            TableCell(f"{concept.label}（{concept.unit}）"),
            (
                TableCell(concept.id, kind="text"),
                *(
                    TableCell(" + ".join(".".join(place) for place in concept.places[id]), kind="text")
                    if id in concept.places
                    else TableCell("无此项", kind="text")
                    for id in shown
                ),
            ),
            concept.id,
        )
        for concept in concepts().all
    )
    below = tuple(f"{id} 年格式：{reason}" for id, reason in concepts().unmapped.items() if id in used)
    columns = heads(["概念代号", *(f"{id} 年格式" for id in shown)])
    yield heading("concepts", "概念")
    yield cross_table(CrossTable("concepts-table", "概念与各格式的格", "说的是什么", columns, rows, below, ("id", *shown)))
