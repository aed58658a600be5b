"""What somebody could do who writes to the office's folders and knows how everything is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gongkai.reports.seals import read_seals, seal_file, seal_text
from gongkai.reports.signatures import Signature, record_text
from tests.archive.authority import Authority


def by_turns(cases: Iterable[str], every: int = 3) -> list[object]:
    """A fair part of the cases for each run of the tests; all of them in the audit."""
    return [name if number % every == 0 else pytest.param(name, marks=pytest.mark.audit) for number, name in enumerate(cases)]


class Forger:
    """`county` is a signed county's folder, `work` a place for files in between."""

    def __init__(self, county: Path, authority: Authority, work: Path) -> None:
        self.county, self.authority, self.work = county, authority, work
        self.seal, self.folder = county / "data/seals/2021.yml", county / "archive/signatures"

    def record(self, number: int) -> Signature:
        return next(each for each in read_seals(self.county / "data")[0].signed if each.number == number)

    def rewrite(self, number: int, **changes: Any) -> None:
        """The record with those changes and the sums of the files as they are now."""
        changed = replace(self.record(number), **changes)
        sums = {name: hashlib.sha512((self.folder / name).read_bytes()).hexdigest() for name in changed.files}
        (self.folder / f"2021-{number}.yml").write_text(record_text(replace(changed, files=sums)), "utf-8")

    def other_bytes(self) -> Path:
        other = self.work / "other.yml"
        other.write_bytes(self.seal.read_bytes() + b"# \n")
        return other

    def signed(self, number: int, by: str, content: Path | None = None, **changes: Any) -> None:
        """The CMS signature of that number replaced by another's."""
        self.authority.cms(content or self.seal, by, self.folder / f"2021-{number}.p7s")
        self.rewrite(number, **changes)

    def raw(self, number: int, by: str, content: Path | None = None, **changes: Any) -> None:
        self.authority.raw(content or self.seal, by, self.folder / f"2021-{number}.sig")
        (self.folder / f"2021-{number}.pem").write_bytes((self.authority.folder / f"{by}.pem").read_bytes())
        self.rewrite(number, **changes)

    def stamped(self, number: int, by: str, content: Path | None = None, **changes: Any) -> None:
        request = self.authority.query(content or self.folder / self.record(number).of, self.work / "f.tsq")
        self.authority.stamp(request, self.folder / f"2021-{number}.tsr", by)
        self.rewrite(number, **changes)

    def sealed(self, **changes: Any) -> None:
        """The newest version of the government's report in the seal rewritten."""
        data = self.county / "data"
        seal = read_seals(data)[0].years[2021]
        *rest, last = seal.reports["demo"]
        other = replace(seal, reports={**seal.reports, "demo": (*rest, replace(last, **changes))})
        seal_file(data, 2021).write_text(seal_text(other), "utf-8")

    def unsealed(self, *agencies: str) -> None:
        data = self.county / "data"
        seal = read_seals(data)[0].years[2021]
        other = replace(seal, reports={agency: each for agency, each in seal.reports.items() if agency not in agencies})
        seal_file(data, 2021).write_text(seal_text(other), "utf-8")
