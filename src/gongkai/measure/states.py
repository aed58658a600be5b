"""The ways in which a reader may see a page. One opened page goes through all of them without being fetched again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESKTOP, PHONE = (1280, 900), (360, 740)


class Media(TypedDict, total=False):
    """What the reader's system says."""

    color_scheme: Literal["light", "dark"]
    forced_colors: Literal["active", "none"]
    reduced_motion: Literal["reduce", "no-preference"]


@dataclass(frozen=True)
class State:
    """`name` as the accessibility statement says it; `kept` is what the reader chose in 关怀版, `opened` the button pressed."""

    name: str
    size: tuple[int, int] = DESKTOP
    scale: int = 1
    media: Media = field(default_factory=Media)
    kept: Mapping[str, str] = field(default_factory=dict)
    opened: str = ""


STATES = {
    "desktop": State("桌面"),
    "phone": State("手机", PHONE),
    "dark": State("深色", media={"color_scheme": "dark"}),
    "dark phone": State("手机深色", PHONE, media={"color_scheme": "dark"}),
    "zoomed to 200 %": State("放大到200%", (640, 450), 2),
    "zoomed to 400 %": State("放大到400%", (320, 256), 4),
    "forced colours": State("系统高对比", media={"forced_colors": "active"}),
    "reduced motion": State("减少动态效果", media={"reduced_motion": "reduce"}),
    "high contrast": State("高对比配色", kept={"scheme": "contrast"}),
    "high contrast on a phone": State("手机高对比配色", PHONE, kept={"scheme": "contrast"}),
    "larger text": State("大字号", kept={"size": "large"}),
    "largest text": State("特大字号", kept={"size": "huge"}),
    "largest text on a phone": State("手机特大字号", PHONE, kept={"size": "huge", "scheme": "dark"}),
    "menu open": State("打开菜单", PHONE, opened="菜单"),
    "choices open": State("打开关怀版", PHONE, opened="关怀版"),
    "choices open, dark": State("深色打开关怀版", media={"color_scheme": "dark"}, opened="关怀版"),
}
SEARCH_OPEN = "打开检索"  # the pages of the search, with and without an answer, are measured in every state
USUAL: Media = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}


@contextmanager
def reader(browser: Browser, state: str = "desktop", *, java_script_enabled: bool = True) -> Iterator[Page]:
    """A page of a reader who sees every page so from the start."""
    chosen = STATES[state]
    context = browser.new_context(
        viewport={"width": chosen.size[0], "height": chosen.size[1]},
        device_scale_factor=chosen.scale,
        java_script_enabled=java_script_enabled,
        **chosen.media,
    )
    kept = json.dumps(json.dumps(dict(chosen.kept)))
    context.add_init_script(f"localStorage.setItem('gongkai-display', {kept})")
    yield context.new_page()
    context.close()


@contextmanager
def seen_as(page: Page, state: str) -> Iterator[Page]:
    """The opened page as it is in that state, and afterwards as before."""
    chosen = STATES[state]
    seen: Media = {**USUAL, **chosen.media}
    page.emulate_media(**seen)
    session = page.context.new_cdp_session(page)
    metrics = {"width": chosen.size[0], "height": chosen.size[1], "deviceScaleFactor": chosen.scale, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", metrics)
    page.evaluate("kept => Object.assign(document.documentElement.dataset, kept)", dict(chosen.kept))
    if chosen.opened:
        pressed(page, chosen.opened)
    yield page
    if chosen.opened:
        pressed(page, chosen.opened)
    page.evaluate("kept => kept.forEach(name => delete document.documentElement.dataset[name])", list(chosen.kept))
    session.send("Emulation.clearDeviceMetricsOverride")
    session.detach()


def pressed(page: Page, button: str) -> None:
    """Presses it by script, so that the focus stays where it was."""
    page.get_by_role("button", name=button, exact=True).evaluate("it => it.click()")
