"""The address of a page at its end, in words and as a code for a phone: for paper, and for whoever is shown the page."""

from __future__ import annotations

from markupsafe import Markup

from gongkai.html.fragments import fragment
from gongkai.html.setting import Page, Setting


def with_own_address(page: Page, setting: Setting) -> bytes:
    """The content of a page that is `coded` with its address; of all others, and where the column's is not known, as it is."""
    address = setting.site.permanent(page.url) if page.coded else ""
    return b"\n".join((page.content, own_address(address).encode())) if address else page.content


def own_address(address: str) -> Markup:
    from gongkai.html.qr_code import qr_code  # noqa: PLC0415 - of no use to a column whose address is not known

    code = qr_code(address)
    return fragment("own-address", {"address": address, "size": code.size, "path": code.path})
