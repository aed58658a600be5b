"""Files made to do harm, or to be no report at all: a draft or one clear line, soon, in little memory, and never more."""

from __future__ import annotations

import csv
import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pikepdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook

from gongkai.downloads import csv_tables, xlsx
from gongkai.drawn.office import office
from gongkai.imports import import_file
from gongkai.imports.readers.office_kinds import way_out
from gongkai.imports.readers.pdf_process import TOO_SLOW
from gongkai.problems import Severity
from gongkai.reports.reading import read_report
from gongkai.statute.formats import formats
from tests.imports.corpus_files import LINK, as_pdf, word_package
from tests.imports.forms import Block, as_docx, as_html, as_text, report

Limited = Callable[[Path, Path], list[str]]
# One process that has read the program once; each file is read in a copy of it with limits of its own.
LIMITED = """
import os, resource, sys
from pathlib import Path
from gongkai.drawn.office import office
from gongkai.imports import import_file
from gongkai.imports.readers.office_kinds import way_out

def read(file, into):
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    for problem in import_file(Path(file), Path(into), None, None):
        print(problem.severity.name, problem.message.replace(chr(10), "⏎"), flush=True)

for line in sys.stdin:
    copy = os.fork()
    if not copy:
        read(*line.rstrip(chr(10)).split(chr(9)))
        os._exit(0)
    print("END", os.waitpid(copy, 0)[1], flush=True)
"""


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", LIMITED]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as started:
        yield started
        assert started.stdin
        started.stdin.close()


@pytest.fixture
def limited(reader: subprocess.Popen[str]) -> Limited:
    """What it says of a file, in a process of its own with 1 GiB and 10 seconds."""
    assert reader.stdin
    assert reader.stdout
    asked, answer = reader.stdin, reader.stdout

    def limited(file: Path, into: Path) -> list[str]:
        print(file, into, sep="\t", file=asked, flush=True)
        said = list(until_end(answer))
        assert said.pop() == "END 0", said
        return said

    return limited


def until_end(answer: IO[str]) -> Iterator[str]:
    for line in answer:
        yield line.rstrip("\n")
        if line.startswith("END "):
            return
    yield "END without an answer"


def form(value: str = "0") -> list[Block]:
    return report(formats()["2021"], lambda *_: value)


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def word(body: str, before: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    text = f"{before}<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>"
    return word_package({"word/document.xml": text})


def bomb() -> bytes:
    return word_package({"word/document.xml": b"<a>" + b" " * 100_000_000 + b"</a>"})


def bomb_with_a_lying_size() -> bytes:
    """The archive says that the part has ten bytes."""
    raw = bytearray(bomb())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.rfind(mark) + offset  # the document is the last part
        raw[at : at + 4] = struct.pack("<I", 10)
    return bytes(raw)


def pdf_without_end() -> bytes:
    """A small page that takes for ever to draw."""
    return pdf(zlib.compress(b"1 0 0 1 0 0 cm " * 4_000_000))


def pdf_bomb() -> bytes:
    """A page whose drawing unpacks to more than a gigabyte."""
    packer = zlib.compressobj(9)
    million = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)  # can be repeated, but for its two first bytes
    packed = million[:2] + million[2:] * 1_100 + packer.flush()
    return pdf(packed)


