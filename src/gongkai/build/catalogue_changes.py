"""What changed from each year's catalogue to the next.

What was counted is kept from build to build, so that an earlier year is read again only when it, or the one after it, is another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.build import inputs
from gongkai.build.cache import cached
from gongkai.build.manifest import digest
from gongkai.build.target import File
from gongkai.catalogue import FOLDER, Catalogue, files_in
from gongkai.catalogue.difference import FieldDifference, difference
from gongkai.catalogue.earlier import earlier_years
from gongkai.collection import Collection
from gongkai.downloads.catalogue_changes_csv import NAME as CSV
from gongkai.downloads.catalogue_changes_csv import content
from gongkai.html.pages.catalogue.changes_page import FieldChanges, Step, address_of, changes_page, counted, field_changes_page
from gongkai.html.setting import Page, Setting


@dataclass
class Changes:
    """`steps` newest first, with the digests of the two catalogues of each; none where no year was set aside."""

    data: Path
    catalogue: Catalogue
    cache: Path
    steps: tuple[Step, ...] = ()
    sums: Mapping[int, str] = field(default_factory=dict)
    earlier: Mapping[int, Catalogue] = field(default_factory=dict)

    def newest(self, id: str) -> FieldChanges | None:
        """How the field differs from the newest earlier year; None where it does not, or there is none."""
        return self.steps[0].field(id) if self.steps else None

    def differences(self, step: Step) -> tuple[FieldDifference, ...]:
        return difference(self.of(step.year), self.of(step.then))

    def of(self, year: int | None) -> Catalogue:
        """That year's; of None that in force."""
        return self.catalogue if year is None else self.earlier[year]

    # ---- What is made of them

    def page(self, setting: Setting) -> Page:
        return changes_page(self.steps, setting, CSV)

    def file(self, step: Step) -> File:
        return File(f"{address_of(step)}/{CSV}", content(self.differences(step)))

    def field_pages(self, step: Step, setting: Setting) -> Iterator[Page]:
        return (field_changes_page(step, field, setting) for field in self.differences(step))


def changes_of(collection: Collection, cache: Path) -> Changes:
    """What the county's catalogues of several years differ in."""
    data = collection.data
    years = earlier_years(data)
    changes = Changes(data, collection.catalogue, cache, earlier=dict(collection.earlier))
    folders: dict[int | None, str] = {earlier.year: sum_of(earlier.folder) for earlier in years}
    folders[None] = sum_of(data / FOLDER) if years else ""
    steps = []
    sums = {}
    for earlier, then in zip(years, (None, *(later.year for later in years)), strict=False):
        of = sums[earlier.year] = digest(inputs.code_digest(), folders[earlier.year], folders[then], str(then))
        steps.append(known_step(changes, earlier.year, then, of))
    changes.steps, changes.sums = tuple(steps), sums
    return changes


def sum_of(folder: Path) -> str:
    return inputs.digest_of((str(file) for file in files_in(folder)), str(folder))


def known_step(changes: Changes, year: int, then: int | None, of: str) -> Step:
    """As it was kept; counted anew when the catalogues are others."""

    def anew() -> Step:
        fields = difference(changes.of(year), changes.of(then))
        return Step(year, then, tuple(map(counted, fields)), len(content(fields)))

    return cached(changes.cache / f"changes-{year}", of, anew)
