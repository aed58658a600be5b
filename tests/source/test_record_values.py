"""Whatever an office types as a value, the fast reader of flat records takes it as the reference does, or leaves it to it."""

from __future__ import annotations

from string import Template

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.source.records import plainly
from tests.source.test_records import LAYOUT, agrees

WORDS = (
    "甲",
    "乙丙",
    "目录",
    "abc",
    "Word",
    "x",
    "1",
    "2026",
    "年",
    "（",
    "）",
    "《",
    "》",
    "、",
    "。",
    "：",
    "false",
    "null",
    "yes",
)
MARKS = ("#", " #", "# ", ":", ": ", " :", "'", "''", '"', " ", "  ", "\t", "\u3000", "\u00a0", "\\", ",", ", ", "-", "- ")
SIGNS = ("[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "=", "~", "<", "<<", "■", "□", "…", "é", "😀")
TYPED = st.lists(st.sampled_from((*WORDS, *WORDS, *MARKS, *SIGNS)), min_size=2, max_size=16).map("".join)
# Half of them begin as most values do, since it is there that the fast reader looks least closely.
BEGUN = st.tuples(st.sampled_from(("办事指南", "abcde", "社会救助a")), TYPED).map("".join)
VALUES = st.one_of(TYPED, BEGUN).filter(lambda value: 5 <= len(value) <= 40)

PLACES = {
    "of the file": "title: $value\nentries:\n  - id: x\n    matter: 丙\n",
    "of a group": "defaults:\n  basis: $value\n  content: 丙\nentries:\n  - id: x\n",
    "of a record with one value a line": "entries:\n  - id: x\n    matter: $value\n    content: 丙\n",
    "that begins a record": "entries:\n  - matter: $value\n    id: x\n",
    "that ends the file": "entries:\n  - id: x\n    matter: $value\n",
    "beside a remark": "entries:\n  - id: x\n    # 说明\n    matter: $value\n    content: 丙\n",
    "in quotes": "entries:\n  - id: x\n    matter: '$value'\n    content: 丙\n",
    "in quotes, beside a remark": "entries:\n  - id: x\n    # 说明\n    matter: '$value'\n    content: 丙\n",
    "in a list": "entries:\n  - id: x\n    levels: [县级, $value]\n    content: 丙\n",
    "in a block": "entries:\n  - id: x\n    matter: |-\n      $value\n    content: 丙\n",
}


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=300)
@given(VALUES)
@example("办事指南 #说明")
@example("办事指南 # 说明")
@example("办事指南#说明")
@example("办事指南: 说明")
@example("办事指南:")
@example("办事指南  ")
@example("办事指南\t")
@example("办事\t指南")
@example("办事'指南")
@example("办事''指南")
@example("'办事'指南")
@example('"办事指南"')
@example('办事"指南"')
@example("办事指南, 说明]")
def test_a_value_reads_as_the_reference_reads_it(place: str, value: str) -> None:
    agrees(Template(PLACES[place]).substitute(value=value))


@pytest.mark.parametrize("place", [place for place in PLACES if place != "in a list"])
@settings(max_examples=100)
@given(st.text("甲乙丙丁abcXYZ019（）《》、。：", min_size=4, max_size=39).map("目".__add__))
def test_a_value_without_marks_is_read_the_fast_way(place: str, value: str) -> None:
    """So that the comparison above compares something."""
    assert agrees(Template(PLACES[place]).substitute(value=value))


@pytest.mark.parametrize(
    "value", ["办事指南#说明", "网址:http", "办事'指南", '办事"指南"', "办事,指南]", "办事 指南", "办事\\t指南"]
)
def test_a_mark_within_a_word_is_read_the_fast_way(value: str) -> None:
    text = Template(PLACES["of a record with one value a line"]).substitute(value=value)
    found = plainly(text, "f.yml", LAYOUT)
    assert found is not None
    assert found.records[0].values["matter"] == value
