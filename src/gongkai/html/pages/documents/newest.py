"""What was published last, day by day: the days are the documents' own, never that of the build."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from gongkai.county.addresses import document_address
from gongkai.documents.document import Document
from gongkai.html.elements import chinese_day, heading, joined
from gongkai.html.fragments import fragment
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.documents.document_page import NAME, PART
from gongkai.html.pages.documents.feeds import NEWEST, of_all
from gongkai.html.pages.documents.front import LATEST
from gongkai.html.pages.documents.lists import Lines
from gongkai.html.setting import Page, Setting

TITLE = "最新公开"


def newest_page(documents: Sequence[Document], setting: Setting, lines: Lines) -> Page:
    """`documents` the newest first; those of no day are in the list of all."""
    shown = [document for document in documents if document.day][:NEWEST]
    county = setting.site.county
    days = groupby(shown, key=lambda document: document.day)
    parts = [
        Markup("{}\n{}").format(heading(f"ri-{day}", chinese_day(day)), listed(lines.of([*own]))) for day, own in days if day
    ]
    related = [
        {"href": "../", "text": NAME},
        {"href": "../quanbu/", "text": f"全部{len(documents)}件"},
        {"href": f"../{of_all().name}", "text": "订阅最新公开（Atom）"},
    ]
    content = joined(
        Markup("<h1>{}</h1>").format(TITLE),
        Markup('<p class="gk-lead">{}</p>').format(f"{county}最近公开的{len(shown)}件文件和信息，按日期排列。"),
        *parts,
        fragment("links", {"label": "相关页面", "links": related}),
    )
    description = f"{county}最近公开的文件和信息，按日期排列。"
    path = (Link(PART, "fdzdgknr/"), Link(NAME, f"{document_address()}/"))
    return Page(document_address(LATEST), TITLE, description, content.encode(), path, page_labels(TITLE, description))


def listed(lines: Sequence[bytes]) -> Markup:
    return Markup('<ul class="gk-lines">\n{}\n</ul>').format(Markup(b"\n".join(lines).decode()))  # noqa: S704 - made by a press
