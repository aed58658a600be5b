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
# A sheet of its own, as it cannot be known where those of the column lie: calm, in light and in dark.
STYLE = Markup(
    "html { color-scheme: light dark; font: 112.5%/1.9 sans-serif; } "
    "main { max-width: 40rem; margin: 4rem auto; padding: 1.5rem; border-top: 4px solid #0f4c75; } "
    "h1 { font-size: 1.5rem; } li { margin: .6rem 0; } "
    "@media (prefers-color-scheme: dark) { body { background: #14181c; color: #eef2f5; } a { color: #9fd0f5; } }"
)
PLAIN = Markup(
    '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{}</title>\n<style>{}</style>\n</head>\n'
    "<body>\n<main>\n{}\n</main>\n</body>\n</html>\n"
)


def missing_page(site: Site | None, menu: Sequence[Link], face: Face = PLAIN_FACE) -> Markup:
    """It may be shown at any depth: it is dressed as the column only when `column_url` is stated.

    Without, what lies above the address that was asked for can be reached all the same, and the front page of the portal.
    """
    if site is None or site.column_url is None:
        portal = site.portal_url if site else None
        view = {"home": "", "up": [Link("上一级", "../"), Link("再上一级", "../../")], "portal": portal or "/"}
        return PLAIN.format(TITLE, STYLE, fragment("missing-page", view))
    home = urlsplit(site.column_url).path.rstrip("/") + "/"
    frame = Frame(title=TITLE, description=TITLE, up=home, menu=menu, site=site, part="-", path=(Link("首页", ""),), face=face)
    before, after = framed(frame)
    return before + fragment("missing-page", {"home": home}) + after
