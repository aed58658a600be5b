"""What a browser has to know about words before it asks: traditional characters, other names, how characters are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

from gongkai.search.coding import number
from gongkai.search.folding import simplified, squeezed
from gongkai.search.index import Index
from gongkai.search.keys import keys_of, readings, written
from gongkai.source.package_data import load_package_data

Names = Mapping[str, Sequence[str]]
BY_SOUND = 3755  # characters of GB 2312's first level, which stand in the order of their sounds


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


def sounds() -> list[str]:
    """How all characters are read: a question that is heard rightly may be written with any of them.

    The syllables, in their order; for the characters that GB 2312 has by their sound, in its order, each syllable and for how
    many of them it is read; for those that follow, the syllable of each; then every other reading, after its character. A
    browser has that order too (`TextDecoder`), so that no character needs to be written for its first reading.
    """
    syllables = sorted({syllable for own in readings().values() for syllable in own})
    number_of = {syllable: number(at) for at, syllable in enumerate(syllables)}
    by_sound, others = standard_characters()
    first = {character: own[0] for character, own in readings().items()}
    runs: list[tuple[str, int]] = []
    for character in by_sound:
        before = runs[-1] if runs else ("", 0)
        own = [syllable for syllable in readings()[character] if syllable >= before[0]]
        first[character] = syllable = min(own) if own else first[character]
        if syllable == before[0]:
            runs[-1] = (syllable, before[1] + 1)
        else:
            runs.append((syllable, 1))
    every = by_sound + others
    more = ((character, syllable) for character in every for syllable in readings()[character] if syllable != first[character])
    return [
        " ".join(syllables),
        "".join(number_of[syllable] + number(count) for syllable, count in runs),
        "".join(number_of[first[character]] for character in others),
        "".join(character + number_of[syllable] for character, syllable in more),
    ]


def standard_characters() -> tuple[str, str]:
    """The characters of GB 2312 in its order: those that stand there by their sound, then those by their radical."""
    rows = bytes(chain.from_iterable((row, cell) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)))
    characters = rows.decode("gb2312", "ignore")
    return characters[:BY_SOUND], characters[BY_SOUND:]
