"""What a text can be found by: two Chinese characters that stand together, a whole word or number, the sound of a title."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, product
from operator import add
from typing import NamedTuple

from gongkai.search.folding import HAN, WORD, folded

BETWEEN = re.compile(r"[\W_]+")
NOT_HAN = re.compile(rf"[^{HAN}]+")
WHOLE_WORD = re.compile(WORD)
# No word, number or numeral goes across these.
CUT = re.compile("[。；、：《》“”]")
FAR = re.compile(r"[\U00010000-\U0010ffff]")
STAND_INS, STAND_IN_COUNT = 0xE000, 0x1900
BREAK = "\n"
CODE = "utf-16-le"
PAIR = 4  # bytes of two characters

Pairs = dict[int, None]
Words = dict[str, None]
"""Each once, in a fixed order."""


class Keys(NamedTuple):
    """Two characters are kept as one number of 32 bits, which is quicker to make and to look up than a text."""

    pairs: Pairs
    others: Words


@lru_cache(maxsize=8192)
def keys_of(text: str) -> Keys:
    """
    >>> keys = keys_of("年度报告（22961.413）")
    >>> list(written(keys.pairs)), list(keys.others)
    (['年度', '报告', '度报', '告\\n'], ['22961.413', '22961', '~2:5', '~22:5'])
    """
    piece = read_through(text)
    return Keys(pairs_of(piece.chinese), words_of(piece.folded) if BREAK in piece.chinese else {})


def pieces_of(text: str) -> tuple[tuple[str, ...], bytes]:
    """The pieces that a text can be cut into, and the pairs that go from one into the next: together, they have its keys.

    Laws, labels, names and time limits are said again and again: their keys need be looked for once.
    """
    pieces, _, _, ends = zip(*map(read_through, CUT.split(text)), strict=True)
    return pieces, "".join(ends)[1:-1].encode(CODE)  # the first and last characters of each, run together


class Piece(NamedTuple):
    """A text, the same whenever it is said, which takes less room; folded; its Chinese; the first and last character of that.

    Breaks stand for a word; the ends are empty where there is neither.
    """

    text: str
    folded: str
    chinese: str
    ends: str


@lru_cache(maxsize=65536)
def read_through(text: str) -> Piece:
    plain = folded(text)
    han = chinese(plain)
    ends = near(han)
    return Piece(text, plain, han, ends[:1] + ends[-1:])


def chinese(folded: str) -> str:
    """Its Chinese characters run together, with a break where a word or number stands."""
    return NOT_HAN.sub(BREAK, BETWEEN.sub("", folded)) if NOT_HAN.search(folded) else folded


def pairs_of(chinese: str) -> Pairs:
    """First and second character, third and fourth, and so on, then those between them; also those with a break."""
    units = near(chinese).encode(CODE)
    half, between = len(units) // PAIR * PAIR, (len(units) - 2) // PAIR * PAIR + 2
    return dict.fromkeys(chain(memoryview(units[:half]).cast("I"), memoryview(units[2:between]).cast("I")))


def near(chinese: str) -> str:
    """Characters beyond 16 bits are rare; in a key one of the private area stands for them. Answers are looked at as they are."""
    if len(chinese.encode(CODE)) != 2 * len(chinese):  # told sooner than by looking for one
        return FAR.sub(lambda match: chr(STAND_INS + ord(match[0]) % STAND_IN_COUNT), chinese)
    return chinese


def written(pairs: Iterable[int]) -> Iterator[str]:
    """Pairs as two characters each."""
    text = array("I", pairs).tobytes().decode(CODE)
    return map(add, text[::2], text[1::2])


def words_of(folded: str) -> Words:
    return dict.fromkeys(chain.from_iterable(map(of_word, WHOLE_WORD.findall(folded))))


@lru_cache(maxsize=4096)
def of_word(word: str) -> tuple[str, ...]:
    """A number can be found without its decimals, and, from a hundred on, by its first digits and its length (一千二百多)."""
    whole = word.split(".", maxsplit=1)[0]
    rough = (f"~{whole[:1]}:{len(whole)}", f"~{whole[:2]}:{len(whole)}") if len(whole) >= 3 and whole.isdecimal() else ()
    return (word, whole, *rough)


class TitleKeys(NamedTuple):
    """`pairs` end with the last character and a break, so that every character begins one; `threes` are sounds."""

    pairs: Pairs
    others: Words
    threes: tuple[str, ...]


@lru_cache(maxsize=4096)
def keys_of_title(title: str) -> TitleKeys:
    """A title can also be found by a single character, and by its sound."""
    text = folded(title)
    pairs, far, threes = keys_of_run(chinese(text))
    return TitleKeys(pairs, words_of(text) | far, threes)


@lru_cache(maxsize=4096)
def keys_of_run(chinese: str) -> tuple[Pairs, Words, tuple[str, ...]]:
    """Of a title's Chinese: many titles differ in a number alone."""
    far = dict.fromkeys(FAR.findall(chinese))  # in a pair, another character stands for it
    return pairs_of(chinese + BREAK), far, threes_of(chinese)


def of_pair(pair: str) -> tuple[str, ...]:
    """What a title that has this pair can be found by besides: its first character."""
    one = pair[0]
    return () if one == BREAK or STAND_INS <= ord(one) < STAND_INS + STAND_IN_COUNT else (one,)


# Sounds


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """How each character is read, without tones; the usual reading first is not said."""
    text = (resources.files(__package__) / "pinyin.txt").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            syllable, characters = line.split(" ")
            for character in characters:
                found[character] = (*found.get(character, ()), syllable)
    return found


def threes_of(chinese: str) -> tuple[str, ...]:
    """First letters of three characters: `'zfx`."""
    return tuple(dict.fromkeys(chain.from_iterable(map(letters, chinese, chinese[1:], chinese[2:]))))


@cache
def pair_sounds(one: str, two: str) -> tuple[str, ...]:
    """Two syllables: `'nian bao`."""
    return tuple(f"'{first} {second}" for first, second in product(read(one), read(two)))


@cache
def letters(one: str, two: str, three: str) -> tuple[str, ...]:
    first_letters = (dict.fromkeys(syllable[:1] for syllable in read(character)) for character in (one, two, three))
    return tuple("'" + "".join(each) for each in product(*first_letters))


def read(character: str) -> tuple[str, ...]:
    """A character that nobody has told us how to read is silent; across a break nothing is read."""
    return () if character == BREAK else readings().get(character, ("",))
