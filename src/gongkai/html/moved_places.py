"""What leads on whoever comes for a place that was on a page and is elsewhere now."""

from __future__ import annotations

from gongkai.html.fragments import fragment
from gongkai.html.setting import Page, Setting


def with_moved_places(page: Page, setting: Setting) -> Page:
    """The page, with a link for each place that has left it; nobody sees one but who comes for its place."""
    moved = setting.moved_places.get(page.url, ())
    led = (fragment("moved-place", {"id": link.title, "href": "../" * page.url.count("/") + link.href}) for link in moved)
    return page._replace(content="".join(map(str, led)).encode() + page.content) if moved else page
