"""The prose of a report: headings, paragraphs that cite figures, and where the tables stand.

`narrative.md` holds plain text, one paragraph a line. `## ` opens a section and `### ` a part of it; `{{ figure("id") }}`
stands for a named figure, `{{ figure("table.row.column") }}` for a cell and a line `{{ table("id") }}` for a table. Nothing
else is interpreted, so that what was published is what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.problems import Position, Problem
from gongkai.statute.formats import Format, FormatSection
from gongkai.statute.labels import fold, plain

RULE = "narrative"

CITATION = re.compile(r'\{\{\s*(?P<word>figure|table)\(\s*"(?P<id>[^"{}]*)"\s*\)\s*\}\}')
BRACES = re.compile(r"\{\{|\}\}|\{%|\{#")
HTML = re.compile(r"<!--|</?[A-Za-z][^<>]*>?|&[A-Za-z]+;|&#\w+;")
NUMERALS = "[一二三四五六七八九十百]+"
# A number has a bracket, a mark or a space after it: 一站式服务 and 三公经费 begin with no number.
NUMBERING = re.compile(rf"^\s*([（(]\s*{NUMERALS}\s*[)）]\s*[、.．，]?|{NUMERALS}(\s*[、.．，)）]|\s)|[0-9]+\s*[、.．])\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one place; `figure` is the id of the named figure, `cell` the address of the cell, that it cites."""

    text: str
    position: Position
    figure: str = ""
    cell: str = ""

    @property
    def cited(self) -> str:
        """What stands between the marks of a citation; empty for words."""
        return self.figure or self.cell


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def piece_at(self, offset: int) -> Piece:
        for piece in self.pieces:
            if offset < len(piece.text):
                return piece
            offset -= len(piece.text)
        return self.pieces[-1]

    def position_at(self, offset: int) -> Position:
        """Where the character at `offset` of `text` was typed; for a cited figure, where its citation begins."""
        for piece in self.pieces:
            if offset < len(piece.text):
                inside = 0 if piece.cited else offset
                return Position(piece.position.file, piece.position.line, piece.position.column + inside)
            offset -= len(piece.text)
        return self.pieces[-1].position


@dataclass(frozen=True, slots=True)
class Subheading:
    """`level` is 3 or 4."""

    text: str
    level: int
    position: Position


@dataclass(frozen=True, slots=True)
class TablePlace:
    table: str
    position: Position


Block = Paragraph | Subheading | TablePlace


@dataclass(frozen=True, slots=True)
class Section:
    """`id` is the format's, or `section-N` by place for a section that the format does not know (`known` is False)."""

    id: str
    title: str
    known: bool
    position: Position
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """The title without its number."""
        return NUMBERING.sub("", self.title)

    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def text(self) -> str:
        """The words of the section, a paragraph a line, without its title and tables."""
        return "\n".join(block.text for block in self.blocks if not isinstance(block, TablePlace))


@dataclass(frozen=True, slots=True)
class Narrative:
    """`introduction` is what stands before the first section."""

    introduction: tuple[Block, ...]
    sections: tuple[Section, ...]

    def section(self, id: str) -> Section | None:
        return next((section for section in self.sections if section.id == id), None)

    def paragraphs(self) -> Iterator[Paragraph]:
        yield from (block for block in self.introduction if isinstance(block, Paragraph))
        for section in self.sections:
            yield from section.paragraphs()


@dataclass(frozen=True, slots=True)
class FigureTexts:
    """What the prose may cite, as it is written there: named figures by id, cells by address."""

    named: Mapping[str, str]
    cells: Mapping[str, str] = field(default_factory=dict)


def parse_narrative(text: str, file: str, format: Format, figures: FigureTexts) -> tuple[Narrative, list[Problem]]:
    """The prose read against its format; whatever it may not contain is a problem with its place."""
    reader = NarrativeReader(file, format, figures)
    for number, line in enumerate(text.split("\n"), start=1):
        reader.line(line, number)
    return reader.narrative(), reader.problems


