"""A line of a report.yml written anew; every other line, remarks and layout stay as people typed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

from gongkai.files import write_durably
from gongkai.imports.placing.draft import STATE_REMARK

ABOVE = re.compile(r"^(?:scope|written|state):.*(?:\r?\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReportEdit:
    """The file as it is and as it would be; nothing is written before `carry_out`."""

    file: Path
    before: str
    after: str

    def lines(self) -> Iterator[str]:
        """What goes and what comes: `- state: draft`, `+ state: ready`."""
        compared = ndiff(self.before.splitlines(), self.after.splitlines())
        return (line for line in compared if line.startswith(("- ", "+ ")))

    def with_line(self, key: str, value: str) -> ReportEdit:
        """`key: value` in the place of that key's line, or below `scope` and its like; what was remarked beside it stays."""
        found = re.search(rf"^{key}:(?P<value>[^#\r\n]*)(?P<remark>#[^\r\n]*)?", self.after, re.MULTILINE)
        if found:
            remark = found["remark"] or ""
            kept = f"  {remark}" if remark and remark != STATE_REMARK else ""
            return self.changed(f"{self.after[: found.start()]}{key}: {value}{kept}{self.after[found.end() :]}")
        place = max((above.end() for above in ABOVE.finditer(self.after)), default=0)
        return self.changed(f"{self.after[:place]}{key}: {value}{self.ending}{self.after[place:]}")

    def with_block(self, remark: str, line: str) -> ReportEdit:
        """At the end, below an empty line and a remark."""
        return self.changed(self.ending.join((self.after.rstrip(), "", f"# {remark}", line, "")))

    @property
    def ending(self) -> str:
        return "\r\n" if "\r\n" in self.before else "\n"

    def changed(self, after: str) -> ReportEdit:
        return ReportEdit(self.file, self.before, after)

    def carry_out(self) -> None:
        write_durably(self.file, self.after.encode())


def edit_of(file: Path) -> ReportEdit:
    """Of a file that the reader of reports could read."""
    text = file.read_bytes().decode("utf-8")
    return ReportEdit(file, text, text)
