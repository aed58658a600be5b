"""Files made of a report. A new kind is one file beside this one and its name in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from gongkai.downloads import csv_tables, json_file, pdf, report_html, xlsx
from gongkai.downloads import docx as word
from gongkai.downloads.errors import CannotMakeError
from gongkai.downloads.taken_away import NOWHERE, Origin
from gongkai.reports.report import Report


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file beside the report's page. `name` is its address from there; its content is made when it is asked for."""

    name: str
    label: str
    about: str
    make: Callable[[], str | bytes]

    @property
    def content(self) -> bytes:
        made = self.make()
        return made.encode("utf-8") if isinstance(made, str) else made


class FileBeside(Protocol):
    """A file beside the report's page, whether it is made already or not."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...


def word_files(report: Report, _: Origin) -> Iterator[OutputFile]:
    yield OutputFile(word.NAME, "Word 文档", "全文，可以打印", partial(word.content, report))


def pdf_files(report: Report, _: Origin) -> Iterator[OutputFile]:
    """Made at once: only the making shows whether the fonts are there and have every character."""
    content = pdf.content(report)
    yield pdf_file(lambda: content)


def pdf_file(make: Callable[[], bytes]) -> OutputFile:
    return OutputFile(pdf.NAME, "PDF 文档", "全文，适合阅读和存档", make)


def html_files(report: Report, origin: Origin) -> Iterator[OutputFile]:
    yield OutputFile(report_html.NAME, "网页文件", "全文，一个文件，可以离线看", partial(report_html.content, report, origin))


def xlsx_files(report: Report, _: Origin) -> Iterator[OutputFile]:
    yield OutputFile(xlsx.NAME, "Excel 表格", "法定表格和正文所列数", partial(xlsx.content, report))


def csv_files(report: Report, _: Origin) -> Iterator[OutputFile]:
    for table in report.tables.values():
        name = f"{csv_tables.FOLDER}/{table.format.id}.csv"
        label = f"CSV：{table.format.title}"
        yield OutputFile(name, label, "一格一行，可用 Excel 打开", partial(csv_tables.content, report, table))


def json_files(report: Report, _: Origin) -> Iterator[OutputFile]:
    yield OutputFile(json_file.NAME, "JSON 数据", "供程序读取", partial(json_file.content, report))


FORMATS: Mapping[str, Callable[[Report, Origin], Iterator[OutputFile]]] = {
    "docx": word_files,
    "pdf": pdf_files,
    "html": html_files,
    "xlsx": xlsx_files,
    "json": json_files,
    "csv": csv_files,
}


def files_in(kind: str, report: Report, origin: Origin = NOWHERE) -> tuple[OutputFile, ...]:
    """The report's files of one kind, by its name in FORMATS; CannotMakeError when this machine cannot make them."""
    return tuple(FORMATS[kind](report, origin))


def report_files(report: Report, tell: Callable[[str], object], origin: Origin = NOWHERE) -> tuple[OutputFile, ...]:
    """All files that lie beside the report's page, for people first and for programs last.

    A kind that cannot be made is left out, and `tell` is called with the reason.
    """
    files: list[OutputFile] = []
    for kind in FORMATS:
        try:
            files += files_in(kind, report, origin)
        except CannotMakeError as error:
            tell(str(error))
    return tuple(files)