class NarrativeReader:
    def __init__(self, file: str, format: Format, figures: FigureTexts) -> None:
        self.file, self.format, self.figures = file, format, figures
        self.problems: list[Problem] = []
        self.heads: list[tuple[str, Position]] = []
        self.blocks: list[list[Block]] = [[]]

    def line(self, line: str, number: int) -> None:
        content = line.strip()
        if not content:
            return
        start = Position(self.file, number, line.index(content) + 1)
        if found := re.match(r"(#+)(\s*)", content):
            self.heading(content, found, start)
        elif (placed := CITATION.fullmatch(content)) and placed["word"] == "table":
            self.table(placed["id"], start)
        else:
            pieces = tuple(self.pieces(content, start))
            self.blocks[-1] += [Paragraph(pieces)] if pieces else []

    def report(self, position: Position, message: str) -> None:
        self.problems.append(Problem(position, RULE, message))

    def heading(self, content: str, marks: re.Match[str], start: Position) -> None:
        title = content[marks.end() :]
        level = len(marks[1])
        begin = Position(start.file, start.line, start.column + marks.end())
        if CITATION.search(title):
            self.report(begin, "标题里不能引数或放表；请直接写字")
        else:
            self.refuse_markup(title, begin)
        if not title:
            self.report(start, "标题是空的")
        elif not marks[2]:
            self.report(start, "“#”后面要空一格才是标题")
        elif level == 2:
            self.heads.append((title, start))
            self.blocks.append([])
        elif level in (3, 4):
            self.blocks[-1].append(Subheading(title, level, start))
        else:
            self.report(start, "标题只用“##”（一节）、“###”和“####”（节内的小标题）")

    def table(self, id: str, start: Position) -> None:
        if self.format.table(id) is None:
            self.report(start, f"{self.format.id} 年格式没有名为“{id}”的表")
        elif any(isinstance(block, TablePlace) and block.table == id for blocks in self.blocks for block in blocks):
            self.report(start, f"表“{id}”放了两次；请删去一处")
        else:
            self.blocks[-1].append(TablePlace(id, start))

    def pieces(self, content: str, start: Position) -> Iterator[Piece]:
        def place(offset: int) -> Position:
            return Position(start.file, start.line, start.column + offset)

        done = 0
        for found in CITATION.finditer(content):
            if found.start() > done:
                yield self.words(content[done : found.start()], place(done))
            done = found.end()
            if found["word"] == "table":
                self.report(place(found.start()), "放表的标记要单独占一行")
            else:
                yield from self.cited(found["id"], place(found.start()))
        if done < len(content):
            yield self.words(content[done:], place(done))

    def cited(self, id: str, here: Position) -> Iterator[Piece]:
        if id in self.figures.named:
            yield Piece(self.figures.named[id], here, figure=id)
        elif id in self.figures.cells:
            yield Piece(self.figures.cells[id], here, cell=id)
        elif "." in id:
            self.report(here, f"表格里没有“{id}”这一格，或这一格没有数")
        else:
            self.report(here, f"report.yml 的 figures 里没有“{id}”")

    def words(self, text: str, start: Position) -> Piece:
        self.refuse_markup(text, start)
        return Piece(text, start)

    def refuse_markup(self, text: str, start: Position) -> None:
        if found := BRACES.search(text):
            place = Position(start.file, start.line, start.column + found.start())
            self.report(place, f'正文里的“{found[0]}”只能用来引数或放表：{{{{ figure("…") }}}}、{{{{ table("…") }}}}')
        elif found := HTML.search(text):
            place = Position(start.file, start.line, start.column + found.start())
            self.report(place, f"正文里不能写 HTML（“{found[0][:20]}”）；请只写文字")

    def narrative(self) -> Narrative:
        sections = []
        taken: set[str] = set()
        for number, ((title, position), blocks) in enumerate(zip(self.heads, self.blocks[1:], strict=True), start=1):
            known = section_of(title, self.format)
            id = known.id if known and known.id not in taken else f"section-{number}"
            taken.add(id)
            sections.append(Section(id, title, id == (known.id if known else ""), position, tuple(blocks)))
        return Narrative(tuple(self.blocks[0]), tuple(sections))


def section_of(title: str, format: Format) -> FormatSection | None:
    """The statutory section that a title means, by what it says and never by its number."""
    title = plain(title)
    said = {fold(NUMBERING.sub("", title)), fold(re.sub(f"^{NUMERALS}", "", title))}  # 一总体情况 lacks only its mark
    for section in format.sections:
        names = (section.name, *section.aliases)
        if said & {fold(name) for name in names}:
            return section
    return None
