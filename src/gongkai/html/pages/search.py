"""The page of the search as it is without a script: lists of all pages. Its script brings it to life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from gongkai.county.portal import Site
from gongkai.html.assets import assets
from gongkai.html.elements import joined
from gongkai.html.fragments import fragment

LABELS = {"year": "年度", "agency": "机构", "kind": "类别"}
NOBODY = "政府信息公开工作机构"


def search_content(
    title: str, site: Site, filters: Mapping[str, Sequence[str]], lists: Sequence[tuple[str, Sequence[tuple[str, str]]]]
) -> bytes:
    """`filters` are what a reader may choose, by the name of the facet; `lists` titles with labels and addresses of pages."""
    shown = [
        {"title": name, "links": [{"title": label, "href": f"../{address}/"} for label, address in links]}
        for name, links in lists
        if links
    ]
    view = {
        "root": "../",
        "index": "index/",
        "filters": [{"name": name, "label": LABELS[name], "values": values} for name, values in filters.items()],
        "lists": shown,
        "telephone": site.contact.telephone or "",
        "office": site.contact.office or NOBODY,
    }
    script = Markup('<script src="../{}" defer></script>').format(assets()["search"].name)
    return joined(Markup("<h1>{}</h1>").format(title), fragment("search", view), script).encode()
