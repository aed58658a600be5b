"""Where on this site the words of search/meanings.yml lead, as the browser is told: fields, their matters, pages, figures.

What the site does not have is not told, so that no word leads to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import chain

from gongkai.build.plan import Plan
from gongkai.build.search_answers import answer_words
from gongkai.catalogue import Entry, Field
from gongkai.county.addresses import BY_AGENCY, agency_address, catalogue_address
from gongkai.county.agencies import Agency
from gongkai.county.portal import Contact
from gongkai.reports.report import Report
from gongkai.reports.submission import has_years
from gongkai.search.folding import squeezed
from gongkai.search.index import Index
from gongkai.search.meanings import FieldWords, Meanings, needed, split
from gongkai.search.texts import ReadBack, read_back
from gongkai.search.words import held
from gongkai.statute.catalogue_standard import standard
from gongkai.statute.concepts import Concept, concepts

GUIDE = "指南"  # how an entry is called that tells how a thing is done
EACH_YEAR = "{年}"
NO_WORDS = FieldWords((), (), {})
Told = list[object]


@dataclass(frozen=True, slots=True)
class Place:
    """What is shown of a page or of a part of it."""

    title: str
    above: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class SiteMeanings:
    """`meanings` are the package's words and the county's own."""

    plan: Plan
    index: Index
    meanings: Meanings

    def told(self) -> dict[str, object]:
        return {
            "fields": list(self.fields()),
            "places": list(self.places()),
            "figures": list(self.figures()),
            "agencies": {agency.name: self.of_agency(agency) for agency in self.plan.setting.agencies.values()},
            "near": list(self.near()),
            "subjects": list(self.subjects()),
            "passing": " ".join(self.meanings.passing),
            "latest": self.latest.year if self.latest else 0,
            "government": self.plan.setting.site.government,
            "county": self.plan.setting.site.county,
            "answers": self.answers(),
        }

    def answers(self) -> dict[str, object]:
        """The words of what may be answered outright, with what stands on this site."""
        words = answer_words()
        contact = self.plan.setting.site.contact
        return {
            "quotes": list(self.quotes(words["quotes"])),
            "contact": {name: listed(own) for name, own in words["contact"].items() if name != "about"},
            "reached": reached(contact),
            "report": {name: listed(own) for name, own in words["report"].items() if name != "about"},
            "counts": {name: " ".join(split(own)) for name, own in words["catalogue"].items() if name != "about"},
            "about": {name: " ".join(split(words[name]["about"])) for name in ("contact", "report", "catalogue")},
            **{name: " ".join(split(words[name])) for name in ("spare", "law")},
        }

    def quotes(self, quotes: Sequence[Mapping[str, str]]) -> Iterator[Told]:
        """Sentences that stand word for word on the page that is named, with the part in which they stand."""
        for quote in quotes:
            page, _, wanted = quote["at"].partition("#")
            for (address, anchor), place in self.known.items():
                here = address == page and (anchor == wanted or not wanted) and place.title == quote.get("title", place.title)
                if here and bare(quote["says"]) in bare(place.text):
                    yield [address, anchor, quote.get("label", quote["says"]), quote["source"], " ".join(split(quote["words"]))]
                    break

    @cached_property
    def known(self) -> Mapping[tuple[str, str], Place]:
        """Of the pages that are named in places and quotes."""
        years = [*map(str, self.years), ""]
        named = [name.replace(EACH_YEAR, year) for name in self.meanings.places for year in years]
        named += [quote["at"] for quote in answer_words()["quotes"]]
        return places_of(self.index, {name.partition("#")[0] for name in named})

    # ---- The catalogue

    def fields(self) -> Iterator[Told]:
        """Of each field its id and title, what it is called, surely and loosely, and its matters."""
        for field in self.plan.catalogue.catalogue.fields:
            said = self.meanings.fields.get(field.id, NO_WORDS)
            matters = list(self.matters(field, said))
            of_matters = [word for ways in said.matters.values() for word in ways]
            own = needed((*self.names(field), *said.words), of_matters)
            yield [field.id, field.title, len(field.entries), " ".join(own), " ".join(needed(said.loose, of_matters)), *matters]

    def names(self, field: Field) -> Iterator[str]:
        known = standard().field(field.id)
        yield squeezed(field.title)
        yield from map(squeezed, (known.name, *known.aliases) if known else ())

    def matters(self, field: Field, said: FieldWords) -> Iterator[Told]:
        """Of each matter its guide and its first entry, and what it is called; its own name too, where no other has it."""
        titles = self.plan.catalogue.titles_of(field)
        by_matter: dict[str, list[Entry]] = {}
        for entry in field.entries:
            by_matter.setdefault(entry.matter, []).append(entry)
        for matter, entries in by_matter.items():
            ways = [word for name, own in said.matters.items() if name in matter or matter in name for word in own]
            named = [squeezed(matter)] if self.times[matter] == 1 else []
            if words := needed((*named, *ways)):
                guide = next((entry for entry in entries if GUIDE in entry.submatter), entries[0])
                shown = (guide,) if guide is entries[0] else (guide, entries[0])
                yield [matter, " ".join(words), *chain.from_iterable(self.entry(entry, titles) for entry in shown)]

    @cached_property
    def times(self) -> Counter[str]:
        """In how many fields a matter of that name is."""
        fields = self.plan.catalogue.catalogue.fields
        return Counter(name for field in fields for name in {entry.matter for entry in field.entries})

    def entry(self, entry: Entry, titles: Mapping[str, str]) -> Told:
        """Its id, what its title says beside the matter, and the number of its agency; -1 for none."""
        known = list(self.plan.setting.agencies)
        agency = next((known.index(id) for id in entry.agencies if id in known), -1)
        return [entry.id, titles[entry.id].removeprefix(entry.matter), agency]

    # ---- Pages

    def places(self) -> Iterator[Told]:
        """Of each page or part its address, title and what stands above, its words, and the years for which there is one."""
        for name, words in self.meanings.places.items():
            address, _, anchor = name.partition("#")
            years = [year for year in self.years if (address.replace(EACH_YEAR, str(year)), anchor) in self.known]
            newest = str(years[0]) if years and EACH_YEAR in address else ""
            if place := self.known.get((address.replace(EACH_YEAR, newest), anchor)):
                shown = [text.replace(newest, EACH_YEAR) if newest else text for text in (place.title, *place.above)]
                yield [address, anchor, *shown[:1], shown[1:], years if newest else [], " ".join(needed(words))]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Newest first."""
        return tuple(sorted(self.plan.county.collection.years, reverse=True))

    # ---- Figures

    @cached_property
    def told_figures(self) -> Sequence[Concept]:
        """Those that people ask for, where there are reports at all."""
        return [concept for concept in concepts().all if concept.id in self.meanings.figures] if self.latest else []

    def figures(self) -> Iterator[Told]:
        """Of each concept its id, name and unit, where the newest report has it (or nothing), whether it has a history."""
        used = self.with_history() if self.told_figures else frozenset[str]()
        for concept in self.told_figures:
            words = self.meanings.figures[concept.id]
            anchor = anchor_of(concept, self.latest) if self.latest else ""
            yield [concept.id, label_of(concept), concept.unit, anchor, int(concept.id in used), " ".join(needed(words))]

    def with_history(self) -> frozenset[str]:
        """The concepts that have a page of their own."""
        from gongkai.html.pages import history  # noqa: PLC0415 - loads pydantic, which a small change without reports does not need
        from gongkai.reports.history import has_history  # noqa: PLC0415

        collection = self.plan.county.collection
        return frozenset(concept.id for concept in history.used(collection)) if has_history(collection) else frozenset()

    @cached_property
    def latest(self) -> Report | None:
        """The newest of the county government's own reports."""
        return next(iter(self.plan.county.government_reports), None)

    # ---- Agencies

    def of_agency(self, agency: Agency) -> Told:
        """Its pages, how many entries its catalogue has, and how to reach it, as far as the office states it."""
        count = self.entries_of[agency.id]
        return [*self.pages_of(agency.id), count, reached(agency.contact)]

    @cached_property
    def entries_of(self) -> Counter[str]:
        """How many entries name an agency, by its id."""
        return Counter(id for entry in self.plan.catalogue.catalogue.entries for id in set(entry.agencies))

    def pages_of(self, agency: str) -> Iterator[str]:
        """The page of its years and of its catalogue, where it has them; nothing stands for none."""
        collection = self.plan.county.collection
        years = agency in collection.agencies and has_years(collection, collection.agencies[agency])
        yield f"{agency_address(agency)}/" if years else ""
        yield f"{catalogue_address(BY_AGENCY, agency)}/" if agency in self.plan.catalogue.setting.listed else ""

    def near(self) -> Iterator[Told]:
        for called, words in self.meanings.near.items():
            names = [agency.name for agency in self.plan.setting.agencies.values() if called in agency.name]
            yield [names[0] if names else "", " ".join(words)]

    def subjects(self) -> Iterator[Told]:
        """Of each subject the words that stand on this site, how people call it, and whether the catalogue has it as well."""
        entries = self.plan.catalogue.catalogue.entries
        named = squeezed(" ".join({name for entry in entries for name in (entry.matter, entry.submatter)}))
        for written, words in self.meanings.subjects.items():
            if here := [word for word in written if held(word, self.index)]:
                yield [" ".join(here), " ".join(needed(words)), int(any(word in named for word in here))]


