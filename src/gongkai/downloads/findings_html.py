"""The findings as one page that is read, printed or sent on by itself: nothing in it is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import groupby

from jinja2 import Environment, StrictUndefined, Template

from gongkai.checks.findings import Finding


def content(findings: Sequence[Finding], title: str, summary: str) -> bytes:
    """`summary` is the sentence that counts them. Everything from the data is escaped."""
    ordered = sorted(findings, key=report_key)  # within a report they keep their order
    reports = [(heading(*key), list(found)) for key, found in groupby(ordered, key=report_key)]
    return template().render(title=title, summary=summary, reports=reports).encode()


def report_key(finding: Finding) -> tuple[int, str]:
    return (finding.year or 0, finding.agency)


def heading(year: int, agency: str) -> str:
    return f"{agency} {year} 年" if year else "全站（不属于哪一份报告）"


@cache
def template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(resources.files("gongkai").joinpath("downloads", "findings.html").read_text("utf-8"))
