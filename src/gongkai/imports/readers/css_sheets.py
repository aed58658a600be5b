"""The rules of the style sheets that a page holds: what each may match, and whether it does so for certain.

A selector of which some part cannot be judged without a reader at the screen (`:hover`), another width or a newer browser is
kept without that part and said to match only perhaps. What holds on paper or on phones alone is left out: a page is read as it
is drawn on the screen of an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import tinycss2
from cssselect2 import SelectorError, compile_selector_list
from lxml import html

from gongkai.imports.readers.spans import TooLargeError

TOO_MUCH = "网页的样式太多，不像是年度报告"
LONGEST = 3_000_000  # characters of one style element; a whole portal has some 300 000
MOST_RULES = 20_000  # of a page's own style sheets
DEEPEST = 8  # rules in rules
SCREENS = (1024, 2560)  # pixels: from the narrowest screen of an office to the widest
STAYS = frozenset(("first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type", "root"))
COUNTS = frozenset(("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"))
LISTS = frozenset(("is", "where", "not"))
NOT_SEEN = frozenset(
    ("selection", "-moz-selection", "placeholder", "spelling-error", "grammar-error", "target-text", "highlight")
)
PRINTS = frozenset(("before", "after"))
CONDITION = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|em|rem)?\s*\)")
NO_LOOK = frozenset(
    (
        *("charset", "page", "keyframes", "-webkit-keyframes", "-moz-keyframes", "-o-keyframes", "counter-style", "viewport"),
        *("-ms-viewport", "property", "font-feature-values", "font-palette-values", "view-transition", "import", "font-face"),
    )
)


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: its name, its value without white space, whether it is `!important`."""

    name: str
    tokens: tuple[Any, ...]
    important: bool = False


@dataclass(frozen=True, slots=True)
class Styled:
    """What a rule says of the elements that its selector matches; `prints`: of words that the sheet itself prints there."""

    declared: tuple[Declared, ...]
    certain: bool
    prints: bool
    order: int


@dataclass(frozen=True, slots=True)
class StyleRule:
    """What a rule says, and its selector: as it is written, and for pages that are read without regard to case."""

    selector: Any
    folded: Any
    styled: Styled
    cased: bool


@dataclass(slots=True)
class Sheets:
    """`rules` in their order; `families` that the page brings itself; `imports` of sheets that are not here.

    `renamed`: a namespace was declared, after which a plain name may match nothing.
    """

    rules: list[StyleRule] = field(default_factory=list)
    families: set[str] = field(default_factory=set)
    imports: list[str] = field(default_factory=list)
    renamed: bool = False


def sheets_of(root: html.HtmlElement) -> Sheets:
    """What the style elements of a page say. A sheet in a file of its own is not there to be read."""
    sheets = Sheets()
    for style in root.iter("style"):
        kind = style.get("type", "").strip().lower()
        holds = holds_on_screen(style.get("media", ""))
        if kind in ("", "text/css") and holds is not False:
            if len(style.text or "") > LONGEST:
                raise TooLargeError(TOO_MUCH)
            unsure = style.get("title") is not None or any(
                e.tag in ("noscript", "template", "svg") for e in style.iterancestors()
            )
            text = re.sub(r"<!\[CDATA\[|\]\]>", " ", style.text or "") if unsure else style.text or ""  # a drawing's own sheet
            read_rules(tinycss2.parse_stylesheet(text, True, True), sheets, certain=bool(holds) and not unsure)
    return sheets


def read_rules(nodes: Iterable[Any], sheets: Sheets, *, certain: bool, parent: str = "", depth: int = 0) -> None:
    for node in nodes:
        if node.type == "qualified-rule":
            read_rule(node, sheets, certain=certain, parent=parent, depth=depth)
        elif node.type == "at-rule":
            read_at_rule(node, sheets, certain=certain, parent=parent, depth=depth)


