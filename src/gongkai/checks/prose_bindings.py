"""Which cells of the tables the figures of the prose speak of.

A figure is bound to cells only when all the words beside it are understood: 收到政府信息公开申请128件 is, 县住建局收到… and
网上收到… are not, since nobody knows whose count that is. What a sentence does not repeat comes from the figure before,
from the sentence before, from the title above, or from the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.checks.prose import Count, Passage, amounts, counts, passages, sentences
from gongkai.checks.prose_claims import Claim, claims
from gongkai.checks.prose_words import Understood, readable, rows_meant, understand
from gongkai.checks.wording import is_government
from gongkai.problems import Position
from gongkai.reports.recent import keeping_recent
from gongkai.reports.report import Report
from gongkai.statute.spoken import CARRIED, VERB, Reading, Speaker, Spoken, SpokenGroup, spoken

CLAUSE = re.compile("[，；。：！？（）(),;:]")
JOINED = re.compile("[、，,和及与以\\s]*")
INCLUDING = re.compile(r"\s*[（(，,]\s*(其中)?[，,]?(含|包括|包含|其中)")
OTHER_TIME = re.compile(r"(截至|截止|自|从|在|与|和)?(20\d\d年|上一?年|去年|前年|往年|近.年|\d{1,2}月|第.季度|.半年)")
SHORT_TITLE = 40
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Binding:
    """A figure of the prose and every way to understand it.

    `words` is the text that says so and `end` where it ends; `series` is the enumeration of which the figure is a part.
    """

    count: Count
    group: SpokenGroup
    claims: tuple[Claim, ...]
    words: str
    end: int
    series: str

    @property
    def agrees(self) -> bool:
        return any(claim.agrees(self.count) for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Part:
    """A row and a column still to come: 分别 names them all before the first figure."""

    rows: tuple[Reading, ...]
    columns: tuple[Reading, ...]
    series: str


@dataclass(slots=True)
class Context:
    """What the words before have settled. `topic` is the id of a group, OTHER for something else, empty for nothing yet."""

    topic: str = ""
    group: str = ""
    rows: tuple[Reading, ...] = ()
    columns: tuple[Reading, ...] = ()
    series: str = ""
    another_time: bool = False
    coming: list[Part] = field(default_factory=list)

    def forget(self) -> None:
        self.group, self.rows, self.columns, self.series, self.coming = "", (), (), "", []


@keeping_recent(2)  # one rule after the other asks for those of the same report
def bindings(report: Report) -> tuple[Binding, ...]:
    """Every figure of the prose that speaks of cells with figures, in order."""
    return tuple(read_bindings(report))


def read_bindings(report: Report) -> Iterator[Binding]:
    groups = groups_for(report)
    title, lead = "", ""
    for passage in passages(report):
        if passage.title != title:
            title, lead = passage.title, passage.title
        reader = PassageReader(passage, report, groups)
        if not reader.figures and len(passage.text) <= SHORT_TITLE:
            lead = passage.text
        yield from reader.bindings(lead)


def settled(report: Report) -> frozenset[Position]:
    """Where the prose gives a figure as its table does; whether such figures add up is for the tables to say."""
    return frozenset(binding.count.position for binding in bindings(report) if binding.agrees)


def groups_for(report: Report) -> tuple[SpokenGroup, ...]:
    return tuple(group for group in spoken_by(report).groups if any(table in report.tables for table in group.tables))


def spoken_by(report: Report) -> Spoken:
    return spoken(whole_government=is_government(report))


def speaker_of(report: Report) -> Speaker:
    """Its agency as it is called, also without the county before it."""
    names = {report.agency_name, *((report.agency.short,) if report.agency and report.agency.short else ())}
    names |= {re.sub("^.+?(?=[县市区旗].)", "", name) for name in names}
    return Speaker(report.year, frozenset("".join(name.split()) for name in names))


class PassageReader:
    def __init__(self, passage: Passage, report: Report, groups: tuple[SpokenGroup, ...]) -> None:
        self.passage, self.report, self.groups = passage, report, groups
        self.text = readable(passage.text)
        self.figures = sorted((*counts(passage, asides=True), *amounts(passage)), key=lambda count: count.start)
        self.speaker = speaker_of(report)
        self.context = Context()

    def bindings(self, lead: str) -> Iterator[Binding]:
        self.context.topic = self.topic_of_place(lead)
        for start, end in sentences(self.passage):
            within = [count for count in self.figures if start <= count.start < end]
            self.begin_sentence(start, end, within)
            for number, count in enumerate(within):
                left = within[number - 1].end if number else start
                right = within[number + 1].start if number + 1 < len(within) else end
                if binding := self.bound(count, left, right):
                    yield binding

    def understand(self, text: str, group: SpokenGroup, former: str = "") -> Understood:
        return understand(text, group, self.speaker, former)

    def topic_of_place(self, lead: str) -> str:
        led = (group.id for group in self.groups if group.leads and group.leads.search(lead))
        return next((group.id for group in self.groups if group.section == self.passage.section), next(led, ""))

    def begin_sentence(self, start: int, end: int, within: list[Count]) -> None:
        self.context.forget()
        self.context.another_time = False
        sentence = self.text[start:end]
        for group in self.groups:
            if not within and group.leads and group.leads.search(sentence):
                self.context.topic = group.id
        if within and not self.context.topic:
            self.context.topic = self.topic_of_figures(start, within)

    def topic_of_figures(self, start: int, within: list[Count]) -> str:
        """上年结转9件、本年新收128件: two different rows, in words that only one table has, and nothing else in the sentence."""
        edges = zip([start, *(count.end for count in within)], within, strict=False)
        clauses = [CLAUSE.split(self.text[left : count.start])[-1] for left, count in edges]
        for group in self.groups:
            own = [self.understand(clause, group) for clause in clauses]
            carried = {saying for words in own for saying in words.rows if saying.kind == CARRIED}
            if group.subject and len(carried) > 1 and not any(words.unknown for words in own):
                return group.id
        return ""

    def bound(self, count: Count, left: int, right: int) -> Binding | None:
        parts = CLAUSE.split(self.text[left : count.start])
        after = CLAUSE.split(self.text[count.end : right])[0] if right else ""
        self.listen(parts[:-1])
        if self.context.coming and JOINED.fullmatch(self.text[left : count.start]):
            part = self.context.coming.pop(0)
            return self.made(count, self.group_of(self.context.group), part, self.text[left : count.end])
        self.context.coming = []
        groups = [group for group in self.groups if count.unit in group.units]
        groups.sort(key=lambda group: group.id != self.context.group)
        for group in groups:
            if found := self.in_group(count, group, parts, after):
                return found
        self.leave(parts[-1], groups)
        return None

    def listen(self, parts: list[str]) -> None:
        """Clauses without figures: 本年处理决定： names the column of what follows; 2022年， its year."""
        for part in parts:
            self.notice_time(part)
            if subject := self.subject_of(part):
                self.context.topic = subject
            for group in self.groups:
                names_columns = not group.column and any(column.words.search(part) for column in group.columns)
                words = self.understand(part, group) if names_columns else Understood()
                if words.columns and not words.unknown:
                    self.context.group = group.id
                    self.context.columns = tuple(saying.readings[0] for saying in words.columns)

    def subject_of(self, part: str) -> str:
        """The group of which the words name what it counts; 政府信息公开申请 comes before what follows from it."""
        return next((group.id for group in self.groups if group.subject and group.subject.search(part)), "")

    def notice_this_year(self, part: str) -> None:
        if re.search(f"{self.report.year}年|全年|本年|今年", part):
            self.context.another_time = False

    def notice_time(self, part: str) -> None:
        self.notice_this_year(part)
        if OTHER_TIME.match(part.strip()) and str(self.report.year) not in part and "比" not in part:
            self.context.another_time = True

    def in_group(self, count: Count, group: SpokenGroup, parts: list[str], after: str) -> Binding | None:
        words, text = self.own_words(count, group, parts, after)
        self.notice_this_year(parts[-1])
        if words.unknown or not words.whole or self.context.another_time or not self.about(group, words):
            return None
        rows = rows_meant(words)
        columns = tuple(saying.readings[0] for saying in dict.fromkeys(words.columns))
        if words.respectively and max(len(words.rows), len(columns)) > 1:
            return self.first_of_several(count, group, words, columns, text)
        same = self.context.group == group.id
        if not rows and words.columns and same:
            rows = self.context.rows
        if not rows and not words.rows and (words.subject or (words.mentions and words.columns)):
            rows = next((saying.readings for saying in group.rows if saying.kind == VERB), ())
        if not columns:
            columns = (Reading(((1, (group.column,)),)),) if group.column else self.context.columns if same else ()
        if not rows or len(columns) != 1:
            return None
        spoken = (*words.columns, *words.rows)
        rows = (*rows, *self.with_included(rows, group, count, words))
        return self.made(count, group, Part(rows, columns, spoken[0].series if spoken else ""), text)

    def own_words(self, count: Count, group: SpokenGroup, parts: list[str], after: str) -> tuple[Understood, str]:
        """The words of its clause; where they name nothing, those that follow it, or the clause before without a figure."""
        former = self.context.series
        words, begin = self.understand(parts[-1], group, former), count.start - len(parts[-1])
        text = self.passage.text[begin : count.end]
        following = self.understand(after, group, former)
        if words.unknown or not words.whole or words.rows or (words.columns and not words.subject):
            spoken_on = not following.unknown and not following.says_which
            return words + following if spoken_on else words, text
        if following.rows and not following.unknown:
            return words + following, text + self.passage.text[count.end : count.end + len(after)]
        if words.subject and following.unknown:
            return words + following, text
        for part in reversed(parts[:-1]):
            begin -= len(part) + 1
            earlier = self.understand(part, group, former)
            if earlier.unknown:
                break
            if earlier.says_which or earlier.subject:
                return earlier + words, self.passage.text[begin : count.end]
        return words, text

    def about(self, group: SpokenGroup, words: Understood) -> bool:
        """Whether the figure is of what the group's tables count."""
        if group.subject is None or words.subject:
            return True
        if self.context.topic and self.context.topic in (group.id, group.after):
            return True
        return words.mentions and words.kind >= 0 and self.context.topic != OTHER

    def first_of_several(
        self, count: Count, group: SpokenGroup, words: Understood, columns: tuple[Reading, ...], text: str
    ) -> Binding | None:
        """予以公开、部分公开分别为41件、23件: names first, then the figures in their order."""
        own = (Reading(((1, (group.column,)),)),) if group.column else self.context.columns
        if len(words.rows) > 1:
            shared = columns[:1] or own
            several = [Part(saying.readings, shared, saying.series) for saying in words.rows]
        else:
            rows = words.rows[0].readings if words.rows else self.context.rows
            several = [Part(rows, (column,), "") for column in columns]
        self.context.group, self.context.coming = group.id, several[1:]
        return self.made(count, group, several[0], text)

    def with_included(
        self, rows: tuple[Reading, ...], group: SpokenGroup, count: Count, words: Understood
    ) -> tuple[Reading, ...]:
        """予以公开64件（含部分公开23件）: the first may be both together."""
        rest = self.text[count.end :]
        if words.kind < 2 or not (aside := INCLUDING.match(rest)):
            return ()
        included = self.understand(re.split(r"[\d，；。：（）(),]", rest[aside.end() :])[0], group)
        series = {saying.series for saying in words.rows}
        added = [saying for saying in included.rows if saying.series in series and saying not in words.rows]
        if included.unknown or len(added) != 1:
            return ()
        return tuple(Reading((*row.terms, *added[0].readings[0].terms)) for row in rows)

    def made(self, count: Count, group: SpokenGroup, part: Part, words: str) -> Binding | None:
        context = self.context
        context.group, context.rows, context.columns, context.series = group.id, part.rows, part.columns, part.series
        if group.subject is not None:
            context.topic = group.id
        found = tuple(claims(self.report, group, part.rows, part.columns))
        end = self.passage.text.find(words, max(count.start - len(words), 0)) + len(words)
        return Binding(count, group, found, words.strip(" 、，"), end, part.series) if found else None

    def group_of(self, id: str) -> SpokenGroup:
        return next(group for group in self.groups if group.id == id)

    def leave(self, part: str, groups: list[SpokenGroup]) -> None:
        """Something else was counted: what follows is not taken for a part of the table any more."""
        self.notice_time(part)
        if all(self.understand(part, group).unknown for group in groups):
            self.context.forget()
            self.context.topic = OTHER
