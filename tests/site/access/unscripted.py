"""A page without JavaScript: every word, table, way and download that was built into it can be seen and used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The link to the search stands for the search field on a narrow screen. What only a script can do is kept hidden.
# A portal's link is seen if it is at one of its two places: over the head, or in the menu.
HIDDEN = """() => {
  document.querySelectorAll('details').forEach(one => { one.open = true; });
  const blocks = 'h1, h2, h3, h4, p, li, dt, dd, th, td, caption, summary, a, text, figcaption';
  const seen = it => it.checkVisibility({visibilityProperty: true, opacityProperty: true}) && it.getClientRects().length;
  const link = it => it.textContent.trim() + ' ' + it.href;
  const links = new Set([...document.querySelectorAll('a[href]')].filter(seen).map(link));
  const elsewhere = it => it.closest('.gk-portal-links, .gk-menu__portal') && [it.matches('li') && it.children.length === 1 ? it.firstElementChild : it].every(a => a.matches('a[href]') && links.has(link(a)));
  return [...document.querySelectorAll(blocks)]
    .filter(it => it.textContent.trim() && !it.closest('[hidden], .gk-table__hint, .gk-footer__address, .gk-tree, .gk-tool--search, .gk-path li[aria-current], .gk-article table:not([class]) thead'))
    .filter(it => !seen(it) && !elsewhere(it))
    .map(it => it.tagName + ' ' + it.textContent.trim().slice(0, 30));
}"""
KEPT_BACK = "() => [...document.querySelectorAll('main [hidden]')].filter(it => !it.matches('[data-scripted], [data-scripted] *, [data-gk-search] *')).map(it => it.tagName + ' ' + it.textContent.trim().slice(0, 30))"
DEAD = """() => [...document.querySelectorAll('button, [role=button], a:not([href])')].filter(it => it.checkVisibility() && !(it.type === 'submit' && it.form && it.form.action))
  .map(it => it.textContent.trim())"""


def unscripted_findings(page: Page) -> list[str]:
    """Of a page opened in a browser that runs no script."""
    findings = [f"没有脚本就看不见：{name}" for name in page.evaluate(HIDDEN)]
    findings += [f"没有脚本就不出来：{name}" for name in page.evaluate(KEPT_BACK)]
    return findings + [f"没有脚本就没有用的按钮：{name}" for name in page.evaluate(DEAD)]
