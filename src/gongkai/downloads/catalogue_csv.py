"""The catalogue as CSV: a row an entry, the same columns for every field, for Excel by a double click and for programs alike."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter

from gongkai.catalogue import Audience, Entry, Field
from gongkai.catalogue.entries import Channels, audience_text
from gongkai.catalogue.entry_fields import FROM_ID_TO_BASIS
from gongkai.catalogue.limits import read_limit
from gongkai.downloads.spreadsheets import BOM, safe_row
from gongkai.statute.catalogue_standard import entry_labels

END = "\r\n"
Texts = tuple[str, ...]


@cache
def header() -> Texts:
    """The entry's fields under their labels; the time limit and the channels also as they are read."""
    label = entry_labels()
    limited = (label["time_limit"], "时限天数", "时限单位", "时限起算", label["publisher"])
    served = ("必选渠道", "可选渠道", label["audience"], label["method"], label["levels"])
    linked = (label["agencies"], label["figures"], label["valid_from"], label["valid_until"], "自加的列")
    return ("领域代号", "领域", *(label[name] for name in FROM_ID_TO_BASIS), *limited, *served, *linked)


def whole(fields: Iterable[bytes]) -> bytes:
    """Fields as `rows` gives them, below the head; with a BOM, lines ended as Excel ends them."""
    return b"".join((BOM.encode(), lines([header()]), *fields))


def rows(field: Field) -> bytes:
    """A field's lines, without the head."""
    named = (field.id, field.title)
    owns = run(safe_row((*named, *own_texts(entry))) for entry in field.entries)
    return b"".join(f"{own},{rest(entry)}{END}".encode() for own, entry in zip(owns, field.entries, strict=True))


def lines(found: Iterable[Iterable[str]]) -> bytes:
    return "".join(f"{line}{END}" for line in run(found)).encode()


def run(found: Iterable[Iterable[str]]) -> list[str]:
    """Cells that stand side by side, each such run as CSV."""
    runs = Runs()
    csv.writer(runs, lineterminator=END).writerows(found)  # what breaks a line is quoted
    return runs


class Runs(list[str]):
    """What a writer of CSV writes into: a line at a time."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix(END))


# ---- A line: what is an entry's own, then runs that many entries say alike, each of which is written once

own_texts = attrgetter(*FROM_ID_TO_BASIS)


def rest(entry: Entry) -> str:
    return ",".join(
        (
            limited(entry.time_limit, entry.publisher),
            served(entry.channels, entry.audience, entry.methods, entry.levels),
            linked(entry.agencies, entry.figures, entry.valid_from, entry.valid_until, added(entry)),
        )
    )


@lru_cache(maxsize=4096)
def limited(written: str, publisher: str) -> str:
    limit = next((limit for limit in read_limit(written).limits if limit.kind == "within"), None)
    unit = {True: "工作日", False: "日", None: ""}[limit.working if limit else None]
    return one_run(written, str(limit.days) if limit else "", unit, limit.since if limit else "", publisher)


@lru_cache(maxsize=4096)
def served(channels: Channels, audience: Audience, methods: Texts, levels: Texts) -> str:
    boxes = (channels.required_boxes, channels.optional_boxes)
    return one_run(*boxes, audience_text(audience), "；".join(methods), "；".join(levels))


@lru_cache(maxsize=4096)
def linked(agencies: Texts, figures: Texts, valid_from: date | None, valid_until: date | None, added: str) -> str:
    days = (day.isoformat() if day else "" for day in (valid_from, valid_until))
    return one_run(" ".join(agencies), " ".join(figures), *days, added)


def added(entry: Entry) -> str:
    return "；".join(f"{name}：{said}" for name, said in entry.extra.items()) if entry.extra else ""


def one_run(*fields: str) -> str:
    return run([safe_row(fields)])[0]
