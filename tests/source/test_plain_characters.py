"""Characters that make a text look otherwise than it is stored, in each text of each file that an office writes: refused by name."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.build.county import load_county
from gongkai.problems import Severity, shown
from gongkai.source import plain_characters
from gongkai.source.plain_characters import KINDS, lying_in
from tests.conftest import DEMO

WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")
CLASSES = {
    "看不见的控制字符": "\x00\x07\x0c\x7f\x85\u2028\u2029\ufffe",
    "改变字序的字符": "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    "看不见的字符": "\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u200d\u2060\u2064\u2800\u3164\ufe0f\ufeff\uffa0\ufff9\U000e0041\U000e0001",
    "自造字符，在别的电脑上是别的样子": "\ue000\uf8ff\U000f0000\U0010fffd",
    "画在前一个字上的符号": "\u0300\u0336\u0338\u20dd\u3099\ufe20",
    "像数字的字符": "\u0660\u06f5\u0966\u0e51\U0001d7ce\U0001d7ff\U0001fbf0",
}
FILES = sorted(file for file in DEMO.rglob("*") if file.suffix in (".yml", ".md"))


FIELD = """\
title: 税收管理
levels: [县级, 乡级]
updated: 2024-12-20
defaults:
  basis: 《中华人民共和国政府信息公开条例》
  audience: 全社会
  method: 主动
entries:
  - id: 1
    number: 1
    matter: 政策法规
    submatter: 政策法规文件
    content: 法律、法规和规章；规范性文件
    time_limit: 信息形成或者变更之日起20个工作日内
    publisher: 示例县财政局
    channels: ■政府网站 □政府公报
    levels: 县级
    agencies: finance
"""
TEXTS = {file.relative_to(DEMO).as_posix(): file.read_text("utf-8") for file in FILES} | {"catalogue/taxation.yml": FIELD}


@dataclass(frozen=True)
class Typed:
    """Where a character is typed into the words of a file, and of which class it is."""

    file: str
    line: int
    at: int
    kind: str

    def with_one(self, character: str) -> bytes:
        lines = TEXTS[self.file].split("\n")
        lines[self.line - 1] = lines[self.line - 1][: self.at] + character + lines[self.line - 1][self.at :]
        return "\n".join(lines).encode("utf-8")


def places(text: str) -> Iterator[tuple[int, int]]:
    """Each line that holds words which are no remark, and where they can be broken."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.lstrip().startswith("#") and (words := WORDS.search(line)):
            yield number, words.start() + 1


CASES = [Typed(file, *place, kind) for file, text in TEXTS.items() for place in places(text) for kind in CLASSES]
FAIR = random.Random(3).sample(CASES, 60)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_text(text, "utf-8")
    return tmp_path / "data"


def check(county: Path, typed: Typed, character: str) -> None:
    (county / typed.file).write_bytes(typed.with_one(character))
    problems = load_county(county, county.parent / "cache").problems
    (county / typed.file).write_text(TEXTS[typed.file], "utf-8")
    [line] = [str(problem).replace(f"{shown(county)}/", "") for problem in problems if "U+" in problem.message]
    assert line.startswith(f"{typed.file}:{typed.line}:{typed.at + 1}: 这里有{typed.kind}（U+{ord(character):04X}")
    assert line.endswith("）；请删去后重新输入 [yaml]")


def test_the_county_itself_holds_none(county: Path) -> None:
    assert [
        problem for problem in load_county(county, county.parent / "cache").problems if problem.severity is Severity.ERROR
    ] == []


@pytest.mark.parametrize("typed", FAIR, ids=lambda typed: f"{typed.file}:{typed.line} {[*CLASSES].index(typed.kind)}")
def test_no_text_of_any_file_may_hold_one(typed: Typed, county: Path) -> None:
    check(county, typed, CLASSES[typed.kind][typed.line % len(CLASSES[typed.kind])])


@pytest.mark.audit
def test_no_text_of_any_file_may_hold_any_of_them(county: Path) -> None:
    typed = [(case, character) for case in CASES for character in CLASSES[case.kind]]
    assert len(typed) >= 500
    for case, character in typed:
        check(county, case, character)


def test_each_class_is_whole() -> None:
    """As far as this Python knows Unicode; what later versions add to a class is there already or is nobody's."""
    for code in range(0x80, 0x110000):
        character = chr(code)
        category = unicodedata.category(character)
        lies = category in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") or (category == "Nd" and not 0xFF10 <= code <= 0xFF19)
        if lies:
            assert [found.character for found in lying_in(character)] == [character], hex(code)


@given(st.text(alphabet=st.characters(categories=["Lo", "Po", "Ps", "Pe", "Sm", "Sc", "So", "Zs"]), max_size=40))
def test_what_is_seen_as_it_is_stored_may_stand(text: str) -> None:
    shaped = {"\u3164", "\u115f", "\u1160", "\uffa0", "\u2800"}  # letters and signs that Unicode lets be drawn as nothing
    assert [
        found.character
        for found in lying_in(text)
        if found.character not in shaped and not "\u0400" <= found.character < "\u0600"
    ] == []


def test_honest_texts_hold_none() -> None:
    honest = "２０２４年收到 ３３３ 件（同比－4.5％）；一、①㈠《条例》第3条 ☎️ 0934-0000000　O2O、4S店、℃、m²、№3、Ⅳ级、〇、龘、é、α值、β、😀"
    assert list(lying_in(honest)) == []
    assert [found.message for found in lying_in("333\u0430件")] == [
        "这里有像数字的字母（U+0430，CYRILLIC SMALL LETTER A）；请删去后重新输入"
    ]


def test_every_class_has_a_name() -> None:
    assert [kind for _, kind in KINDS] == list(CLASSES)
    assert plain_characters.EXCEPTIONS[0][0]
