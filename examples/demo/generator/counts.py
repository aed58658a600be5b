"""What happened in an organ in each year, as figures that agree: each starts where the year before ended.

A figure's key is its address in a statutory table (`table.row.column`, of whichever form) or `prose.` and a name. A
government's figures are the sums of its organs' under the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gongkai.statute.formats import format_for, formats

from .chance import about, between, chance, pick
from .county import Agency

Figure = int | Decimal
Counts = Mapping[str, Figure]

APPLICANTS = {
    "natural_person": 0.8,
    "commercial_enterprise": 0.12,
    "research_institution": 0.01,
    "public_welfare_organization": 0.02,
    "legal_service_organization": 0.04,
    "other": 0.01,
}
RESULTS = {
    "granted": 44,
    "partly_granted": 10,
    "refused_prohibited_by_law": 1,
    "refused_third_party_rights": 2,
    "refused_internal_affairs": 2,
    "refused_process_information": 3,
    "refused_enforcement_files": 2,
    "refused_administrative_query": 3,
    "unavailable_not_held": 20,
    "unavailable_needs_creation": 3,
    "unavailable_unclear": 1,
    "unprocessed_petition": 4,
    "unprocessed_repeated": 2,
    "unprocessed_confirmation": 1,
    "other_handling": 1,
}
RESULTS_2021 = RESULTS | {"other_not_corrected": 2, "other_fee_unpaid": 0}
OUTCOMES = ("upheld", "upheld", "upheld", "corrected", "other_outcome", "pending")
ITEMS = {
    "licensing.administrative_licensing": "licensing",
    "enforcement.administrative_penalty": "penalties",
    "enforcement.administrative_compulsion": "compulsion",
}
FEES = "fees.administrative_fees"


def organ_years(agency: Agency, years: Sequence[int]) -> dict[int, dict[str, Figure]]:
    """The organ's figures for each of those years in which it was there."""
    found: dict[int, dict[str, Figure]] = {}
    before: dict[str, Figure] = {}
    for year in years:
        if agency.existed(year):
            before = found[year] = one_year(agency, year, before)
    return found


def one_year(agency: Agency, year: int, before: Counts) -> dict[str, Figure]:
    found = documents(agency, year, before) | items(agency, year, before) | procurement(agency, year)
    found |= requests(agency, year, before)
    return found | review(agency, year, found) | prose(agency, year)


def documents(agency: Agency, year: int, before: Counts) -> dict[str, Figure]:
    """规范性文件; an organ of a county makes no 规章."""
    row, usual = "documents.normative_documents", agency.usual("documents")
    start = before.get(f"{row}.in_force", between(usual, 4 * usual, agency.id, "stock") if usual else 0)
    made = between(0, usual, agency.id, year, "made")
    repealed = min(between(0, usual, agency.id, year, "repealed"), int(start))
    rules = {f"documents.administrative_rules.{column}": 0 for column in (*OLD_COLUMNS, *NEW_COLUMNS)}
    old = dict(zip(OLD_COLUMNS, (made, made, start + made - repealed), strict=True))
    new = dict(zip(NEW_COLUMNS, (made, repealed, start + made - repealed), strict=True))
    return {**rules, **{f"{row}.{column}": figure for column, figure in (old | new).items()}}


OLD_COLUMNS = ("made", "newly_disclosed", "disclosed_total")
NEW_COLUMNS = ("issued", "repealed", "in_force")


def items(agency: Agency, year: int, before: Counts) -> dict[str, Figure]:
    """Counts of items on the lists, decisions, and what was charged."""
    found: dict[str, Figure] = {}
    for row, thing in ITEMS.items():
        usual = agency.usual(thing)
        found |= roll(row, between(6, 40, agency.id, row) if usual else 0, agency, year, before)
        found[f"{row}.decisions"] = about(usual * (1 + (year - 2017) / 40), agency.id, year, row)
    found |= roll("licensing.other_services", between(0, 6, agency.id, "services"), agency, year, before)
    found["licensing.other_services.decisions"] = about(agency.usual("licensing") / 9, agency.id, year, "services")
    found |= roll(FEES, agency.usual("fees"), agency, year, before)
    found[f"{FEES}.amount"] = money(agency.usual("income"), 2 + len(agency.id) % 3, agency.id, year, "income")
    return found


def roll(row: str, first: int, agency: Agency, year: int, before: Counts) -> dict[str, Figure]:
    """上一年项目数量 is last year's count and its 增/减."""
    start = before.get(f"{row}.items_last_year", first) + before.get(f"{row}.items_change", 0)
    change = max(between(-2, 2, agency.id, year, row, "change"), -int(start)) if first else 0
    return {f"{row}.items_last_year": start, f"{row}.items_change": change}


