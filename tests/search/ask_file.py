"""Asks a built site the questions of a YAML file, in Node, and prints which share of each kind was found.

    python -m tests.search.ask_file QUESTIONS.yml shili=SITE zhengning=SITE

A question is `{q: 问的话, site: 站点, kind: 类别, want: [address, address#place]}`; one without `want` asks for what stands nowhere.
A question of an answer has `says` and `page` instead: what the line above the list must say; null where none may appear.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from .node import asked

FIRST = 5
Question = Mapping[str, Any]
OPTION = re.compile(r'<option value="([^"]+)"')
SELECT = re.compile(r'<select id="gk-(\w+)".*?</select>', re.DOTALL)


def replies(questions: Sequence[Question], site: Path) -> list[dict[str, Any]]:
    """To each question the hits in their order, and the answer above them, if any."""
    return asked("reply", asked_of(site, [question["q"] for question in questions]))


def first_answers(questions: Sequence[str], site: Path) -> list[dict[str, Any]]:
    """To each question, asked on a page just opened, the hits of its first answer and the files fetched until it stood; `whole`
    is how many hits the whole answer has.
    """
    return asked("first", asked_of(site, questions))


def asked_of(site: Path, questions: Sequence[str]) -> dict[str, Any]:
    """What a task of the browser's modules is given."""
    page = (site / "jiansuo/index.html").read_text("utf-8")
    offered = {found[1]: [unescape(value) for value in OPTION.findall(found[0])] for found in SELECT.finditer(page)}
    given = {"folder": str(site / "jiansuo/index"), "offered": {"year": [], "agency": []} | offered}
    return given | {"questions": [{"ask": question} for question in questions]}


def is_right(place: str, wanted: Sequence[str]) -> bool:
    """An address with # is that very place; without, any part of that page, or of any page below where it ends with *."""
    page = place.split("#", maxsplit=1)[0]
    return any(place == one or ("#" not in one and fnmatchcase(page, one)) for one in wanted)


def places(reply: Mapping[str, Any]) -> list[str]:
    return [hit["address"] + (f"#{hit['anchor']}" if hit["anchor"] else "") for hit in reply["hits"]]


def rank(question: Question, reply: Mapping[str, Any]) -> int:
    """The place of the first right hit, from 1; 0 without one among the first."""
    found = [is_right(place, question["want"]) for place in places(reply)[:FIRST]]
    return found.index(True) + 1 if True in found else 0


def is_well_answered(question: Question, reply: Mapping[str, Any]) -> bool:
    line = reply["answer"]
    if question["says"] is None:
        return line is None
    return line is not None and question["says"].replace(" ", "") in line["text"].replace(" ", "")


def main(arguments: Sequence[str]) -> None:
    file, *sites = arguments
    questions: list[Question] = yaml.safe_load(Path(file).read_text("utf-8"))
    counts: defaultdict[str, list[int]] = defaultdict(list)
    for name, folder in (site.split("=", maxsplit=1) for site in sites):
        own = [question for question in questions if question["site"] == name]
        for question, reply in zip(own, replies(own, Path(folder)), strict=True):
            judge(question, reply, counts)
    for kind, ranks in [*counts.items(), ("all", [one for kind, own in counts.items() if kind != "nowhere" for one in own])]:
        within, first = sum(map(bool, ranks)), ranks.count(1)
        print(
            f"{kind}: {len(ranks)} asked, {within} within {FIRST} ({within / len(ranks):.0%}), {first} first ({first / len(ranks):.0%})"
        )


def judge(question: Question, reply: Mapping[str, Any], counts: defaultdict[str, list[int]]) -> None:
    kind = question["kind"]
    if "says" in question:
        good = is_well_answered(question, reply)
        counts[kind].append(int(good))
        if not good:
            print(f"{kind}: {question['q']} | {reply['answer'] and reply['answer']['text']} | {question['says']}")
    elif not question.get("want"):
        counts[kind].append(int(not reply["hits"]))
        if reply["hits"]:
            print(f"{kind}: {question['q']} | {places(reply)[:FIRST]}")
    else:
        place = rank(question, reply)
        counts[kind].append(place)
        if place != 1:
            print(f"{kind}: {question['q']} | {place or '-'} | {places(reply)[:FIRST]} | {question['want'][:3]}")


if __name__ == "__main__":
    main(sys.argv[1:])
