"""The three sets of colours that pages are painted in, and which of them meet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from gongkai.source.package_data import load_package_data

LIGHT, DARK, CONTRAST = "light", "dark", "contrast"
Scheme = Mapping[str, str]
Schemes = Mapping[str, Scheme]

# What stands on what in the style of the components: text wants 7:1 (WCAG 2.2, 1.4.6 AAA), edges and focus marks 3:1 (1.4.11).
TEXT = (
    *((ink, ground) for ink in ("ink", "quiet", "blue", "red") for ground in ("paper", "band")),
    *((ink, "blue-soft") for ink in ("ink", "blue")),
    ("ink", "mark"),
    ("blue", "mark"),
    ("bar-ink", "bar"),
    ("bar", "bar-ink"),
    ("paper", "red"),
)
EDGES = (("edge", "paper"), ("edge", "band"), ("blue", "paper"), ("bar-ink", "bar"))
LEAST = 7


@cache
def schemes() -> Schemes:
    """Each scheme's colours by their names, as the package has them."""
    loaded: Schemes = load_package_data((resources.files("gongkai") / "county" / "face" / "schemes.yml").read_text("utf-8"))
    return loaded
