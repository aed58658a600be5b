"""A page's HTML as a part of a larger file: the names of its places stay apart from those of others, its headings go below."""

from __future__ import annotations

import re

LISTS = re.compile(r' (headers|aria-labelledby|aria-describedby)="([^"]+)"')
DEEPEST = 5


def bound(html: str, name: str) -> str:
    """Nothing that is printed can look like an attribute of ours: its quotation marks are escaped.

    >>> bound('<h2 id="a">A</h2><td headers="a b"><a href="#a">id=&#34;a&#34;</a>', "x")
    '<h3 id="x.a">A</h3><td headers="x.a x.b"><a href="#x.a">id=&#34;a&#34;</a>'
    """
    html = str(html)  # Markup would escape what is put into it
    html = html.replace(' id="', f' id="{name}.').replace(' href="#', f' href="#{name}.')
    html = LISTS.sub(lambda found: f' {found[1]}="{name}.{found[2].replace(" ", f" {name}.")}"', html)
    for level in range(DEEPEST, 1, -1):
        html = html.replace(f"<h{level}", f"<h{level + 1}").replace(f"</h{level}>", f"</h{level + 1}>")
    return html
