"""What stands around a report's tables: identity, letter, named figures, accepted findings, corrections."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from gongkai.shapes import Shape

Text = Annotated[str, StringConstraints(min_length=1)]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}\Z")


def day(value: object) -> date:
    """`2021-01-08`; a day that the calendar does not have is refused."""
    if isinstance(value, str) and DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"“{value}”不是真实的日期") from None
    raise ValueError(f"“{value if value is not None else ''}”不是日期；请写成 2021-01-08 的样子")


def moment(value: object) -> str:
    """`2021-01-08 09:30` or, where the hour is not known, `2021-01-08`; Beijing time, kept as written."""
    if isinstance(value, str) and (DAY.match(value) or MOMENT.match(value)):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"“{value}”不是真实的时间") from None
        return value
    raise ValueError(f"“{value if value is not None else ''}”不是时间；请写成 2021-01-08 09:30 的样子")


Day = Annotated[date, BeforeValidator(day)]
Moment = Annotated[str, BeforeValidator(moment)]


class Period(Shape):
    """统计期限, both days included."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")


class Letter(Shape):
    """The letter with which the report was sent upward (上行文), as printed."""

    document_number: Text | None = None
    signer: Text | None = None
    title: Text
    addressee: Text | None = None
    body: tuple[Text, ...]
    signature: Text | None = None
    date: Day | None = None


class Colophon(Shape):
    """版记: who printed the document and when; `wording` is what stands after the day (印 or 印发)."""

    issuer: Text
    date: Day
    wording: Literal["印", "印发"] = "印发"


class NamedFigure(Shape):
    """A figure of the prose. `approximate` for 100多; `unit` is the unit as the text prints it."""

    value: int | Decimal
    unit: Text
    label: Text
    approximate: bool = False


class Acceptance(Shape):
    """A finding the office has looked at and lets stand. `note` (校注) is shown on the page beside the figure."""

    rule: Text
    subject: str
    reason: Text
    by: Text
    date: Day | None = None
    note: Text | None = None


class Revision(Shape):
    """A correction after publication; `cell` is the address of what changed."""

    date: Day
    cell: Text
    was: int | Decimal | str | None
    now: int | Decimal | str | None
    why: Text
    by: Text


class Envelope(Shape):
    """`scope`: whole_government (本级政府汇总) or this_organ (本机关). `published` is None when nobody stated the time."""

    year: int
    agency: Text
    format: Text
    title: Text
    scope: Literal["whole_government", "this_organ"]
    period: Period | None = None
    written: Day | None = None
    published: Moment | None = None
    index_number: Text | None = None
    letter: Letter | None = None
    colophon: Colophon | None = None
    source_document: Text | None = None
    figures: dict[str, NamedFigure] = Field(default_factory=dict)
    accepted: tuple[Acceptance, ...] = ()
    revisions: tuple[Revision, ...] = ()
