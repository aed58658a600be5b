"""A neutral document read as a report: letter, title, sections, tables in their places, and every doubt on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.imports.document import PAGE_NUMBER, Block, Document, Grid, GridCell, Paragraph, whole
from gongkai.imports.headings import is_section_head, is_subheading, numeral
from gongkai.imports.label_matching import words_of
from gongkai.imports.placing.as_drawn import compare_with_drawn
from gongkai.imports.placing.cells import cells_of, labels_of
from gongkai.imports.placing.contents import without_contents
from gongkai.imports.placing.copies import without_copies
from gongkai.imports.placing.draft import Draft, DraftColophon, DraftLetter
from gongkai.imports.placing.grids import NOTE, place_fragment
from gongkai.imports.placing.identity import Asked, Title, agency_of, find_title, period_of, scope_of, title_and_year
from gongkai.imports.placing.letter import day_in, read_colophon, read_letter
from gongkai.imports.placing.plain_text import in_plain_characters
from gongkai.imports.placing.portal_lines import leave_out_portal_lines
from gongkai.imports.placing.reading_result import Found, Looked, Misprint
from gongkai.imports.placing.table_fragments import Placed, Row, TableFragment, detect_format, fragments_of, table_of_caption
from gongkai.problems import Problem
from gongkai.reports.import_record import RecordLine
from gongkai.reports.narrative import section_of
from gongkai.statute.formats import Format, formats
from gongkai.statute.labels import squeezed

NO_FORMAT = f"没有找到法定表格（{'、'.join(formats())} 年格式），不能判断是哪种年度报告"
NO_YEAR = "没有找到报告的标题（“……2020年政府信息公开工作年度报告”），不知道是哪一年；请加 --year 年度"
NO_AGENCY = "不知道是哪个机构的报告；请加 --agency 机构代号（小写字母、数字和连字符，以字母开头）"

SAID_SINCE = ("更正", "对以前报告的重述", "校注")
WITHDRAWN = re.compile(r"（本报告已由.{1,60}撤回。.*以下内容照原样保留.*）")
CONTINUED = re.compile(r"[（(]?(续|接)(上)?表[)）]?|单位[:：].{1,9}")


@dataclass(frozen=True, slots=True)
class Imported:
    """`pictures` by their names in the draft: cells in doubt as they are drawn. `looked`: by address, how each value looked."""

    draft: Draft
    entries: tuple[RecordLine, ...]
    misprints: tuple[Misprint, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    looked: Mapping[str, Looked] = field(default_factory=dict)


def read_document(document: Document, asked: Asked, drawn: Imported | None = None) -> tuple[Imported | None, list[Problem]]:
    """The draft and its record, or None; and every problem, errors and doubts. `drawn`: as it reads where it was drawn."""
    found = Found()
    document = in_plain_characters(document)
    found.problems += document.doubts
    format = detect_format(block for block in document.blocks if isinstance(block, Grid))
    if format:
        blocks, contents = without_contents(document.blocks, format)
        blocks, copies = without_copies(blocks)
        document = replace(document, blocks=blocks)
        found.problems += copies
        found.problems += [contents.place.doubt(f"目录没有取用：“{shortened(contents.text)}”")] if contents else []
    title = find_title(document.blocks, format) if format else None
    agency = agency_of(asked)
    missing = [(format, NO_FORMAT), ((title and title.year) or asked.year or asked.place, NO_YEAR), (agency, NO_AGENCY)]
    refusal = next((sentence for fact, sentence in missing if not fact), "")
    if not format or not agency or refusal:
        return None, [*found.problems, whole(document.file).problem(refusal)]
    if title and (refusal := asked.disagreement(title)):
        return None, [document.blocks[title.start].place.problem(refusal)]
    draft = drafted(document, format, title, agency, asked=asked, found=found)
    if drawn:
        compare_with_drawn(found, format, drawn.entries, drawn.looked)
    return Imported(draft, tuple(found.entries), tuple(found.misprints), found.pictures, found.looked), found.told()


def drafted(document: Document, format: Format, title: Title | None, agency: str, *, asked: Asked, found: Found) -> Draft:
    before = document.blocks[: title.start] if title else ()
    body = list(document.blocks[title.end if title else 0 :])
    found.problems += leave_out_portal_lines(body)
    text, year = title_and_year(document, replace(asked, agency=agency), format, title, found)
    period = period_of(body, found)
    letter = letter_before([block for block in before if not repeats(block, title)], found)
    colophon = colophon_at_end(body, found)
    leave_out_notes(body, found)
    lines, placed = narrative_of(body, format, found)
    return Draft(
        format=format,
        year=year,
        agency=agency,
        title=text,
        scope=scope_of(document, asked.agencies.get(agency), title, found),
        period=period,
        written=letter.date if letter else day_at_end(body),
        letter=letter,
        colophon=colophon,
        cells=cells_of(document, format, placed, found),
        labels=labels_of(format, placed, found),
        narrative=tuple(lines),
        private_source=document.private,
    )


# Around the report


def letter_before(before: Sequence[Block], found: Found) -> DraftLetter | None:
    paragraphs = [block for block in before if isinstance(block, Paragraph)]
    letter, others = read_letter(paragraphs)
    for block in before:
        if isinstance(block, Grid) or block in others:
            said = words_of(block.cells) if isinstance(block, Grid) else block.text
            found.problems.append(block.place.doubt(f"报告标题之前的“{shortened(said)}”没有取用"))
    if letter:
        note_letter(letter, paragraphs[len(others) :], found)
    return letter


def repeats(block: Block, title: Title | None) -> bool:
    """A page prints the title of the report once more above everything."""
    return isinstance(block, Paragraph) and title is not None and squeezed(block.text) == title.text


def note_letter(letter: DraftLetter, paragraphs: Sequence[Paragraph], found: Found) -> None:
    values = (
        ("document_number", "发文字号", letter.document_number),
        ("signer", "签发人", letter.signer),
        ("title", "报送函标题", letter.title),
        ("addressee", "主送机关", letter.addressee),
        *((f"body.{number}", "报送函正文", text) for number, text in enumerate(letter.body, start=1)),
        ("signature", "署名", letter.signature),
        ("date", "成文日期", str(letter.date or "")),
    )
    for key, label, value in values:
        if value:
            source = paragraph_of(value, paragraphs, key)
            found.note(f"letter.{key}", label, value, source.text, source.place)


def paragraph_of(value: str, paragraphs: Sequence[Paragraph], key: str) -> Paragraph:
    """Where the value stands: a title where its first line does, anything else at its last place."""
    tight = squeezed(value)
    if key == "title":
        return next(p for p in paragraphs if squeezed(p.text) and tight.startswith(squeezed(p.text)))
    if key == "date":
        return next(p for p in reversed(paragraphs) if day_in(p.text))
    return next(p for p in reversed(paragraphs) if tight in squeezed(p.text))


def shortened(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"


def colophon_at_end(body: list[Block], found: Found) -> DraftColophon | None:
    """Taken from the end of the body when the last line is one."""
    last = body[-1] if body else None
    colophon = read_colophon(last) if isinstance(last, Paragraph) else None
    if colophon and isinstance(last, Paragraph):
        body.pop()
        found.note("colophon", "版记", f"{colophon.issuer} {colophon.date} {colophon.wording}", last.text, last.place)
    return colophon


def leave_out_notes(body: list[Block], found: Found) -> None:
    """What a file that we made ourselves says of the report was said since: that it was withdrawn, corrections, notes (校注)."""
    for block in [block for block in body[:1] if isinstance(block, Paragraph) and WITHDRAWN.fullmatch(squeezed(block.text))]:
        found.problems.append(block.place.doubt("开头的撤回说明没有取用"))
        body.remove(block)
    lines = [squeezed(block.text) if isinstance(block, Paragraph) else "" for block in body]
    heads = [max(number for number, line in enumerate(lines) if line == said) for said in SAID_SINCE if said in lines]
    for head in sorted(heads):
        found.problems.append(body[head].place.doubt(f"文末的“{lines[head]}”是对报告的说明，没有取用"))
    del body[min(heads, default=len(body)) :]


def day_at_end(body: Sequence[Block]) -> date | None:
    """A report without a letter may be signed and dated below its text; the words stay where they are."""
    last = body[-1] if body else None
    return day_in(last.text) if isinstance(last, Paragraph) else None


# The body


def narrative_of(body: Sequence[Block], format: Format, found: Found) -> tuple[list[str], dict[str, list[Placed]]]:
    """The lines of narrative.md, and what was placed for each table, in the document's order."""
    lines: list[str] = []
    placed: dict[str, list[Placed]] = {}
    heads: list[Paragraph] = []
    caption: GridCell | None = None
    above: Placed | None = None
    body = [block for block in body if isinstance(block, Grid) or not PAGE_NUMBER.fullmatch(squeezed(block.text))]
    for block, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(block, Grid):
            results = results_of(fragments_of(block, format, caption), above)
            lines += lines_of_grid(results, placed, found)
            caption, above = None, results[-1][1] if results else above
            continue
        above = above if CONTINUED.fullmatch(squeezed(block.text)) or NOTE.match(squeezed(block.text)) else None
        if isinstance(following, Grid) and table_of_caption(block.text, format):
            caption = GridCell(block.text, -1, 0, block.place)
        elif is_section_head(block, format):
            note_section(block, heads, format, found)
            heads.append(block)
            lines.append(f"## {squeezed(block.text)}")
        elif squeezed(block.text):
            lines.append(f"### {squeezed(block.text)}" if is_subheading(block) else block.text.strip())
    return lines, placed


