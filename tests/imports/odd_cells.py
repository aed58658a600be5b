"""One figure of a form drawn in every odd way a page or a Word file can draw it: read right, or refused, never otherwise.

Each case is the figure 47 as its file writes it. What a reader of the page sees besides it (a note's mark, a struck figure,
a hidden one) must not become part of it; what only a picture, a field or a program shows must not become a blank.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache

from gongkai.statute.formats import formats
from tests.imports.corpus_files import W, as_word, in_runs, word_package
from tests.imports.forms import Block, as_html, as_md, report

TRUE = "47"
MARK = "90909"  # stands in the cell until the odd drawing takes its place
ADDRESS = ("requests", "granted", "natural_person")
STYLE = (
    "<style>.gone, td.x .y { color: red; display : none } #unseen{visibility:hidden} .cut{text-decoration:line-through}"
    " td .up{vertical-align:super;font-size:60%} .away{position:absolute;left:-999em} .more:before{content:'5'}"
    " .footer p, .menu li a span {color:#fff}</style>"
)

PAGES: Mapping[str, str] = {
    "plain": "47",
    "bold half": "<b>4</b>7",
    "entity": "&#52;7",
    "comment": "<!-- 5 -->47",
    "zero width": "4\u200b7",
    "soft hyphen": "4&shy;7",
    "word break": "4<wbr>7",
    "link": "<a href='#'>47</a>",
    "list": "<ul><li>47</ul>",
    "numbered list": "<ol start=4><li>7</li></ol>",
    "note raised": "47<sup>1</sup>",
    "note raised in brackets": "47<sup>[1]</sup>",
    "note lowered": "47<sub>1</sub>",
    "note raised by style": "47<span style='vertical-align: super; font-size: 8px'>1</span>",
    "note circled": "47①",
    "power": "47²",
    "fraction": "47½",
    "circled alone": "47⑴",
    "struck": "<s>5</s>47",
    "struck old tag": "<strike>5</strike>47",
    "deleted": "<del>5</del><ins>47</ins>",
    "struck by style": "<span style='text-decoration: line-through'>5</span>47",
    "field": "<input type=text value=47>",
    "field hidden": "<input type=hidden value=5>47",
    "choice": "<select><option>5<option selected>47</select>",
    "text area": "<textarea>47</textarea>",
    "button": "<button>47</button>",
    "picture": "<img src=47.png alt=47>",
    "drawing": "<svg><text>47</text></svg>",
    "program": "<script>document.write(47)</script>",
    "object": "<object data=47.svg></object>",
    "frame": "<iframe src=47.html></iframe>",
    "canvas": "<canvas>5</canvas>",
    "without script": "<noscript>5</noscript>47",
    "template": "<template>5</template>47",
    "two lines": "4<br>7",
    "two paragraphs": "<p>4</p><p>7</p>",
    "gap": "4&nbsp;7",
    "hidden by style": "<span style='display:none'>5</span>47",
    "hidden by class": "<span class='gone'>5</span>47",
    "hidden by id": "<span id=unseen>5</span>47",
    "hidden attribute": "<span hidden>5</span>47",
    "no size": "<span style='font-size:0'>5</span>47",
    "other direction": "<bdo dir=rtl>74</bdo>",
    "ruby": "<ruby>47<rt>5</rt></ruby>",
    "formula": "<math><mn>47</mn></math>",
    "fraction drawn": "<math><mfrac><mn>4</mn><mn>7</mn></mfrac></math>",
    "details": "<details><summary>47</summary>5</details>",
    "two figures": "47 / 5",
    "tab": "4\t7",
    "range": "4-7",
    "thousand dot": "4.7",
    "wan": "47万",
    "percent": "47%",
    "Chinese": "四十七",
    "letter O": "4O7",
    "circle": "4〇",
    "Arabic": "٤٧",
    "bold digits": "𝟒𝟕",
    "full stop": "47.",
    "equals": "=47",
    "struck by class": "<span class=cut>5</span>47",
    "raised by class": "47<span class=up>1</span>",
    "moved away by class": "<span class=away>5</span>47",
    "said by the sheet": "<span class=more>47</span>",
    "for machines, class of another file": "<span class=sr-only>5</span>47",
    "off the screen": "<span style='position:absolute;left:-9999px'>5</span>47",
    "see-through": "<span style='opacity:0'>5</span>47",
    "white": "<span style='color: #fff'>5</span>47",
    "white in the old way": "<font color=white>5</font>47",
    "clipped": "<span style='clip:rect(0,0,0,0)'>5</span>47",
    "no width": "<span style='width:0;overflow:hidden'>5</span>47",
    "turned by style": "<span style='unicode-bidi:bidi-override;direction:rtl'>74</span>",
    "turned by a sign": "\u202e74\u202c",
    "floating": "<span style='float:right'>7</span>4",
    "not for readers": "<span aria-hidden=true>5</span>47",
    "note small": "47<small>1</small>",
    "note small by style": "47<span style='font-size:8px'>1</span>",
    "note as a link": "47<a href='#n'>1</a>",
    "white only in the footer": "<p><span>47</span></p>",
    "hanging indent": "<p style='margin-left:21pt;text-indent:-21.0pt'>47</p>",
    "Word's pieces": "<span lang=EN-US style='font-family:Times;mso-font-kerning:0'>4</span><span style='font-family:仿宋'>7</span>",
    "quotes": "“47”",
}

RUN = "<w:r>{0}<w:t>{1}</w:t></w:r>"


def run(text: str, properties: str = "") -> str:
    return RUN.format(f"<w:rPr>{properties}</w:rPr>" if properties else "", text)


SYMBOL = '<w:r><w:t>4</w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F037"/></w:r>'
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="9" cy="9"/><wp:docPr id="1" name="47"/></wp:inline></w:drawing></w:r>'
)
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>47</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
MATH = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>47</m:t></m:r></m:oMath>'
FRACTION = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:num><m:r><m:t>4</m:t></m:r></m:num>'
    "<m:den><m:r><m:t>7</m:t></m:r></m:den></m:f></m:oMath>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(5)</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>47</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BEGINS, GOES_ON, ENDS = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
CONTROL = "<w:sdt><w:sdtPr>{0}</w:sdtPr><w:sdtContent><w:r><w:t>{1}</w:t></w:r></w:sdtContent></w:sdt>"
DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>5</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="2" w:author="a"><w:r><w:t>{0}</w:t></w:r></w:ins>'
RUBY = "<w:r><w:ruby><w:rt><w:r><w:t>5</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>47</w:t></w:r></w:rubyBase></w:ruby></w:r>"

WORDS: Mapping[str, str] = {
    "plain": run("47"),
    "two runs": run("4") + run("7"),
    "note raised": run("47") + run("1", '<w:vertAlign w:val="superscript"/>'),
    "note lowered": run("47") + run("1", '<w:vertAlign w:val="subscript"/>'),
    "note raised by position": run("47") + run("1", '<w:position w:val="10"/><w:sz w:val="10"/>'),
    "note raised by style": run("47") + run("1", '<w:rStyle w:val="Raised"/>'),
    "note of its own": run("47") + '<w:r><w:footnoteReference w:id="2"/></w:r>',
    "struck": run("5", "<w:strike/>") + run("47"),
    "struck twice": run("5", "<w:dstrike/>") + run("47"),
    "not struck": run("4", '<w:strike w:val="0"/>') + run("7"),
    "struck by style": run("5", '<w:rStyle w:val="Struck"/>') + run("47"),
    "hidden": run("5", "<w:vanish/>") + run("47"),
    "hidden by style": run("5", '<w:rStyle w:val="Hidden"/>') + run("47"),
    "hidden on the web only": run("4", "<w:webHidden/>") + run("7"),
    "symbol": SYMBOL,
    "picture": DRAWING,
    "text box": BOX,
    "formula": MATH,
    "fraction": FRACTION,
    "field": FIELD,
    "field in one": f'<w:fldSimple w:instr="=SUM(5)">{run("47")}</w:fldSimple>',
    "control": CONTROL.format("", "47"),
    "control nobody filled in": CONTROL.format("<w:showingPlcHdr/>", "0"),
    "deleted before": DELETED + run("47"),
    "deleted and inserted": DELETED + INSERTED.format("47"),
    "half inserted": run("4") + INSERTED.format("7"),
    "ruby": RUBY,
    "break": run("4") + "<w:r><w:br/></w:r>" + run("7"),
    "tab": run("4") + "<w:r><w:tab/></w:r>" + run("7"),
    "soft hyphen": run("4") + "<w:r><w:softHyphen/></w:r>" + run("7"),
    "true hyphen": run("4") + "<w:r><w:noBreakHyphen/></w:r>" + run("7"),
    "circled": run("47①"),
    "power": run("47²"),
    "link": f'<w:hyperlink w:anchor="a">{run("47")}</w:hyperlink>',
    "smart tag": f'<w:smartTag w:element="a">{run("47")}</w:smartTag>',
    "two paragraphs": f"{run('4')}</w:p><w:p>{run('7')}",
    "white": run("5", '<w:color w:val="FFFFFF"/>') + run("47"),
    "note small": run("47", '<w:sz w:val="24"/>') + run("1", '<w:sz w:val="12"/>'),
    "note small beside the usual": run("47") + run("1", '<w:sz w:val="10"/>'),
    "pressed together": run("5", '<w:w w:val="1"/>') + run("47"),
    "turned by a sign": run("\u202e74"),
    "one digit in red": run("4", '<w:color w:val="FF0000"/>') + run("7"),
    "almost the same size": run("4", '<w:sz w:val="21"/>') + run("7"),
    "field in a field": f"{BEGINS}{BEGINS}{GOES_ON}{run('5')}{ENDS}{GOES_ON}{run('47')}{ENDS}",
    "field that is drawn": f"{BEGINS}<w:r><w:instrText>eq \\o\\ac(○,47)</w:instrText></w:r>{ENDS}",
    "numbered by the program": f'</w:p><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{run("7")}',
    "object": "<w:r><w:object/></w:r>",
    "other direction": f'<w:bdo w:val="rtl">{run("74")}</w:bdo>',
}
STYLE_SHEET = (
    f"<w:styles {W}>"
    '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Struck"><w:name w:val="划"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Above"><w:name w:val="上"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Raised"><w:name w:val="注"/><w:basedOn w:val="Above"/></w:style></w:styles>'
)


@cache
def form() -> list[Block]:
    return report(formats()["2021"], lambda *address: MARK if address == ADDRESS else "3")


def page(drawn: str) -> bytes:
    text = as_html(form()).decode().replace("<style>", f"{STYLE}<style>", 1)
    return text.replace(f"<p><span>{MARK}</span></p>", drawn).encode()


def word(drawn: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(as_word(form()))) as made:
        text = made.read("word/document.xml").decode().replace(in_runs(MARK), f"<w:p>{drawn}</w:p>")
    return word_package({"word/document.xml": text, "word/styles.xml": STYLE_SHEET})


def markdown(drawn: str) -> bytes:
    """A cell between bars, as a program writes it that makes Markdown of a page."""
    return as_md(form(), bars=True).replace(MARK, drawn.replace("|", "\\|")).encode()


# A cell between bars brings no style sheet with it, and has no lines.
MARKDOWN = {
    name: drawn for name, drawn in PAGES.items() if "by class" not in name and name not in ("hidden by id", "said by the sheet")
}
# What an office really writes, and what must not be refused.
READ = (
    *("plain", "bold half", "entity", "comment", "zero width", "soft hyphen", "link", "hidden by style", "hidden attribute"),
    *(
        "two runs",
        "not struck",
        "field in one",
        "control",
        "smart tag",
        "deleted and inserted",
        "half inserted",
        "note of its own",
        "Word's pieces",
        "white only in the footer",
        "hanging indent",
        "one digit in red",
        "almost the same size",
        "field in a field",
    ),
)