def read_rule(node: Any, sheets: Sheets, *, certain: bool, parent: str, depth: int) -> None:
    if len(sheets.rules) > MOST_RULES or depth > DEEPEST:
        raise TooLargeError(TOO_MUCH)
    refuse_long(node.prelude)
    contents = tinycss2.parse_blocks_contents(node.content, True, True)
    declared = tuple(declarations(contents))
    selectors = [nested(selector, parent) if parent else selector for selector in split_at_commas(node.prelude)]
    known = certain and not sheets.renamed and all(is_known(selector) for selector in selectors)
    known = known and len(selectors) == sum(piece == "," for piece in node.prelude) + 1  # with an empty one none holds
    for tokens in selectors:
        if declared:
            sheets.rules += rules_for(tokens, declared, len(sheets.rules), certain=known)
        inner = [part for part in contents if part.type in ("qualified-rule", "at-rule")]
        if inner:
            read_rules(inner, sheets, certain=known, parent=tinycss2.serialize(tokens), depth=depth + 1)


def refuse_long(selectors: Sequence[Any]) -> None:
    if len(selectors) > MOST_RULES:
        raise TooLargeError(TOO_MUCH)


def read_at_rule(node: Any, sheets: Sheets, *, certain: bool, parent: str, depth: int) -> None:
    name = node.lower_at_keyword
    said = tinycss2.serialize(node.prelude).strip()
    sheets.renamed = sheets.renamed or name == "namespace"
    if name == "import":
        sheets.imports.append(said)
    elif name == "font-face" and node.content is not None:
        faces = [d for d in declarations(tinycss2.parse_blocks_contents(node.content, True, True)) if d.name == "font-family"]
        sheets.families |= {
            " ".join(str(t.value) for t in face.tokens if t.type in ("ident", "string")).lower() for face in faces
        }
    elif node.content is not None and name not in NO_LOOK:
        holds = holds_on_screen(said) if name == "media" else None
        if holds is not False:
            contents = (
                tinycss2.parse_blocks_contents(node.content, True, True)
                if parent
                else tinycss2.parse_rule_list(node.content, True, True)
            )
            read_rules(in_rule(contents, parent), sheets, certain=certain and bool(holds), parent=parent, depth=depth + 1)


def in_rule(contents: Sequence[Any], parent: str) -> Iterator[Any]:
    """In a rule, a condition may hold declarations of its own; they are of the rule's elements."""
    yield from (part for part in contents if part.type in ("qualified-rule", "at-rule"))
    bare = [part for part in contents if part.type == "declaration"]
    if bare and parent:
        yield from tinycss2.parse_stylesheet(f"&{{{';'.join(part.serialize() for part in bare)}}}", True, True)


def holds_on_screen(condition: str) -> bool | None:
    """Whether a media query holds on every screen of an office, on none (paper, phones), or perhaps (None)."""
    queries = [query.strip().lower() for query in re.sub(r"/\*.*?\*/", "", condition).split(",")]
    answers = [query_holds(query) for query in queries]
    if True in answers:
        return True
    return None if None in answers else False


def query_holds(query: str) -> bool | None:
    if query in ("", "all", "screen", "only screen", "only all"):
        return True
    if re.fullmatch(r"(only\s+)?(print|speech|aural|braille|tty|tv|handheld|projection|embossed)(\s+and\s.*)?", query):
        return False
    parts = re.split(r"\s+and\s+", re.sub(r"^(only\s+)?(screen|all)\s+and\s+", "", query))
    answers = [width_holds(part) for part in parts]
    if False in answers:
        return False
    return True if all(answers) else None


def width_holds(part: str) -> bool | None:
    found = CONDITION.fullmatch(part)
    if not found:
        return None
    width = float(found[2]) * (16 if found[3] in ("em", "rem") else 1)
    least, most = SCREENS
    if found[1] == "min":
        return True if width <= least else None
    return True if width >= most else False if width < least else None


def declarations(contents: Iterable[Any]) -> Iterator[Declared]:
    """What cannot be read as a declaration is one that has no name, unless it is an old trick that browsers pass over."""
    for node in contents:
        if node.type == "declaration":
            tokens = tuple(piece for piece in node.value if piece.type not in ("whitespace", "comment"))
            if tokens:
                yield Declared(node.lower_name, tokens, node.important)


@lru_cache(maxsize=4096)
def styles_in(attribute: str) -> tuple[Declared, ...]:
    """The declarations of an element's own style."""
    return tuple(declarations(tinycss2.parse_blocks_contents(attribute, True, True)))


