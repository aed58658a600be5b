"""Nothing of a sealed report changes silently: what differs from its newest sealed version is a revision, or an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.checks.published import RESTORE
from gongkai.checks.wording import quoted
from gongkai.collection import Collection
from gongkai.problems import Position, Problem, Severity, shown
from gongkai.reports.report import Report
from gongkai.reports.seals import Version, bag_file, digests, sealed_report
from gongkai.reports.statements import WITHDRAWN, before, place_name, statements
from gongkai.source.editing import in_flow
from gongkai.source.text import shortened
from gongkai.source.typed_values import typed_value

ID = "seal"
TITLE = "封存以后没有悄悄改动"
BASIS = "本项目的约定：封存的报告改一个数、一句话，都要写更正"
READ = ("report.yml", "narrative.md")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    versions = collection.sealed(report)
    found = digests(report.folder) if versions else {}
    if not versions or found == versions[-1].files:
        return
    faults = [*wrong_sources(report, versions[-1].files, found)]
    if any(found.get(name) != versions[-1].files.get(name) for name in READ):
        faults += wrong_statements(report, versions[-1], collection)
    yield from faults or [not_sealed_yet(report, versions[-1])]


def wrong_sources(report: Report, sealed: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Problem]:
    """The document as received is proof: it never changes. Another document may join it."""
    for name, digest in sealed.items():
        if name.startswith("source/") and found.get(name) != digest:
            fault = "与封存时不同" if name in found else "不见了"
            message = f"封存的原件{fault}；原件不能改动，请从归档包里恢复"
            yield Problem(Position(shown(report.folder / name)), ID, message, subject=name)


def wrong_statements(report: Report, version: Version, collection: Collection) -> list[Problem]:
    """Whatever the revisions since that version do not explain."""
    copy = sealed_report(collection.seals, report, version)
    if copy is None:
        bag = shown(bag_file(collection.data, report.year, report.agency_id, version.version))
        message = f"与封存时不同，而归档包 {bag} 不在或已损坏，无法核对改了什么；请先恢复归档包"
        return [Problem(Position(report.source.name), ID, message, subject="report")]
    sealed_revisions, revisions = copy.envelope.revisions, report.envelope.revisions
    if revisions[: len(sealed_revisions)] != sealed_revisions:
        return [Problem(report.position("revisions"), ID, "已封存的更正不能改动或删去；新的更正写在后面", subject="revisions")]
    now = statements(report)
    earlier, misfits = before({address: s.text for address, s in now.items()}, revisions[len(sealed_revisions) :])
    if misfits:
        return []  # the rule about revisions says so
    sealed = {address: s.text for address, s in statements(copy).items()}
    known = len(sealed_revisions)
    places = [place for place in changed(sealed, earlier) if place != WITHDRAWN or must_stay(report, sealed[place], collection)]
    return [unexplained(report, place, sealed.get(place), earlier.get(place), known) for place in places]


def must_stay(report: Report, sealed: str, collection: Collection) -> bool:
    """A withdrawal that was sealed; of one that was recorded as published too the rule about that says so."""
    known = collection.published.get((report.year, report.agency_id))
    return bool(sealed) and (known is None or WITHDRAWN not in known.parts)


def changed(sealed: Mapping[str, str], earlier: Mapping[str, str]) -> list[str]:
    return [place for place in dict.fromkeys((*sealed, *earlier)) if sealed.get(place) != earlier.get(place)]


def unexplained(report: Report, place: str, sealed: str | None, earlier: str | None, known: int) -> Problem:
    """At the first revision of that place since the sealed version, which has `known`; where there is none, where it stands."""
    was, now = (difference(sealed or "", earlier or ""), difference(earlier or "", sealed or ""))
    name = place_name(report, place)
    revisions = report.envelope.revisions
    numbers = [number for number in range(known, len(revisions)) if revisions[number].place == place]
    if numbers:
        message = f"{name}：更正说原来是{quoted(now)}，封存的却是{quoted(was)}；“was”要照封存的写"
        return Problem(report.position("revisions", numbers[0], "was"), ID, message, subject=place)
    here = statements(report).get(place)
    if place == WITHDRAWN:
        message = f"撤回（withdrawn）：封存时是{quoted(was)}，现在是{quoted(now)}{RESTORE}"
        return Problem(report.position(place), ID, message, subject=place)
    paste = ("revisions", entry_for(place, sealed, earlier))
    change = f"封存时是{quoted(was)}，现在是{quoted(now)}" if sealed is not None and earlier is not None else "封存以后增删"
    message = f"{name}：{change}；请恢复，或写更正：gongkai correct，已经改了的加 --was 写封存时的数"
    return Problem(here.position if here else Position(report.source.name), ID, message, subject=place, paste=paste)


def entry_for(place: str, sealed: str | None, now: str | None) -> str:
    """What the office types to explain it; why, by whom and when are left to it."""
    section = place.removeprefix("sections.")
    if section == place:
        was, is_now = (in_flow(typed_value(text or "")) for text in (sealed, now))
        return f"- {{date: , cell: {place}, was: {was}, now: {is_now}, why: , by: }}"
    was, is_now = (in_flow(difference(one or "", other or "")) for one, other in ((sealed, now), (now, sealed)))
    return f"- {{date: , section: {section}, was: {was}, now: {is_now}, why: , by: }}"


def difference(text: str, other: str) -> str:
    """The lines of `text` that `other` lacks, shortened; the whole where both have the same lines in another order.

    >>> difference("甲\\n乙", "甲\\n丙")
    '乙'
    """
    lines = [line for line in text.split("\n") if line not in other.split("\n")]
    return shortened("\n".join(lines) if lines and len(lines) < text.count("\n") + 1 else text)


def not_sealed_yet(report: Report, version: Version) -> Problem:
    number = len(report.envelope.revisions)
    revised = f"（现有更正 {number} 处）" if number else ""
    message = f"第 {version.version} 版封存以后有改动{revised}，尚未封存新版；请运行 gongkai archive {report.year}"
    return Problem(Position(report.source.name), ID, message, Severity.WARNING, "report")


def gone(collection: Collection) -> Iterator[Problem]:
    """Sealed reports whose data is not there any more."""
    for year, seal in collection.seals.years.items():
        for agency in seal.reports:
            folder = collection.data / "reports" / str(year) / agency
            if collection.report(year, agency) is None and not (folder / "report.yml").is_file():
                message = f"{year} 年 {agency} 的报告已经封存，数据却不见了（{shown(folder)}）；请从归档包里恢复"
                yield Problem(collection.seals.position(year), ID, message, subject=f"{year}/{agency}")
