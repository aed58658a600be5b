"""What the province's pages have in common."""

from __future__ import annotations

from markupsafe import Markup

COUNTY = "县（市、区）"
UNMADE = "本次未能生成"


def titled(title: str) -> Markup:
    return Markup("<h1>{}</h1>").format(title)
