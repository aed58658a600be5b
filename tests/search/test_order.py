"""The answers in their order: an index as the build writes it, asked by the script that browsers run."""

from pathlib import Path

import pytest
import yaml

from gongkai.search import Rank, SearchPart

from .node import asked
from .written import write_index

CASES = yaml.safe_load((Path(__file__).parent / "order.yml").read_text("utf-8"))


def part(number: int, given: dict) -> SearchPart:
    """A row on a page of its own, where the case says nothing else."""
    rank = Rank[given.get("rank", "ROW")]
    return SearchPart(**{"address": f"{number}/", "anchor": "r", "text": "", "kind": "年度报告"} | given | {"rank": rank})


def answers(parts: list[SearchPart], questions: list[str], folder: Path) -> list:
    """To each question the answers in their order: address, anchor and title of each."""
    write_index(parts, folder)
    offered = {
        "year": sorted({str(part.year) for part in parts if part.year}),
        "agency": sorted({part.agency for part in parts if part.agency}),
    }
    given = {"folder": str(folder), "offered": offered, "questions": [{"ask": question} for question in questions]}
    return asked("answer", given)


def place(address: str, anchor: str) -> str:
    return f"{address}#{anchor}" if anchor else address


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_best_answer_comes_first(case, tmp_path):
    parts = [part(number, given) for number, given in enumerate(case["parts"])]
    found = answers(parts, list(case["ask"]), tmp_path / "index")
    by_place = case.get("places", False)
    shown = [[place(hit["address"], hit["anchor"]) if by_place else hit["title"] for hit in hits] for hits in found]
    assert dict(zip(case["ask"], shown, strict=True)) == case["ask"]
