"""The front page and the search page of a county's site that holds the catalogue alone, as a province builds many of."""

from __future__ import annotations

from markupsafe import Markup

from gongkai.catalogue import Catalogue
from gongkai.county.addresses import BY_AGENCY, OVERVIEW, SEARCH, catalogue_address
from gongkai.html.elements import joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.pages.search import search_content
from gongkai.html.setting import Page, Setting
from gongkai.statute.column import column

TITLE = "检索"
KIND = "目录事项"


def front_page(catalogue: Catalogue, setting: Setting) -> Page:
    site = setting.site
    links = [
        {"href": f"{catalogue_address(OVERVIEW)}/", "text": CATALOGUE_NAME},
        {"href": "../", "text": "各县（市、区）"},
    ]
    says = f"{site.county}{CATALOGUE_NAME}，{len(catalogue.fields)}个领域、{len(catalogue.entries)}条。"
    content = joined(
        Markup("<h1>{}{}</h1>").format(site.government, column().name),
        paragraph(says),
        fragment("links", {"label": "本站内容", "links": links}),
    )
    title = f"{site.government}{column().name}"
    return column_page("", title, says, content.encode())


def search_page(catalogue: Catalogue, setting: Setting) -> Page:
    """Without a script it lists the catalogue's fields and agencies."""
    agencies = [setting.agencies[id] for id in setting.listed]
    fields = [(field.title, catalogue_address(field.id)) for field in catalogue.fields]
    own = [(agency.name, catalogue_address(BY_AGENCY, agency.id)) for agency in agencies]
    filters = {"agency": [agency.name for agency in agencies]}
    content = search_content(TITLE, setting.site, filters, [("按领域", fields), ("按机构", own)])
    return column_page(SEARCH, TITLE, f"在{setting.site.county}的公开目录里检索。", content)


def column_page(address: str, title: str, description: str, content: bytes) -> Page:
    return Page(address, title, description, content, (), {}, searchable=address != SEARCH)
