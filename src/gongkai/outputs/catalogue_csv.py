"""The catalogue as CSV: a row an entry, the same columns for every field, for Excel by a double click and for programs alike."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from gongkai.catalogue import Entry, Field
from gongkai.catalogue.entries import audience_text
from gongkai.outputs.spreadsheets import BOM, safe_row

HEADER = (
    *("领域代号", "领域", "条目代号", "索引号", "序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据"),
    *("公开时限", "时限天数", "时限单位", "时限起算", "公开主体", "必选渠道", "可选渠道", "公开对象", "公开方式", "公开层级"),
    *("机构代号", "报告数", "有效期起", "有效期止", "自加的列"),
)


def whole(fields: Iterable[bytes]) -> bytes:
    """Fields as `rows` gives them, below the head; with a BOM, lines ended as Excel ends them."""
    return b"".join((BOM.encode(), lines([HEADER]), *fields))


def rows(field: Field) -> bytes:
    """A field's lines, without the head."""
    return lines(safe_row(row(field, entry)) for entry in field.entries)


def lines(found: Iterable[Iterable[str]]) -> bytes:
    told = Lines()
    csv.writer(told, lineterminator="\r\n").writerows(found)
    return b"".join(told)


class Lines(list[bytes]):
    """What a writer of CSV writes into: a line at a time."""

    def write(self, line: str) -> None:
        self.append(line.encode())


def row(field: Field, entry: Entry) -> tuple[str, ...]:
    limit = next((limit for limit in entry.limits if limit.kind == "within"), None)
    unit = {True: "工作日", False: "日", None: ""}[limit.working if limit else None]
    return (
        *(field.id, field.title, entry.id, entry.index_number, entry.number, entry.matter, entry.submatter, entry.content),
        *(entry.basis, entry.time_limit, str(limit.days) if limit else "", unit, limit.since if limit else "", entry.publisher),
        *(entry.channels.required_boxes, entry.channels.optional_boxes),
        *(audience_text(entry.audience), "；".join(entry.methods), "；".join(entry.levels)),
        *(" ".join(entry.agencies), " ".join(entry.figures)),
        entry.valid_from.isoformat() if entry.valid_from else "",
        entry.valid_until.isoformat() if entry.valid_until else "",
        "；".join(f"{name}：{said}" for name, said in entry.extra.items()),
    )
