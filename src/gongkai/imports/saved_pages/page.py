"""One saved page: the document that it shows, under which addresses it stood, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree, html

from gongkai.imports import LARGEST_TEXT, why_no_report
from gongkai.imports.document import RULE, Block, DocumentPlace, Grid, Paragraph, whole
from gongkai.imports.placing.document_body import NUMBER, RED_HEAD, apart, signed_in
from gongkai.imports.placing.markdown_text import markdown
from gongkai.imports.readers.css_visibility import CssVisibility
from gongkai.imports.readers.html import DECLARATION, decoded
from gongkai.imports.readers.html_part import PagePiece
from gongkai.imports.readers.html_table import with_bodies
from gongkai.imports.readers.spans import TooLargeError
from gongkai.imports.saved_pages.addresses import addresses_of
from gongkai.imports.saved_pages.facts import Fact, Facts, facts_in, is_about, is_foot, noise_in, site_name, stated_in_head
from gongkai.imports.saved_pages.linked_text import (
    A_FILE,
    A_LINK,
    END,
    LINK,
    MARKS,
    WORDS,
    LinkedReader,
    Reference,
    without_links,
)
from gongkai.imports.saved_pages.parts import (
    path_of,
    text_part,
    with_numbers,
    without_layout,
    without_programs,
    without_surroundings,
)
from gongkai.problems import Problem, shown
from gongkai.source.text import lies_of
from gongkai.statute.labels import squeezed

KINDS = (".html", ".htm", ".shtml", ".shtm", ".xhtml", ".mht.html")
BETWEEN = re.compile(r"\s*(?:[-_|—–]+|\s)\s*")
A_SITE = re.compile(r"(?:人民政府|门户网站|政府网|信息网|公开网|网站|首页)\Z")
LEAST_TITLE, LONGEST_TITLE = 4, 120
HEAD_BLOCKS = 14  # of a text, among which its title, its metadata and its date may stand
FOOT_BLOCKS = 8  # the last of a page, among which its foot begins
LONGEST_LEFT_OUT = 8  # characters by which a line is named that was not read
MOST_BESIDE = 60  # characters of sentences beside the text that may go untold
DAY_IN_LIST = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")


class NoPageError(Exception):
    """Why a file cannot be read as a page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of the old portal says of the page that it leads to; `day` is empty where it says none."""

    target: str
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class SavedPage:
    """`name` is its path in the folder. `text` is Markdown in which links and pictures stand as numbers of `references`;
    `is_document` is False for a list, a front page and the like. `left_out` are words of the page that were not read.
    """

    name: str
    place: DocumentPlace
    addresses: tuple[str, ...]
    facts: Mapping[str, Fact]
    text: str
    references: tuple[Reference, ...]
    listed: tuple[Listed, ...]
    path: tuple[str, ...]
    is_document: bool
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def said(self, name: str) -> str:
        return self.facts[name].text if name in self.facts else ""


def is_page(file: Path) -> bool:
    return file.name.lower().endswith(KINDS)


def read_page(file: Path, name: str, column: str) -> tuple[SavedPage | None, list[Problem]]:
    """None with the reason where it cannot be read; `column` is the address of the folder, empty where it is not known."""
    place = whole(shown(file))
    try:
        text = text_of(file, place)
        root = html.document_fromstring(DECLARATION.sub("", text), parser=html.HTMLParser(huge_tree=True))
        return PageReading(name, place).page(root, text, column), []
    except NoPageError as error:
        return None, [place.problem(str(error))]
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, [place.problem("不是网页文件，里面没有内容")]
    except TooLargeError:
        return None, [place.problem("里面的表格太大，不像是一件文件")]
    except RecursionError:
        return None, [place.problem("网页的层次太深，不像是一件文件")]


def text_of(file: Path, place: DocumentPlace) -> str:
    """UTF-8 where all of it is, whatever the page declares: old portals changed their files and not what these said."""
    if file.stat().st_size > LARGEST_TEXT:
        raise NoPageError(f"文件超过 {LARGEST_TEXT // 1_000_000} MB，不像是一件文件")
    raw = file.read_bytes()
    if wrong := why_no_report(file, raw, "一件文件"):
        raise NoPageError(wrong)
    try:
        text: str | None = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, _ = decoded(raw, place.file)
    if text is None or "<" not in text or "\0" in text:
        raise NoPageError("不是网页文件")
    return MARKS.sub("", text)


@dataclass
class PageReading:
    """Gathers what is found on the page."""

    name: str
    place: DocumentPlace
    left_out: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def page(self, root: html.HtmlElement, text: str, column: str) -> SavedPage:
        addresses = addresses_of(root, text, self.name, column)
        stated, listed, path = stated_in_head(root, self.place), tuple(listed_on(root)), tuple(path_of(root))
        site, named = site_name(root), root.findtext(".//title") or ""
        if missed := without_programs(root):
            self.problems.append(self.place.doubt(f"没有读入 {'、'.join(missed[:5])}；请对照原网页"))
        without_surroundings(root)
        with_numbers(root)
        without_layout(root)
        with_bodies(root)
        reader = LinkedReader(self.place.file, CssVisibility(root))
        part = text_part(root)
        pieces = list(reader.pieces(root))
        inside = set(part.iter())
        own = [piece.block for piece in pieces if piece.element in inside]
        beside = [piece for piece in pieces if piece.element not in inside]
        facts = self.facts(stated, [piece.block for piece in beside], own)
        title = title_of(facts, pieces, squeezed(site), named)
        blocks = [*self.of_the_document(own, title)]
        title, blocks = (title, blocks) if title else self.title_in(blocks, named)
        blocks += attached([piece.block for piece in beside], reader.references)
        if title:
            facts["title"] = Fact(title, facts["title"].place if "title" in facts else self.place)
        self.tell_beside([piece.block for piece in beside])
        self.tell_lies(title, blocks)
        signed = signed_in([plain(block) for block in blocks])
        if signed and "written" not in facts:
            facts["written"] = Fact(signed.isoformat(), self.place)
        body = markdown(blocks, self.problems)
        is_document = shows_a_document(stated, facts, body, listed)
        return SavedPage(
            self.name,
            self.place,
            tuple(addresses),
            facts,
            body,
            tuple(reader.references),
            listed,
            path,
            is_document,
            tuple(self.left_out),
            tuple(self.problems),
        )

    def facts(self, stated: Facts, beside: Sequence[Block], own: Sequence[Block]) -> Facts:
        """Of the tables and lines around the text, then what the page's head says; where they differ it is told."""
        head = [block for block in own[:HEAD_BLOCKS] if is_about(block)]
        found = facts_in([*head, *beside])
        for name in ("published",):
            if name in found and name in stated and digits(found[name].text) != digits(stated[name].text):
                message = f"发布日期：网页里写“{found[name].text}”，网页的标签里是“{stated[name].text}”；照网页里的读入，请核对"
                self.problems.append(found[name].place.doubt(message))
        return stated | {name: fact for name, fact in found.items() if name not in ("title", "source") or name not in stated}

    def of_the_document(self, blocks: Sequence[Block], title: str) -> Iterator[Block]:
        """Without the title and what stands above it, the metadata, counts of readers, neighbours, buttons and foot."""
        begin, end, begun = after_title(blocks, title), before_foot(blocks), False
        around = [block for block in (*blocks[:begin], *blocks[end:]) if not repeats(block, title)]
        self.left_out += [plain_words(block)[:LONGEST_LEFT_OUT] for block in around if not is_about(block)]
        for number, block in enumerate(blocks[begin:end]):
            if noise := noise_in(block):
                self.left_out.append(noise)
            elif begun or number >= HEAD_BLOCKS or not (is_about(block) or repeats(block, title)):
                begun = begun or not is_short(block)
                yield block

    def title_in(self, blocks: list[Block], named: str) -> tuple[str, list[Block]]:
        """The title that the text itself begins with; otherwise what the window was called."""
        head, rest = apart(blocks)
        lines = [" ".join(without_links(block.text).split()) for block in head]
        title = "".join(line for line in lines if not NUMBER.fullmatch(squeezed(line)))
        if title:
            return title, rest
        first = BETWEEN.split(named.strip())[0] if named.strip() else ""
        return ("" if A_SITE.search(first) else first), blocks

    def tell_beside(self, blocks: Sequence[Block]) -> None:
        """Sentences that stand beside what was taken for the text."""
        sentences = []
        for block in blocks:
            if noise := noise_in(block, beside=True):
                self.left_out.append(noise)
            elif isinstance(block, Paragraph) and "。" in block.text and not is_about(block):
                sentences.append(without_links(block.text))
        if sum(map(len, sentences)) > MOST_BESIDE:
            message = f"正文以外还有文字没有读入（“{sentences[0][:20]}…”等 {len(sentences)} 段）；请对照原网页"
            self.problems.append(self.place.doubt(message))

    def tell_lies(self, title: str, blocks: Sequence[Block]) -> None:
        """Characters that are not what they seem; a page may hold them as entities."""
        for words, place in [(title, self.place), *words_of(blocks)]:
            for found in lies_of(words, place.file, RULE)[:1]:
                self.problems.append(place.problem(found.message))


