"""An index as small scripts, each of which calls one function; a browser may load them from a folder without a server.

`manifest.js` says everything that a question needs before its words are looked up: what words mean, where each pair of
characters stands, the lists of what readers choose, and what the other files are called in full. `g…` hold the lists of pairs, in
groups; `n…`, `w…`, `c…` and `s…` those of numbers, of years and words, of single characters and of sounds; `p-…` later pages of
long lists; `t…` what is shown of the parts. What each of them weighs is in the manifest too: a first answer keeps to a bound.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

from gongkai.search.coding import number
from gongkai.search.folding import HAN
from gongkai.search.index import Index
from gongkai.search.lists import Lists, length_of, lists_of
from gongkai.search.meanings import NOTHING_MEANT
from gongkai.search.naming import named
from gongkai.search.texts import bundled, in_brackets
from gongkai.search.word_groups import directory, groups_of
from gongkai.search.words import Names, sounds, words

CALL = "gongkaiSearch"
Years = Mapping[int, object]
SHARD = 24_000  # characters of a file of lists, about
OF_NUMBERS = 16_000  # the same of numbers, which pack badly
FEW = 24_000  # characters of lists that the manifest holds at most
STEPS = 4  # numbers of such files between one power of two and the next: a small change leaves it as it is
MANIFEST = "manifest.js"
UNIT = 256  # bytes, in which the manifest counts what a file weighs
LARGE = re.compile(r"([0-9]{2})[0-9]+(?=\.|\Z)")  # a number that can be found by its first two digits and its length
NUMBER = re.compile(r"[0-9~]")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
PAIR = re.compile(rf"[{HAN}\ue000-\uf8ff]{{2}}")
ONE = re.compile(rf"[{HAN}]")


def index_files(
    index: Index, names: Names | None = None, meanings: Mapping[str, object] | None = None, years: Years | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file by its name, in one folder; the manifest last.

    `names` are what else things are called on this site alone: by short name, what is written. `meanings` say where the words
    of people lead on it, `years` what each year's reports state; nothing where nobody knows.
    """
    answers = {f"a{year}": written(stated) for year, stated in (years or {}).items()}
    versions_of_years = {name: named(text) for name, text in answers.items()}
    told: dict[str, object] = {**NOTHING_MEANT, **(meanings or {}), "years": versions_of_years}
    subjects = told.pop("subjects")  # looked for only where nothing else is meant
    lists, pages = lists_of(index)
    kinds = in_kinds(lists)
    bundles = [[text] for text in index.texts] if index.is_large else bundled(index.texts)
    groups = groups_of(kinds["pairs"], index)
    files = {
        "g": numbered(map(written, groups)),
        "n": numbered(map(written, shards_of(kinds["n"], OF_NUMBERS))),
        **{kind: numbered(map(written, shards_of(kinds[kind]))) for kind in "cs"},
        "w": numbered(map(written, shards_of(kinds["w"]) if kinds["w"] else ())),
        "t": numbered(map(in_brackets, bundles)),
        "sounds": [("", written(sounds()))],
        "meanings": [("", written(told))],
        "subjects": [("", written(subjects))],
    }
    versions = {kind: [named(text) for _, text in own] for kind, own in files.items()}
    sizes = {kind: "".join(number(packed(text)) for _, text in own) for kind, own in files.items()}
    for kind, own in files.items():
        for (name, text), version in zip(own, versions[kind], strict=True):
            yield f"{kind}{name}-{version}.js", script(f"{kind}{name}", text)
    for name, text in answers.items():
        yield f"{name}-{named(text)}.js", script(name, text)
    for name, text in pages.items():
        yield f"{name}.js", script(name, f'"{text}"')
    pairs, places = directory(groups)
    manifest = {
        "parts": index.count,
        "foremost": index.foremost,
        "repeats": index.repeats,
        "bundles": "".join(number(len(own)) for own in bundles),
        "shelves": "".join(number(place) + number(size) for place, size in index.shelves),
        "files": {kind: "".join(own) for kind, own in versions.items()},
        "sizes": sizes,
        "words": words(index, names or {}),
        "few": kinds["few"],
        "pairs": pairs,
        "groups": places,
    }
    yield MANIFEST, script("manifest", written(manifest | {"own": packed(written(manifest)) + 1}))


def packed(text: str) -> int:
    """What a text weighs as it comes over a line, in units, rounded up."""
    return -(-len(zlib.compress(text.encode())) // UNIT)


def numbered(texts: Iterable[str]) -> list[tuple[str, str]]:
    return [(str(place), text) for place, text in enumerate(texts)]


def written(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def script(name: str, data: str) -> bytes:
    """Two separators of lines are harmless in JSON, not in a script of old browsers."""
    return f'{CALL}("{name}",{data})\n'.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


# ---- Which file a key stands in; the browser does the same (browser/lists.js)


def in_kinds(lists: Lists) -> dict[str, Lists]:
    """The lists by what their keys are: pairs, single characters, sounds, numbers, words and years; few are what readers choose.

    The words and years are among the few where the manifest can hold them; where it cannot hold even what readers choose, that
    is among the words.
    """
    kinds: dict[str, Lists] = {"pairs": {}, "c": {}, "s": {}, "n": {}, "w": {}, "few": {}}
    for key, entry in lists.items():
        kinds[kind_of(key)][key] = entry
    few, words = (sum(length_of(key, entry) for key, entry in kinds[kind].items()) for kind in ("few", "w"))
    if few + words <= FEW:
        return kinds | {"few": kinds["few"] | kinds["w"], "w": {}}
    return kinds if few <= FEW else kinds | {"w": kinds["few"] | kinds["w"], "few": {}}


def kind_of(key: str) -> str:
    """
    >>> [kind_of(key) for key in ("许可", "罚", "'xu ke", "1456", "~14:4", "2020", "pdf", "=y2020")]
    ['pairs', 'c', 's', 'n', 'n', 'w', 'w', 'few']
    """
    if key[0] == "=":
        return "few"
    if key[0] == "'":
        return "s"
    if PAIR.fullmatch(key):
        return "pairs"
    if ONE.fullmatch(key):
        return "c"
    return "n" if NUMBER.match(key) and not YEAR.fullmatch(key) else "w"


def shards_of(lists: Lists, size: int = SHARD) -> list[Lists]:
    """The lists spread evenly by a number made of their key; as many files as keep each about as long as that.

    A number and what it is roughly (`1456`, `~14:4`) stand together: another figure changes them together.
    """
    count = in_steps(max(1, round(sum(length_of(key, entry) for key, entry in lists.items()) / size)))
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
    large = LARGE.match(key)
    return f"~{large[1]}:{len(large[0])}" if large else key


def spread(key: str) -> int:
    """FNV-1a over the key's characters; the browser does the same."""
    value = 0x811C9DC5
    for character in key:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value
