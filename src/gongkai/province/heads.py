"""What a province keeps of its counties' chains: the last head of each, so that no county can make another one unseen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from gongkai.reports.county_record import CountyRecord

FILE = "heads.txt"
HEADING = "# 各县封存链的链头。每次生成时核对：上次的链头要在这个县的封存链里\n"
LINE = re.compile(r"封存链第 \d+ 条 (?P<head>[0-9a-f]{64})  (?P<folder>\S+)  [^\n]*")


def read_heads(into: Path) -> dict[str, str]:
    """By the county's folder; empty before the first time."""
    file = into / FILE
    text = file.read_text("utf-8", "replace") if file.is_file() else ""
    return {found["folder"]: found["head"] for line in text.splitlines() if (found := LINE.fullmatch(line))}


def heads_text(into: Path, counties: Sequence[CountyRecord]) -> str:
    """The new heads; of a county that was not made this time the line of the last time stays. Empty where nobody has sealed."""
    file = into / FILE
    old = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
    kept = {found["folder"]: line for line in old if (found := LINE.fullmatch(line))}
    kept |= {each.folder: f"{each.sealed} {each.head}  {each.folder}  {each.county}" for each in counties if each.sealed}
    return HEADING + "".join(f"{line}\n" for _, line in sorted(kept.items())) if kept else ""
