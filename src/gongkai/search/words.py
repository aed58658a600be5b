"""What a browser has to know about words before it asks: traditional characters, other names, how characters are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from gongkai.search.folding import simplified, squeezed
from gongkai.search.index import Index
from gongkai.search.keys import keys_of, readings, written
from gongkai.source.package_data import load_package_data

Names = Mapping[str, Sequence[str]]


def words(index: Index, names: Names) -> dict[str, object]:
    """Only what can lead to something on this site, so that it stays small. `names` are this site's own other names."""
    known = known_words()
    aliases = known.aliases | {squeezed(name): [squeezed(form) for form in forms] for name, forms in names.items()}
    return {
        "traditional": traditional(index),
        "names": names_of(aliases, index),
        "terms": [term for term in known.terms if held(term, index)],
        "called": called(known.agencies, index),
        "asking": known.asking,
    }


class Known(NamedTuple):
    """What aliases.yml says, squeezed: other words for a word, terms to be found by their sound, other names for what agencies
    are called after, and the words in which people ask, the longest first.
    """

    aliases: dict[str, list[str]]
    terms: list[str]
    agencies: dict[str, list[str]]
    asking: list[str]


@cache
def known_words() -> Known:
    facts = load_package_data((resources.files(__package__) / "aliases.yml").read_text("utf-8"))
    aliases, agencies = (
        {squeezed(name): [squeezed(form) for form in forms] for name, forms in facts[of].items()}
        for of in ("aliases", "agencies")
    )
    terms, asking = ([squeezed(word) for word in facts[of]] for of in ("terms", "asking"))
    return Known(aliases, terms, agencies, sorted(asking, key=len, reverse=True))


def called(agencies: dict[str, list[str]], index: Index) -> dict[str, list[str]]:
    """Other names for what an agency of this site is called after."""
    names = [squeezed(key[2:]) for key in index.everywhere if key.startswith("=a")]
    return {old: found for old, now in agencies.items() if (found := [one for one in now if any(one in name for name in names)])}


def held(word: str, index: Index) -> bool:
    """Whether the site may hold it: all its keys are there."""
    pairs, others = keys_of(word)
    return all(key in index.everywhere for key in (*written(pairs), *others))


def names_of(aliases: dict[str, list[str]], index: Index) -> dict[str, list[str]]:
    """What else to look for, by word: the written form of a short one, the short one of a written form."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, forms in aliases.items():
        for form in forms:
            if held(form, index):
                names[name].append(form)
            if held(name, index):
                names[form].append(name)
    return dict(sorted(names.items()))


def traditional(index: Index) -> str:
    """Pairs of characters, where the simplified one stands somewhere on the site."""
    held = set("".join(index.everywhere))
    return "".join(chr(number) + simple for number, simple in simplified().items() if simple in held)


def sounds() -> dict[str, str]:
    """All characters by how they are read: a question that is heard rightly may be written with any of them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character, syllables in readings().items():
        for syllable in syllables:
            found[syllable].append(character)
    return {syllable: "".join(found[syllable]) for syllable in sorted(found)}
