"""The smallest pieces of a page: a heading, a paragraph, a day in words. They know of no data and load at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

CONTACT = {
    "office": "受理机构",
    "address": "通信地址",
    "postcode": "邮政编码",
    "telephone": "联系电话",
    "fax": "传真",
    "email": "电子邮箱",
    "hours": "办公时间",
}
KINDS = {"government": "本级政府", "office": "政府办公室", "department": "政府部门", "township": "乡镇"}


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the page."""

    href: str
    label: str
    about: str


def heading(id: str, title: str) -> Markup:
    return Markup('<h2 id="{}">{}</h2>').format(id, title)


def paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def joined(*parts: Markup) -> Markup:
    return Markup("\n").join(filter(None, parts))


def chinese_day(day: date) -> str:
    """
    >>> chinese_day(date(2021, 1, 8))
    '2021年1月8日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def file_size(size: int) -> str:
    r"""
    >>> file_size(900), file_size(15_300), file_size(2_440_000)
    ('1\xa0KB', '15\xa0KB', '2.4\xa0MB')
    """
    return f"{size / 1_000_000:.1f}\xa0MB" if size >= 1_000_000 else f"{max(round(size / 1000), 1)}\xa0KB"
