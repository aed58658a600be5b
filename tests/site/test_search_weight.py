"""That a first answer is light on a phone: six files and 120 KB of the index, whatever of the tests' questions is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.search.ask_file import first_answers
from tests.search.weight import MOST_BYTES, MOST_FILES, weight

QUESTIONS = Path(__file__).parents[1] / "search"
OF_COUNTY = ("county_questions", "county_questions_fresh")
OF_STRANGERS = ("asked_by_strangers", "asked_by_more_strangers", "answers")
EVERY = 20  # questions of which one is asked where there is little time
HITS_AT_ONCE = 0.95  # of the questions that have a hit, those that have one in their first answer


def listed(name: str) -> Any:
    return yaml.safe_load((QUESTIONS / f"{name}.yml").read_text("utf-8"))


def questions() -> list[str]:
    """Every one that tests ask of the large fictional county, also of what stands nowhere."""
    others = listed("questions_of_others")
    asked = [entry["ask"] for own in (*map(listed, OF_COUNTY), others["demo"]) for entry in own]
    asked += [one["q"] for name in OF_STRANGERS for one in listed(name) if one["site"] == "shili"]
    nowhere = [question for name in ("questions", "questions_fresh") for question in listed(name)["nowhere"]]
    return list(dict.fromkeys([*asked, *nowhere, *others["nowhere"]]))


def assert_light(asked: Sequence[str], site: Path) -> None:
    """Nearly all that have a hit have one in their first answer; for the others it is what lies near."""
    answers = first_answers(asked, site)
    found = [(question, answer["files"], answer) for question, answer in zip(asked, answers, strict=True)]
    weights = [(question, len(files), weight(site / "jiansuo/index", files)) for question, files, _ in found]
    assert [one for one in weights if one[1] > MOST_FILES or one[2] > MOST_BYTES] == []
    assert [question for question, _, answer in found if answer["hits"] and not answer["whole"]] == [], (
        "shown, and then not found"
    )
    with_hits = [(question, bool(answer["hits"])) for question, _, answer in found if answer["whole"]]
    late = [question for question, at_once in with_hits if not at_once]
    assert len(late) <= (1 - HITS_AT_ONCE) * len(with_hits), late


def test_a_first_answer_is_light_on_a_phone(county_site: Path) -> None:
    assert_light(questions()[::EVERY], county_site)


@pytest.mark.audit
def test_every_first_answer_is_light_on_a_phone(whole_county_site: Path) -> None:
    asked = questions()
    assert len(asked) > 1900
    assert_light(asked, whole_county_site)
