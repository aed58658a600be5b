"""The page that stands at an old address and leads to the new one, on any server and without a script."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.county import addresses
from gongkai.county.face.reading import PLAIN_FACE, Face
from gongkai.county.portal import Site
from gongkai.county.redirects import Redirect
from gongkai.html.fragments import fragment
from gongkai.html.frame import Frame, Link

TITLE = "这个页面已移到新网址"


def moved_page(redirect: Redirect, site: Site, menu: Sequence[Link], face: Face = PLAIN_FACE) -> tuple[Frame, bytes]:
    """Its frame and content. It names the new address as the one to keep, and asks search engines to leave the old one out."""
    here = redirect.page.rpartition("/")[0]
    href = addresses.link_to(here, redirect.new)
    canonical = site.permanent(redirect.new) or href
    frame = Frame(
        title=TITLE,
        description=f"旧网址 {redirect.old}，现在的网址 {redirect.new}。",
        up="../" * redirect.page.count("/"),
        menu=menu,
        site=site,
        part="-",
        path=(Link("首页", ""),),
        canonical=canonical,
        moved=href,
        face=face,
    )
    return frame, fragment("moved", {"href": href, "address": redirect.new}).encode()