def pdf(packed: bytes) -> bytes:
    """One page with this drawing, compressed."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    heads = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page]
    objects = [f"{number} 0 obj {text} endobj\n".encode() for number, text in enumerate(heads, start=1)]
    stream = f"4 0 obj << /Filter /FlateDecode /Length {len(packed)} >> stream\n".encode() + packed + b"\nendstream endobj\n"
    return b"%PDF-1.4\n" + b"".join(objects) + stream + b"trailer << /Root 1 0 R >>\n%%EOF"


def deep_word() -> bytes:
    return word("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000)


def nested_tables() -> bytes:
    return word("<w:tbl><w:tr><w:tc>" * 20_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 20_000)


def wide_word() -> bytes:
    return word("<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 100_000 + "</w:tr></w:tbl>")


def far_word() -> bytes:
    span = '<w:tc><w:tcPr><w:gridSpan w:val="99999999999999999999"/></w:tcPr><w:p/></w:tc>'
    return word(f"<w:tbl><w:tr>{span * 3}</w:tr><w:tr>{span * 2}</w:tr></w:tbl>")


ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
TOO_LARGE = "里面的表格太大，不像是年度报告"
NOT_WORD = "不是 Word 文件，或文件已经损坏"
NO_TABLES = "没有找到法定表格（2014、2019、2021 年格式），不能判断是哪种年度报告"
TOO_MUCH = "里面的行、格或标签太多，不像是年度报告"
DTD = "里面有 Word 不会写的内容（DTD 或别的编码），不能读"
TOO_DEEP = "网页的层次太深，不像是年度报告"

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip_bomb": ("a.docx", bomb, "解压后超过 60 MB，不像是年度报告"),
    "zip_bomb_that_lies": ("a.docx", bomb_with_a_lying_size, NOT_WORD),
    "not_a_zip": ("a.docx", lambda: b"hello" * 1000, NOT_WORD),
    "other_zip": ("a.docx", lambda: archive(mimetype=b"application/epub+zip"), NOT_WORD),
    "ole": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
        "这是旧版 Word（.doc）文件或加了密码的文件；请在 Word 里另存为 .docx 再导入",
    ),
    "doc": (
        "a.doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
        way_out(".doc", "LibreOffice 没有能打开这个文件" if office() else "没有安装 LibreOffice"),
    ),
    "external_entity": ("a.docx", lambda: word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", ENTITY), DTD),
    "billion_laughs": ("a.docx", lambda: word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", LAUGHS), DTD),
    "utf16_entity": (
        "a.docx",
        lambda: word_package({"word/document.xml": ENTITY.encode("utf-16") + "<a>&x;</a>".encode("utf-16-le")}),
        DTD,
    ),
    "deep_word": ("a.docx", deep_word, NOT_WORD),
    "nested_word_tables": ("a.docx", nested_tables, NOT_WORD),
    "wide_word": ("a.docx", wide_word, TOO_LARGE),
    "far_word": ("a.docx", far_word, NO_TABLES),
    "deep_page": ("a.html", lambda: b"<div>" * 60_000 + "一、总体情况".encode() + b"</div>" * 60_000, TOO_DEEP),
    "deep_inline": ("a.html", lambda: b"<p>" + b"<b>" * 100_000 + "一、总体情况".encode(), TOO_DEEP),
    "deep_tables": ("a.html", lambda: b"<table><tr><td>a<td>b" * 5_000, TOO_DEEP),
    "wide_page": ("a.html", lambda: b"<table>" + (b"<tr>" + b"<td>1" * 10_000) * 10 + b"</table>", TOO_LARGE),
    "spans": (
        "a.html",
        lambda: b"<table><tr><td rowspan=99999999 colspan=99999999>a<td rowspan=9999 colspan=9999>b<tr><td>c</table>",
        NO_TABLES,
    ),
    "many_rows": ("a.html", lambda: b"<table>" + b"<tr><td>1<td>2" * 300_000 + b"</table>", TOO_MUCH),
    "rows": ("a.html", lambda: b"<table>" + b"<tr><td>1<td>2" * 45_000 + b"</table>", TOO_LARGE),
    "many_paragraphs": ("a.docx", lambda: word("<w:p/>" * 8_000_000), "里面的内容太多，不像是年度报告"),
    "paragraphs": ("a.html", lambda: b"<p>a" * 140_000, NO_TABLES),
    "tabs": ("a.txt", lambda: (b"1\t" * 1_000 + b"\n") * 140, NO_TABLES),
    "many_cells_of_text": ("a.txt", lambda: b"\t1\n" * 2_000_000, TOO_MUCH),
    "one_long_line": ("a.txt", lambda: b"1\t" * 5_000_000, TOO_MUCH),
    "one_long_title": ("a.txt", ("关于" * 3_000_000).encode, NO_TABLES),
    "too_large": ("a.docx", lambda: bytes(50_000_001), "文件超过 50 MB，不像是年度报告"),
    "too_large_for_text": ("a.txt", lambda: b"1" * 20_000_001, "文件超过 20 MB，不像是年度报告"),
    "pdf_without_end": ("a.pdf", pdf_without_end, TOO_SLOW),
    "pdf_bomb": ("a.pdf", pdf_bomb, "里面的内容太多，不像是年度报告"),
    "sheet_without_end": ("a.html", lambda: b"<p>1<style>" + b"a" * 1_500_000, NO_TABLES),
    "sheet_of_names": (
        "a.html",
        lambda: b"<style>" + b"," * 3_000_000 + b"{display:none}</style>1",
        "网页的样式太多，不像是年度报告",
    ),
    "sheet_of_ends": ("a.html", lambda: b"<style>" + b"}@a/*" * 400_000 + b"</style>1", NO_TABLES),
    "emphasis_without_end": ("a.md", lambda: b"**a " * 300_000, NO_TABLES),
    "blanks_in_a_heading": ("a.md", lambda: b"# " + b" " * 1_000_000 + b"a", NO_TABLES),
    "blanks_among_dashes": ("a.md", lambda: b" " * 500_000 + b"-" + b" " * 500_000 + b"a|", NO_TABLES),
    "comments_without_end": ("a.md", lambda: b"<!-- " * 140_000, NO_TABLES),
    "only_tags": ("a.html", lambda: b"<" * 3_000_000, TOO_MUCH),
}


@pytest.mark.parametrize("name", REFUSED)
def test_one_clear_line_soon_and_in_little_memory(name: str, limited: Limited, tmp_path: Path) -> None:
    file, make, sentence = REFUSED[name]
    (tmp_path / file).write_bytes(make())
    assert limited(tmp_path / file, tmp_path / "demo") == [f"ERROR {sentence}"]
    assert [path.name for path in tmp_path.iterdir()] == [file]


def imported(content: bytes, name: str, tmp_path: Path) -> list[str]:
    (tmp_path / name).write_bytes(content)
    problems = import_file(tmp_path / name, tmp_path / "demo", None, None)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR], problems
    return [problem.message for problem in problems]


def drafted(tmp_path: Path) -> str:
    return "\n".join((tmp_path / "demo" / name).read_text("utf-8") for name in ("report.yml", "narrative.md"))


def test_nothing_that_a_browser_would_run_reaches_the_draft(tmp_path: Path) -> None:
    bad = (
        '<script>steal()</script><p onclick="steal()">这是<a href="javascript:steal()" onmouseover=steal()>链接</a>。</p>'
        '<img src=x onerror="steal()"><iframe src="http://a.example/steal"></iframe><object data="steal.swf"></object>'
        '<svg onload="steal()"><text>steal</text></svg><style>@import "steal.css"</style><template>steal</template>'
        '<form action="steal"><input value="steal"><textarea>steal</textarea></form><!-- steal --><math><mi>1</mi></math>'
        '<p style="display:none">steal</p><p hidden>steal</p><base href="http://steal.example/"><noscript>steal</noscript>'
    )
    page = as_html(form()).decode().replace("<p>一、总体情况</p>", f"<p>一、总体情况</p>{bad}")
    imported(page.encode(), "a.html", tmp_path)
    draft = drafted(tmp_path)
    assert "这是链接。" in draft
    assert "steal" not in draft
    assert not {"<script", "onclick", "javascript:", "onerror"} & set(draft.lower().split())


@pytest.mark.parametrize(
    "markup", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ figure('x') }}", "{% raw %}"]
)
def test_markup_written_as_words_is_refused_not_run(markup: str, tmp_path: Path) -> None:
    for name, write in (("a.txt", as_text), ("a.html", as_html), ("a.docx", as_docx)):
        (tmp_path / name).write_bytes(write([*form(), f"见{markup}。"]))
        problems = import_file(tmp_path / name, tmp_path / "demo", None, None)
        assert [problem.severity for problem in problems if problem.severity is Severity.ERROR] == [Severity.ERROR], name
        assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize(
    "name", ["..\\..\\x.txt", "a\nb.txt", "a\x1b[31mb.txt", "\u202ecod.txt", " .txt", "-rf.txt", "年报'\"$(x)`.txt", "。。.txt"]
)
def test_a_file_name_stays_in_its_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(as_text(form()))
    problems = import_file(tmp_path / name, tmp_path / "demo", None, None)
    for problem in problems:
        assert "\n" not in str(problem)
        assert "\x1b" not in str(problem)
    wrote = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path == tmp_path / name or (tmp_path / "demo") in path.parents for path in wrote)
    if (tmp_path / "demo").exists():
        found, wrong = read_report(tmp_path / "demo", {})
        assert found is not None
        assert wrong == []
        assert (tmp_path / "demo" / "source" / (found.envelope.source_document or "")).read_bytes() == as_text(form())
    else:
        assert [problem.severity for problem in problems] == [Severity.ERROR]


def test_a_path_that_climbs_is_kept_under_its_last_name(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "x.txt").write_bytes(as_text(form()))
    assert import_file(tmp_path / "deep" / "er" / ".." / ".." / "x.txt", tmp_path / "deep" / "demo", None, None) == []
    assert [path.name for path in (tmp_path / "deep" / "demo" / "source").iterdir()] == ["x.txt"]


def test_symbolic_links_lead_nowhere(tmp_path: Path) -> None:
    """The linked file is read as a copy; a linked `source` is not written through; a loop is one line."""
    outside, into = tmp_path / "outside", tmp_path / "demo"
    outside.mkdir()
    (outside / "kept.txt").write_bytes(as_text(form()))
    (tmp_path / "link.txt").symlink_to(outside / "kept.txt")
    into.mkdir()
    (into / "source").symlink_to(outside, target_is_directory=True)
    problems = import_file(tmp_path / "link.txt", into, None, None)
    assert [path.name for path in outside.iterdir()] == ["kept.txt"], problems
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert len(import_file(tmp_path / "loop.txt", tmp_path / "other", None, None)) == 1
    assert not (tmp_path / "other").exists()


def test_a_device_is_not_read(limited: Limited, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "zero.txt"):
        assert limited(tmp_path / name, tmp_path / "demo") == ["ERROR 这不是普通文件，不能读"]


def test_comments_changes_and_names_are_told_and_left_out(tmp_path: Path) -> None:
    def change(document: object) -> None:
        paragraph = next(p for p in document.paragraphs if p.text == "这是总体情况。")  # type: ignore[attr-defined]
        mark = f'w:id="1" w:author="李四四" w:date="2023-01-01T00:00:00Z" {nsdecls("w")}'
        paragraph._p.append(parse_xml(f"<w:del {mark}><w:r><w:delText>删掉的话</w:delText></w:r></w:del>"))
        paragraph._p.append(parse_xml(f"<w:ins {mark}><w:r><w:t>添上的话</w:t></w:r></w:ins>"))
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:commentReference w:id="0"/></w:r>'))
        document.core_properties.author = "王五五"  # type: ignore[attr-defined]
        document.core_properties.last_modified_by = "赵六六"  # type: ignore[attr-defined]

    comments = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:comments {nsdecls("w")}><w:comment w:id="0" w:author="钱七七">'
        "<w:p><w:r><w:t>这个数对吗</w:t></w:r></w:p></w:comment></w:comments>"
    )
    said = imported(with_comments(changed(form(), change), comments), "a.docx", tmp_path)
    draft = drafted(tmp_path) + (tmp_path / "demo" / "import-record.csv").read_text("utf-8")
    assert "这是总体情况。添上的话" in draft
    for private in ("删掉的话", "这个数对吗", "李四四", "王五五", "赵六六", "钱七七"):
        assert private not in draft
    assert "\nsource_published: false" in draft
    printed = "\n".join(said)
    for what in ("修订中删除的文字", "修订中添加的文字", "批注", "作者"):
        assert what in printed, said


def with_author(kind: str) -> bytes:
    """The form as a page or a PDF that says who wrote it."""
    if kind == "html":
        return as_html(form()).replace(b"<style>", '<meta name="Author" content="王五五"><style>'.encode(), 1)
    if kind == "htm":
        properties = (
            "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>王五五</o:Author></o:DocumentProperties></xml><![endif]-->"
        )
        return as_html(form()).replace(b"<style>", f"{properties}<style>".encode(), 1)
    document = pikepdf.open(io.BytesIO(as_pdf(form())))
    document.docinfo["/Author"] = "王五五"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["html", "htm", "pdf"])
def test_whose_names_a_file_holds_is_told_and_keeps_the_original_back(kind: str, tmp_path: Path) -> None:
    said = imported(with_author(kind), f"a.{kind}", tmp_path)
    assert "原件里记着作者的名字（王五五），没有读入；如要公开原件，请先清除" in said
    assert "王五五" not in drafted(tmp_path)
    found, _ = read_report(tmp_path / "demo", {})
    assert found is not None
    assert not found.envelope.source_published


def changed(blocks: list[Block], change: Callable[[object], None]) -> bytes:
    import docx

    document = docx.Document(io.BytesIO(as_docx(blocks)))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_comments(raw: bytes, comments: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            content = old.read(entry).decode("latin-1")
            if entry == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", LINK.format("c", "comments", "comments.xml") + "</Relationships>")
            new.writestr(entry, content.encode("latin-1"))
        new.writestr("word/comments.xml", comments.encode())
    return out.getvalue()


def test_a_formula_in_the_text_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://a.example";"点这里")'
    blocks = form()
    blocks[blocks.index("一、总体情况") + 1] = formula
    table = next(block for block in blocks if isinstance(block, list))
    blocks = [
        [cell if cell.text != "规章" else type(cell)("规章", cell.row, cell.column) for cell in block]
        if block is table
        else block
        for block in blocks
    ]
    imported(as_docx([*blocks[:1], "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", *blocks[1:]]), "=1+1.docx", tmp_path)
    for row in csv.reader(io.StringIO((tmp_path / "demo" / "import-record.csv").read_text("utf-8-sig"))):
        assert not [cell for cell in row if cell[:1] in "=+@\t\r" and cell]
    found, _ = read_report(tmp_path / "demo", {})
    assert found is not None
    for one in found.tables.values():
        text = csv_tables.content(found, one)
        rows = csv.reader(io.StringIO(text if isinstance(text, str) else text.decode("utf-8-sig")))
        assert not [cell for row in rows for cell in row if cell[:1] in "=+@" and cell]
    made = load_workbook(io.BytesIO(xlsx.content(found)))
    assert not [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
