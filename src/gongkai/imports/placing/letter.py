"""The letter that sent the report upward, and the 版记, read from the paragraphs around the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gongkai.imports.document import Paragraph
from gongkai.imports.placing.draft import DraftColophon, DraftLetter
from gongkai.statute.labels import plain, squeezed

NUMBER = re.compile(r"(?P<number>\S{1,30}?[〔﹝\[［（(]\d{4}[〕﹞\]］）)]\s*\d+\s*号)")
SIGNER = re.compile(r"签发人\s*[:：]\s*(?P<name>.*\S)")
DAY = re.compile(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
COLOPHON = re.compile(rf"(?P<issuer>\S.*?)\s+{DAY.pattern}\s*(?P<wording>印发|印)")
LONGEST_SIGNATURE, LONGEST_COLOPHON = 40, 200


def day_in(text: str) -> date | None:
    """The day that the text is, 2021年1月8日; None when it is anything else or the calendar has no such day."""
    return day_of(DAY.fullmatch(plain(text.strip())))


def day_of(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def read_letter(paragraphs: Sequence[Paragraph]) -> tuple[DraftLetter | None, list[Paragraph]]:
    """The letter before the report's title, None when there is none; and the paragraphs that are no part of it."""
    end = next((n for n, p in enumerate(paragraphs) if p.text.rstrip().endswith(("：", ":"))), None)
    if end is None:
        return None, list(paragraphs)
    heads = [
        n for n, p in enumerate(paragraphs[:end]) if group_text(NUMBER, p.text, "number") or group_text(SIGNER, p.text, "name")
    ]
    start = heads[0] if heads else 0
    head_text = " ".join(paragraphs[n].text for n in heads)
    title = "".join(squeezed(p.text) for n, p in enumerate(paragraphs[:end]) if n >= start and n not in heads)
    if not title:
        return None, list(paragraphs)
    body, signature, day = signed_off(paragraphs[end + 1 :])
    letter = DraftLetter(
        title=title,
        body=tuple(paragraph.text for paragraph in body),
        document_number=group_text(NUMBER, head_text, "number"),
        signer=group_text(SIGNER, head_text, "name"),
        addressee=paragraphs[end].text.strip(),
        signature=signature,
        date=day,
    )
    return letter, list(paragraphs[:start])


def group_text(pattern: re.Pattern[str], text: str, group: str) -> str:
    """What the text itself has where its plain form fits the pattern; empty when it does not."""
    found = pattern.search(plain(text))
    return squeezed(text[slice(*found.span(group))]) if found else ""


def signed_off(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], str, date | None]:
    """The body, and the signature and day that end it."""
    body = list(paragraphs)
    day = day_in(body[-1].text) if body else None
    if day:
        body.pop()
    signature = ""
    if body and len(body[-1].text) <= LONGEST_SIGNATURE and not body[-1].text.rstrip().endswith(("。", "；", "！", "：")):
        signature = squeezed(body.pop().text)
    return body, signature, day


def read_colophon(paragraph: Paragraph) -> DraftColophon | None:
    text = paragraph.text.strip()
    found = COLOPHON.fullmatch(plain(text)) if len(text) <= LONGEST_COLOPHON else None
    day = day_of(found)
    return DraftColophon(squeezed(text[slice(*found.span("issuer"))]), day, found["wording"]) if found and day else None
