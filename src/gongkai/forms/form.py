"""One agency's form: whose it is, what is filled in already, and last year's figures beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.forms.cells import FormSheet
from gongkai.forms.free_rows import GROUP, INDICATOR, KIND, ROWS
from gongkai.forms.front import Identity, digest, front_sheet, notes_sheet
from gongkai.forms.layout import table_sheets
from gongkai.forms.stored import number_text
from gongkai.reports.report import Report, ReportTable
from gongkai.statute.formats import Format, format_for


@dataclass(frozen=True, slots=True)
class Form:
    """`filled` by address: what stands in a cell as it is typed in report.yml; a blank has no entry. `earlier` likewise, of the
    year before, empty where there is no report of it on the same form.
    """

    identity: Identity
    filled: Mapping[str, str]
    earlier: Mapping[str, str]

    @property
    def sheets(self) -> tuple[FormSheet, ...]:
        """All of them in their order."""
        identity = self.identity
        front = front_sheet(identity, digest(identity, dict(self.earlier)))
        return (front, *table_sheets(identity.format, identity.year), notes_sheet(identity.format))


class TooManyRowsError(Exception):
    """A report has more rows than the form has room for; the message says so."""


def form_of(identity: Identity, report: Report | None, before: Report | None) -> Form:
    """`report` is what the office has of that year already, None where it has nothing; `before` is that of the year before."""
    filled = confirmed(report) if report else usual(identity.format)
    carried = before if before and before.format.id == identity.format.id else None
    return Form(identity, filled, dict(comparable(carried)) if carried else {})


def form_in(collection: Collection, agency: Agency, year: int) -> Form | None:
    """The form for an agency of a county; None where no format is known of that year."""
    report = collection.report(year, agency.id)
    format = report.format if report else format_for(year)
    if format is None:
        return None
    county = collection.site.government if collection.site else ""
    identity = Identity(county, agency.name, agency.id, year, format)
    return form_of(identity, report, collection.report(year - 1, agency.id))


def confirmed(report: Report) -> dict[str, str]:
    """What the report says by address, without last year's figures that nobody has confirmed: the agency is asked for those."""
    proposed = tuple(f"{address}." for address in report.envelope.proposed)
    return {address: text for address, text in stated(report).items() if not f"{address}.".startswith(proposed)}


def stated(report: Report) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in report.tables.values():
        cells = free_cells(table) if table.format.generic else ((a, cell.text) for a, cell in table.addressed())
        found.update((address, text) for address, text in cells if text)
    return found


def free_cells(table: ReportTable) -> Iterator[tuple[str, str]]:
    if len(table.generic) > ROWS:
        raise TooManyRowsError(f"这份报告的{table.format.title}有 {len(table.generic)} 行，填报表只有 {ROWS} 行")
    for number, row in enumerate(table.generic, start=1):
        at = f"{table.format.id}.{number}"
        yield f"{at}.{KIND}", INDICATOR if row.cell else GROUP
        yield f"{at}.label", row.label
        yield f"{at}.unit", row.unit
        yield f"{at}.figure", row.cell.text if row.cell else ""


def usual(format: Format) -> dict[str, str]:
    """The rows that a table of free rows begins with."""
    found: dict[str, str] = {}
    for table in format.tables:
        for row in table.generic.usual if table.generic else ():
            at = f"{table.id}.{row.id}"
            found |= {f"{at}.{KIND}": INDICATOR if row.unit else GROUP, f"{at}.label": row.label}
            found |= {f"{at}.unit": row.unit} if row.unit else {}
    return found


def comparable(report: Report) -> Iterator[tuple[str, str]]:
    """As a spreadsheet keeps them, so that they are the same when they come back: 1.4 for 1.40."""
    for table in report.tables.values():
        for address, cell in table.addressed():
            printed = cell.text.removesuffix(cell.remark)
            if printed:
                yield address, number_text(printed) or printed
