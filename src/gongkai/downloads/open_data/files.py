"""The files of a data set, ready to be written into its folder."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.collection import Collection
from gongkai.county.portal import Site
from gongkai.downloads import year_html
from gongkai.downloads.json_file import encoded
from gongkai.downloads.json_schema import REPORTS_SCHEMA, reports_schema
from gongkai.downloads.open_data.dataset import DataSet
from gongkai.downloads.open_data.tables import Tidy, tidy_tables
from gongkai.downloads.open_data.texts import ReportTexts, Texts, report_texts
from gongkai.downloads.taken_away import Origin
from gongkai.html.blocks import PageBlock
from gongkai.html.pages.report import report_text
from gongkai.reports.report import Report

PACKAGE, REPORTS = "datapackage.json", "reports.json"
BLANKS = "空白、“/”与 0 是三件事，各自保留；没有公布的报告没有数。"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name: the same bytes whenever it is made
MEDIA = {
    "html": "text/html",
    "csv": "text/csv",
    "json": "application/json",
    "zip": "application/zip",
    "jsonld": "application/ld+json",
}


class FileDescription(NamedTuple):
    """What the catalogue of data sets says of a file; kept where the file itself need not be made again."""

    name: str
    label: str
    about: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        return MEDIA[self.name.rpartition(".")[2]]


@dataclass(frozen=True, slots=True)
class DataFile:
    """`name` is its address from the data set's folder."""

    name: str
    label: str
    about: str
    content: bytes

    @property
    def described(self) -> FileDescription:
        return FileDescription(self.name, self.label, self.about, len(self.content), hashlib.sha256(self.content).hexdigest())


def files_of(
    data: DataSet, collection: Collection, texts: Texts = report_texts, pages: Callable[[Report], PageBlock] = report_text
) -> tuple[DataFile, ...]:
    """For people first: a year's reports to be read, everything in one file, then each table, then what programs read."""
    own = [texts(report) for report in data.reports]
    tables = tidy_tables(data, collection, own)
    csv = [DataFile(table.file, f"{table.title}（CSV）", table.about, table.content()) for table in tables]
    content = reports_json(own).encode("utf-8")
    json = DataFile(REPORTS, "全部报告（JSON）", "每份报告的表格、正文和所列数，供程序读取。", content)
    schema = DataFile(REPORTS_SCHEMA, "JSON 的结构", "JSON Schema，说明 reports.json 里有什么。", reports_schema())
    assert collection.site
    description = package(data, collection.site, tables, {file.name: file.content for file in csv})
    package_file = DataFile(PACKAGE, "数据包说明", "Frictionless Data Package：各表有哪些列、怎样相连。", description)
    inside = (package_file, *csv, json, schema)
    whole = DataFile(f"{data.name}.zip", "全部文件（ZIP）", "下面各个文件合为一个。", packed(data.name, inside))
    return (*bound_reports(data, Origin(collection.site, pages)), whole, *csv, json, package_file, schema)


def bound_reports(data: DataSet, origin: Origin) -> Iterator[DataFile]:
    """Of one year; those of all years together nobody could open."""
    if data.year:
        name = f"{data.name}.html"
        content = year_html.content(data.reports, data.year, origin.permanent(f"{data.address}/{name}"), origin)
        about = f"{len(data.reports)} 份报告的全文和法定表格合为一个文件，附目录，可以离线看、打印。"
        yield DataFile(name, "全年年报（一个网页文件）", about, content.encode())


def reports_json(reports: Iterable[ReportTexts]) -> str:
    """One object a report, each as in the report.json beside its page."""
    records = ",\n".join(report.json for report in reports)
    return f'{{"$schema": "{REPORTS_SCHEMA}", "reports": [\n{records}\n]}}\n'


def package(data: DataSet, site: Site, tables: Iterable[Tidy], contents: dict[str, bytes]) -> bytes:
    record: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": data.name,
        "title": data.title,
        "description": f"出自{site.government}政府信息公开专栏的年度报告。{BLANKS}",
        "keywords": ["政府信息公开", "年度报告", site.county],
        "sources": [{"title": f"{site.government}政府信息公开专栏", **({"path": site.column_url} if site.column_url else {})}],
    }
    if site.licence:
        record["licenses"] = [{"title": site.licence.title, "path": site.licence.url}]
    record["resources"] = [resource(table, contents[table.file]) for table in tables]
    return (encoded(record) + "\n").encode("utf-8")


def resource(table: Tidy, content: bytes) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [{"name": c.name, "type": c.type, "description": c.about} for c in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    names = [column.name for column in table.columns]
    if "行代号" in names and "年度" in names:
        key = ["年度", "机构代号"]
        schema["foreignKeys"] = [{"fields": key, "reference": {"resource": "reports", "fields": key}}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": table.file,
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def packed(folder: str, files: Iterable[DataFile]) -> bytes:
    """A zip file of one folder, the same bytes for the same files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"{folder}/{file.name}", EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on the server, wherever it is made
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.content)
    return target.getvalue()
