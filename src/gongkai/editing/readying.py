"""A draft is called ready, once nothing is missing in it."""

from __future__ import annotations

from dataclasses import replace

from gongkai.checks.rules import check_report
from gongkai.editing.file_change import Made, made
from gongkai.editing.found_report import RULE, FoundReport
from gongkai.imports.placing.draft import STATE_REMARK
from gongkai.problems import Problem, errors
from gongkai.reports.report import Report
from gongkai.reports.state import State
from gongkai.source.editing import TypedFile


def asked_once_ready(found: FoundReport, published: str | None) -> list[Problem]:
    """Everything that is asked of a ready report, before the word is there. `published`: the day or moment stated, if any."""
    report = found.report
    if report.was_public:
        return [already_public(report)]
    return [*found.read, *check_report(as_asked(report, published), found.collection)]


def readiness(found: FoundReport, published: str | None) -> Made:
    """report.yml with the word; or what is still missing."""
    if problems := errors(asked_once_ready(found, published)):
        return [], problems
    return made(found.file, lambda typed: as_ready(typed, found.report, published))


def as_ready(typed: TypedFile, report: Report, published: str | None) -> TypedFile:
    """With the word, and with the day of publication where it is known."""
    if report.envelope.state:
        typed = typed.without_remark(("state",), STATE_REMARK)
    typed = typed.with_value(("state",), State.READY.value, below=("scope", "written"))
    return typed.with_value(("published",), published, below=("scope", "written", "state")) if published else typed


def as_asked(report: Report, published: str | None) -> Report:
    """The report as it would be."""
    envelope = report.envelope.model_copy(update={"published": published} if published else {})
    return replace(report, state=State.READY, envelope=envelope)


def already_public(report: Report) -> Problem:
    assert report.state
    return Problem(report.position("state"), RULE, f"这份报告{report.state.label}，早已不是草稿")
