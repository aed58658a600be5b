"""Writes an index as small scripts, each of which calls one function; a browser may load them from a folder without a server.

`manifest.js` says which folder holds the rest; the folder's name changes with its content.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from gongkai.search.coding import encoded, pages_of
from gongkai.search.index import Index, Posting
from gongkai.search.words import sounds, words

CALL = "gongkaiSearch"
SHARD = 7_000  # characters of a file of lists, about
HEAD = 900  # characters of a list that stand in its shard; the rest is paged
PAGE = 6_000
TEXTS = 6_000  # bytes of a file of texts, about
Lists = dict[str, str | list[object]]


def write_index(index: Index, folder: Path) -> int:
    """Writes the index into a folder that it replaces, and gives the bytes written."""
    shutil.rmtree(folder, ignore_errors=True)
    made = folder / "new"
    made.mkdir(parents=True)
    digest, size = sha256(), 0
    starts: list[int] = []
    lists, paged = lists_of(index)
    shards = shards_of(lists)
    for name, data in contents(index, shards, paged, starts):
        text = script(name, data)
        (made / f"{name}.js").write_bytes(text)
        digest.update(text)
        size += len(text)
    place = digest.hexdigest()[:10]
    made.rename(folder / place)
    manifest = {
        "folder": place,
        "parts": len(index.parts),
        "shards": len(shards),
        "texts": encoded(starts),
    }
    text = script("manifest", manifest)
    (folder / "manifest.js").write_bytes(text)
    return size + len(text)


def contents(index: Index, shards: list[Lists], paged: list[str], starts: list[int]) -> Iterator[tuple[str, object]]:
    """Every file's name and data; the first part of each file of texts is added to `starts`."""
    yield "words", words(index)
    yield "sounds", sounds()
    yield from ((f"k{number}", shard) for number, shard in enumerate(shards))
    yield from ((f"p{number}", page) for number, page in enumerate(paged))
    for number, (start, texts) in enumerate(texts_of(index)):
        starts.append(start)
        yield f"t{number}", texts


def script(name: str, data: object) -> bytes:
    written = (
        json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
    return f'{CALL}("{name}",{written})\n'.encode()


def lists_of(index: Index) -> tuple[Lists, list[str]]:
    """Each key's lists, and the pages that stand in files of their own."""
    paged: list[str] = []
    return {key: written(posting, paged) for key, posting in index.postings.items()}, paged


def written(posting: Posting, paged: list[str]) -> str | list[object]:
    """`everywhere title`, or for long lists [that, length, first page, where pages begin, and the same of the title]."""
    everywhere, in_title = (pages_of(numbers, HEAD, PAGE) for numbers in (posting.everywhere, posting.in_title))
    heads = " ".join(cut[0][1] for cut in (everywhere, in_title) if cut)
    if len(everywhere) < 2:
        return heads
    entry: list[object] = [heads]
    for numbers, cut in ((posting.everywhere, everywhere), (posting.in_title, in_title)):
        entry += [len(numbers), len(paged), [start for start, _ in cut[1:]]]
        paged += [text for _, text in cut[1:]]
    return entry


def shards_of(lists: Lists) -> list[Lists]:
    """The lists spread evenly by a number made of their key; as many files as keep each about as long as SHARD."""
    size = sum(len(key) + 6 + (len(entry) if isinstance(entry, str) else len(str(entry))) for key, entry in lists.items())
    count = max(1, round(size / SHARD))
    shards: defaultdict[int, Lists] = defaultdict(dict)
    for key, entry in lists.items():
        shards[spread(key) % count][key] = entry
    return [shards[number] for number in range(count)]


def spread(key: str) -> int:
    """FNV-1a over the key's characters; the browser does the same."""
    value = 0x811C9DC5
    for character in key:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value


def texts_of(index: Index) -> Iterator[tuple[int, object]]:
    """The parts in files of about TEXTS bytes, each with the number of its first part: pages once, then the parts on them."""
    start, size = 0, 0
    for number, part in enumerate(index.parts):
        if size >= TEXTS:
            yield start, texts(index, start, number)
            start, size = number, 0
        size += 3 * (len(part.text) + len(part.title) + 20)
    if index.parts:
        yield start, texts(index, start, len(index.parts))


def texts(index: Index, start: int, end: int) -> object:
    """Names of agencies and kinds, then pages (address, title, year, and two of those names), then the parts on them."""
    names: dict[str, int] = {}
    pages: dict[tuple[object, ...], int] = {}
    rows = []
    for part in index.parts[start:end]:
        agency, kind = (names.setdefault(name, len(names)) for name in (part.agency, part.kind))
        page = pages.setdefault((part.address, part.page, part.year, agency, kind), len(pages))
        rows.append([page, part.anchor, part.title, part.text, *part.path])
    return [list(names), list(pages), rows]
