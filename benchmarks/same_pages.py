"""Whether two sites have the same pages with the same texts: every address, and the text of every cell, item and heading.

The other site may stand in another frame: compared is what stands in the page's content. A text that is only set apart
differently (spaces, the sign that a theme puts behind a heading) counts as the same.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from lxml import html

CELLS = ("h1", "td", "th", "dd", "li", "caption")
SPACE = re.compile(r"\s+|¶")


def addresses(site: Path) -> set[str]:
    return {file.parent.relative_to(site).as_posix() for file in (site / "fdzdgknr").rglob("index.html")}


def texts(page: Path, elements: tuple[str, ...]) -> Counter[str]:
    article = next(html.fromstring(page.read_text("utf-8")).iter("article"))
    return Counter(SPACE.sub("", str(element.xpath("string()"))) for element in article.iter(*elements))


def differences(ours: Path, theirs: Path, *, words_only: bool = False) -> list[str]:
    """A line for each difference. `words_only`: the other site may use other elements, but must have every text of ours."""
    own, other = addresses(ours), addresses(theirs)
    found = [f"{address}: only in one" for address in sorted(own ^ other)]
    for address in sorted(own & other):
        page, peer = (site / address / "index.html" for site in (ours, theirs))
        if words_only:
            whole = SPACE.sub("", str(next(html.fromstring(peer.read_text("utf-8")).iter("article")).xpath("string()")))
            missing = [text for text in texts(page, ("h1", "td", "dd")) if len(text) < 200 and not all_there(text, whole)]
            found += [f"{address}: {text}" for text in missing[:1]]
        elif (mine := texts(page, CELLS)) != (its := texts(peer, CELLS)):
            found.append(f"{address}: {list(((mine - its) + (its - mine)).keys())[:2]}")
    return found


def all_there(text: str, whole: str) -> bool:
    """A cell of ours that lists channels is a list of its own there."""
    return text in whole or all(part in whole for part in re.split("[、；（）■□]|必选|可选|可读作：", text))
