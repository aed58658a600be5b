"""The parts of a saved page: where its text is, and what of the page around it is none of a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import html

from gongkai.imports.readers.html_table import groups_of, inside, lays_out

GONE = ("script", "noscript", "iframe", "object", "embed", "select", "button", "textarea", "input", "template", "svg", "canvas")
CONTAINERS = frozenset(("body", "div", "section", "article", "main", "center", "form", "li", "dd"))
OF_TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
MOST_LAID_OUT = 20  # cells of a table that only lays out a page; the largest of them holds most of it
# Containers that programs of portals put the text in, by id or class, the surest first (TRS, 大汉, 博达, 拓尔思海云, DedeCMS …).
TEXT_HINTS = (
    *("trs_editor", "trs_ueditor", "ucap-content", "vsb_content", "zoom", "zoomcon", "j-fontcontent", "fontzoom", "nr_con"),
    *("article-content", "article_content", "articlecontent", "articlecon", "pages_content", "xxgk_content", "news_content"),
    *("news_conent_two_text", "wzy_con", "view_content", "conzt", "printarea", "detail-content", "content_text", "arc_content"),
)
AROUND = re.compile(
    r"(?:foot(?:er)?|copyright|nav|navbar|navigation|menu|submenu|share|bdsharebuttonbox|bdshare|sidebar|pager|pagination|prenext"
    r"|prev|next|related|toolbar|topbar|banner|logo|search|searchbox|login|friendlink|qrcode|crumb|crumbs|breadcrumb|position|location)\Z",
    re.IGNORECASE,
)
HERE = re.compile(r"\s*(?:您?(?:现在)?(?:的|所在的?)?(?:当前)?位置|首页\s*[>＞»›/])")
STEP = re.compile(r"\s*[>＞»›]+\s*|\s+/\s+")
MOST_OF_TEXT, MOST_OF_FOOT = 0.4, 0.8  # a part that holds more of the page's words is not around the text
LEAST_WEIGHT = 0.5  # a container some five steps further out
FOOT = re.compile(r"(?:foot|copyright|nav)", re.IGNORECASE)
WORDS = re.compile(r"[\w]")


def without_programs(root: html.HtmlElement) -> list[str]:
    """Takes away what runs, asks or plays; the names of what a reader may miss."""
    missed = []
    for element in [*root.iter(*GONE)]:
        if element.tag in ("iframe", "object", "embed"):
            missed.append(f"嵌入的内容（第 {element.sourceline} 行）")
        element.drop_tree()
    for element in [*root.iter("video", "audio")]:
        missed.append(f"音视频（第 {element.sourceline} 行）")
        element.drop_tree()
    return missed


def with_numbers(root: html.HtmlElement) -> None:
    """The items of numbered lists with their numbers, which a browser draws and no text holds."""
    for items in [*root.iter("ol")]:
        start = items.get("start", "1")
        number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        for item in items.iterchildren("li"):
            item.text = f"{number}. {(item.text or '').lstrip()}"
            number += 1
        items.tag = "ul"


def without_layout(root: html.HtmlElement) -> None:
    """Tables that only say where on the page something stands become plain parts of it."""
    words = max(1, len(WORDS.findall(root.text_content())))
    for table in [*root.iter("table")]:
        if is_layout(table, words):
            own = [each for each in table.iter(*OF_TABLES) if next(each.iterancestors("table"), table) is table]
            for element in own:
                element.tag = "div"


def is_layout(table: html.HtmlElement, words: int) -> bool:
    """It holds other tables, has one column, or one of its few cells holds most of the page's words or its text."""
    if lays_out(table):
        return True
    rows = [[*inside(row, "td", "th")] for group in groups_of(table) for row in group]
    cells = [cell for row in rows for cell in row]
    if all(len(row) <= 1 for row in rows):
        return True
    largest = max((len(WORDS.findall(cell.text_content())) for cell in cells), default=0)
    holds_text = any(is_hint(each) for each in table.iterdescendants("div", "td", "span"))
    return len(cells) <= MOST_LAID_OUT and (holds_text or 2 * largest > words)


