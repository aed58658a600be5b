"""The front page and the search page of a county's site that holds the catalogue alone, as a province builds many of."""

from __future__ import annotations

from markupsafe import Markup

from gongkai.catalogue import Catalogue
from gongkai.county.addresses import BY_AGENCY, OVERVIEW, catalogue_address
from gongkai.html.assets import assets
from gongkai.html.elements import joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.frame import SEARCH, Frame, Link
from gongkai.html.page_labels import column_labels, site_labels
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.pages.catalogue.setting import Setting
from gongkai.statute.column import column

TITLE = "检索"
KIND = "目录事项"


def front_page(catalogue: Catalogue, setting: Setting) -> tuple[Frame, Markup]:
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
    return framing(setting, title, says, up="", path=()), content


def search_page(catalogue: Catalogue, setting: Setting) -> tuple[Frame, Markup]:
    """Without a script it lists the catalogue's fields and agencies."""
    contact = setting.site.contact
    fields = [{"title": field.title, "href": f"../{catalogue_address(field.id)}/"} for field in catalogue.fields]
    agencies = [setting.agencies[id] for id in setting.listed]
    own = [{"title": agency.name, "href": f"../{catalogue_address(BY_AGENCY, agency.id)}/"} for agency in agencies]
    view = {
        "root": "../",
        "index": "index/",
        "filters": [{"name": "agency", "label": "机构", "values": [agency.name for agency in agencies]}],
        "lists": [part for part in ({"title": "按领域", "links": fields}, {"title": "按机构", "links": own}) if part["links"]],
        "telephone": contact.telephone or "",
        "office": contact.office or "政府信息公开工作机构",
    }
    script = Markup('<script src="../{}" defer></script>').format(assets()["search"].name)
    content = joined(Markup("<h1>{}</h1>").format(TITLE), fragment("search", view), script)
    return framing(setting, TITLE, f"在{setting.site.county}的公开目录里检索。", up="../", path=(setting.menu[0],)), content


def framing(setting: Setting, title: str, description: str, *, up: str, path: tuple[Link, ...]) -> Frame:
    return Frame(
        title=title,
        description=description,
        up=up,
        menu=setting.menu,
        site=setting.site,
        part=f"{SEARCH}/" if path else "",
        path=path,
        labels=site_labels(setting.site) | column_labels(column(), None),
        searchable=not path,
    )
