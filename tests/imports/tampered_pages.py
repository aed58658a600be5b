"""Pages whose one figure is tampered with: every property of the browser with values of every kind, on every level of the tree.

The figure stands in the second cell of the second row. `certain` is what our reader takes for certain there; `drawn_alike` is the
judge: whether Chromium draws just that, compared with the same digits set plainly in the same type.
"""

from __future__ import annotations

import io
import itertools
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PIL import Image, ImageChops

from gongkai.imports.document import Grid
from gongkai.imports.readers.html import read_html

LEVELS = ("whole", "part", "td", "tr", "tbody", "table", "div", "body", "html", "before", "beside")
VALUES = (
    *("none", "hidden", "collapse", "auto", "normal", "inherit", "initial", "unset", "0", "1", "2", "0.01", "0.5", "-1", "1px", "3px"),
    *("9px", "20px", "40px", "100px", "300px", "-3px", "-9px", "-20px", "-100px", "-999px", "5em", "-5em", "50%", "0%", "200%"),
    *("-100%", "9999px", "white", "transparent", "#fefefe", "black", "red", "hsl(0 0% 99%)", "rgb(0 0 0 / 5%)", "currentcolor"),
    *("scaleX(-1)", "rotate(180deg)", "translate(40px, 9px)", "180deg", "40px 9px", "-1 1", '"8"', "super", "sub", "rtl", "right", "left"),
    *("absolute", "fixed", "relative", "sticky", "vertical-rl", "sideways-lr", "line-through", "underline 20px", "overline", "uppercase"),
    *("full-width", "bidi-override", "isolate-override", "plaintext", "blur(9px)", "opacity(0)", "invert(1)", "inset(100%)", "circle(0)"),
    *("block", "inline", "inline-block", "flex", "grid", "contents", "list-item", "table-row", "table-cell", "row-reverse", "small-caps"),
    *('"sups" 1', '"frac" 1', "tnum", "diagonal-fractions", "0 0 0 99px black", "inset 0 0 0 99px black", "9px 0 0 black", "strict"),
    *("size", "multiply", "difference", "text", "center", "justify", "pre", "nowrap", "1px solid black", "99px solid black", "10px/0 serif"),
    *("0/0 a", "16px Wingdings", "Webdings", "serif", "bold", "italic", "900", "condensed", "linear-gradient(black, black)"),
    *("url(data:image/gif;base64,R0lGODlhAQABAIAAAAAAACH5BAAALAAAAAABAAEAAAICTAEAOw==)", "baseline", "top", "circle", "dot", "filled"),
)  # fmt: skip
WAYS = (
    "style",
    "class",
    "compound",
    "attribute",
    "nth",
    "is",
    "important",
    "nested",
    "media",
    "layer",
    "supports",
    "hover-not",
    "before",
)
SELECTORS = {
    "class": "#t .x, .x {%s}", "compound": "html body .x.x {%s}", "attribute": "[data-x] {%s}", "nth": ".x:nth-child(n) {%s}",
    "is": ":is(.x):not(.z) {%s}", "nested": "body { & .x, .x & , &.x {%s} }", "media": "@media (min-width: 500px) {.x {%s}}",
    "layer": "@layer a {.x {%s}}", "supports": "@supports (color: red) {.x {%s}}", "hover-not": ".x:not(:hover) {%s}",
    "before": ".x::before {content: '8'; %s}", "nothing": ".y {%s}",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A style or markup on one level. `markup`: attributes of that level, or a whole tag."""

    level: str
    sheet: str = ""
    attributes: str = ""
    tag: str = "i"
    figure: str = ""

    def __str__(self) -> str:
        return f"{self.level}|{self.sheet}|{self.tag} {self.attributes}|{self.figure}"


def page(case: Case) -> str:
    at = {level: f" {case.attributes}" if level == case.level else "" for level in LEVELS}
    inner = {
        "whole": f"<{case.tag}{at['whole']}>572</{case.tag}>",
        "part": f"57<{case.tag}{at['part']}>2</{case.tag}>",
    }.get(case.level, case.figure or "572")
    before = f"<{case.tag}{at['before']}>████████████████████</{case.tag}>" if case.level == "before" else "<p>前言</p>"
    beside = f"<{case.tag}{at['beside']}>████</{case.tag}>" if case.level == "beside" else "规章"
    around = (f"<{case.tag} {case.attributes}>", f"</{case.tag}>") if case.level == "around" else ("", "")
    return (
        f"<!DOCTYPE html><html{at['html']}><head><meta charset=utf-8><style>{case.sheet}</style></head><body{at['body']}>{before}"
        f"<div id=t{at['div']}>{around[0]}<table border=1 cellpadding=4{at['table']}><tbody{at['tbody']}><tr><td>名称</td><td>甲的数量</td>"
        f"<td>乙</td></tr><tr{at['tr']}><td>{beside}</td><td id=n{at['td']}>{inner}</td><td>38</td></tr>"
        f"<tr><td>其他</td><td>14</td><td>69</td></tr></tbody></table>{around[1]}</div><p>后文</p></body></html>"
    )


def certain(text: str) -> str | None:
    """What the reader takes for certain in that cell, None when it doubts or refuses."""
    document, _ = read_html(text.encode(), "a.html")
    grids = [block for block in document.blocks if isinstance(block, Grid)] if document else []
    cell = next((cell for grid in grids[:1] for cell in grid.cells if (cell.row, cell.column) == (1, 1)), None)
    if cell is None or cell.fault or cell.doubt:
        return None
    return cell.text if re.fullmatch(r"\d*", cell.text) else None


# The cases


def styled(level: str, way: str, declaration: str) -> Case:
    if way == "style":
        return Case(level, attributes=f'style="{escape(declaration)}"')
    if way == "important":
        return Case(level, f".x{{{declaration} !important}}", "class=x")
    return Case(level, SELECTORS[way] % declaration, 'class=x data-x="1"')


def properties_of(browser_page: Any) -> list[tuple[str, str]]:
    """Every property that this browser knows, with every value of ours that it takes."""
    names: list[str] = browser_page.evaluate(
        "() => [...new Set([...getComputedStyle(document.body), ...SHORT])]".replace("SHORT", str(list(SHORTHANDS)))
    )
    known = browser_page.evaluate(
        "([names, values]) => names.flatMap(n => values.filter(v => CSS.supports(n, v)).map(v => [n, v]))",
        [sorted(names), list(VALUES)],
    )
    return [(name, value) for name, value in known]


SHORTHANDS = ("font", "background", "margin", "padding", "border", "text-decoration", "list-style", "outline", "overflow", "inset", "all",
              "flex", "columns", "mask", "text-emphasis", "transition", "animation", "offset", "contain", "zoom", "font-variant",
              "-webkit-text-stroke", "-webkit-mask", "flex-flow", "place-self", "grid-area", "gap", "white-space", "text-box")  # fmt: skip


def style_cases(known: Sequence[tuple[str, str]]) -> Iterator[Case]:
    """Each pair of property and value on levels and in ways that are drawn for it."""
    drawn = random.Random(17)
    for name, value in known:
        for level in drawn.sample(LEVELS, 2):
            yield styled(level, drawn.choice(WAYS), f"{name}: {value}")


def pair_cases(known: Sequence[tuple[str, str]]) -> Iterator[Case]:
    """Two declarations on one level, or on two, neither of which the reader doubts alone."""
    drawn = random.Random(71)
    for level in LEVELS:
        sure = [f"{name}: {value}" for name, value in known if certain(page(styled(level, "style", f"{name}: {value}"))) == "572"]
        for _ in range(len(sure) // 4):
            yield styled(level, "style", "; ".join(drawn.sample(sure, 3)))


TAGS = (
    *("a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo", "bgsound"),
    *("big", "blink", "blockquote", "button", "canvas", "center", "cite", "code", "data", "datalist", "dd", "del", "details", "dfn"),
    *("dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "h1"),
    *("header", "hgroup", "i", "iframe", "image", "input", "ins", "kbd", "label", "legend", "li", "listing", "main", "map", "mark"),
    *("marquee", "math", "menu", "meter", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option"),
    *("output", "p", "picture", "plaintext", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "search", "section"),
    *("select", "slot", "small", "span", "strike", "strong", "sub", "summary", "sup", "svg", "table", "template", "textarea", "time"),
    *("title", "tt", "u", "ul", "var", "video", "wbr", "xmp", "x-own", "o:p", "st1:chsdate", "v:shape", "selectedcontent", "fencedframe"),
)  # fmt: skip
ATTRIBUTES = (
    *("hidden", "hidden=until-found", "popover", "inert", "dir=rtl", "dir=auto", "color=white", "color=#fefefe", "bgcolor=black"),
    *("bgcolor=000000", "color=fefefe", "background=x.png", "size=1", "size=7", "size=-9", "face=Wingdings", "face=宋体", "align=right"),
    *("width=1", "height=1", "onclick=x()", "contenteditable", "title=x", "lang=en", "class=gk-ref", "class=gk-notes", "class=gk-contents"),
    *("style='display:none'", "style='DISPLAY : none ! important'", "style='display:none;display:inline'", "style='x-display:none'"),
    *("style='mso-hide:all'", "style='/*;display:none*/'", "style='font-size:0'", "style='display:none foo'", "style='visibility:hidden'"),
    *("style='color:#fff;color:black'", "style='color:black;color:#fff'", "style='color:#fff!important;color:#000'", "slot=x", "is=x"),
    *("colspan=2", "valign=top", "nowrap", "rowspan=2", "data-x=1", "role=presentation", "aria-hidden=true", "aria-label=9", "open"),
)  # fmt: skip


def markup_cases() -> Iterator[Case]:
    for tag, level in itertools.product(TAGS, ("whole", "part", "around")):
        yield Case(level, tag=tag)
    for attributes, level in itertools.product(ATTRIBUTES, LEVELS):
        yield Case(level, attributes=attributes, tag="font" if "color=" in attributes or "size=" in attributes else "i")
    for sheet, level in itertools.product(SHEETS, ("whole", "part", "td", "tr", "table", "div")):
        yield Case(level, sheet, 'class="x Y" id=m data-h=1 lang=en' if level != "td" else 'class="x Y" data-h=1 lang=en')
    for figure in FIGURES:
        yield Case("td", FIGURE_SHEET, figure=figure)


NESTED = (
    *(
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<span style='color:#fff'>",
        "<span>",
        "</span>",
        "<p>",
        "</p>",
        "<p style='color:#fff'>",
        "</div>",
    ),
    *(
        "<div style='color:#fff'>",
        "<font color=white>",
        "</font>",
        "<a style='color:#fff'>",
        "</a>",
        "</br>",
        "<!-- 9 -->",
        "</h3>",
    ),
    *(
        "<u style='opacity:0'>",
        "</u>",
        "<nobr>",
        "</nobr>",
        "</body>",
        "</html>",
        "<body text=white>",
        "<html hidden>",
        "</form>",
    ),
    *(
        "<form>",
        "<em style='visibility:hidden'>",
        "</em>",
        "</table>",
        "</tr>",
        "</td>",
        "</tbody>",
        "</caption>",
        "</section>",
        "",
    ),
)


def nesting_cases(count: int) -> Iterator[Case]:
    """Tags among the digits, open, closed and crossed as no writer of pages would put them."""
    drawn = random.Random(17)
    for _ in range(count):
        first, second, third, last = drawn.choices(NESTED, k=4)
        yield Case("td", figure=f"{first}5{second}7{third}2{last}")


GONE = "{display:none}"
SHEETS = (
    *(f"{selector}{GONE}" for selector in (
        *(".x", "i.x", ".X", ".y", "#m", "#M", "[data-h]", "[data-h='1']", "[data-h='2']", "[lang|=en]", "[class^=x]", "[CLASS~=x i]"),
        *(":is(.x)", ":where(i.x)", ":not(.q)", ".x:not(.Y)", ":has(.x)", "td:has(i)", "td > i", "tr > td > i", "table > tr i", "tbody > tr > td i"),
        *("td i:first-child", "td i:last-child", "td i:only-child", "i:empty", "i:nth-child(2)", "i:nth-of-type(1)", "td:nth-child(2) i"),
        *("tr:nth-child(2) i", "tr + tr i", "tr ~ tr i", "i:hover", "html:hover i", "i:not(:hover)", "i:lang(en)", "i:dir(ltr)", ":root i"),
        *(":scope i", "i:defined", "*", "td *", "*|i", "|i", "i, :unknown-thing", ".x, ::-foo", "i::before", "i:any-link", ":focus-within i", r".\78", r"\.x"),
    )),
    *(f"{head}{{.x{GONE}}}" for head in (
        *("@media screen", "@media print", "@media all and (min-width:1px)", "@media (max-width:600px)", "@media (min-width:9999px)"),
        *("@media not print", "@media (width > 300px)", "@media (hover)", "@media (prefers-color-scheme: light)", "@supports (display:grid)"),
        *("@supports not (display:grid)", "@layer a", "@container (min-width:1px)", "@scope (td)", "@starting-style", "@foo"),
        *("@media screen{@media print", "@media print{@media screen", "@supports (x:y)", "@document url()", "td", "td, :unknown-thing"),
    )),
    ".x{display:none}.x{display:inline}", ".x{display:none!important}.x{display:inline}", "i{display:inline}.x{display:none}",
    ".x{display:none}i{display:inline}", ".x{display:none;display:foo}", ".x{display:foo;display:none}", ".x{display:var(--d);--d:none}",
    "@namespace 'x';.x{display:none}", "@layer a{.x{display:inline!important}} .x{display:none!important}", "/* } .x{display:none} */",
    "<!-- .x{display:none} -->", ".x{display:none", ".y{} } .x{display:none}", ".y{color:red;} ; .x{display:none} .x{}", "@import 'x';.x{display:none}",
    "@charset 'x';.x{display:none}", ".x{color:#fff}", ".x{color:#fff}td{background:#000}", "td{background:#000}", "tr{background:#000;color:#fff}",
    "tr{background:#000;color:#fff}td{background:#fff}", "table{color:#fff;background:#222}", "td{color:#fff}.x{color:#000}", "tr:nth-child(even){background:#f2f2f2}",
    "td{--c:#fff;color:var(--c)}", "@property --c{syntax:'<color>';inherits:true;initial-value:white}td{color:var(--c)}",
    "@keyframes a{from,to{opacity:0}}.x{animation:a 9s}", "@keyframes a{from,to{opacity:0}}", "td::after{content:'8'}", "td:before{content:'8'}", "tr::before{content:'8'}",
    "tr::before{content:''}", "tr:nth-child(2)::before{content:'';display:table-cell}", "td::after{content:'';display:block}", "i{display:list-item;list-style:decimal inside}",
    "html{font-size:1px}td{font-size:1rem}", "html{font-size:10px}td{font-size:1.6rem}", "tr::before{content:''}", "td::after{content:'';display:block}",
    "tr:nth-child(2)::before{content:'';display:table-cell}", "i{display:list-item;list-style:decimal inside}",
    "td::before{content:none}", "td::first-letter{font-size:0}", "td::first-line{color:#fff}", ".x::marker{content:'8'}", "td::selection{color:#fff}",
    "@font-face{font-family:E;src:local('Wingdings'),local('DejaVu Sans')}td{font-family:E}", "@font-face{font-family:E;src:local(x)}", "td{font-family:'E',serif}",
    "body{color-scheme:dark}", ":root{color-scheme:dark}", "td{all:unset}", "i{all:unset}", "td{display:block}", "tr{display:block}", "tr{display:flex;flex-direction:row-reverse}",
    "tbody{display:flex;flex-direction:column-reverse}", "table{direction:rtl}", "col{background:#000}", "td{padding:3px}", "td{border:1px solid #ccc}", "table{border-collapse:collapse}",
    "td{text-align:center;vertical-align:middle;font-size:14px;line-height:1.5}", "body{font:14px/1.6 'Microsoft YaHei',sans-serif;color:#333}", "p{position:absolute;top:0;background:#000}",
    "body::after{content:'';position:fixed;inset:0;background:#fff}", "p{margin-top:-60px;background:#000}", "td + td{margin:0}", "td{width:1px;overflow:hidden}",
    "table{table-layout:fixed;width:30px}", "div{height:9px;overflow:hidden}", "div{zoom:.1}", "div{font-size:10%}td{font-size:10%}", "td{font-size:calc(1px)}", "td{font-size:1vw}",
    "i{position:relative;left:3px}", "i{position:relative;left:40px}", "i{top:40px}", "i{float:left}", "i{display:inline-block;width:0}", "i{text-shadow:9px 0 #000}",
)  # fmt: skip
FIGURE_SHEET = ".g{display:none}"
FIGURES = (
    *("<i class=g>5</i>72", "5<i class=g>7</i>2", "5<i class='g h'>7</i>2", "5<b>7</b>2", "5<!-- 7 -->2", "5<!-->7-->2", "5<!-- --!>7<!-- -->2"),
    *("5<![if x]>7<![endif]>2", "5<![CDATA[7]]>2", "5<?x 7?>2", "5<template>7</template>2", "5<style>.q{}</style>2", "<p>572</p>", "<div>57</div>2"),
    *("5<br>72", "5<wbr>72", "5&shy;72", "5&#8203;72", "5&nbsp;72", "5\u202e72", "5\u206672\u2069", "<p style='text-align:center'>572</p>", "<a href=x>572</a>"),
    *("<a href=x style='color:#fff'>572</a>", "<b><i><u><font color=red>572</font></u></i></b>", "<i hidden>9</i>572", "<i class=gk-ref>9</i>572"),
    *("5<a class=gk-ref href=#n>校注1</a>72", "<a class=gk-ref href=#n>7</a>572", "<ul style='list-style:none'><li>572</ul>", "<ol><li>572</ol>", "<ul type=1><li>572</ul>", "<ul><li type=1>572</ul>", "<li value=5>572", "<ruby>572<rt>9</rt></ruby>", "<rt>9</rt>572"),
    *("<footer>9</footer>572", "<nav>9</nav>572", "<noscript>9</noscript>572", "<select><option>572</select>", "<i style='order:-1'>2</i>57", "<small>572</small>", "<big>572</big>"),
    *("<span lang=EN-US style='font-size:12.0pt;font-family:仿宋_GB2312;mso-bidi-font-size:10.5pt;color:windowtext'>572<o:p></o:p></span>", "<p class=MsoNormal style='margin:0cm;text-autospace:none'>572</p>"),
)  # fmt: skip


# The judge

FAINTEST = 40  # of 255; less is not seen

TEXTS = """() => {
  const rows = [...document.querySelectorAll('table tr')].filter(r => r.getClientRects().length)
    .sort((a, b) => a.getBoundingClientRect().y - b.getBoundingClientRect().y);
  const cells = r => [...r.cells].filter(c => c.getClientRects().length);
  const cell = rows[1] && cells(rows[1])[1];
  if (!cell) return null;
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), spans = [];
  let left = 0;
  for (let n; (n = walker.nextNode());) {
    const range = document.createRange();  // an element without a box of its own (display: contents) draws its text all the same
    range.selectNodeContents(n);
    if (!n.data.trim() || !range.getClientRects().length) continue;
    const s = getComputedStyle(n.parentElement);
    let lined = 'none';
    for (let e = n.parentElement; e; e = e.parentElement)
      if (getComputedStyle(e).textDecorationLine === 'underline') lined = 'underline';
    const font = `${s.fontStyle} ${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
    const gap = s.display === 'inline' && !['TD', 'TH'].includes(n.parentElement.tagName)
      ? `margin:0 ${s.marginRight} 0 ${s.marginLeft};padding:0 ${s.paddingRight} 0 ${s.paddingLeft};` : '';
    const rgb = text => text.match(/[\\d.]+/g).map(Number), [ground, ink] = [rgb(s.backgroundColor), rgb(s.color)];
    const apart = ground[3] !== 0 && [0, 1, 2].reduce((sum, at) => sum + Math.abs(ground[at] - ink[at]), 0) > 150;
    const painted = gap && apart ? `background:${s.backgroundColor};color:${s.color};` : '';
    spans.push([n.data.trim(), font, s.letterSpacing, `${lined};font-stretch:${s.fontStretch};${gap}${painted}`]);
    if (spans.length === 1) left = range.getBoundingClientRect().x;
  }
  const b = cell.getBoundingClientRect();
  return {spans, shared: getComputedStyle(cell).borderCollapse === 'collapse', fraction: left - Math.floor(left), box: {
    x: b.x + scrollX + cell.clientLeft, y: b.y + scrollY + cell.clientTop, width: cell.clientWidth, height: cell.clientHeight}};
}"""


def drawn_alike(browser_page: Any, text: str, wanted: str) -> bool:
    """Whether the browser draws just these digits in the cell."""
    browser_page.set_content(text)
    found = browser_page.evaluate(TEXTS)
    if found is None or min(found["box"]["width"], found["box"]["height"]) < 3:
        return not wanted
    box = found["box"]
    left, top = math.ceil(box["x"]), math.ceil(box["y"])
    right, bottom = math.floor(box["x"] + box["width"]), math.floor(box["y"] + box["height"])
    shown = ink(
        browser_page.screenshot(clip={"x": left, "y": top, "width": right - left, "height": bottom - top}, full_page=True),
        trim=int(found["shared"]),
    )
    if not wanted or shown is None:
        return not wanted and shown is None
    styles = found["spans"] or [["", "16px serif", "normal", "none"]]
    joined = "".join(style[0] for style in styles)
    pieces = [(style[0], style) for style in styles] if joined == wanted else [(wanted, styles[0])]
    spans = "".join(
        f'<span style="font:{escape(style[1])};letter-spacing:{style[2]};text-decoration:{style[3]}">{escape(piece)}</span>'
        for piece, style in pieces
    )
    style = f"display:inline-block;padding:4px;padding-left:{4 + found['fraction']}px;white-space:nowrap"
    browser_page.set_content(f'<!DOCTYPE html><body style="margin:0"><div id=r style="{style}">{spans}</div>')
    plain = ink(browser_page.locator("#r").screenshot(), trim=0)
    return plain is not None and alike(shown, plain)


def ink(png: bytes, *, trim: int) -> Image.Image | None:
    """What differs clearly from the ground, cut out, black on white; None where nothing does."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image = image.crop((trim, trim, image.width - trim, image.height - trim))
    ground = image.crop((0, 0, 1, 1))
    apart = ImageChops.difference(image, ground.resize(image.size)).convert("L")
    strongest = max(shade for shade, count in enumerate(apart.histogram()) if count)
    least = strongest * 2 // 5 if strongest > FAINTEST else 255
    difference = apart.point(lambda value: 255 if value > least else 0)
    box = difference.getbbox()
    return difference.crop(box) if box else None


def alike(one: Image.Image, other: Image.Image) -> bool:
    """The same shapes, but for a pixel at the edges."""
    if abs(one.width - other.width) > 2 or abs(one.height - other.height) > 2:
        return False
    size = (max(one.width, other.width), max(one.height, other.height))
    best = min(unlike(one, other, size, (right, down)) for right in (-1, 0, 1) for down in (-1, 0, 1))
    return best < 0.22


def unlike(one: Image.Image, other: Image.Image, size: tuple[int, int], shift: tuple[int, int]) -> float:
    first, second = Image.new("L", (size[0] + 2, size[1] + 2)), Image.new("L", (size[0] + 2, size[1] + 2))
    first.paste(one, (1, 1))
    second.paste(other, (1 + shift[0], 1 + shift[1]))
    differing = sum(ImageChops.difference(first, second).histogram()[128:])
    return differing / max(1, sum(first.histogram()[128:]))
