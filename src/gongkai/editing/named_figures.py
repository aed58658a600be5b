"""Figures of the prose that have a name, so that a sentence can cite them."""

from __future__ import annotations

from gongkai.editing.correcting import unreadable
from gongkai.editing.file_change import Made, made
from gongkai.editing.found_report import FoundReport
from gongkai.problems import Problem
from gongkai.source.editing import TypedFile
from gongkai.source.typed_values import typed_value

RULE = "report"
PUBLIC = "这份报告已经公布过，不能再加正文引用的数；已有的用 gongkai correct figures.代号 更正"


def new_figure(found: FoundReport, label: str, value: str, unit: str) -> Made:
    """report.yml with one more named figure; its id is the next free number. None is added to a report that was public: no
    sentence of it may cite one without a correction.
    """
    if problems := [*missing_words(found, label, value, unit)] or [*once_public(found)]:
        return [], problems
    number = next(n for n in range(1, 10_000) if f"figure_{n}" not in found.report.envelope.figures)
    entry = {"value": typed_value(value), "unit": unit, "label": label}

    def change(typed: TypedFile) -> TypedFile:
        return typed.with_value(("figures", f"figure_{number}"), entry)

    changes, problems = made(found.file, change)
    problems = problems or [*unreadable(found, changes)]
    return ([], problems) if problems else (changes, [])


def once_public(found: FoundReport) -> list[Problem]:
    return [Problem(found.report.position("figures"), RULE, PUBLIC)] if found.report.was_public else []


def missing_words(found: FoundReport, label: str, value: str, unit: str) -> list[Problem]:
    """What a named figure cannot do without."""
    asked = {"名称": label, "数": value, "单位": unit}
    here = found.report.position("figures")
    return [Problem(here, RULE, f"没有写{name}") for name, text in asked.items() if not text.strip()]