def money(usual: int, places: int, *what: object) -> Decimal:
    """万元; nothing where nothing is charged."""
    return Decimal(about(usual * 10**places, *what)).scaleb(-places) if usual else Decimal(0)


def procurement(agency: Agency, year: int) -> dict[str, Figure]:
    projects = about(agency.usual("projects"), agency.id, year, "projects")
    row = "procurement.government_procurement"
    return {f"{row}.projects": projects, f"{row}.amount": money(projects * 46, 3, agency.id, year, "procurement")}


def requests(agency: Agency, year: int, before: Counts) -> dict[str, Figure]:
    form = form_of(agency, year)
    results = dict.fromkeys(RESULTS_2021 if form == "2021" else RESULTS, 0)
    found: dict[str, Figure] = {}
    for applicant, share in APPLICANTS.items():
        mean = agency.usual("requests") * share * (1 + (year - 2017) / 10)
        received = int(mean * 2 * chance(agency.id, year, applicant) + chance(agency.id, year, applicant, "more"))
        carried_in = int(before.get(f"requests.carried_out.{applicant}", 0))
        carried_out = 0 if year == agency.until else min(received, between(0, received // 5, agency.id, year, applicant, "out"))
        handled = dict(results)
        for number in range(received + carried_in - carried_out):
            handled[result(form, agency.id, year, applicant, number)] += 1
        rows = {"received": received, "carried_in": carried_in, **handled, "handled_total": sum(handled.values())}
        found |= {f"requests.{row}.{applicant}": figure for row, figure in (rows | {"carried_out": carried_out}).items()}
    for row in ("received", "carried_in", *results, "handled_total", "carried_out"):
        found[f"requests.{row}.total"] = sum(found[f"requests.{row}.{applicant}"] for applicant in APPLICANTS)
    return found


def form_of(agency: Agency, year: int) -> str:
    """The form of the year, the oldest before there was any, or the other one that county.yml says it took."""
    form = format_for(year) or next(iter(formats().values()))
    return (agency.forms or {}).get(year, form.id)


def result(form: str, *what: object) -> str:
    weights = RESULTS_2021 if form == "2021" else RESULTS
    return pick([row for row, weight in weights.items() for _ in range(weight)], *what)


def review(agency: Agency, year: int, found: Counts) -> dict[str, Figure]:
    """Of ten applications handled perhaps one goes on to a review, and some of these to a court."""
    handled = int(found["requests.handled_total.total"])
    reviews = between(0, handled // 8, agency.id, year, "reviews")
    cases = {
        "reconsideration": reviews,
        "litigation_direct": between(0, handled // 25, agency.id, year, "direct"),
        "litigation_after_review": between(0, reviews // 3, agency.id, year, "after"),
    }
    rows: dict[str, Figure] = {}
    for row, number in cases.items():
        outcomes = [pick(OUTCOMES, agency.id, year, row, case) for case in range(number)]
        rows |= {f"review_litigation.{row}.{outcome}": outcomes.count(outcome) for outcome in dict.fromkeys(OUTCOMES)}
        rows[f"review_litigation.{row}.total"] = number
    return rows


def prose(agency: Agency, year: int) -> dict[str, Figure]:
    """What the prose counts: the parts of what was disclosed add up to it."""
    size = {"office": 420, "department": 180, "township": 90}[agency.kind]
    parts = {name: about(size * share, agency.id, year, name) for name, share in PARTS.items()}
    small = {name: between(low, high, agency.id, year, name) for name, (low, high) in SMALL.items()}
    return {f"prose.{name}": figure for name, figure in {"disclosed": sum(parts.values()), **parts, **small}.items()}


PARTS = {"news": 0.55, "catalogue": 0.3, "guides": 0.15}
SMALL = {
    "interpretations": (2, 14),
    "surveys": (1, 4),
    "trainings": (1, 4),
    "accounts": (1, 2),
    "posts": (60, 480),
    "staff": (2, 5),
}


def government_year(year: int, organs: Sequence[Counts]) -> dict[str, Figure]:
    """All its organs together, and what only the government's own report speaks of."""
    keys = dict.fromkeys(key for counts in organs for key in counts)
    own = {name: between(low, high, "government", year, name) for name, (low, high) in GOVERNMENT.items()}
    visits = Decimal(between(90, 240, "government", year, "visits")).scaleb(-2)
    together = {key: sum((counts.get(key, 0) for counts in organs), 0) for key in keys}
    return together | {f"prose.{name}": figure for name, figure in own.items()} | {"prose.visits": visits}


GOVERNMENT = {
    "congress_done": (38, 71),
    "congress_pending": (1, 4),
    "cppcc": (52, 88),
    "letters_done": (210, 460),
    "letters_pending": (1, 9),
    "trainings": (1, 3),
}