def path_of(root: html.HtmlElement) -> list[str]:
    """The columns above the page, as 当前位置 names them; empty where the page does not say it."""
    for element in root.iter("div", "p", "td", "span", "ul", "nav", "section", "ol"):
        words = " ".join(element.text_content().split()) if len(element) < 30 else ""
        if 4 < len(words) < 200 and HERE.match(words) and STEP.search(words):
            return [step.strip(" ：:") for step in STEP.split(words) if step.strip(" ：:")]
    return []


def without_surroundings(root: html.HtmlElement) -> None:
    """Takes away menus, foot, sharing and the like by the names given to them; never what holds much of the page's text."""
    all = max(1, own_words(root))
    for element in [*root.iter("div", "ul", "nav", "header", "footer", "aside", "section", "table", "p")]:
        if element.getparent() is None or is_hint(element) or any(map(is_hint, element.iterdescendants("div", "td"))):
            continue
        named = element.tag in ("nav", "footer", "aside") or any(AROUND.match(word) for word in names_of(element))
        most = MOST_OF_FOOT if any(FOOT.match(word) for word in (element.tag, *names_of(element))) else MOST_OF_TEXT
        if named and own_words(element) <= most * all and element.find(".//h1") is None:
            element.drop_tree()


def names_of(element: html.HtmlElement) -> Iterator[str]:
    for name in ("id", "class"):
        yield from element.get(name, "").lower().split()


def is_hint(element: html.HtmlElement) -> bool:
    return any(name in TEXT_HINTS or name.startswith("trs_") for name in names_of(element))


def own_words(element: html.HtmlElement) -> int:
    """How many characters of it are outside links."""
    linked = sum(len(WORDS.findall(link.text_content())) for link in element.iter("a"))
    return max(0, len(WORDS.findall(element.text_content())) - linked)


def text_part(root: html.HtmlElement) -> html.HtmlElement:
    """The part of the page that is the document's text: the one that is named so, otherwise the one with the most words."""
    for hint in TEXT_HINTS:
        named = [each for each in root.iter("div", "td", "article", "section", "span") if hint in names_of(each)]
        named = [each for each in named if WORDS.search(each.text_content()) or each.find(".//img") is not None]
        if named:
            return named[0]
    return fullest(root)


def fullest(root: html.HtmlElement) -> html.HtmlElement:
    """The container with the most words of its own; a word in a container inside counts for less with each step outwards."""
    inside, own = words_by_container(root)
    score: dict[html.HtmlElement, float] = defaultdict(float)
    for container, count in own.items():
        weight, at = 1.0, container
        while at is not None and weight > LEAST_WEIGHT:
            score[at] += weight * count
            weight, at = weight * 0.85, inside.get(at)
    best = max(score, key=lambda each: score[each], default=root)
    around = inside.get(best)
    while around is not None and sentences_beside(best, around) and around.tag != "body":
        best, around = around, inside.get(around)
    return best


def words_by_container(
    root: html.HtmlElement,
) -> tuple[dict[html.HtmlElement, html.HtmlElement | None], dict[html.HtmlElement, int]]:
    """Of each container the one around it, and how many characters stand in it and in none within it; links are not counted."""
    holder: dict[html.HtmlElement, html.HtmlElement] = {}
    around: dict[html.HtmlElement, html.HtmlElement | None] = {}
    own: dict[html.HtmlElement, int] = defaultdict(int)
    linked: set[html.HtmlElement] = set()
    for element in root.iter():
        parent = element.getparent()
        above = holder.get(parent, root) if parent is not None else root
        if is_container(element):
            holder[element] = element
            around[element] = above if above is not element else None
        else:
            holder[element] = above
        if isinstance(element.tag, str) and (element.tag == "a" or (parent is not None and parent in linked)):
            linked.add(element)
        elif isinstance(element.tag, str) and element.text and element.tag not in ("style", "title", "head", "option"):
            own[holder[element]] += len(WORDS.findall(element.text))
        if element.tail and parent is not None and parent not in linked:
            own[above] += len(WORDS.findall(element.tail))
    return around, own


def is_container(element: html.HtmlElement) -> bool:
    """A table that is left is the document's own, with all that is in it."""
    return element.tag in CONTAINERS and next(element.iterancestors("table"), None) is None


def sentences_beside(best: html.HtmlElement, around: html.HtmlElement) -> bool:
    """Whether the text goes on beside this part of it."""
    beside = around.text_content().replace(best.text_content(), "", 1)
    return beside.count("。") > 1 and own_words(around) > 1.15 * own_words(best)
