"""What was public, and the state of a report that follows from it.

That a report was published is told by the recorded addresses, by its seal, or, where report.yml has no word of its own, by the
day or the withdrawal that it states (decisions/0034).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.county.addresses import report_address
from gongkai.reports.seals import NONE, Seals
from gongkai.reports.state import State

if TYPE_CHECKING:
    from gongkai.reports.envelope import Envelope

WORD = re.compile(r"^state:", re.MULTILINE)
TOLD = re.compile(r"^(published:[ \t]*[\"']?\d|withdrawn:)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """What a county knows of what was public: the addresses that it recorded, with them what was stated there, and its seals."""

    addresses: Container[str]
    seals: Seals
    government: str
    stated: Container[tuple[int, str]] = ()

    def is_sealed(self, year: int, agency: str) -> bool:
        return bool(self.seals.versions(year, agency))

    def has(self, year: int, agency: str) -> bool:
        """Whether the report of that year and agency was public."""
        if f"{report_address(year, agency, self.government)}/" in self.addresses or (year, agency) in self.stated:
            return True
        return self.is_sealed(year, agency)


NO_RECORD = PublicRecord((), NONE, "")


def state_of(envelope: Envelope, record: PublicRecord = NO_RECORD) -> State:
    year, agency = envelope.year, envelope.agency
    told = envelope.state is None and bool(envelope.published or envelope.withdrawn)
    if not (told or record.has(year, agency)):
        return State.DRAFT if envelope.state == "draft" else State.READY
    if envelope.withdrawn:
        return State.WITHDRAWN
    return State.SEALED if record.is_sealed(year, agency) else State.PUBLISHED


def unread_was_public(text: str, year: int, agency: str, record: PublicRecord) -> bool:
    """The same of a report.yml that cannot be read, as far as its text tells.

    >>> [unread_was_public(text, 2020, "demo", NO_RECORD) for text in ("state: draft", "published: 2021-01-28")]
    [False, True]
    """
    return record.has(year, agency) or (not WORD.search(text) and bool(TOLD.search(text)))
