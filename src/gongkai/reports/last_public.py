"""What a report stated when it was last public: as its newest sealed copy has it, or as the digests of its record prove it."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.collection import Collection
from gongkai.reports.published import LATER, PublishedState, digests, part_of
from gongkai.reports.report import Report
from gongkai.reports.seals import sealed_report
from gongkai.reports.statements import WITHDRAWN, before, statements


@dataclass(frozen=True, slots=True)
class LastPublic:
    """`revisions`: so many corrections were public with it. At most one of `sealed` and `recorded` is there."""

    report: Report
    revisions: int
    sealed: Report | None = None
    recorded: PublishedState | None = None

    def said(self, place: str, text: str) -> bool | None:
        """Whether that text stood there then, before the corrections since. None where nobody can tell."""
        if self.sealed is not None:
            found = statements(self.sealed).get(place)
            return found is not None and found.text == text
        if self.recorded is not None:
            part = part_of(place)
            if part in LATER and part not in self.recorded.parts:
                return None  # it was not there yet, or was not recorded yet when that record was written
            stated = {address: each.text for address, each in statements(self.report).items()} | {place: text}
            earlier, _ = before(stated, self.report.envelope.revisions[self.revisions :])
            return digests(earlier).get(part) == self.recorded.parts.get(part)
        return None

    def pending(self, place: str) -> int | None:
        """The number of the newest correction of that place that was not public yet; None where there is none."""
        revisions = self.report.envelope.revisions
        found = (number for number in range(len(revisions) - 1, self.revisions - 1, -1) if revisions[number].place == place)
        return next(found, None)


def last_public(report: Report, collection: Collection) -> LastPublic:
    """Where neither a seal nor a record says more, every correction counts as public."""
    versions = collection.sealed(report)
    if versions:
        copy = sealed_report(collection.seals, report, versions[-1])
        known = report.envelope.revisions if copy is None else copy.envelope.revisions
        return LastPublic(report, len(known), sealed=copy)
    recorded = collection.published.get((report.year, report.agency_id))
    if recorded is not None:
        return LastPublic(report, recorded.revisions, recorded=recorded)
    return LastPublic(report, len(report.envelope.revisions))


def withdrawal_was_public(report: Report, collection: Collection) -> bool:
    """Whether the public has been told that the report is withdrawn; also where nobody can tell."""
    recorded, known = collection.published.get((report.year, report.agency_id)), last_public(report, collection)
    if known.sealed is not None and known.sealed.envelope.withdrawn:
        return True
    if recorded is not None:  # one without the day of publication is older than what is asked
        return WITHDRAWN in recorded.parts or "published" not in recorded.parts
    return known.sealed is None
