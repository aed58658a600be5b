"""Small mends of the theme's own markup, each where a checker of HTML or a screen reader stumbles over it."""

from __future__ import annotations

MENDS = (
    # HTML allows `autocomplete` on no checkbox.
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search"'),
    # A dialog without a name is announced as nothing.
    ('data-md-component="search" role="dialog">', 'data-md-component="search" role="dialog" aria-label="站内检索">'),
    # An empty `tabindex` is no number; the label opens a part of the menu, so it takes the focus in its turn.
    ('tabindex=""', 'tabindex="0"'),
)


def mended(html: str) -> str:
    for written, meant in MENDS:
        html = html.replace(written, meant)
    return html
