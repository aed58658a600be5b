"""What a page takes of the screen: nothing wider than a phone, targets large enough for a finger, nothing that moves by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEAST_TARGET = 44  # CSS pixels, on a phone
# Links within a sentence or a cell are as high as their line; everything that stands alone is a target.
SMALL = """least => [...document.querySelectorAll('a, button, input, select, summary, label')]
  .filter(it => it.checkVisibility() && !it.matches('.gk-skip, .gk-unseen, input[type=radio], label[for]'))
  .filter(it => it.matches('.gk-path a, .gk-menu a, .gk-footer a, .gk-contents a, .gk-parts a, .gk-links a, .gk-more') || !it.closest('p, li, dd, td, th, h1, h2, h3, label:has(select)') || it.matches('button, input, select'))
  .map(it => [it.textContent.trim().slice(0, 30), it.getBoundingClientRect()])
  .filter(([, box]) => box.height > 0 && (box.height < least || box.width < 24)).map(([name, box]) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`)"""


def target_findings(page: Page) -> list[str]:
    return [f"点按的地方太小：{small}" for small in page.evaluate(SMALL, LEAST_TARGET)]


def width_findings(page: Page) -> list[str]:
    """A page never scrolls sideways."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"页面宽 {wide}，屏幕只有 {screen}"] if wide > screen else []


# What Chromium itself counts as a shift, and the places of what shifted: what merely grows has not moved.
SHIFTS = """() => new Promise(done => {
  const boxText = box => [box.x, box.y, box.width, box.height].map(Math.round).join(" ");
  const place = ({node, previousRect, currentRect}) =>
    `${node?.className || node?.parentElement?.className || node?.nodeName} ${boxText(previousRect)} → ${boxText(currentRect)}`;
  new PerformanceObserver(list => done(list.getEntries().filter(one => !one.hadRecentInput).map(one => [one.value, one.sources.map(place)])))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done([]), 100);
})"""


def shift_findings(page: Page) -> list[str]:
    """What has moved since the page began to come, each time that it did."""
    return [f"页面在载入时移动了 {value:.4f}：{'；'.join(places)}" for value, places in page.evaluate(SHIFTS)]


def motion_findings(page: Page) -> list[str]:
    """Nothing has shifted while the page came, and nothing moves now."""
    moving = page.evaluate("document.getAnimations().length")
    return [*shift_findings(page), *([f"有 {moving} 处在动"] if moving else [])]
