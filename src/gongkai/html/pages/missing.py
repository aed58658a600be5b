"""The page that a server shows for an address that is not there."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from gongkai.county.face.reading import PLAIN_FACE, Face
from gongkai.county.portal import Site
from gongkai.html.fragments import fragment
from gongkai.html.frame import Frame, Link, framed

TITLE = "找不到这个页面"
PLAIN = Markup(
    '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{}</title>\n</head>\n'
    "<body>\n<main>\n{}\n</main>\n</body>\n</html>\n"
)


def missing_page(site: Site | None, menu: Sequence[Link], face: Face = PLAIN_FACE) -> Markup:
    """It may be shown at any depth, so no relative address holds: it is dressed only when `column_url` is stated."""
    if site is None or site.column_url is None:
        return PLAIN.format(TITLE, fragment("missing-page", {"home": ""}))
    home = urlsplit(site.column_url).path.rstrip("/") + "/"
    frame = Frame(title=TITLE, description=TITLE, up=home, menu=menu, site=site, part="-", path=(Link("首页", ""),), face=face)
    before, after = framed(frame)
    return before + fragment("missing-page", {"home": home}) + after
