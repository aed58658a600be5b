"""A document drawn by the program with which people look at it, and read a second time from what was drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai.imports.document import Document, whole
from gongkai.imports.placing.identity import Asked
from gongkai.imports.placing.reading import Imported, read_document
from gongkai.imports.proving.page import printed_page
from gongkai.imports.proving.word import printed_word
from gongkai.imports.readers.pdf import read_pdf
from gongkai.problems import Problem, Severity, errors

PRINTERS: Mapping[str, Callable[[bytes], bytes]] = {".docx": printed_word, ".html": printed_page, ".htm": printed_page}
ALWAYS_PROVED = ".pdf"
NOTHING_DRAWN = "纯文字没有版面，没有可以比对的画面"
NOT_READ = "照画出来的页面读不出整份报告，没有能逐格比对"


def drawn_again(raw: bytes, suffix: str, file: str, asked: Asked) -> tuple[Imported | None, list[Problem]]:
    """The report as it reads from the drawn document; None where that cannot be, with the reason. A PDF is proved in any case.

    NoToolsError where the program that draws it is not there.
    """
    if suffix not in PRINTERS:
        return None, [] if suffix == ALWAYS_PROVED else [whole(file).doubt(NOTHING_DRAWN)]
    document, problems = read_pdf(PRINTERS[suffix](raw), file, printed_here=True)
    imported, more = read_document(document, asked) if isinstance(document, Document) else (None, [])
    if imported is None:
        said = next((problem.message for problem in (*errors(problems), *errors(more))), "")
        return None, [whole(file).problem("：".join(filter(None, (NOT_READ, said))), Severity.WARNING)]
    return imported, []
