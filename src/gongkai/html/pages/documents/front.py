"""The front page of the documents: the newest, what kinds there are, who publishes them, and how many still hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from gongkai.county.addresses import ALL, SEARCH, document_address
from gongkai.documents import Documents
from gongkai.html.elements import Download, heading, joined
from gongkai.html.fragments import fragment
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.documents.document_page import NAME, PART
from gongkai.html.pages.documents.feeds import KIND, has_days, of_all
from gongkai.html.pages.documents.lists import Lines, by_kind, facets_of
from gongkai.html.pages.facets import Facet
from gongkai.html.setting import Page, Setting
from gongkai.statute.document_standard import document_standard

NEWEST = 20
LATEST = "zuixin"  # the page of what was published last
NORMATIVE = "行政规范性文件"


class Taken(NamedTuple):
    """What can be taken away: files of all documents, and a workbook for each of the office's lists."""

    files: Sequence[Download]
    workbooks: Sequence[Link]


def front_page(documents: Documents, setting: Setting, lines: Lines, taken: Taken) -> Page:
    county, count = setting.site.county, len(documents)
    content = joined(
        Markup("<h1>{}</h1>").format(NAME),
        Markup('<p class="gk-lead">{}</p>').format(
            f"{county}公开的文件和信息共{count}件，每件写明文号、日期、有没有效、由谁发布。"
        ),
        fragment("links", {"label": "查找", "links": [*ways(documents)]}),
        heading("newest", "最新公开"),
        listed(lines.of(documents.all[:NEWEST])),
        heading("by-kind", "按种类"),
        fragment("names", [*kinds(documents)]),
        *validity_part(documents),
        *(part for facet in lines.facets for part in facet_part(facet)),
        fragment("downloads", taken.files),
        fragment("links", {"label": "各年的 Excel 表格", "links": [*workbooks(taken)]}),
    )
    description = f"{county}政府信息公开目录：行政规范性文件和其他公开的文件、信息，共{count}件，可以按种类、机构、年度查找。"
    path = (Link(PART, "fdzdgknr/"),)
    return Page(document_address(), NAME, description, content.encode(), path, page_labels(NAME, description))


def ways(documents: Documents) -> Iterator[dict[str, str]]:
    yield {"href": f"../../{SEARCH}/", "text": "检索文件"}
    yield {"href": f"{ALL}/", "text": f"全部{len(documents)}件"}
    if has_days(documents.all):
        yield {"href": f"{LATEST}/", "text": "最新公开（按日期）"}
        yield {"href": of_all().name, "text": "订阅最新公开（Atom）"}


def workbooks(taken: Taken) -> Iterator[dict[str, str]]:
    for link in taken.workbooks:
        yield {"href": link.href, "text": f"{link.title}年 Excel 表格" if link.title.isdecimal() else f"{link.title} Excel 表格"}


def listed(lines: Sequence[bytes]) -> Markup:
    """As they stand in lists, led to from here."""
    here = b"\n".join(lines).replace(b'<a href="../', b'<a href="').decode()
    return Markup('<ul class="gk-lines">\n{}\n</ul>').format(Markup(here))  # noqa: S704 - made by a press


def kinds(documents: Documents) -> Iterator[dict[str, str]]:
    for kind, own in by_kind(documents.all):
        yield {"href": f"{KIND}-{kind.word}/", "text": kind.name, "count": f"{len(own)}件"}


def validity_part(documents: Documents) -> tuple[Markup, ...]:
    """How many normative documents hold and how many do not; nothing where there is none, or none says."""
    own = [document for document in documents.all if document.kind == NORMATIVE]
    counts = Counter(document.validity for document in own if document.validity)
    if not counts:
        return ()
    kind = document_standard().kind(NORMATIVE)
    assert kind
    there = {choice.label: choice.word for facet in facets_of(own, {}) if facet.word == "xiaoli" for choice in facet.choices}
    names = [
        {
            "href": f"{KIND}-{kind.word}/" + (f"xiaoli-{there[each.name]}/" if each.name in there else ""),
            "text": each.name,
            "count": f"{counts[each.name]}件",
        }
        for each in document_standard().validities
        if counts[each.name]
    ]
    return (heading("validity", "行政规范性文件的有效性"), fragment("names", names))


def facet_part(facet: Facet) -> tuple[Markup, ...]:
    """Of all documents by agency, year and subject."""
    if facet.word not in ("jigou", "nian", "zhuti"):
        return ()
    choices = sorted(facet.choices, key=lambda choice: choice.word, reverse=True) if facet.word == "nian" else facet.choices
    names = [{"href": f"{ALL}/{facet.word}-{one.word}/", "text": one.label, "count": f"{len(one.places)}件"} for one in choices]
    return (heading(f"by-{facet.word}", f"按{facet.label}"), fragment("names", names))
