"""What somebody could do who writes to the office's folders and knows how everything is made."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.archive import Order, seal_year
from gongkai.archive.chaining import complete
from gongkai.collection import load_collection
from gongkai.reports.chain import EMPTY, Entry, chain_file
from gongkai.reports.seals import Version, read_seals, seal_file, seal_text
from gongkai.reports.signatures import Signature, record_text
from tests.archive.authority import Authority


def by_turns(cases: Iterable[str], every: int = 4) -> list[object]:
    """A fair part of the cases for each run of the tests; all of them in the audit."""
    return [name if number % every == 0 else pytest.param(name, marks=pytest.mark.audit) for number, name in enumerate(cases)]


class Forger:
    """`county` is a signed county's folder, `work` a place for files in between."""

    def __init__(self, county: Path, authority: Authority | None, work: Path) -> None:
        self.county, self.own, self.work = county, authority, work
        self.seal, self.folder = county / "data/seals/2021.yml", county / "archive/signatures"

    @property
    def authority(self) -> Authority:
        assert self.own, "where something is signed"
        return self.own

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

    def before(self, head: str | None) -> None:
        data = self.county / "data"
        seal_file(data, 2021).write_text(seal_text(replace(read_seals(data)[0].years[2021], before=head)), "utf-8")

    def reversion(self, agency: str, change: Callable[[tuple[Version, ...]], tuple[Version, ...]]) -> None:
        """Versions of a report taken out of the seal."""
        data = self.county / "data"
        seal = read_seals(data)[0].years[2021]
        other = replace(seal, reports={**seal.reports, agency: change(seal.reports[agency])})
        seal_file(data, 2021).write_text(seal_text(other), "utf-8")

    # ---- With everything that depends on it made anew

    @property
    def data(self) -> Path:
        return self.county / "data"

    def unchained(self) -> None:
        """Every trace of a chain removed, so that the seals look like those of before."""
        chain_file(self.data).unlink(missing_ok=True)
        for year, seal in read_seals(self.data)[0].years.items():
            seal_file(self.data, year).write_text(seal_text(replace(seal, before=None)), "utf-8")

    def rechained(self) -> None:
        """The chain made anew from what there is now, as if nothing had been there before."""
        self.unchained()
        complete(self.data)

    def resealed(self, *years: tuple[int, date]) -> None:
        """All seals and bags thrown away, and the reports as they are now sealed as if for the first time."""
        shutil.rmtree(self.data / "seals")
        shutil.rmtree(self.county / "archive")
        for year, day in years:
            sealed, problems = seal_year(load_collection(self.data)[0], year, Order(day, "示例县人民政府办公室", ("pdf",)))
            assert sealed, problems

    def entries(self, change: Callable[[tuple[Entry, ...]], Iterable[Entry]]) -> None:
        """The chain's entries changed, numbered anew and each naming the digest of those before it."""
        chain = EMPTY
        for entry in change(read_seals(self.data)[0].chain.entries):
            chain = chain.longer(entry.kind, entry.year, entry.day, entry.by, (entry.of, entry.sums))
        chain_file(self.data).write_text(chain.text, "utf-8")

    def lines(self, change: Callable[[str], str]) -> None:
        file = chain_file(self.data)
        before = file.read_text("utf-8")
        assert change(before) != before
        file.write_text(change(before), "utf-8")
