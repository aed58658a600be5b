"""What a report is in the files of every data set that holds it, so that it need be written once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gongkai.downloads import csv_tables, json_file
from gongkai.reports.report import Report


class ReportTexts(NamedTuple):
    """`json` is the report's object, `rows` the lines of its statutory tables by the table's id."""

    json: str
    rows: Mapping[str, str]


Texts = Callable[[Report], ReportTexts]
"""Gives a report's texts; a build takes them from its cache."""


def texts_in(files: Mapping[str, bytes]) -> ReportTexts:
    """The same, out of the files beside the report's page, by their names."""
    folder, head = f"{csv_tables.FOLDER}/", csv_tables.head()
    tables = {name: content.decode() for name, content in files.items() if name.startswith(folder)}
    rows = {name.removeprefix(folder).removesuffix(".csv"): text.removeprefix(head) for name, text in tables.items()}
    return ReportTexts(files[json_file.NAME].decode().rstrip("\n"), rows)


def report_texts(report: Report) -> ReportTexts:
    rows = {id: csv_tables.rows(report, table) for id, table in report.tables.items()}
    return ReportTexts(json_file.content(report).rstrip("\n"), rows)
