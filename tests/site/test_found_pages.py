"""Every column of the portal, every agency and every document has a page of its own, which is found by the words of its title and
by a phrase of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from tests.search.ask_file import FIRST, places, replies

FOLDERS = {"lanmu/*/": "a column", "jigou/*/": "an agency", "fdzdgknr/wenjian/[0-9]*/": "a document"}
PHRASE = re.compile(r"[^。；：，！？（）“”\s]{8,24}")
ALIKE = 5  # pages of which more have the same phrase are told apart by nothing in it


def main_of(file: Path) -> html.HtmlElement:
    return html.parse(str(file), html.HTMLParser(encoding="utf-8")).getroot().find(".//main")


def pages_of(site: Path, pattern: str) -> list[Path]:
    return sorted(file.parent for file in site.glob(f"{pattern}index.html"))


def phrases(text: str) -> list[str]:
    return PHRASE.findall(text)


def questions(site: Path) -> Iterator[dict[str, str]]:
    """Of each page its title, and the first phrase of its text that hardly another page has."""
    pages = [page for pattern in FOLDERS for page in pages_of(site, pattern)]
    mains = {page: main_of(page / "index.html") for page in pages}
    texts = {
        page: [text for part in main.iter("p", "dd", "td") for text in phrases(part.text_content())]
        for page, main in mains.items()
    }
    times: dict[str, int] = {}
    for own in texts.values():
        for phrase in set(own):
            times[phrase] = times.get(phrase, 0) + 1
    for page, main in mains.items():
        address = f"{page.relative_to(site).as_posix()}/"
        yield {"q": main.find(".//h1").text_content().strip(), "page": address}
        phrase = next((one for one in texts[page] if times[one] < ALIKE), None)
        if phrase:
            yield {"q": phrase, "page": address}


def not_found(site: Path) -> list[str]:
    asked = [*questions(site)]
    found = [
        (question, [place.partition("#")[0] for place in places(reply)[:FIRST]])
        for question, reply in zip(asked, replies(asked, site), strict=True)
    ]
    titles = {question["page"]: question["q"] for question in reversed(asked)}
    twins = {page: [other for other in titles if titles[other] == titles[page]] for page in titles}
    return [
        f"{question['q']} → {question['page']}: {', '.join(hits)}"
        for question, hits in found
        if question["page"] not in hits
        and not (question["q"] == titles[question["page"]] and set(twins[question["page"]]) & set(hits))
    ]


def test_every_column_of_the_county_is_found(site: Path) -> None:
    assert len(pages_of(site, "lanmu/*/")) == 13
    assert not_found(site) == []


def test_every_column_agency_and_document_of_a_whole_county_is_found(county_site: Path) -> None:
    assert all(len(pages_of(county_site, pattern)) > 15 for pattern in FOLDERS)
    assert not_found(county_site) == []
