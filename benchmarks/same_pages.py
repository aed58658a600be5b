"""Whether two sites have the same pages with the same texts and links: every address, the text of every cell, item, paragraph
and heading, and where every link leads.

The other site may stand in another frame: compared is the page's content and what stands beside it. A text that is only set apart
differently (spaces, the sign that a theme puts behind a heading) counts as the same.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from lxml import html

WHOLE = ("h1", "h2", "p", "td", "th", "dt", "dd", "li", "caption", "label", "button", "a")
SHORT = 200  # letters
SPACE = re.compile(r"\s+|¶")


def addresses(site: Path) -> set[str]:
    """Of the catalogue's pages; the column's own page above them is none."""
    return {file.parent.relative_to(site).as_posix() for file in (site / "fdzdgknr").glob("*/**/index.html")}


def texts(page: Path) -> Counter[str]:
    """Of each element, a link's with where it leads and what it is called; and every place that can be landed on."""
    content = next(html.fromstring(page.read_text("utf-8")).iter("main"))
    found = Counter(SPACE.sub("", str(element.xpath("string()"))) + led(element) for element in content.iter(*WHOLE))
    return found + Counter(f"#{id}" for element in content.iter("*") if (id := element.get("id")))


def words(page: Path) -> list[str]:
    """What a page of any look must say, once each: without the long texts, which other generators may set otherwise."""
    article = next(html.fromstring(page.read_text("utf-8")).iter("article"))
    said = dict.fromkeys(SPACE.sub("", str(element.xpath("string()"))) for element in article.iter("h1", "td", "th", "dd"))
    return [text for text in said if len(text) < SHORT]


def led(element: html.HtmlElement) -> str:
    said = (element.get("href"), element.get("aria-label"))
    return "".join(f" → {each}" for each in said if each) if element.tag == "a" else ""


def differences(ours: Path, theirs: Path, *, words_only: bool = False) -> list[str]:
    """A line for each difference. `words_only`: the other site may use other elements, but must have every text of ours."""
    own, other = addresses(ours), addresses(theirs)
    found = [f"{address}: only in one" for address in sorted(own ^ other)]
    for address in sorted(own & other):
        page, peer = (site / address / "index.html" for site in (ours, theirs))
        if words_only:
            whole = SPACE.sub("", str(next(html.fromstring(peer.read_text("utf-8")).iter("article")).xpath("string()")))
            missing = [text for text in words(page) if not all_there(text, whole)]
            found += [f"{address}: {text}" for text in missing[:1]]
        elif (mine := texts(page)) != (its := texts(peer)):
            found.append(f"{address}: {list(((mine - its) + (its - mine)).keys())[:2]}")
    return found


def all_there(text: str, whole: str) -> bool:
    """A cell of ours that lists channels is a list of its own there."""
    return text in whole or all(part in whole for part in re.split("[、；（）■□]|必选|可选|可读作：", text))
