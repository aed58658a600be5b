"""How people call what the law and the catalogue call otherwise: words, and where they lead (meanings.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from gongkai.search.folding import squeezed
from gongkai.source.package_data import load_package_data

Words = tuple[str, ...]
"""Each squeezed. Of `申请|要+多久` all places joined by + have to be said, each in one of its ways."""
# What a browser is told where nobody knows any meaning.
NOTHING_MEANT: Mapping[str, object] = {
    **dict.fromkeys(("fields", "places", "figures", "near", "subjects"), ()),
    **dict.fromkeys(("passing", "government", "county"), ""),
    "agencies": {},
    "latest": 0,
    "answers": {
        "quotes": (),
        "contact": {},
        "reached": {},
        "report": {},
        "counts": {"counts": "", "fields": ""},
        "about": {"contact": "", "report": "", "catalogue": ""},
        "spare": "",
        "law": "",
    },
}
BETWEEN = re.compile(r"[+|]")


class FieldWords(NamedTuple):
    """What is said of a field: surely (`words`), or of many things (`loose`); and of its matters, by what they are called."""

    words: Words
    loose: Words
    matters: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Meanings:
    """`fields` by the field's id, `places` by their address, `figures` by concept, `near` by what agencies are called after.

    `subjects` are what only the prose of reports tells, by the words that reports have for it. `passing` are words that say
    nothing of what is asked.
    """

    fields: Mapping[str, FieldWords]
    places: Mapping[str, Words]
    figures: Mapping[str, Words]
    near: Mapping[str, Words]
    subjects: Mapping[Words, Words]
    passing: Words


@cache
def known_meanings() -> Meanings:
    """The package's own."""
    facts = load_package_data((resources.files(__package__) / "meanings.yml").read_text("utf-8"))
    fields = {field: field_words(said) for field, said in facts["fields"].items()}
    places, figures, near = (by_name(facts[of]) for of in ("places", "figures", "near"))
    subjects = {split(written): split(words) for written, words in facts["subjects"].items()}
    return Meanings(fields, places, figures, near, subjects, split(facts["passing"]))


def with_more(known: Meanings, fields: Iterable[tuple[str, str, str]], places: Iterable[tuple[str, str]]) -> Meanings:
    """With words of one county: of `fields` by field and matter (which may be empty), of `places` by address."""
    more = dict(known.fields)
    for field, matter, words in fields:
        own = more.get(field, FieldWords((), (), {}))
        if matter:
            own = own._replace(matters={**own.matters, matter: (*own.matters.get(matter, ()), *split(words))})
        else:
            own = own._replace(words=(*own.words, *split(words)))
        more[field] = own
    pages = dict(known.places)
    for address, words in places:
        pages[address] = (*pages.get(address, ()), *split(words))
    return replace(known, fields=more, places=pages)


def field_words(said: Mapping[str, Any]) -> FieldWords:
    return FieldWords(split(said["words"]), split(said.get("loose", "")), by_name(said["matters"]))


def by_name(said: Mapping[str, str]) -> dict[str, Words]:
    return {name: split(words) for name, words in said.items()}


def split(words: str) -> Words:
    """
    >>> split("低保  吃低保 申请+多久|几天 PM2.5")
    ('低保', '吃低保', '申请+多久|几天', 'pm2.5')
    """
    return tuple(dict.fromkeys(filter(None, map(folded_word, str(words).split()))))


def folded_word(word: str) -> str:
    """Each of its pieces as a question is squeezed."""
    marks = BETWEEN.findall(word)
    pieces = [squeezed(piece) for piece in BETWEEN.split(word)]
    return "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))


def needed(words: Iterable[str], others: Iterable[str] = ()) -> Sequence[str]:
    """Without those that say another already, or one of the others: who says 社保卡丢了 says 社保卡.

    >>> needed(["社保卡", "社保卡丢了", "补卡", "申请+多久", "申请等多久"]), needed(["低保金", "救助"], ["低保"])
    (['社保卡', '补卡', '申请+多久'], ['救助'])
    """
    every = list(dict.fromkeys(words))
    known = [*others, *every]
    plain = [one for one in known if not BETWEEN.search(one)]
    several = [one for one in known if BETWEEN.search(one)]

    def is_said(word: str) -> bool:
        return any(one in word and one != word for one in plain) or any(says(word, one) for one in several)

    return [word for word in every if BETWEEN.search(word) or not is_said(word)]


def says(text: str, word: str) -> bool:
    """Whether a text says all pieces of a word, each in one of its ways."""
    return all(any(way in text for way in piece.split("|")) for piece in word.split("+"))
