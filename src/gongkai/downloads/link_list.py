"""The county's columns and links as CSV, for whoever tries them by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from gongkai.county.link_results import LinkResults
from gongkai.downloads.spreadsheets import BOM, safe_row

HEAD = ("名称", "类别", "网址", "所在", "最近核对", "结果", "说明")


class ListedLink(NamedTuple):
    """`address` is empty where it is not known; `where` is the page or the place in the data that has it."""

    name: str
    kind: str
    address: str
    where: str


def link_list(links: Iterable[ListedLink], results: LinkResults) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for link in links:
        result = results.of(link.address)
        found = (result.tried.isoformat(), result.answer.value, result.detail) if result else ("", "", "")
        writer.writerow(safe_row((*link, *found)))
    return (BOM + out.getvalue()).encode()