def note_section(head: Paragraph, before: Sequence[Paragraph], format: Format, found: Found) -> None:
    text = squeezed(head.text)
    known = section_of(text, format)
    last = squeezed(before[-1].text) if before else ""
    doubt = f"前一节是“{last}”，编号不连续" if numeral(text) and numeral(last) and numeral(text) != numeral(last) + 1 else ""
    address = f"sections.{known.id if known else f'section-{len(before) + 1}'}"
    found.note(address, "章节", text, head.text, head.place, doubt=doubt)


def results_of(fragments: Sequence[TableFragment], above: Placed | None) -> list[tuple[TableFragment, Placed | None]]:
    """Each fragment with what was placed of it; a table that stands above the first one may go on in it."""
    results = []
    for fragment in fragments:
        above = place_fragment(fragment, above)
        results.append((fragment, above))
    return results


def lines_of_grid(
    results: Sequence[tuple[TableFragment, Placed | None]], placed: dict[str, list[Placed]], found: Found
) -> Iterator[str]:
    """A line for each table where it stands for the first time; a table that is not statutory is kept as text, with a doubt."""
    for fragment, result in results:
        if result is None:
            yield from plain_lines(fragment.rows, "这不是法定表格，按文字逐行写入正文", found)
            continue
        found.problems += [*result.problems, *result.doubts]
        if result.table.id not in placed:
            yield f'{{{{ table("{result.table.id}") }}}}'
        placed.setdefault(result.table.id, []).append(result)
        yield from plain_lines(result.aside, "这不在法定表格里，按文字写在表后", found)


def plain_lines(rows: Sequence[Row], why: str, found: Found) -> Iterator[str]:
    texts = ["　".join(squeezed(cell.text) for cell in row if squeezed(cell.text)) for row in rows]
    said = [text for text in texts if text]
    if said:
        found.problems.append(rows[0][0].place.doubt(f"{why}：“{shortened(said[0])}”"))
    yield from said
