"""The keyboard's way through a page: every stop in sight, marked clearly, none left out, none that holds the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Where the focus is, and whether a person could see it there; null outside the page, or back at the first stop, since a
# browser without a window goes round. The mark is an outline of 2 px or more whose colour
# differs 3:1 from what lies beside it; a radio button's mark is around its label.
FOCUSED = """() => {
  const it = document.activeElement;
  if (it === document.body || it === document.documentElement || it === window.gkFirstStop) return null;
  window.gkFirstStop ||= it;
  const box = it.getBoundingClientRect();
  const marked = it.type === 'radio' ? it.closest('label') : it;
  const style = getComputedStyle(marked);
  const parts = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const solid = element => {
    for (let at = element; at; at = at.parentElement) {
      const [red, green, blue, alpha = 1] = parts(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [red, green, blue];
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
  };
  const light = ([red, green, blue]) => [red, green, blue]
    .map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, number) => sum + value * [0.2126, 0.7152, 0.0722][number], 0);
  const beside = solid(parseFloat(style.outlineOffset) < 0 ? marked : marked.parentElement);
  const [one, other] = [light(parts(style.outlineColor)), light(beside)].sort((a, b) => b - a);
  const line = it.getClientRects()[0] || box;  // the first of the lines over which a link may run
  const within = (value, most) => Math.min(Math.max(value, 0), most - 1);
  const middle = document.elementFromPoint(within(line.left + line.width / 2, innerWidth), within(line.top + Math.min(line.height / 2, 20), innerHeight));
  const visible = it.checkVisibility({opacityProperty: true, visibilityProperty: true});
  return {
    name: it.tagName + ' ' + (it.getAttribute('aria-label') || it.textContent || it.name || '').trim().slice(0, 40),
    seen: visible && box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    free: !!middle && (it.contains(middle) || middle === marked),
    width: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    contrast: (one + 0.05) / (other + 0.05),
  };
}"""
# What can be reached: of a group of radio buttons one is a stop, of a day its three parts and its calendar. A link in a drawing that
# is hidden from readers is none where another link leads to the same place.
REACHABLE = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(it => it.checkVisibility({visibilityProperty: true}) && !it.disabled)
    .filter((it, at, found) => !it.closest('svg[aria-hidden="true"]') || !found.some(other =>
      !other.closest('svg') && other.getAttribute('href') === it.getAttribute('href')));
  const groups = new Set();
  return all.filter(it => it.type !== 'radio' || (!groups.has(it.name) && groups.add(it.name)))
    .flatMap(it => Array(it.type === 'date' ? 4 : 1)
      .fill(it.tagName + ' ' + (it.getAttribute('aria-label') || it.textContent || it.name || '').trim().slice(0, 40)));
}"""
LEAST_WIDTH, LEAST_CONTRAST = 2, 3
SKIP = "A 跳到正文："


def stops(page: Page, most: int, key: str = "Tab") -> list[dict[str, Any]]:
    """Every stop of the key until the focus leaves the page; one more than `most` when it never does."""
    found: list[dict[str, Any]] = []
    while len(found) <= most:
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        found.append(stop)
    return found


def keyboard_findings(page: Page, *, backwards: bool = False) -> list[str]:
    """The whole way of a page just opened with Tab, and back with Shift and Tab."""
    reachable = page.evaluate(REACHABLE)
    found = stops(page, len(reachable) + 3)
    findings = [problem for stop in found for problem in wrong_with(stop)]
    if len(found) > len(reachable) + 3:
        return [*findings, f"焦点出不去：{found[-1]['name']}"]
    if not found or not found[0]["name"].startswith(SKIP):
        findings.append(f"第一站不是跳到正文，而是 {found[0]['name'] if found else '无'}")
    missed = left_out(reachable, [stop["name"] for stop in found])
    findings += [f"键盘到不了：{name}" for name in missed]
    if backwards:
        back = backward(page, len(found))
        if [stop["name"] for stop in reversed(back)] != [stop["name"] for stop in found]:
            findings.append("用 Shift+Tab 倒着走，经过的不是同样的各站")
    return findings