def label_of(concept: Concept) -> str:
    """What a sentence calls it that names the year already."""
    label = concept.label.replace("本年", "")
    group = next(group for group in concepts().groups if group.id == concept.group)
    return f"{group.label}：{label}" if group.id == "applicants" else label


def reached(contact: Contact) -> dict[str, str]:
    return {name: value for name, value in asdict(contact).items() if value}


def listed(own: Mapping[str, str]) -> Told:
    """The label of what may be asked for, and how it is asked for."""
    return [own["label"], " ".join(split(own["words"]))]


def bare(text: str) -> str:
    """Without blanks, which are set by whoever shows it."""
    return "".join(text.split())


def anchor_of(concept: Concept, report: Report) -> str:
    """The row of the report's page that states it; empty where its form does not ask for it."""
    addresses = concept.places.get(report.format.id, ())
    return f"{addresses[0][0]}-{addresses[0][1]}" if len(addresses) == 1 else addresses[0][0] if addresses else ""


def places_of(index: Index, addresses: Container[str]) -> dict[tuple[str, str], Place]:
    """By address and anchor, what answers a question that names no agency, and the pages that repeat what others state; of the
    pages at these addresses.
    """
    found: dict[tuple[str, str], Place] = {}
    for number, part in parts_of(index, addresses):
        if number >= index.repeats and part.anchor:
            break  # pages come before their parts
        place = Place(part.title, tuple(filter(None, (part.page, *part.path))), part.text)
        found.setdefault((part.address, part.anchor), place)
    return found


def parts_of(index: Index, addresses: Container[str]) -> Iterator[tuple[int, ReadBack]]:
    """The parts that are foremost and those that repeat others, each with its number."""
    texts: dict[int, list[ReadBack | None]] = {}
    had: Counter[int] = Counter()
    start = 0
    for text, size in index.shelves:
        if start < index.foremost or start >= index.repeats:
            if text not in texts:
                texts[text] = read_back(index.texts[text], addresses)
            parts = texts[text]
            own = enumerate(parts[had[text] : had[text] + size], start=start)
            yield from ((number, part) for number, part in own if part)
        had[text] += size
        start += size
