"""A figure typed into the prose under the name of a figure of report.yml is that figure (条例 art. 50).

figures: disclosed: {value: 5210, unit: 条, label: 主动公开政府信息} → 主动公开政府信息5120条.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from gongkai.checks.prose import Count, Passage, counts, passages, sentences
from gongkai.checks.prose_bindings import CLAUSE, OTHER_TIME, speaker_of, spoken_by
from gongkai.checks.prose_words import Understood, readable, understand
from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning
from gongkai.statute.spoken import Reading, Saying, Spoken, SpokenGroup, words_of

ID = "prose-figure"
TITLE = "正文直接写出的数与同名的数一致"
BASIS = "《条例》第五十条；报告自身前后一致（report.yml 的 figures）"

ALSO_SAID = words_of("发布|公开|制作|制发|编写|开展|举办|组织|提供|各类|信息|稿件|材料")
AMONG = "其中"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    names = named_figures(report)
    if not names.rows:
        return
    for passage in passages(report):
        for count, id in typed_figures(passage, names, report):
            if report.envelope.figures[id].value != count.value:
                yield contradiction(count, id, report)


def contradiction(count: Count, id: str, report: Report) -> Problem:
    figure, here, there = report.envelope.figures[id], count.position, report.position("figures", id, "value")
    stated = f"而 figures 里“{id}”是 {figure.value} {figure.unit}{see(there, here)}"
    message = f"正文里{figure.label}是 {count} {count.unit}，{stated}，两处应当一致；"
    return warning(here, ID, message + f'引数写 {{{{ figure("{id}") }}}} 就不会两样', count.subject, there)


def named_figures(report: Report) -> SpokenGroup:
    """The labels of the named figures as words; a label that two figures share says nothing."""
    figures = report.envelope.figures
    times = Counter(figure.label for figure in figures.values())
    exact = ((id, figure.label) for id, figure in figures.items() if times[figure.label] == 1 and not figure.approximate)
    return spoken_labels(tuple(exact), spoken_by(report))


@lru_cache(maxsize=64)  # a county's reports name much the same figures
def spoken_labels(labels: tuple[tuple[str, str], ...], said: Spoken) -> SpokenGroup:
    rows = (Saying(words_of(re.escape(label)), (Reading(((1, (id,)),)),)) for id, label in labels)
    return SpokenGroup("figures", ID, (), (), tuple(rows), (), (*said.fillers, ALSO_SAID))


def typed_figures(passage: Passage, names: SpokenGroup, report: Report) -> Iterator[tuple[Count, str]]:
    """Counts that the prose types itself, each with the id of the figure whose name stands before it and nothing else."""
    found, text, speaker = counts(passage), readable(passage.text), speaker_of(report)
    for start, end in sentences(passage):
        within = [count for count in found if start <= count.start < end]
        for number, count in enumerate(within):
            former = within[number - 1] if number else None
            parts = CLAUSE.split(text[former.end if former else start : count.start])
            words = understand(parts[-1], names, speaker)
            if any(OTHER_TIME.match(part.strip()) for part in parts) or count.about or cited(count):
                continue
            if (id := the_one(words, count, report)) and (AMONG not in "".join(parts) or known(former, report)):
                yield count, id


def cited(count: Count) -> bool:
    return bool(count.passage.paragraph.piece_at(count.start).cited)


def the_one(words: Understood, count: Count, report: Report) -> str:
    """The id of the figure that the words name; empty when they say more, or something else."""
    ids = {saying.readings[0].terms[0][1][0] for saying in words.rows}
    id = ids.pop() if len(ids) == 1 and not words.unknown else ""
    return id if id and report.envelope.figures[id].unit == count.unit else ""


def known(former: Count | None, report: Report) -> bool:
    """Whether the whole of which this is a part is a named figure itself; of anything else, the part is another figure."""
    figures = report.envelope.figures.values()
    return former is not None and any((figure.value, figure.unit) == (former.value, former.unit) for figure in figures)
