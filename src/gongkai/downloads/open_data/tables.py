"""The tables of a data set as records: reports, who has published, the dictionary, and one table for each statutory table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.collection import Collection
from gongkai.downloads import csv_tables
from gongkai.downloads.open_data.dataset import DataSet
from gongkai.downloads.open_data.texts import ReportTexts
from gongkai.downloads.spreadsheets import BOM, safe
from gongkai.reports.report import Report, full_label
from gongkai.reports.submission import standings
from gongkai.statute.concepts import concepts
from gongkai.statute.formats import Format, formats

Record = tuple[str, ...]
KINDS = {"government": "本级政府", "office": "政府办公室", "department": "政府部门", "township": "乡镇"}
SCOPES = {"whole_government": "本级政府汇总", "this_organ": "本机关"}
CELLS = {"count": "整数", "change": "整数，可为负", "money": "金额"}


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is that of the Frictionless table schema."""

    name: str
    about: str
    type: str = "string"


@dataclass(frozen=True, slots=True)
class Tidy:
    """One CSV file: a record a line. `key` are the columns that tell records apart.

    `lines` come after the records: those of statutory tables are written once for all files that hold them.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    records: tuple[Record, ...] = field(repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def content(self) -> bytes:
        """UTF-8 with a byte order mark, without which Excel takes it for GBK."""
        own = ([safe(value) for value in record] for record in self.records)
        head = csv_tables.lines([[column.name for column in self.columns], *own])
        return "".join((BOM, head, *self.lines)).encode("utf-8")


YEAR = Column("年度", "报告年度，不是编写报告的那一年", "integer")
AGENCY = Column("机构代号", "发布机构的代号，各表相同")
NAME = Column("机构", "发布机构的名称")
KIND = Column("机构类别", "本级政府、政府办公室、政府部门或乡镇")
KEY = (YEAR.name, AGENCY.name)
CELL_COLUMNS = (
    YEAR,
    AGENCY,
    NAME,
    Column("格式", "报告所用的法定格式：2014、2019 或 2021"),
    Column("表代号", "法定表格的代号"),
    Column("表", "法定表格的名称"),
    Column("行代号", "行的代号；统计表（2014 年格式）是行的序号"),
    Column("行", "行的名称，连同它所在的各级分组"),
    Column("列代号", "列的代号"),
    Column("列", "列的名称，连同它所在的各级分组"),
    Column("数", "这一格的数；空着的，看“原文”一列：空白不是 0", "number"),
    Column("单位", "数的单位"),
    Column("原文", "报告里这一格所写的；以 = + - @ 开头又不是数的，前面加了半角单引号，免得被当作公式"),
    Column("附注", "写在数旁边的话，例如“其中修订16件”；校注；更正过的，原为多少"),
)
assert tuple(column.name for column in CELL_COLUMNS) == csv_tables.HEADER


def tidy_tables(data: DataSet, collection: Collection, texts: Sequence[ReportTexts]) -> tuple[Tidy, ...]:
    """`texts` are those of the data set's reports, in their order."""
    return (
        reports_table(data, collection),
        publication_table(data, collection),
        *(cells_table(id, title, texts) for id, title in {table.id: table.title for table in data.tables}.items()),
        dictionary_table({report.format.id: report.format for report in data.reports}),
    )


def reports_table(data: DataSet, collection: Collection) -> Tidy:
    columns = (
        YEAR,
        AGENCY,
        NAME,
        KIND,
        Column("统计范围", "本级政府汇总，或本机关"),
        Column("格式", "报告所用的法定格式：2014、2019 或 2021"),
        Column("标题", "报告标题"),
        Column("文号", "发文字号；没有的空着"),
        Column("索引号", "政府信息公开目录的索引号；没有的空着"),
        Column("成文日期", "成文日期；没有载明的空着", "date"),
        Column("发布时间", "北京时间，照报告所载；只载明日期的只有日期，没有载明的空着"),
        Column("网页", "报告的网页，从本专栏的首页起"),
    )
    records = tuple(report_record(report, collection) for report in data.reports)
    return Tidy("reports", "报告", "每份报告一行。", columns, KEY, records)


def report_record(report: Report, collection: Collection) -> Record:
    envelope = report.envelope
    assert collection.site
    return (
        str(report.year),
        report.agency_id,
        report.agency_name,
        KINDS[report.agency.kind] if report.agency else "",
        SCOPES[envelope.scope],
        report.format.id,
        envelope.title,
        (envelope.letter.document_number if envelope.letter else None) or "",
        envelope.index_number or "",
        envelope.written.isoformat() if envelope.written else "",
        envelope.published or "",
        f"{report.address(collection.site)}/",
    )


def publication_table(data: DataSet, collection: Collection) -> Tidy:
    columns = (
        YEAR,
        AGENCY,
        NAME,
        KIND,
        Column("公布期限", "《条例》第四十九条规定的最后一天", "date"),
        Column("公布情况", "按时公布、逾期公布、已公布但发布时间未载明、已撤回、在其网站公布，或未公布；未公布不等于各项为 0"),
        Column("逾期天数", "逾期公布的天数；不知道是否逾期的空着", "integer"),
        Column("所在网址", "在其网站公布的，那里的网址"),
    )
    records = tuple(
        (
            str(year),
            standing.agency.id,
            standing.agency.name,
            KINDS[standing.agency.kind],
            standing.deadline.isoformat(),
            standing.status.value,
            str(standing.days_late) if standing.days_late else "",
            standing.elsewhere,
        )
        for year in data.years
        for standing in standings(collection, year)
    )
    return Tidy("publication", "公布情况", "每个机构每年一行，没有公布的也在内。", columns, KEY, records)


def cells_table(id: str, title: str, texts: Sequence[ReportTexts]) -> Tidy:
    lines = tuple(text.rows[id] for text in texts if id in text.rows)
    key = (*KEY, "行代号", "列代号")
    return Tidy(id, title, "法定表格的每一格一行。", CELL_COLUMNS, key, (), lines)


def dictionary_table(used: Mapping[str, Format]) -> Tidy:
    columns = (
        Column("格式", "法定格式"),
        Column("表代号", "表的代号"),
        Column("表", "表的名称"),
        Column("行代号", "行的代号"),
        Column("行", "行的法定名称"),
        Column("列代号", "列的代号"),
        Column("列", "列的法定名称"),
        Column("单位", "列的单位；空着的由各报告自定"),
        Column("数的类别", "整数、可为负的整数，或金额"),
        Column("概念代号", "不同格式里说同一件事的格，概念代号相同；空着的只在这种格式里有"),
    )
    records = tuple(dictionary_records(format for format in formats().values() if format.id in used))
    return Tidy(
        "dictionary",
        "数据字典",
        "格式规定的每一格一行：代号、名称、单位。",
        columns,
        ("格式", "表代号", "行代号", "列代号"),
        records,
    )


def dictionary_records(used: Iterable[Format]) -> Iterator[Record]:
    meant = {
        (format, place): concept.id for concept in concepts().all for format, places in concept.places.items() for place in places
    }
    for format in used:
        for table in format.tables:
            for row in table.leaf_rows:
                for column in table.leaf_columns:
                    yield (
                        *(format.id, table.id, table.title, row.id, full_label(table, row)),
                        *(column.id, full_label(table, column), column.unit or "", CELLS[column.kind]),
                        meant.get((format.id, (table.id, row.id, column.id)), ""),
                    )
