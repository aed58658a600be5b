"""What the guide must say of the office that answers: name, address, hours, telephone, fax, and how to reach it on the internet.

A page leaves out what nobody stated, so nobody but the office would miss it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.county.portal import SITE, Site
from gongkai.problems import Position, Problem, Severity, shown

ID = "guide-contact"
TITLE = "指南里公开工作机构的联系方式"
BASIS = "《条例》第十二条（指南包括机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式）"

ASKED = {"office": "受理机构", "address": "通信地址", "hours": "办公时间", "telephone": "电话", "fax": "传真"}


def check(collection: Collection) -> Iterator[Problem]:
    """One warning that names all that is missing."""
    if collection.site is None:
        return
    if missing := [*unstated(collection.site)]:
        message = f"联系方式（contact）没有写{'、'.join(missing)}；指南和依申请公开里应有，现在不印。确实没有的，写“无”"
        yield Problem(Position(shown(collection.data / SITE)), ID, message, Severity.WARNING, "contact")


def unstated(site: Site) -> Iterator[str]:
    """An address of mail or an online form: either is a way on the internet."""
    yield from (name for key, name in ASKED.items() if getattr(site.contact, key) is None)
    if site.contact.email is None and site.request_form_url is None:
        yield "电子邮箱"
