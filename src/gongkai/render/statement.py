"""The accessibility statement (无障碍声明), made of the last measured run."""

from __future__ import annotations

from markupsafe import Markup

from gongkai.accessibility import Measured
from gongkai.render.fragments import fragment
from gongkai.render.page import chinese_day
from gongkai.site import Site

ADDRESS = "wzasm"
TITLE = "无障碍声明"
DESCRIPTION = "本专栏怎样做到人人可读，最近一次检测了什么、发现了什么，遇到困难怎样反馈。"


def statement(measured: Measured, site: Site) -> Markup:
    contact = {"电话 ": site.contact.telephone, "电子邮箱 ": site.contact.email}
    view = {
        "organ": site.government,
        "date": chinese_day(measured.measured),
        "contact": [f"{label}{text}" for label, text in contact.items() if text],
        **measured.model_dump(include={"pages", "states", "tools", "findings"}),
    }
    return fragment("statement", view)
