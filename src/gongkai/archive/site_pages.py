"""A built site compared with what was built and with the seals: every file, the bags it offers, and every figure and sentence of
a sealed report's page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import cast

from lxml import etree

from gongkai.archive.bags import RULE
from gongkai.archive.site_downloads import Read, altered_downloads
from gongkai.county.addresses import ARCHIVE, CHAIN, REPORTS, archive_address, year_address
from gongkai.county.checksums import compared, read_checksums, without_checksums
from gongkai.downloads.report_html import NAME as PAGE
from gongkai.problems import Position, Problem, shown
from gongkai.reports.chain import chain_file
from gongkai.reports.seals import Seals, Version, bag_file, bag_name, digest, proof_files
from gongkai.source.text import shortened

# What a page adds beside what was published: notes, marks of corrections.
ADDED = ("gk-ref",)
# What was published: the letter, the words of the sections, captions, headers and figures of the tables.
PUBLISHED = (
    "//*[contains(concat(' ', @class, ' '), ' gk-letter ')]//p"
    "|//section[contains(concat(' ', @class, ' '), ' gk-section ')]//*[self::h2 or self::h3 or self::h4 or self::p]"
    "|//figure[contains(concat(' ', @class, ' '), ' gk-table ')]//*[self::caption or self::th or self::td]"
)


def wrong_site(seals: Seals, site: Path, government: str, noted: Mapping[str, str], read: Read) -> Iterator[Problem]:
    """`government` is the agency whose report stands at the year's own address. `noted` are the sums that the build wrote down of
    its files outside the site; empty where it was built elsewhere: then those that were published with it have to do.
    """
    if not (site / "index.html").is_file():
        yield Problem(Position(shown(site)), RULE, "这里没有网站（没有 index.html）；请先运行 gongkai build")
        return
    try:
        files = compared(site, noted or read_checksums(site))
        yield from files.problems()
    except FileNotFoundError:
        files = compared(site, {})
        yield without_checksums(site)
    for year, agency, version in seals.all:
        name = f"{bag_name(year, agency, version.version)}.zip"
        offered = site / year_address(year, ARCHIVE) / name
        if not offered.is_file():
            yield Problem(Position(shown(offered)), RULE, "网站上没有这个归档包")
        elif digest(offered.read_bytes()) != version.zip:
            yield Problem(Position(shown(offered)), RULE, "网站上的归档包与封存时的 SHA-512 不符")
    yield from wrong_chain(seals, site / archive_address() / CHAIN)
    for year in seals.years:
        yield from wrong_proofs(seals, year, site / year_address(year, ARCHIVE))
    for year, seal in seals.years.items():
        for agency, versions in seal.reports.items():
            folder = site / REPORTS / str(year) / ("" if agency == government else agency)
            yield from wrong_page(seals, year, agency, versions[-1], folder / "index.html")
            bag = bag_file(seals.data, year, agency, versions[-1].version)
            if is_sealed(bag, versions[-1]):
                yield from altered_downloads(bag, versions[-1], folder, files.altered, read)


def wrong_chain(seals: Seals, offered: Path) -> Iterator[Problem]:
    if not seals.chain.entries:
        return
    if not offered.is_file():
        yield Problem(Position(shown(offered)), RULE, "网站上没有封存链；请重新生成网站")
    elif offered.read_bytes() != seals.chain.text.encode():
        yield Problem(Position(shown(offered)), RULE, f"网站上的封存链与 {shown(chain_file(seals.data))} 不同")


def wrong_proofs(seals: Seals, year: int, folder: Path) -> Iterator[Problem]:
    """The seal and its signatures as the site offers them, against those that the office keeps."""
    for name, kept in proof_files(seals, year):
        offered = folder / name
        if not offered.is_file():
            yield Problem(Position(shown(offered)), RULE, "网站上没有这个文件（封存记录、签名和时间戳）；请重新生成网站")
        elif kept.is_file() and offered.read_bytes() != kept.read_bytes():
            yield Problem(Position(shown(offered)), RULE, f"与 {shown(kept)} 不同")


def wrong_page(seals: Seals, year: int, agency: str, version: Version, page: Path) -> Iterator[Problem]:
    place = Position(shown(page))
    bag = bag_file(seals.data, year, agency, version.version)
    if not page.is_file():
        yield Problem(place, RULE, "已封存的报告，网站上没有它的网页")
    elif is_sealed(bag, version):
        with zipfile.ZipFile(bag) as packed:
            sealed = published(packed.read(f"{bag.stem}/data/{PAGE}"))
        now = published(page.read_bytes())
        differing = [(was, found) for was, found in zip_longest(sealed, now, fillvalue="") if was != found]
        for was, found in differing[:1]:
            more = f"（这一页共有 {len(differing)} 处）" if len(differing) > 1 else ""
            yield Problem(
                place,
                RULE,
                f"网页与封存的第 {version.version} 版不同：封存时是“{shortened(was)}”，网页上是“{shortened(found)}”{more}",
            )


def is_sealed(bag: Path, version: Version) -> bool:
    """A bag that is lost or altered is told elsewhere."""
    return bag.is_file() and digest(bag.read_bytes()) == version.zip


def published(page: bytes) -> list[str]:
    """The published words and figures of a page in their order, each with its spaces made alike."""
    tree = etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    if tree is None:
        return []
    for name in ADDED:
        for element in elements(tree, f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
            drop(element)
    return [re.sub(r"\s+", " ", "".join(map(str, element.itertext()))).strip() for element in elements(tree, PUBLISHED)]


def elements(tree: etree._Element, path: str) -> list[etree._Element]:
    return cast(list[etree._Element], tree.xpath(path))


def drop(element: etree._Element) -> None:
    """Without its words, but with those that follow it."""
    tail, parent, before = element.tail or "", element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
