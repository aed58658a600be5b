"""What a browser has to know about words before it asks: traditional characters, other names, how characters are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from gongkai.search.folding import simplified, squeezed
from gongkai.search.index import Index
from gongkai.search.keys import keys_of, readings, written
from gongkai.source import own_facts

Names = Mapping[str, Sequence[str]]


def words(index: Index, names: Names) -> dict[str, object]:
    """Only what can lead to something on this site, so that it stays small. `names` are this site's own other names."""
    aliases, terms = known_words()
    aliases = aliases | {squeezed(name): [squeezed(form) for form in forms] for name, forms in names.items()}
    return {
        "traditional": traditional(index),
        "names": names_of(aliases, index),
        "terms": [term for term in terms if held(term, index)],
    }


@cache
def known_words() -> tuple[dict[str, list[str]], list[str]]:
    """What aliases.yml says, squeezed: other words for a word, and terms to be found by their sound."""
    facts = own_facts((resources.files(__package__) / "aliases.yml").read_text("utf-8"))
    aliases = {squeezed(name): [squeezed(form) for form in forms] for name, forms in facts["aliases"].items()}
    return aliases, [squeezed(term) for term in facts["terms"]]


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
