"""Everyday sentences: the true ones raise no finding, and each wrong figure is found where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.checks.rules import check_report
from gongkai.collection import Collection, load_collection
from gongkai.problems import Problem
from gongkai.reports.narrative import FigureTexts, parse_narrative
from gongkai.reports.report import Report
from tests.checks.reading import YEARS, written

FOLDER = Path(__file__).parent / "sentences"
KINDS = [(file.stem, kind) for file in sorted(FOLDER.glob("*.yml")) for kind in yaml.safe_load(file.read_text("utf-8"))]
HEADINGS = {"overview": "## 一、", "requests": "## 三、", "review_litigation": "## 四、"}
OF_SENTENCES = ("prose-table", "prose-count", "prose-figure", "share")  # a sum may be told at its total as well
ERROR = re.compile("⟦([^⟧]*)⟧")
Place = tuple[int, int]


@dataclass(frozen=True)
class Base:
    report: Report
    collection: Collection
    narrative: str

    def with_sentence(self, sentence: str, section: str) -> tuple[Report, set[Place]]:
        """The report with that sentence in its section, and where the wrong figures stand, by line and column."""
        lines = self.narrative.split("\n")
        start = next(number for number, line in enumerate(lines) if line.startswith(HEADINGS[section])) + 1
        typed = ["", *(line for part in sentence.split("\n") for line in (part, ""))]
        wrong = {
            (start + number + 1, found.start() - 2 * before + 1)
            for number, line in enumerate(typed)
            for before, found in enumerate(ERROR.finditer(line))
        }
        text = "\n".join([*lines[:start], *(ERROR.sub(r"\1", line) for line in typed), *lines[start:]])
        figures = FigureTexts({id: str(figure.value) for id, figure in self.report.envelope.figures.items()})
        narrative, problems = parse_narrative(text, "narrative.md", self.report.format, figures)
        assert problems == []
        return replace(self.report, narrative=narrative), wrong


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sentences")


@cache
def base_of(case: str, folder: Path) -> Base:
    facts = json.loads(case)
    year = YEARS[facts.get("base", "sentences")]
    data = folder / str(abs(hash(case)))
    narrative = written({"base": "sentences", **facts}, data) / "narrative.md"
    collection, problems = load_collection(data)
    report = collection.report(year, "demo")
    assert problems == []
    assert report is not None
    return Base(report, collection, narrative.read_text("utf-8"))


def base(kind: dict[str, Any], folder: Path) -> Base:
    return base_of(json.dumps({key: kind[key] for key in ("base", "zero", "cells") if key in kind}), folder)


def found(sentence: str, kind: dict[str, Any], folder: Path) -> tuple[list[Problem], set[Place]]:
    """What is found in the prose, and where the wrong figures stand."""
    whole = base(kind, folder)
    report, wrong = whole.with_sentence(sentence, kind.get("in", "overview"))
    problems = check_report(report, whole.collection)
    return [problem for problem in problems if problem.position.file == "narrative.md"], wrong


def falsely_warned(kind: dict[str, Any], folder: Path) -> Iterator[str]:
    for sentence in kind.get("right", ()):
        for problem in found(sentence, kind, folder)[0]:
            yield f"{sentence}: {problem}"


def missed(kind: dict[str, Any], folder: Path) -> Iterator[str]:
    """Wrong sentences of which a wrong figure was not found, or a right one was told."""
    for sentence in kind.get("wrong", ()):
        problems, wrong = found(sentence, kind, folder)
        places = {(p.position.line, p.position.column) for p in problems}
        told = {(p.position.line, p.position.column) for p in problems if p.rule in OF_SENTENCES}
        if not wrong <= places or told - wrong:
            yield f"{sentence}: {[str(problem) for problem in problems]}"


def test_the_corpus_says_what_it_expects() -> None:
    right = [sentence for _, kind in KINDS for sentence in kind.get("right", ())]
    wrong = [sentence for _, kind in KINDS for sentence in kind.get("wrong", ())]
    assert len(right) + len(wrong) >= 300
    assert len(set(right)) + len(set(wrong)) >= 300
    assert not any(ERROR.search(sentence) for sentence in right)
    assert all(ERROR.search(sentence) for sentence in wrong)


@pytest.mark.parametrize("kind", [pytest.param(kind, id=f"{name}: {kind['kind']}") for name, kind in KINDS])
def test_true_sentences_raise_no_finding(kind: dict[str, Any], folder: Path) -> None:
    assert list(falsely_warned(kind, folder)) == []


@pytest.mark.parametrize("kind", [pytest.param(kind, id=f"{name}: {kind['kind']}") for name, kind in KINDS])
def test_wrong_figures_are_found_where_they_stand(kind: dict[str, Any], folder: Path) -> None:
    assert list(missed(kind, folder)) == []


if __name__ == "__main__":
    import sys
    import tempfile

    place = Path(tempfile.mkdtemp())
    for name, kind in KINDS:
        if len(sys.argv) < 2 or sys.argv[1] in name:
            falsely, not_found = list(falsely_warned(kind, place)), list(missed(kind, place))
            counts = (len(falsely), len(kind.get("right", ())), len(not_found), len(kind.get("wrong", ())))
            print(f"{name} {kind['kind']}: {counts[0]}/{counts[1]} falsely warned, {counts[2]}/{counts[3]} missed")
            for line in (*falsely, *not_found):
                print("   ", line)
