"""Where in report.yml something that a report states was typed, by the address that findings and corrections give it."""

from __future__ import annotations

from gongkai.reports.report import Report
from gongkai.reports.statements import FACETS, NAMES

Path = tuple[str | int, ...]
NOT_TYPED_ALONE = (
    "letter.body",
    "withdrawn",
    "year",
    "agency",
    "format",
)  # several values, or what decides how all else is read


def typed_path(report: Report, address: str) -> Path | None:
    """The keys that lead there from the top of report.yml; None for what the report does not state, and for its sections.

    >>> typed_path(report, "requests.granted.total")  # doctest: +SKIP
    ('tables', 'requests', 'granted', 'total')
    """
    first, *rest = address.split(".")
    if address in NAMES:
        return None if address in NOT_TYPED_ALONE else tuple(address.split("."))
    if first == "figures" and rest and rest[0] in report.envelope.figures:
        return named_figure(rest)
    if first == "labels" and ".".join(rest) in report.labels:
        return ("labels", ".".join(rest))
    return in_table(report, first, rest)


def named_figure(rest: list[str]) -> Path | None:
    if len(rest) == 1:
        return ("figures", rest[0], "value")
    return ("figures", *rest) if len(rest) == 2 and rest[1] in FACETS else None


def in_table(report: Report, name: str, lines: list[str]) -> Path | None:
    table = report.tables.get(name)
    if table is None or len(lines) != 2:
        return None
    if table.format.generic:
        row = int(lines[0]) if lines[0].isdigit() else 0
        known = 0 < row <= len(table.generic) and lines[1] in ("label", "unit", "figure")
        return ("tables", name, row - 1, lines[1]) if known else None
    return ("tables", name, *lines) if lines[1] in table.cells.get(lines[0], {}) else None
