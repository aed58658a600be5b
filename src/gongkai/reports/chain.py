"""The append-only record of all that was sealed and signed: each entry names the digest of everything before it.

`data/seals/chain.txt` only grows. The SHA-256 of the file up to the end of an entry is its head, which pages and feeds
show; whoever holds an older head can tell whether anything before it was altered since. The lines without `#` are those of
`sha512sum`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from gongkai.problems import Position, Problem, shown
from gongkai.source.text import read_text

RULE = "chain"
FILE = "chain.txt"
HEADING = "# 封存链：只在末尾添加，每条写着前面全部内容的 SHA-256。由 gongkai 写成，不要手工改；核对用 gongkai verify\n"
NO_HEAD = "0" * 64
REMADE = "封存链从这里起被改动过；请从备份恢复"
ENTRY = re.compile(
    r"# (?P<number>\d+) (?P<kind>收入|封存|签名) (?P<year>\d+) (?P<day>\d{4}-\d\d-\d\d) (?P<by>[^\n]+)\n"
    r"# before (?P<before>[0-9a-f]{64})\n"
    r"# (?:seal|certificates) (?P<of>[0-9a-f]{128})\n"
    r"(?P<sums>(?:[0-9a-f]{128}  [^\s]+\n)+)"
)
HELD = re.compile(r"封存链第\s*(\d+)\s*条(?:(?!封存链).){0,80}?(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])", re.DOTALL)


class Kind(StrEnum):
    """TAKEN_UP: a seal that was there before the chain began."""

    TAKEN_UP = "收入"
    SEALED = "封存"
    SIGNED = "签名"


@dataclass(frozen=True, slots=True)
class Entry:
    """One sealing, or one signature taken in. `day` and `by` as stated there.

    `of` is the SHA-512 of the year's seal as it was then, or of the certificates trusted then; `sums` are those of the bags
    that were sealed, or of the files of the signature, by name.
    """

    number: int
    kind: Kind
    year: int
    day: date
    by: str
    before: str
    of: str
    sums: Mapping[str, str]

    @property
    def text(self) -> str:
        label = "certificates" if self.kind is Kind.SIGNED else "seal"
        lines = (
            f"# {self.number} {self.kind.value} {self.year} {self.day} {self.by}",
            f"# before {self.before}",
            f"# {label} {self.of}",
            *(f"{sum}  {name}" for name, sum in self.sums.items()),
        )
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Chain:
    """All entries, oldest first; none where nothing was sealed since there are chains."""

    entries: tuple[Entry, ...] = ()

    @property
    def text(self) -> str:
        return HEADING + "".join(entry.text for entry in self.entries)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The head after each entry."""
        sum, found = hashlib.sha256(HEADING.encode()), []
        for entry in self.entries:
            sum.update(entry.text.encode())
            found.append(sum.hexdigest())
        return tuple(found)

    @property
    def head(self) -> str:
        """The newest head; zeros where there is no entry."""
        return self.heads[-1] if self.entries else NO_HEAD

    @property
    def said(self) -> str:
        """封存链第 3 条, as pages say which entry the head is of; empty where there is none."""
        return f"封存链第 {len(self.entries)} 条" if self.entries else ""

    def entry_of(self, name: str) -> Entry | None:
        """The entry that names a bag or a signature's file."""
        return next((entry for entry in self.entries if name in entry.sums), None)

    def last_of(self, year: int) -> Entry | None:
        """The last entry about that year's seal."""
        return next((each for each in reversed(self.entries) if each.year == year and each.kind is not Kind.SIGNED), None)

    @property
    def last_day(self) -> date | None:
        return max((entry.day for entry in self.entries), default=None)

    def longer(self, kind: Kind, year: int, day: date, by: str, sums: tuple[str, Mapping[str, str]]) -> Chain:
        """With one entry more. `sums`: what it is of, and those of its files."""
        of, files = sums
        entry = Entry(len(self.entries) + 1, kind, year, day, " ".join(by.split()), self.head, of, files)
        return Chain((*self.entries, entry))


EMPTY = Chain()


def chain_file(data: Path) -> Path:
    return data / "seals" / FILE


def read_chain(data: Path) -> tuple[Chain, list[Problem]]:
    """The chain; what is not as it was written is a problem at its line, and everything from there on is left out."""
    file = chain_file(data)
    if not file.exists():
        return EMPTY, []
    text, problems = read_text(file)
    if text is None:
        return EMPTY, problems
    chain = Chain(tuple(entries_in(text)))
    if chain.text == text and chain.entries:
        return chain, problems
    line = next((n for n, (a, b) in enumerate(zip_lines(chain.text, text), start=1) if a != b), 1)
    return chain, [*problems, Problem(Position(shown(file), line, 1), RULE, REMADE)]


def zip_lines(one: str, other: str) -> Iterable[tuple[str, str]]:
    first, second = one.split("\n"), other.split("\n")
    length = max(len(first), len(second))
    return zip(first + [""] * (length - len(first)), second + ["\0"] * (length - len(second)), strict=True)


def entries_in(text: str) -> Iterator[Entry]:
    """As far as each follows on the one before it."""
    sum, number = hashlib.sha256(HEADING.encode()), 0
    place = len(HEADING) if text.startswith(HEADING) else len(text)
    while (found := ENTRY.match(text, place)) and (entry := entry_from(found)):
        number += 1
        if entry.number != number or entry.before != (sum.hexdigest() if number > 1 else NO_HEAD) or entry.text != found.group():
            return
        yield entry
        sum.update(entry.text.encode())
        place = found.end()


def entry_from(found: re.Match[str]) -> Entry | None:
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        return None
    sums = {name: sum for sum, _, name in (line.partition("  ") for line in found["sums"].splitlines())}
    kind = Kind(found["kind"])
    return Entry(int(found["number"]), kind, int(found["year"]), day, found["by"], found["before"], found["of"], sums)


def heads_in(text: str) -> list[tuple[int, str]]:
    """The heads that an older page or file shows, each with the number of its entry; of a copy of the chain its own."""
    if text.startswith(HEADING):
        entries = tuple(entries_in(text))
        return [(len(entries), hashlib.sha256(text.encode()).hexdigest())]
    plain = re.sub(r"<[^>]*>", " ", text)
    return [(int(number), head) for number, head in dict.fromkeys(HELD.findall(plain))]
