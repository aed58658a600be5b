"""Characters of a document that no published text may hold: left out or marked, and told."""

from __future__ import annotations

from gongkai.imports.document import Document, DocumentPlace, Paragraph
from gongkai.imports.placing.plain_text import in_plain_characters

PLACE = DocumentPlace("a.docx", "第 1 段")


def read(text: str) -> tuple[str, list[str]]:
    document = in_plain_characters(Document("a.docx", (Paragraph(text, PLACE),)))
    [paragraph] = document.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.text, [problem.message for problem in document.doubts]


def test_what_nobody_sees_is_left_out() -> None:
    assert read("收到\u200b申请\ufeff12件") == (
        "收到申请12件",
        ["第 1 段：有写成文字看不出来的字符（U+200B、U+FEFF），没有读入；请对照原件"],
    )


def test_what_is_drawn_otherwise_is_marked() -> None:
    assert read("\uf06c 共\u202e4782\u202c件") == (
        "� 共�4782�件",
        ["第 1 段：有写成文字看不出来的字符（U+F06C、U+202E、U+202C），其中看得见的写成了“�”；请对照原件"],
    )


def test_plain_words_stay_as_they_are() -> None:
    document = Document("a.docx", (Paragraph("收到申请 12 件", PLACE),))
    assert in_plain_characters(document) is document
