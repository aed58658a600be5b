"""A year of an office, from its commands alone: no file is opened in an editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.build.inputs import font_digest
from gongkai.cli import main
from gongkai.statute.formats import formats
from tests.imports.forms import as_docx, report

WHO = ("--by", "示例县人民政府办公室")
FIGURES = {"requests.received.total": "１，036", "review_litigation.reconsideration.total": "5"}
FACTS = ("portal=示例县人民政府门户网站", "domain=www.example.gov.cn", "site_code=0000000000")  # stated once, at the beginning
SUM = "review_litigation.reconsideration.total"


@pytest.fixture(autouse=True)
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """PDF takes the longest, and is like any other file."""
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    font_digest.cache_clear()
    yield
    font_digest.cache_clear()


def document() -> bytes:
    """A report as it was printed: a figure in full-width digits, and a total that is 1 too high."""
    value = dict(FIGURES) | {"review_litigation.reconsideration.upheld": "4"}
    for row in ("received", "granted", "handled_total"):
        value |= {
            f"requests.{row}.{column}": value.get(f"requests.{row}.{column}", "1036") for column in ("natural_person", "total")
        }
    title = "示例县2022年政府信息公开工作年度报告"
    return as_docx(report(formats()["2021"], lambda *cell: value.get(".".join(cell), "0"), title))


def test_a_year_s_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)

    def run(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        done = main(words)
        said = capsys.readouterr()
        assert done == code, (words, said)
        return said.out + said.err

    run("init", "示例县")
    monkeypatch.chdir(tmp_path / "示例县")
    agency = next(
        line.split(":")[1].strip()
        for line in Path("data/site.yml").read_text("utf-8").splitlines()
        if line.startswith("government_agency")
    )
    run("portal", *FACTS, "--yes")
    folder = f"data/reports/2022/{agency}"
    (tmp_path / "年报.docx").write_bytes(document())

    run("import", "../年报.docx", "--into", folder, "--year", "2022")
    assert "其中存疑 1 处" in run("tick", "--report", folder, code=1)
    assert "没有对照原件核对" in run("ready", "2022", agency, code=1)
    run("tick", "--all", "--by", "张三", "--report", folder, "--yes")
    assert "还有 0 处没有核对" in run("tick", "--report", folder)

    assert "两边应当相等（勾稽关系）" in run("check")  # a draft may have it
    why = ("--report", folder, "--date", "2023-01-20", *WHO, "--yes")
    run("accept", "balance", SUM, "--as-printed", "--why", "原件已印发", *why)
    run("ready", "2022", agency, "--published", "2023-01-20", "--yes")
    run("check")
    run("build")
    run("publish", "site", "../srv")
    run("addresses", "--record")
    page = Path("site/zfxxgknb/2022/index.html")
    assert '>5<a class="gk-ref" href="#note-1">校注1</a>' in page.read_text("utf-8")

    why = ("--report", folder, "--date", "2023-02-20", *WHO, "--yes")
    run("correct", "licensing.administrative_licensing.decisions", "7", "--why", "漏记", *why)
    run("check")
    run("addresses", "--record", code=1)  # the site is not what the data says now
    run("build")
    run("publish", "site", "../srv")
    run("addresses", "--record")
    assert "更正，原为0" in page.read_text("utf-8")
    live = next(Path("../srv").glob("current/**/zfxxgknb/2022/index.html"))
    assert live.read_bytes() == page.read_bytes()

    run("archive", "2022", "--date", "2023-04-01", "--without", "pdf")
    run("verify")
    why = ("--report", folder, "--date", "2023-05-20", *WHO, "--yes")
    run("correct", "enforcement.administrative_penalty.decisions", "2", "--why", "漏记两件", *why)
    assert "第 1 版封存以后有改动（现有更正 2 处）" in run("check")
    run("archive", "2022", "--date", "2023-06-01", "--without", "pdf")
    assert "核对无误" in run("verify")
    run("build")
    assert "核对无误" in run("verify", "--site", "site")
    assert {file.name for file in Path("archive/2022").iterdir()} == {f"2022-{agency}-1.zip", f"2022-{agency}-2.zip"}
