"""An index as small scripts, each of which calls one function; a browser may load them from a folder without a server.

`k…` hold the lists of keys, `p-…` later pages of long ones, `t…` the texts from that part on; `manifest.js` says what each of
them is called in full.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gongkai.search.coding import encoded
from gongkai.search.index import Index
from gongkai.search.lists import Lists, lists_of
from gongkai.search.naming import named
from gongkai.search.words import Names, sounds, words

CALL = "gongkaiSearch"
SHARD = 7_000  # characters of a file of lists, about
STEPS = 4  # numbers of such files between one power of two and the next: a small change leaves it as it is
MANIFEST = "manifest.js"
LARGE = re.compile(r"([0-9]{2})[0-9]+(?=\.|\Z)")  # a number that can be found by its first two digits and its length


def index_files(index: Index, names: Names | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file by its name, in one folder; the manifest last.

    `names` are what else things are called on this site alone: by short name, what is written.
    """
    lists, pages = lists_of(index)
    kinds = {
        "others": [("words", written(words(index, names or {}))), ("sounds", written(sounds()))],
        "lists": [(f"k{number}", written(shard)) for number, shard in enumerate(shards_of(lists))],
        "files": [(f"t{start}", text) for start, text in index.texts],
    }
    versions = {kind: [named(text) for _, text in files] for kind, files in kinds.items()}
    for kind, files in kinds.items():
        for (name, text), version in zip(files, versions[kind], strict=True):
            yield f"{name}-{version}.js", script(name, text)
    for name, text in pages.items():
        yield f"{name}.js", script(name, f'"{text}"')
    manifest = {
        "parts": index.count,
        "foremost": index.foremost,
        "repeats": index.repeats,
        "texts": encoded([start for start, _ in index.texts]),
        **{kind: "".join(own) for kind, own in versions.items()},
    }
    yield MANIFEST, script("manifest", written(manifest))


def written(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def script(name: str, data: str) -> bytes:
    """Two separators of lines are harmless in JSON, not in a script of old browsers."""
    return f'{CALL}("{name}",{data})\n'.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def shards_of(lists: Lists) -> list[Lists]:
    """The lists spread evenly by a number made of their key; as many files as keep each about as long as SHARD.

    A number and what it is roughly (`1456`, `~14:4`) stand together: another figure changes them together.
    """
    size = sum(len(key) + 6 + (len(entry) if isinstance(entry, str) else len(str(entry))) for key, entry in lists.items())
    count = in_steps(max(1, round(size / SHARD)))
    shards: list[Lists] = [{} for _ in range(count)]
    for key, entry in lists.items():
        shards[spread(place_of(key)) % count][key] = entry
    return shards


def in_steps(count: int) -> int:
    """The next number of its steps.

    >>> [in_steps(count) for count in (1, 7, 9, 100, 1000)]
    [1, 7, 10, 112, 1024]
    """
    step = max(1, (1 << count.bit_length() - 1) // STEPS)
    return -(-count // step) * step


def place_of(key: str) -> str:
    """The key beside which it stands; the browser does the same.

    >>> place_of("1456"), place_of("22961.413"), place_of("~14:4"), place_of("56"), place_of("许可")
    ('~14:4', '~22:5', '~14:4', '56', '许可')
    """
    number = LARGE.match(key)
    return f"~{number[1]}:{len(number[0])}" if number else key


def spread(key: str) -> int:
    """FNV-1a over the key's characters; the browser does the same."""
    value = 0x811C9DC5
    for character in key:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value
