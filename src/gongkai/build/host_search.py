"""The column's pages in the search of a host: an entry for each page, and one for each section of a report.

Both MkDocs' own search and Material's keep `search/search_index.json`: `docs` is a list of `location`, `title` and `text`. The
lists of the catalogue are in it, its entries are not: a browser reads this index whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from itertools import chain
from typing import Any

from gongkai.build.host_site import SEARCH_INDEX
from gongkai.build.inputs import content_of
from gongkai.build.making import Maker
from gongkai.build.manifest import Unit, digest
from gongkai.build.plan import Plan
from gongkai.build.search import parts_of_lists
from gongkai.build.writer import SiteWriter
from gongkai.search import Rank, prepared
from gongkai.search.preparing import Landing, landing

UNIT = "host-search"
BREAK = "\u200b"  # where a word may end, as Material's search reads it
HAN = re.compile(
    f"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd](?:{BREAK}?[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd])*"
)


def put_host_search(plan: Plan, units: dict[str, Unit], writer: SiteWriter, maker: Maker) -> int:
    """Nothing without a host, or with one that has no search."""
    folder = plan.setting.around.folder
    file = folder / SEARCH_INDEX if folder else None
    if file is None or not file.is_file():
        return 0
    own = content_of(str(file))
    of = digest(own, plan.catalogue.shared, *(f"{name} {unit.of}" for name, unit in units.items()))
    if kept := writer.keep(UNIT, of):
        units[UNIT] = kept
        return 0
    index = with_column(json.loads(own), [*landings(plan, maker)])
    content = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    units[UNIT], written = writer.put(of, iter([(SEARCH_INDEX, content)]))
    return written


def landings(plan: Plan, maker: Maker) -> Iterator[Landing]:
    """Pages and sections. What is repeated on pages over the years is found where it is stated."""
    made = (target for target in plan.targets if target.searched and target.name != "authored")
    parts = chain.from_iterable(page.parts for target in made for page in maker.pages(target))
    for found in map(landing, chain(parts, map(prepared, parts_of_lists(plan.catalogue)))):
        if found.rank in (Rank.PAGE, Rank.SECTION) or (found.rank is Rank.REPEATED and not found.anchor):
            yield found


def with_column(index: dict[str, Any], found: list[Landing]) -> dict[str, Any]:
    """The host's index with ours at its end. An index that was prepared beforehand no longer fits, and is left out."""
    is_material = "fields" in index["config"]
    docs = [*index["docs"], *(entry(each, is_material=is_material) for each in found)]
    if is_material:
        docs = [{**doc, "title": cut(doc["title"]), "text": cut(doc["text"])} for doc in docs]
        index = {**index, "config": {**index["config"], "separator": with_break(index["config"]["separator"])}}
    return {**{key: value for key, value in index.items() if key != "index"}, "docs": docs}


def entry(found: Landing, *, is_material: bool) -> dict[str, str]:
    """Material keeps HTML, MkDocs text."""
    said = (found.title, found.text)
    title, text = (escape(each, quote=False) for each in said) if is_material else said
    location = f"{found.address}#{found.anchor}" if found.anchor else found.address
    return {"location": location, "title": title, "text": text}


def cut(text: str) -> str:
    """Each character of a Chinese text as a word of its own: Material's search takes a question apart by the words it knows,
    and without a dictionary it knows whole sentences only. Cut alike everywhere, whether the host has a dictionary or not.

    >>> cut("2020年报 a").replace("\u200b", "|")
    '2020|年|报| a'
    """
    return HAN.sub(lambda run: f"{BREAK}{BREAK.join(run[0].replace(BREAK, ''))}{BREAK}", text).strip(BREAK)


def with_break(separator: str) -> str:
    """The host's own rule for where words end, and that mark."""
    return separator if BREAK in separator or "\\u200b" in separator else f"{separator}|{BREAK}+"
