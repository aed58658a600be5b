"""Whose report a title says it is, beside the agency in whose name the report is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.county.agencies import Agency
from gongkai.county.report_title import report_title

OWNER = re.compile(r"(?:关于)?(?P<owner>.*?)(?:20\d\d|二[〇○零]|(?:政府|政务)?信息公开)")
PLACE = re.compile(r"[\u4e00-\u9fff]{2,}?(?:自治[县旗]|[县旗区市镇乡]|街道)")


def another_owner(title: str, agency: Agency, agencies: Iterable[Agency]) -> str:
    """The name of another agency of the county, or of another place's, that the title bears; empty where it may be its own.

    A title that names nobody, or the county before an agency's former name, may be its own.
    """
    known = report_title(title)
    said = OWNER.match("".join(title.split()))
    owner = known.owner if known else said["owner"] if said else ""
    others = [each for each in agencies if each.id != agency.id]
    if not owner or owner in names_of(agency):
        return ""
    if any(owner in names_of(other) for other in others):
        return owner
    if any(owner in name or name in owner for name in names_of(agency)):
        return ""
    here = [name for each in (agency, *others) if each is agency or each.kind == "government" for name in names_of(each)]
    places = PLACE.findall(owner)
    return owner if places and not any(place in name for place in places for name in here) else ""


def names_of(agency: Agency) -> list[str]:
    return [name for name in (agency.name, agency.short) if name]