def attached(blocks: Sequence[Block], references: Sequence[Reference]) -> Iterator[Block]:
    """Files that stand beside the text, as many portals list what is attached, each on a line of its own."""
    for block in blocks:
        for number, words in A_LINK.findall(block.text) if isinstance(block, Paragraph) else ():
            if A_FILE.search(urlsplit(references[int(number)].target).path) or A_FILE.search(words.strip()):
                yield Paragraph(f"附件：{LINK}{number}{WORDS}{words}{END}", block.place)


def digits(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


def plain(block: Block) -> Block:
    return block if isinstance(block, Grid) else Paragraph(without_links(block.text), block.place, block.level)


def words_of(blocks: Sequence[Block]) -> Iterator[tuple[str, DocumentPlace]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield without_links(block.text), block.place
        else:
            yield from ((without_links(cell.text), cell.place) for cell in block.cells)


def after_title(blocks: Sequence[Block], title: str) -> int:
    """Behind the title that stands among the first lines below the name of the site or a red head; 0 where it does not."""
    for number, block in enumerate(blocks[:HEAD_BLOCKS]):
        if title and plain_words(block) == squeezed(title):
            return number
        if not is_short(block) and not is_about(block):
            break
    return 0


def before_foot(blocks: Sequence[Block]) -> int:
    first = max(0, len(blocks) - FOOT_BLOCKS)
    return next((number for number in range(first, len(blocks)) if is_foot(blocks[number])), len(blocks))


def plain_words(block: Block) -> str:
    return squeezed(without_links(block.text)) if isinstance(block, Paragraph) else ""


def is_short(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(squeezed(block.text)) <= LONGEST_TITLE and "。" not in block.text


def repeats(block: Block, title: str) -> bool:
    """The title once more, a line of it, the red head or the number above it."""
    if not isinstance(block, Paragraph):
        return False
    said = plain_words(block)
    is_part = len(said) >= LEAST_TITLE and bool(title) and said in squeezed(title)
    return is_part or bool(NUMBER.fullmatch(said)) or (bool(RED_HEAD.search(said)) and "关于" not in said and len(said) < 30)


# ---- Its title


def title_of(facts: Facts, pieces: Sequence[PagePiece], site: str, named: str) -> str:
    """As the page's head or metadata states it; the heading; the line that the window's name begins with. Empty for none."""
    stated = facts["title"].text if "title" in facts else ""
    if stated and squeezed(stated) != site:
        return stated
    for tags in (("h1",), ("h2", "h3")):
        heads = {line for piece in pieces if (line := heading(piece, tags))}
        if len(heads) == 1 and squeezed(one := heads.pop()) != site:
            return one
    name = squeezed(named)
    lines = [line for piece in pieces if (line := short_line(piece.block)) and name.startswith(squeezed(line))]
    lines = [line for line in lines if not A_SITE.search(line) and squeezed(line) != site]
    return max(lines, key=len, default="")


def heading(piece: PagePiece, tags: tuple[str, ...]) -> str:
    inside = piece.element.tag in tags or any(each.tag in tags for each in piece.element.iterancestors(*tags))
    line = short_line(piece.block) if inside else ""
    return "" if A_SITE.search(line) else line


def short_line(block: Block) -> str:
    if not isinstance(block, Paragraph):
        return ""
    line = " ".join(without_links(block.text).split())
    return line if LEAST_TITLE <= len(squeezed(line)) <= LONGEST_TITLE else ""


# ---- Whether it is a document, or a list of them


def shows_a_document(stated: Facts, facts: Facts, body: str, listed: Sequence[Listed]) -> bool:
    """A page that says when its document came out or by which number it goes, and has a text or a picture of one."""
    if "title" not in facts or not body.strip():
        return False
    if "title" in stated:
        return True
    dated = any(name in facts for name in ("published", "written", "index_number", "document_number"))
    return dated or len(listed) < 3


def listed_on(root: html.HtmlElement) -> Iterator[Listed]:
    """The links beside which a day stands: entries of a list."""
    for link in root.iter("a"):
        words = " ".join((link.get("title") or link.text_content()).split())
        row = next(link.iterancestors("li", "tr", "p", "dd", "div"), None)
        if row is None or len(words) < LEAST_TITLE or len([*row.iter("a")]) > 2:
            continue
        if found := DAY_IN_LIST.search(row.text_content()):
            yield Listed(link.get("href", "").strip(), DAY_IN_LIST.sub("", words).strip(" []【】()（）"), found[0])
