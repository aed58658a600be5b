"""A style sheet in today's words, and what older browsers are told beside it."""

from pathlib import Path

import pytest
import yaml

from gongkai.html.lowered import lowered

CASES = yaml.safe_load((Path(__file__).parent / "lowered.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["in"] for case in CASES])
def test_newer_words_are_said_in_older_ones_too(case):
    assert lowered(case["in"]) == case["out"].strip()


def test_an_element_s_name_after_another_part_is_refused():
    with pytest.raises(ValueError, match="cannot follow"):
        lowered(".gk-x:is(ul, ol) { color: red }")
