"""The counties' catalogues side by side, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.pages.catalogue.overview import NONE, count_entry
from gongkai.html.pages.province.elements import COUNTY, titled
from gongkai.reports.county_record import CountyRecord

BY_FIELD = "各领域各县的条数"


def fields_content(counties: Sequence[CountyRecord]) -> Markup:
    """A row for each county, as there may be a hundred; a column for each field. It stands one folder deep."""
    titles: dict[str, str] = {}
    for county in counties:
        titles |= {id: title for id, title in county.titles.items() if id not in titles}
    with_some = [county for county in counties if county.entries]
    rows = tuple(
        CrossRow(
            TableCell(county.county, f"../{county.folder}/"),
            tuple(count_entry(county.entries.get(id, 0)) for id in titles),
            county.folder,
        )
        for county in with_some
    )
    below = (f"“{NONE}”：没有这个领域的条目。",)
    table = CrossTable("fields", BY_FIELD, COUNTY, heads(list(titles.values())), rows, below, tuple(titles))
    missing = [county.county for county in counties if county not in with_some]
    note = paragraph(f"没有公开目录的：{'、'.join(missing)}。") if missing else Markup()
    return joined(titled(BY_FIELD), note, fragment("cross-table", table))