def split_at_commas(tokens: Iterable[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for piece in tokens:
        if piece == ",":
            parts.append([])
        elif piece.type != "comment":
            parts[-1].append(piece)
    return [part for part in parts if any(piece.type != "whitespace" for piece in part)]


def nested(selector: Sequence[Any], parent: str) -> list[Any]:
    """A selector in a rule, with the rule's own put where it says `&`, or before it."""
    text = "".join(f":is({parent})" if piece == "&" else piece.serialize() for piece in selector)
    return list(tinycss2.parse_component_value_list(text if any(t == "&" for t in selector) else f":is({parent}) {text}"))


def rules_for(tokens: list[Any], declared: tuple[Declared, ...], order: int, *, certain: bool) -> Iterator[StyleRule]:
    text, exact, pseudo = judged_selector(tokens)
    if pseudo in NOT_SEEN or (pseudo or "").startswith("-webkit-scrollbar"):
        return
    prints = pseudo in PRINTS
    compiled, folded = compiled_of(text), compiled_of(text.lower())
    if compiled is None or folded is None:
        exact, compiled, folded = False, compiled_of("*"), compiled_of("*")
    sure = certain and exact and (pseudo is None or prints)
    yield StyleRule(compiled, folded, Styled(declared, sure, prints, order), text != text.lower())


def compiled_of(selector: str) -> Any | None:
    """For matching; None of what the library cannot read."""
    try:
        (compiled,) = compile_selector_list(selector)
    except (SelectorError, NotImplementedError, SyntaxError, ValueError, RecursionError, MemoryError, TypeError, AttributeError):
        return None
    return compiled


def is_known(selector: Sequence[Any]) -> bool:
    """Whether all of a selector can be judged. Of a list with one that a browser does not know, none holds."""
    return judged_selector(selector)[1]


def judged_selector(tokens: Sequence[Any], depth: int = 0) -> tuple[str, bool, str | None]:
    """The selector as far as it can be judged, whether that is all of it, and the name of its pseudo-element."""
    out: list[str] = []
    exact, pseudo, at = True, None, 0
    if depth > DEEPEST or any(piece == "|" for piece in tokens):
        return "*", False, None

    def dropped() -> None:
        if not out or re.fullmatch(r"\s+|[>+~]", out[-1]):
            out.append("*")

    while at < len(tokens):
        piece, at = tokens[at], at + 1
        if piece == ":" and at < len(tokens):
            piece, at, twice = tokens[at], at + 1, False
            if piece == ":" and at < len(tokens):
                piece, at, twice = tokens[at], at + 1, True
            kept, sure, name = pseudo_part(piece, depth, twice=twice)
            exact, pseudo = exact and sure, name or pseudo
            if kept:
                out.append(kept)
            else:
                dropped()
        elif piece.type == "[] block":
            names = [part for part in piece.content if part.type not in ("whitespace", "comment")]
            plain = len(names) == 1 and names[0].type == "ident"
            exact = exact and plain
            if names and names[0].type == "ident" and "|" not in names:
                out.append(f"[{names[0].serialize()}]")
            else:
                dropped()
        elif piece == "&":
            exact = False
            dropped()
        else:
            out.append(piece.serialize())
    text = "".join(out).strip()
    return re.sub(r"^[>+~]\s*", "", text) or "*", exact, pseudo


def pseudo_part(piece: Any, depth: int, *, twice: bool) -> tuple[str, bool, str | None]:
    """What is kept of a pseudo-class or -element, whether that says it all, and an element's name."""
    if piece.type == "ident":
        name = piece.lower_value
        if twice or name in ("before", "after", "first-line", "first-letter"):
            return "", True, name
        return (f":{name}", True, None) if name in STAYS else ("", False, None)
    return function_part(piece, depth) if piece.type == "function" and not twice else ("", False, None)


def function_part(piece: Any, depth: int) -> tuple[str, bool, str | None]:
    name, arguments = piece.lower_name, piece.arguments
    if name in COUNTS:
        whole = not any(part.type == "ident" and part.lower_value == "of" for part in arguments)
        return (written(name, tinycss2.serialize(arguments)), True, None) if whole else ("", False, None)
    if name not in LISTS:
        return "", False, None
    parts = [judged_selector(part, depth + 1) for part in split_at_commas(arguments)]
    sure = all(exact and inner is None for _, exact, inner in parts)
    if not parts or (name == "not" and not sure):
        return "", False, None
    return written(name, ",".join(text for text, _, _ in parts)), sure, None


def written(name: str, arguments: str) -> str:
    return f":{name}({arguments})"