def backward(page: Page, most: int) -> list[dict[str, Any]]:
    """So many stops with Shift and Tab, from the end of the page."""
    page.evaluate("() => { window.gkFirstStop = document.createElement('a'); }")
    found: list[dict[str, Any]] = []
    for _ in range(most + 1):
        page.keyboard.press("Shift+Tab")
        stop = page.evaluate(FOCUSED)
        found += [stop] if stop and len(found) < most else []
    return found


def left_out(wanted: list[str], reached: list[str]) -> list[str]:
    rest = list(reached)
    missing = []
    for name in wanted:
        if name in rest:
            rest.remove(name)
        else:
            missing.append(name)
    return missing


def wrong_with(stop: dict[str, Any]) -> list[str]:
    findings = []
    if not stop["seen"]:
        findings.append(f"看不见的一站：{stop['name']}")
    elif not stop["free"]:
        findings.append(f"被遮住的一站：{stop['name']}")
    if stop["width"] < LEAST_WIDTH:
        findings.append(f"焦点框不到 2 像素：{stop['name']}")
    elif stop["contrast"] < LEAST_CONTRAST:
        findings.append(f"焦点框对比只有 {stop['contrast']:.2f}:1：{stop['name']}")
    return findings


def skip_findings(page: Page) -> list[str]:
    """The first stop of a page just opened leads into the content, and names where it leads."""
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.textContent").strip()
    page.keyboard.press("Enter")
    where = page.evaluate("[document.activeElement.id, document.activeElement.tagName]")
    heading = page.locator("h1").first.inner_text().strip()
    findings = [] if where == ["content", "MAIN"] else [f"跳转链接到了 {where}"]
    return findings if name == f"跳到正文：{heading}" else [*findings, f"跳转链接说的是“{name}”，标题是“{heading}”"]


PANELS = """() => [...document.querySelectorAll('button[aria-controls]')].filter(it => it.checkVisibility()).map(it => it.textContent.trim())"""
PANEL = """name => {
  const button = [...document.querySelectorAll('button[aria-controls]')].find(it => it.textContent.trim() === name);
  const panel = document.getElementById(button.getAttribute('aria-controls'));
  return {said: button.getAttribute('aria-expanded'), shown: !!panel && panel.checkVisibility(), focus: document.activeElement === button};
}"""


def panel_findings(page: Page) -> list[str]:
    """A button that opens says whether it is open, one panel at a time; Escape closes and gives the focus back."""
    findings = []
    for name in page.evaluate(PANELS):
        button = page.get_by_role("button", name=name, exact=True)
        steps: list[tuple[str, Callable[[], object], bool]] = [("关着", lambda: None, False)]
        steps += [("按下后", button.click, True), ("按 Esc 后", lambda: page.keyboard.press("Escape"), False)]
        for step, act, shown in steps:
            act()
            is_so = page.evaluate(PANEL, name)
            if is_so["said"] != str(shown).lower():
                findings.append(f"{name}{step} aria-expanded 是 {is_so['said']}")
            if is_so["shown"] is not shown:
                findings.append(f"{name}{step}{'没有打开' if shown else '还开着'}")
        if not page.evaluate(PANEL, name)["focus"]:
            findings.append(f"{name}关闭后焦点没有回来")
    return findings


KEYS = "abcdefghijklmnopqrstuvwxyz/?.,1234567890"
WATCH = """() => {
  document.activeElement.blur();
  window.gkChanges = 0;
  new MutationObserver(list => { gkChanges += list.length; })
    .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
}"""


def key_findings(page: Page) -> list[str]:
    """No key alone does anything."""
    page.evaluate(WATCH)
    state = "[location.href, scrollY, document.activeElement.tagName, window.gkChanges]"
    before = page.evaluate(state)
    page.keyboard.type(KEYS)
    return [] if page.evaluate(state) == before else ["单独按一个键有反应"]
