"""The same form in markup as tools and people leave it: tags unclosed, groups of rows, spans too large, Word's older ways."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from tests.imports.corpus_files import as_word
from tests.imports.forms import Block, as_html

Change = Callable[[str], str]
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)


def in_tables(change: Callable[[list[str]], str]) -> Change:
    """A change of the rows of every table."""
    return lambda text: TABLE.sub(lambda found: f"<table>{change(ROW.findall(found[0]))}</table>", text)


def in_wide_table(change: Callable[[list[str]], str]) -> Change:
    """Only of the table of section 三."""
    return lambda text: TABLE.sub(
        lambda found: f"<table>{change(ROW.findall(found[0]))}</table>" if "勾稽" in found[0] else found[0], text
    )


def header_too_tall(rows: list[str]) -> str:
    head = "".join(rows[:3]).replace('rowspan="3"', 'rowspan="30"', 1).replace('rowspan="2"', 'rowspan="20"')
    return f"<thead>{head}</thead><tbody>{''.join(rows[3:])}</tbody>"


def foot_before_body(rows: list[str]) -> str:
    return f"<thead>{''.join(rows[:3])}</thead><tfoot>{rows[-1]}</tfoot><tbody>{''.join(rows[3:-1])}</tbody>"


def hidden_row(rows: list[str]) -> str:
    hidden = rows[3].replace("<tr>", '<tr style="display: none">')
    return "".join((*rows[:3], hidden, *rows[3:]))


def hidden_column(rows: list[str]) -> str:
    return "".join(row.replace("</tr>", "<td style='display:none'>5</td></tr>") for row in rows)


PAGES: Mapping[str, Change] = {
    "nothing": lambda text: text,
    "cells unclosed": lambda text: re.sub(r"</(td|tr|p)>", "", text),
    "all unclosed": lambda text: re.sub(r"</(td|tr|p|span|table)>", lambda tag: tag[0] if tag[1] == "table" else "", text),
    "uppercase": lambda text: re.sub(r"<(/?)(table|tr|td)", lambda tag: f"<{tag[1]}{tag[2].upper()}", text),
    "unquoted": lambda text: re.sub(r'="(\d+)"', r"=\1", text),
    "spans with words": lambda text: re.sub(r'(row|col)span="(\d+)"', r'\1span=" \2px"', text),
    "spans of nought": lambda text: text.replace('colspan="1"', 'colspan="0"'),
    "wide spans": lambda text: text.replace('colspan="4"', 'colspan="4000"'),
    "heads": lambda text: text.replace("<td", "<th").replace("</td", "</th"),
    "each row a body": in_tables(lambda rows: "".join(f"<tbody>{row}</tbody>" if "rowspan" not in row.replace('rowspan="1"', "") else row for row in rows)),
    "rows in a form": in_tables(lambda rows: f"<form>{''.join(rows)}</form>"),
    "cells in a form": in_tables(lambda rows: "".join(row.replace("<tr>", "<tr><form>").replace("</tr>", "</form></tr>") for row in rows)),
    "head too tall": in_wide_table(header_too_tall),
    "foot before body": in_wide_table(foot_before_body),
    "hidden row": in_tables(hidden_row),
    "hidden column": in_tables(hidden_column),
    "columns declared": lambda text: text.replace("<table>", "<table><colgroup><col><col width=9></colgroup>"),
    "caption": lambda text: text.replace("<table>", "<table><caption>统计表（单位：件）</caption>"),
    "laid out": lambda text: text.replace("<table>", "<table><tr><td>左</td><td><table>").replace("</table>", "</table></td></tr></table>"),
    "figures in tables": lambda text: re.sub(r"<p><span>(\d+)</span></p>", r"<table><tr><td>\1</td></tr></table>", text),
    "blocks in cells": lambda text: re.sub(r"<p><span>(.*?)</span></p>", r"<div><div>\1</div><br></div>", text),
    "entities": lambda text: re.sub(r"\d", lambda digit: f"&#x{ord(digit[0]):x};" if digit.start() > text.index("<body") and text[digit.start() - 1] == ">" else digit[0], text),
    "conditional": lambda text: re.sub(r"<span>(\d+)</span>", r"<![if !supportEmptyParas]><span>\1</span><![endif]><o:p></o:p>", text),
}  # fmt: skip


def page(change: Change, blocks: list[Block]) -> bytes:
    return change(as_html(blocks).decode()).encode()


def old_merge(xml: str) -> str:
    """w:hMerge with cells that go on, instead of w:gridSpan."""

    def cells(found: re.Match[str]) -> str:
        more = found[0].replace(found[1], '<w:hMerge w:val="continue"/>')
        more = re.sub(r"<w:p>.*</w:p>", "<w:p/>", more)
        return found[0].replace(found[1], '<w:hMerge w:val="restart"/>') + more * (int(found[2]) - 1)

    return re.sub(r'<w:tc><w:tcPr>(<w:gridSpan w:val="(\d+)"/>)(?:(?!</w:tc>).)*</w:tc>', cells, xml)


WORDS: Mapping[str, Change] = {
    "nothing": lambda xml: xml,
    "old merge": old_merge,
    "no restart": lambda xml: xml.replace('<w:vMerge w:val="restart"/>', "<w:vMerge/>"),
    "merge to come": lambda xml: xml.replace("<w:vMerge/>", '<w:vMerge w:val="continue"/>'),
    "spans lost": lambda xml: re.sub(r"<w:gridSpan [^>]*>", "", xml),
    "rows lost": lambda xml: re.sub(r"<w:vMerge[^>]*>", "", xml),
    "everything lost": lambda xml: re.sub(r"<w:(gridSpan|vMerge)[^>]*>", "", xml),
    "begins late": lambda xml: xml.replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="2"/><w:gridAfter w:val="1"/></w:trPr>'),
    "first row begins late": lambda xml: xml.replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>', 1),
    "tables in controls": lambda xml: xml.replace("<w:tbl>", "<w:sdt><w:sdtContent><w:tbl>").replace("</w:tbl>", "</w:tbl></w:sdtContent></w:sdt>"),
    "cells in controls": lambda xml: xml.replace("<w:tc>", "<w:sdt><w:sdtPr/><w:sdtContent><w:tc>").replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>"),
    "all inserted": lambda xml: xml.replace("<w:r>", '<w:ins w:id="1" w:author="甲"><w:r>').replace("</w:r>", "</w:r></w:ins>"),
    "custom markup": lambda xml: xml.replace("<w:tr>", '<w:customXml w:element="a"><w:tr>').replace("</w:tr>", "</w:tr></w:customXml>"),
    "a deleted row": lambda xml: re.sub(r"(<w:tr>(?:(?!</w:tr>).)*</w:tr>)(</w:tbl>)", r'\1<w:tr><w:trPr><w:del w:id="1" w:author="甲"/></w:trPr><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr>\2', xml),
    "words in cells that go on": lambda xml: re.sub(r"(<w:vMerge/></w:tcPr>)<w:p>.*?</w:p>", r"\1<w:p><w:r><w:t>5</w:t></w:r></w:p>", xml),
    "a table in a cell": lambda xml: re.sub(r"<w:p><w:r><w:t[^>]*>(\d)</w:t></w:r>(.*?)</w:p></w:tc>", r"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>\1</w:t></w:r>\2</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc>", xml),
    "choice and fallback": lambda xml: re.sub(r"<w:t xml:space=\"preserve\">(\d+)</w:t>", r'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><mc:Choice Requires="w14"><w:t>\1</w:t></mc:Choice><mc:Fallback><w:t>5</w:t></mc:Fallback></mc:AlternateContent>', xml),
}  # fmt: skip


def word(change: Change, blocks: list[Block]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_word(blocks))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == "word/document.xml" else text)
    return out.getvalue()
