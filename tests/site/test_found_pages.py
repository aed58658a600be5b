"""Every column of the portal, and every agency with reports, has a page of its own, which is found by its name; a column of the
county's own site by a phrase of its text, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from lxml import html

from tests.search.ask_file import FIRST, places, replies

COLUMNS, AGENCIES, DOCUMENTS = "lanmu/*/", "jigou/*/", "fdzdgknr/wenjian/[0-9]*-[0-9]*/"
PHRASE = re.compile(r"[^。；：，！？（）“”\s]{8,24}")
ALIKE = 5  # pages of which more have the same phrase are told apart by nothing in it


def pages_of(site: Path, pattern: str) -> list[Path]:
    return sorted(file.parent for file in site.glob(f"{pattern}index.html"))


def main_of(page: Path) -> html.HtmlElement:
    return html.parse(str(page / "index.html"), html.HTMLParser(encoding="utf-8")).getroot().find(".//main")


def names(site: Path, pattern: str) -> dict[str, str]:
    """By its address, what each of those pages is called."""
    found = {page: main_of(page).find(".//h1").text_content().strip() for page in pages_of(site, pattern)}
    return {f"{page.relative_to(site).as_posix()}/": name for page, name in found.items()}


def phrases(site: Path, pattern: str, within: str = ".") -> dict[str, str]:
    """By its address, the first phrase of each page that hardly another one has, of those `within` a part of it; pages without
    any are left out."""
    own = {
        page: [
            text
            for whole in main_of(page).xpath(within)
            for part in whole.iter("p", "dd", "td")
            for text in PHRASE.findall(part.text_content())
        ]
        for page in pages_of(site, pattern)
    }
    times = Counter(phrase for said in own.values() for phrase in set(said))
    found = {page: next((one for one in said if times[one] < ALIKE), "") for page, said in own.items()}
    return {f"{page.relative_to(site).as_posix()}/": phrase for page, phrase in found.items() if phrase}


def not_found(asked: Mapping[str, str], site: Path) -> list[str]:
    """The questions whose page is not among the first answers, with those."""
    hits = [
        [place.partition("#")[0] for place in places(reply)[:FIRST]]
        for reply in replies([{"q": words} for words in asked.values()], site)
    ]
    return [f"{words}: {', '.join(own)}" for (page, words), own in zip(asked.items(), hits, strict=True) if page not in own]


def test_every_column_of_the_county_is_found(site: Path) -> None:
    assert len(names(site, COLUMNS)) == 13
    assert not_found(names(site, COLUMNS), site) == []
    assert len(phrases(site, COLUMNS)) > 8
    assert not_found(phrases(site, COLUMNS), site) == []


def test_every_column_of_a_large_county_is_found_by_its_name(county_site: Path) -> None:
    assert len(names(county_site, COLUMNS)) > 15
    assert not_found(names(county_site, COLUMNS), county_site) == []


def test_every_agency_with_reports_is_found_by_its_name(county_site: Path) -> None:
    own = {page: name for page, name in names(county_site, AGENCIES).items() if (county_site / "zfxxgknb" / page).is_dir()}
    assert len(own) > 3
    assert not_found(own, county_site) == []


TEXT = ".//*[contains(concat(' ', @class, ' '), ' gk-text ')]"


def test_every_document_is_found_by_its_title_and_by_a_phrase_of_its_text(county_site: Path) -> None:
    titles = names(county_site, DOCUMENTS)
    assert len(titles) > 10
    assert not_found(titles, county_site) == []
    texts = phrases(county_site, DOCUMENTS, TEXT)
    assert len(texts) > 5
    assert not_found(texts, county_site) == []
