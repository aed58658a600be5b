"""Every paragraph and every cell of the county's document is on its page, in the document's order."""

import re
import unicodedata
from pathlib import Path

from lxml import html

ROOT = Path(__file__).parents[2]
DOCUMENT = next((ROOT / "data/reports/2020/zhengning/source").glob("*.txt"))
CORNER_RULE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def said(text: str) -> str:
    """The words without spaces, which in the document are only how a typist filled a cell; a minus is a minus."""
    return re.sub(r"\s+", "", text).replace("−", "-")


def document_lines() -> list[str]:
    lines = [said(line) for line in DOCUMENT.read_text("utf-8-sig").splitlines()]
    return [line for line in lines if line]


def page_text(site: Path) -> str:
    article = html.parse(str(site / "zfxxgknb/2020/index.html"), html.HTMLParser(encoding="utf-8")).find(".//article")
    return said("".join(article.itertext()))


def test_every_line_of_the_document_is_on_the_page_in_order(site):
    text, place, missing = page_text(site), 0, []
    text = text[text.index(said("正政办发〔2020〕2号"), text.index("报告格式")) :]
    for line in document_lines():
        if line == CORNER_RULE:
            continue  # stands below its table: see the next test
        for part in line.split("签发人：") if "签发人：" in line else [line]:
            found = text.find(part, place)
            if found < 0:
                missing.append(part)
            else:
                place = found + len(part)
    assert missing == []


def test_the_rule_of_the_corner_describes_its_table(site):
    tree = html.parse(str(site / "zfxxgknb/2020/index.html"), html.HTMLParser(encoding="utf-8"))
    table = tree.find(".//figure[@id='table-requests']//table")
    described = tree.find(f".//*[@id='{table.get('aria-describedby')}']")
    assert CORNER_RULE in described.text_content()
    assert table.find("thead/tr/td").text_content() == ""


def test_as_many_figures_as_the_document_has(site):
    tree = html.parse(str(site / "zfxxgknb/2020/index.html"), html.HTMLParser(encoding="utf-8"))
    on_page = [cell.text_content() for cell in tree.iterfind(".//figure//tbody//td")]
    in_document = [c for line in DOCUMENT.read_text("utf-8-sig").splitlines() if (c := line.strip()) and line.startswith("\t")]
    figures = [cell for cell in in_document if re.fullmatch(r"-?\d+(\.\d+)?(万元)?", unicodedata.normalize("NFKC", cell))]
    assert [said(cell) for cell in on_page] == figures
