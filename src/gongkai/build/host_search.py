"""The column's pages in the search of a host: an entry for each page, and one for each section of a report.

Both MkDocs' own search and Material's keep `search/search_index.json`: `docs` is a list of `location`, `title` and `text`. The
lists of the catalogue are in it, its entries are not: a browser reads this index whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import escape
from importlib import import_module
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
HAN_SIGN = "[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
HAN = re.compile(f"{HAN_SIGN}(?:{BREAK}?{HAN_SIGN})*")
Cut = Callable[[str], Iterable[str]]


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
    docs = [*index["docs"], *entries(found, is_material=is_material)]
    if is_material:
        words = dictionary_of(index)
        docs = [{**doc, "title": cut(doc["title"], words), "text": cut(doc["text"], words)} for doc in docs]
        index = {**index, "config": {**index["config"], "separator": with_break(index["config"]["separator"])}}
    return {**{key: value for key, value in index.items() if key != "index"}, "docs": docs}


def entries(found: list[Landing], *, is_material: bool) -> list[dict[str, str]]:
    """One for each place; a section without a place of its own is told with what stands before it. Material keeps HTML, MkDocs
    text.
    """
    html_of = partial(escape, quote=False) if is_material else str
    made: dict[str, dict[str, str]] = {}
    for each in found:
        location = f"{each.address}#{each.anchor}" if each.anchor else each.address
        title, text = html_of(each.title), html_of(each.text)
        if known := made.get(location):
            known["text"] = " ".join(filter(None, (known["text"], title, text)))
        else:
            made[location] = {"location": location, "title": title, "text": text}
    return [*made.values()]


def dictionary_of(index: Mapping[str, Any]) -> Cut:
    """How the host cuts Chinese texts into words: Material does it with jieba, where that is installed. Each character is a
    word of its own where it is not; a whole sentence would be one, and nothing in it found.
    """
    inside = re.compile(f"{HAN_SIGN}{BREAK}{HAN_SIGN}")
    if any(inside.search(doc["text"]) for doc in index["docs"]):
        words: Cut = import_module("jieba").cut
        return words
    return iter


def cut(text: str, words: Cut = iter) -> str:
    """With a mark between words. Alike for all texts, as a question is taken apart by the words that some text has.

    >>> cut("2020年报 a").replace("\u200b", "|")
    '2020|年|报| a'
    """
    return HAN.sub(lambda run: f"{BREAK}{BREAK.join(words(run[0].replace(BREAK, '')))}{BREAK}", text).strip(BREAK)


def with_break(separator: str) -> str:
    """The host's own rule for where words end, and that mark."""
    return separator if BREAK in separator or "\\u200b" in separator else f"{separator}|{BREAK}+"
