"""A report, or a table of it, that a page holds twice: once for the screen and once for the printer. Equal copies are taken once.

Copies that differ are no copies: nobody can tell which one is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.imports.document import Block, Grid
from gongkai.imports.placing.table_fragments import Placed
from gongkai.problems import Problem
from gongkai.statute.labels import squeezed

ONCE = "与前面的完全相同（多半一份供屏幕看，一份供打印），只取了前一份"

MOST_COPIES = 20
Said = tuple[object, ...] | str


def without_copies(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[Problem]]:
    """The blocks without each second run that says, block by block, what the first said; and where it began.

    A run is a copy where it has a table, and no table stands between the two runs.
    """
    left, doubts = tuple(blocks), []
    for _ in range(MOST_COPIES):
        run = first_copy(left)
        if not run:
            break
        doubts.append(left[run.start].place.doubt(f"从这里起的 {len(run)} 段{ONCE}"))
        left = (*left[: run.start], *left[run.stop :])
    return left, doubts


def first_copy(blocks: Sequence[Block]) -> range | None:
    said = [words_of(block) for block in blocks]
    first_at: dict[Said, int] = {}
    for second, block in enumerate(blocks):
        first = first_at.setdefault(said[second], second) if isinstance(block, Grid) else second
        if first == second:
            continue
        start, end = run_of_equals(said, first, second)
        away = second - first
        if not any(isinstance(other, Grid) for other in blocks[end : start + away]):
            return range(start + away, end + away)
    return None


def run_of_equals(said: Sequence[Said], first: int, second: int) -> tuple[int, int]:
    """Where the run of blocks around `first` begins and ends that stands once more around `second`."""
    start, away = first, second - first
    while start and said[start - 1] == said[start - 1 + away]:
        start -= 1
    end = first + 1
    while end < start + away and end + away < len(said) and said[end] == said[end + away]:
        end += 1
    return start, end


def words_of(block: Block) -> Said:
    if isinstance(block, Grid):
        return tuple((cell.row, cell.column, cell.rowspan, cell.colspan, squeezed(cell.text)) for cell in block.cells)
    return squeezed(block.text)


def same_again(whole: Placed, part: Placed) -> bool:
    """Whether every cell of the part was placed before and said the same."""
    return bool(part.cells) and all(
        address in whole.cells and squeezed(whole.cells[address].text) == squeezed(cell.text)
        for address, cell in part.cells.items()
    )


def other_again(whole: Placed, part: Placed) -> str:
    """The sentence for a table that was placed whole before and says something else here; empty for any other part."""
    if part.problems or not part.cells or not set(part.cells) <= set(whole.cells):
        return ""
    apart = [address for address, cell in part.cells.items() if squeezed(whole.cells[address].text) != squeezed(cell.text)]
    if not apart:
        return ""
    one, other = whole.cells[apart[0]], part.cells[apart[0]]
    where = f"{one.place.words}写的是“{squeezed(one.text)}”，{other.place.words}写的是“{squeezed(other.text)}”"
    return f"“{part.table.title}”表出现了两次，有 {len(apart)} 格不同（{where}），不能判断用哪一份；请留下一份再导入"
