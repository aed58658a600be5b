"""The browser's modules: each keeps what it promises, they agree with what the build writes, and they make one script."""

import random
import re
import subprocess
from importlib import resources
from itertools import chain
from pathlib import Path

import pytest
import yaml

from gongkai.html import assets
from gongkai.search.coding import chunks_of, encoded, pages_of
from gongkai.search.files import place_of, spread
from gongkai.search.folding import simplified, squeezed
from gongkai.search.keys import readings
from gongkai.search.words import sounds

from .node import ENVIRONMENT, FOLDER, asked

MODULES = sorted(path.stem for path in (Path(str(resources.files("gongkai"))) / "search" / "browser").glob("*.js"))
TESTS = sorted(FOLDER.glob("*.test.js"))
NASTY = yaml.safe_load((Path(__file__).parent / "nasty.yml").read_text("utf-8"))
MOST_LINES = 400


@pytest.mark.parametrize("file", TESTS, ids=[file.name for file in TESTS])
def test_a_module_keeps_what_it_promises(file):
    command = ["node", "--test", file]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_is_tested():
    together = {"answers", "asking", "index"}  # by the order of answers, in test_order.py
    assert {file.name.removesuffix(".test.js") for file in TESTS} == set(MODULES) - together


# Letters of a Korean syllable and half-width kana with their signs. After a character that is whole already Unicode joins them to
# it, the browser's folding does not; nobody writes so, and nasty.yml has them as people do.
JOINING = re.compile("[\u1100-\u11ff\uff66-\uff9f\u3099]")


def random_texts(count: int) -> list[str]:
    """Texts of the characters that are hard to fold, in any order; always the same ones."""
    chance = random.Random(20)
    hard = {character for character in chain.from_iterable(NASTY) if not JOINING.match(character)}
    characters = sorted(hard) + list("一二三四五六七八九十百千万亿零〇两0123456789,，.．年号") * 3
    return ["".join(chance.choices(characters, k=chance.randint(1, 24))) for _ in range(count)]


def test_they_fold_as_the_build_does():
    texts = NASTY + random_texts(5000)
    table = [[chr(number), simple] for number, simple in simplified().items()]
    folded = asked("squeeze", {"traditional": table, "texts": texts})
    assert [(text, one) for text, one in zip(texts, folded, strict=True) if one != squeezed(text)] == []


def test_they_read_characters_as_the_build_does():
    written = sounds()
    characters = sorted(readings())
    read = asked("readings", {"sounds": written, "characters": characters})
    assert {one: set(own) for one, own in zip(characters, read, strict=True)} == {
        one: set(own) for one, own in readings().items()
    }
    assert sum(map(len, written)) < 10_000, "hardly more than a syllable's number for each character"


def random_lists(count: int) -> list[list[int]]:
    """Rising numbers: few or many, near each other or far apart."""
    chance = random.Random(44)
    sizes = [(chance.choice((1, 5, 60, 900)), chance.choice((1, 3, 50, 5000))) for _ in range(count)]
    return [sorted(chance.sample(range(size * spacing), size)) for size, spacing in sizes]


def test_they_read_the_lists_that_the_build_writes():
    lists = [[], [0], list(range(230_000)), *random_lists(300)]
    assert asked("decode", [encoded(numbers) for numbers in lists]) == lists


def test_they_read_the_pages_that_the_build_cuts():
    lists = random_lists(60)
    pages = [pages_of(((0, chunk) for chunk in chunks_of(numbers, size=30)), 40, 90) for numbers in lists]
    read = iter(asked("decode", [text for cut in pages for _, text in cut]))
    assert [list(chain.from_iterable(next(read) for _ in cut)) for cut in pages] == lists
    assert max(map(len, pages)) > 20


def test_they_look_for_a_key_where_the_build_puts_it():
    keys = (
        "许可",
        "=y2020",
        "=a示例县财政局",
        "'xing zheng",
        "'xzx",
        "~12:4",
        "1456",
        "56",
        "22961.413",
        "\ue123公",
        "𠮷",
        *random_texts(300),
    )
    assert asked("hash", keys) == [spread(place_of(key)) for key in keys]


def test_they_make_one_script_that_others_see_nothing_of():
    content = assets.assets()["search"].content
    assert not re.search(r"^\s*(import|export)\b", content, re.MULTILINE), "a page opened from a folder may load no module"
    assert asked("globals", content) == []


def test_every_module_is_in_the_script():
    content = assets.assets()["search"].content
    given = re.findall(r"^modules\.(\w+) = ", content, re.MULTILINE)
    assert sorted([*given, "page"]) == MODULES, "page.js gives nothing to others"


def test_no_module_is_long():
    folder = resources.files("gongkai") / "search" / "browser"
    assert {name for name in MODULES if len((folder / f"{name}.js").read_text("utf-8").splitlines()) >= MOST_LINES} == set()


def test_the_fingerprint_of_the_pages_changes_with_a_module(monkeypatch, tmp_path):
    before = assets.fingerprint.__wrapped__()
    assert assets.fingerprint.__wrapped__() == before
    changed = tmp_path / "changed.js"
    changed.write_text("// another line", "utf-8")
    modules_of = assets.modules_of
    monkeypatch.setattr(assets, "modules_of", lambda page: [*modules_of(page), changed])
    assert assets.fingerprint.__wrapped__() != before
