"""What a portal must state about itself (《政府网站发展指引》国办发〔2017〕47号, 网页标签) and each report's time of publication.

None of it is ever invented: what is not known is left out, told in a draft, and an error in a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.collection import Collection
from gongkai.county.portal import FACTS, Site
from gongkai.problems import Position, Problem, Severity, shown

ID = "site-identity"
TITLE = "门户的名称、编号和公布时间"
BASIS = "《政府网站发展指引》（国办发〔2017〕47号）附件“网页标签”"

REQUIRED = ("portal", "domain", "site_code")
EXPECTED = ("icp", "police")


def check(collection: Collection, *, release: bool) -> Iterator[Problem]:
    """What the pages carry by rule is an error in a release; what good practice adds is always a warning."""
    strict = Severity.ERROR if release else Severity.WARNING
    if collection.site is None:
        return
    place = Position(shown(collection.data / "site.yml"))
    for severity, facts in (
        (strict, unstated(collection.site, REQUIRED)),
        (Severity.WARNING, unstated(collection.site, EXPECTED)),
    ):
        for key, name in facts:
            yield Problem(place, ID, f"没有写“{name}”（{key}）；{consequence(severity)}", severity, key)
    for report in collection.reports:
        if report.envelope.published is None and not report.is_draft:
            message = f"没有写公布时间（published）；没有时间的页面会被视为从未更新，{consequence(strict)}"
            yield Problem(report.position("published"), ID, message, strict, "published")


def unstated(shape: Site, keys: Iterable[str]) -> list[tuple[str, str]]:
    return [(key, FACTS[key]) for key in keys if getattr(shape, key) is None]


def consequence(severity: Severity) -> str:
    return "发布前必须补上" if severity is Severity.ERROR else "页面上不印，发布前请补上"
