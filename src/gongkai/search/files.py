"""Writes an index as small scripts, each of which calls one function; a browser may load them from a folder without a server.

`manifest.js` says which folder holds the rest; the folder's name changes with its content.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from gongkai.files import put_in_place, write_whole
from gongkai.search.coding import encoded
from gongkai.search.index import Index
from gongkai.search.lists import Lists, lists_of
from gongkai.search.preparing import Shown
from gongkai.search.words import Names, sounds, words

CALL = "gongkaiSearch"
SHARD = 7_000  # characters of a file of lists, about
TEXTS = 6_000  # bytes of a file of texts, about


def write_index(index: Index, folder: Path, names: Names | None = None) -> int:
    """Writes the index into a folder that it replaces, and gives the bytes written.

    `names` are what else things are called on this site alone: by short name, what is written.
    """
    shutil.rmtree(folder, ignore_errors=True)
    made = folder / "new"
    made.mkdir(parents=True)
    digest, size = sha256(), 0
    starts: list[int] = []
    lists, paged = lists_of(index)
    shards = shards_of(lists)
    for name, text in contents(index, names or {}, shards, paged, starts):
        with (made / f"{name}.js").open("wb", buffering=0) as file:  # there may be thousands
            file.write(text)
        digest.update(text)
        size += len(text)
    place = digest.hexdigest()[:10]
    put_in_place(made, folder / place)
    manifest = {
        "folder": place,
        "parts": len(index.parts),
        "foremost": index.foremost,
        "repeats": index.repeats,
        "shards": len(shards),
        "texts": encoded(starts),
    }
    text = script("manifest", manifest)
    write_whole(str(folder / "manifest.js"), text)
    return size + len(text)


def contents(index: Index, names: Names, shards: list[Lists], paged: list[str], starts: list[int]) -> Iterator[tuple[str, bytes]]:
    """Every file's name and what is written in it; the first part of each file of texts is added to `starts`."""
    for name, data in (("words", words(index, names)), ("sounds", sounds())):
        yield name, script(name, data)
    yield from ((f"k{number}", script(f"k{number}", shard)) for number, shard in enumerate(shards))
    yield from ((f"p{number}", script(f"p{number}", page)) for number, page in enumerate(paged))
    for number, (start, texts) in enumerate(texts_of(index)):
        starts.append(start)
        yield f"t{number}", called(f"t{number}", texts)


def script(name: str, data: object) -> bytes:
    return called(name, json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def called(name: str, written: str) -> bytes:
    """Two separators of lines are harmless in JSON, not in a script of old browsers."""
    return f'{CALL}("{name}",{written})\n'.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def shards_of(lists: Lists) -> list[Lists]:
    """The lists spread evenly by a number made of their key; as many files as keep each about as long as SHARD."""
    size = sum(len(key) + 6 + (len(entry) if isinstance(entry, str) else len(str(entry))) for key, entry in lists.items())
    count = max(1, round(size / SHARD))
    shards: list[Lists] = [{} for _ in range(count)]
    for key, entry in lists.items():
        shards[spread(key) % count][key] = entry
    return shards


def spread(key: str) -> int:
    """FNV-1a over the key's characters; the browser does the same."""
    value = 0x811C9DC5
    for character in key:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value


def texts_of(index: Index) -> Iterator[tuple[int, str]]:
    """The parts in files of about TEXTS bytes, each with the number of its first part: pages once, then the parts on them."""
    start, size = 0, 0
    for number, part in enumerate(index.parts):
        if size >= TEXTS:
            yield start, texts(index.parts[start:number])
            start, size = number, 0
        size += 3 * len(part.row)
    if index.parts:
        yield start, texts(index.parts[start:])


def texts(parts: Sequence[Shown]) -> str:
    """Names of agencies and kinds, then pages (address, title, year, and two of those names), then the parts on them."""
    names: dict[str, int] = {}
    pages: dict[str, int] = {}
    rows = []
    for part in parts:
        agency, kind = (names.setdefault(name, len(names)) for name in (part.agency, part.kind))
        page = pages.setdefault(f"[{part.page},{agency},{kind}]", len(pages))
        rows.append(f"[{page},{part.row}]")
    return f"[[{','.join(names)}],[{','.join(pages)}],[{','.join(rows)}]]"
