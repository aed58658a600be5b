"""A screen's HTML: its template in the desk's frame, with the components of the published pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from gongkai.html.assets import Asset, assets, named, uncommented
from gongkai.html.lowered import lowered

PAGES = resources.files("gongkai") / "desk" / "pages"


@cache
def environment() -> Environment:
    return Environment(
        loader=ChoiceLoader([PackageLoader("gongkai", "desk/pages"), PackageLoader("gongkai", "html/components")]),
        autoescape=True,
        undefined=StrictUndefined,  # a name that a view does not give is a mistake of ours, never an empty place
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(template: str, view: Mapping[str, Any]) -> str:
    return environment().get_template(template).render(view)


@cache
def desk_assets() -> Mapping[str, Asset]:
    """Style and scripts of the published pages, and the desk's own beside them."""
    known = assets()

    def style(name: str) -> Asset:
        return named("css", lowered((PAGES / f"{name}.css").read_text("utf-8")), name)

    def script(name: str) -> Asset:
        return named("js", uncommented((PAGES / f"{name}.js").read_text("utf-8")), name)

    return {
        "early": known["early"],
        "style": known["style"],
        "script": known["script"],
        "desk-style": style("desk"),
        "desk-script": script("desk"),
        "preview-style": style("preview"),
        "preview-script": script("preview"),
        "tick-style": style("tick"),
        "tick-script": script("tick"),
    }
