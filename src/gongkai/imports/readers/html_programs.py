"""Whether a page's own programs write into what is drawn: only what is known to leave it alone is taken as harmless.

Counting visitors, printing, sharing and what happens only when a reader clicks leave the figures as they are. A program that puts
a script of another file into the page is like a script in a file of its own, which is not there to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote

from lxml.html import HtmlElement

from gongkai.imports.readers.html_marks import is_program

LONGEST = 400_000  # characters of a program that is looked through
STRING = r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\""""
REMARK = r"(?<![\w\]).\\+*?$])/\*.*?\*/|(?<![\w\]).\\+*?$])//[^\n]*"
PATTERN = r"(?<=[(=,!&|:])\s*/(?![*/ ])[\w|. ^$+?-]+/[gimsuy]*"
CODE = re.compile(rf"({REMARK}|{PATTERN})|({STRING})|(/[^/\n]*[\"'`][^/\n]*/)", re.DOTALL)
STRANGE = re.compile(r"[\\`'@]|/[/*\[]|\"(?!\d+\")(?<!\d\")|\"\d+\"\d|\d\"\d+\"")
NAMES = re.compile(r"[A-Za-z_$][\w$]*")
MEMBER = re.compile(r"\.\s*([A-Za-z_$][\w$]*)")
PLACED = re.compile(r"([\w$)\]])\s*\[\s*([^\[\]]*?)\s*\]\s*(=(?!=)|\()?")
FUNCTION = re.compile(r"\bfunction\s+([A-Za-z_$][\w$]*)\s*\([^()]*\)\s*\{")
USED = r"(?<![\w$.]){name}(?![\w$])|\.\s*{name}\s*[(;,)]"
CLICKED = re.compile(
    r"(?:\.(?:click|dblclick|change|hover|mouseover|mouseout|mouseenter|mouseleave)\s*\(\s*"
    r"|\.(?:on|bind|addEventListener|attachEvent)\s*\(\s*@(?:on)?(?:click|change|mouseover|mouseout|keyup|keydown)@\s*,\s*"
    r"|\.on(?:click|change|mouseover|mouseout|keyup|keydown|submit)\s*=\s*)function\s*\w*\s*\([^()]*\)\s*\{"
)
APART = re.compile(
    r"\bdocument\s*\.\s*getElementById\s*\(\s*\"(\d+)\"\s*\)\s*\.\s*(?:innerHTML|innerText|textContent)\s*=(?!=)"
    r"|(?:\$|\bjQuery)\s*\(\s*\"(\d+)\"\s*\)\s*\.\s*(?:html|text|show|hide|toggle|fadeIn|fadeOut|slideUp|slideDown|val)\s*\("
)
WINDOW = re.compile(
    r"\bwindow\s*\.\s*(?!(?:document|location|self|top|parent|frames|frameElement|opener|window|globalThis)\b)(?=[A-Za-z_$])"
)
GA = re.compile(
    r"^\(function\(i,s,o,g,r,a,m\)\{i\[\]=r;i\[r\]=i\[r\]\|\|function\(\)\{\(i\[r\]\.q=i\[r\]\.q\|\|\[\]\)\.push\(arguments\)\},"
    r"i\[r\]\.l=1\*newDate\(\);a=s\.createElement\(o\),m=s\.getElementsByTagName\(o\)\[0\];a\.async=1;a\.src=g;"
    r"m\.parentNode\.insertBefore\(a,m\)\}\)\(window,document,,,\);(?:ga\([,]*\);?)*$"
)
"""A counter of visits that reaches its own queue by a name; it is the same on every page."""
MORE = re.compile(r"\s*,\s*function\s*\w*\s*\([^()]*\)\s*\{")
FIRED = re.compile(r"\b(?:trigger|triggerHandler|dispatchEvent|fireEvent|createEvent)\b|\.click\s*\(\s*\)")
SCRIPTS = re.compile(
    r"(?:\s*<script\b[^<>]*\ssrc\s*=[^<>]*>\s*</script>\s*|\s*<span(?:\s+id=[^<>\s]*)?\s*>\s*</span>\s*)+", re.IGNORECASE
)
BY_HAND = re.compile(
    r"on(click|dblclick|mouse\w+|key\w+|contextmenu|selectstart|copy|cut|paste|drag\w*|drop|submit|change|input|reset|touch\w+"
    r"|pointer\w+|wheel|help|beforeprint|afterprint|beforecopy)"
)
ASSIGNED = re.compile(r"\.\s*([A-Za-z_$][\w$]*)\s*(?:[-+*/%|&^]?=(?![=>])|\+\+|--)")
LEAVES = re.compile(r"\blocation\s*(?:\.\s*href\s*)?=(?!=)|\blocation\s*\.\s*(?:replace|assign|reload)\b")
BY_TEXT = re.compile(r"\bset(?:Timeout|Interval)\s*\(\s*\"|\bdocument\s*\.\s*open\b")
BARE = re.compile(r"(?<![.\w$\"])([A-Za-z_$][\w$]*)\s*(=(?!=)|\()?")
BUILDS = frozenset(("eval", "Function", "execScript", "import", "with", "globalThis", "Reflect", "Proxy", "frames", "opener"))
MAY_BE_SET = frozenset(
    (
        *("src", "async", "defer", "charset", "type", "onload", "onclick", "onreadystatechange", "cookie", "href", "title"),
        *("crossOrigin", "returnValue", "location", "scrollTop", "domain"),
    )
)
OWN_METHODS = frozenset(
    (
        *("write", "writeln", "append", "prepend", "remove", "before", "after", "replaceWith", "replaceChildren", "normalize"),
        *(
            "insertAdjacentHTML",
            "insertAdjacentText",
            "insertAdjacentElement",
            "setAttribute",
            "removeAttribute",
            "toggleAttribute",
        ),
        *(
            "removeChild",
            "replaceChild",
            "appendChild",
            "insertBefore",
            "attachShadow",
            "animate",
            "setHTMLUnsafe",
            "execCommand",
        ),
        *(
            "click",
            "close",
            "open",
            "moveBefore",
            "setHTML",
            "hidePopover",
            "showPopover",
            "togglePopover",
            "deleteCell",
            "insertCell",
        ),
    )
)
"""What a handler may call of its own element or page without naming it."""
INSERTS = frozenset(("insertBefore", "appendChild", "append"))
HARMLESS = frozenset(
    (
        *("length", "indexOf", "lastIndexOf", "substring", "substr", "slice", "split", "join", "push", "pop", "shift", "concat"),
        *("charAt", "charCodeAt", "toLowerCase", "toUpperCase", "toString", "trim", "match", "test", "exec", "search", "sort"),
        *("reverse", "map", "filter", "forEach", "some", "every", "apply", "call", "bind", "prototype", "arguments", "callee"),
        *("floor", "ceil", "round", "random", "max", "min", "abs", "parse", "stringify", "now", "getTime", "setTime", "getDate"),
        *("getDay", "getFullYear", "getYear", "getMonth", "getHours", "getMinutes", "getSeconds", "toGMTString", "toUTCString"),
        *("toLocaleString", "toLocaleDateString", "fromCharCode", "log", "warn", "error", "info", "navigator", "userAgent"),
        *(
            "platform",
            "appName",
            "appVersion",
            "language",
            "location",
            "href",
            "host",
            "hostname",
            "protocol",
            "pathname",
            "port",
        ),
        *("hash", "origin", "referrer", "cookie", "domain", "URL", "title", "screen", "width", "height", "availWidth"),
        *(
            "availHeight",
            "colorDepth",
            "print",
            "open",
            "focus",
            "alert",
            "confirm",
            "document",
            "window",
            "getElementsByTagName",
        ),
        *("getElementById", "createElement", "parentNode", "src", "async", "defer", "charset", "type", "id", "onload", "onclick"),
        *("onreadystatechange", "readyState", "addEventListener", "attachEvent", "setTimeout", "clearTimeout", "setInterval"),
        *(
            "clearInterval",
            "ready",
            "on",
            "click",
            "hostName",
            "localStorage",
            "sessionStorage",
            "getItem",
            "setItem",
            "then",
            "replace",
        ),
        *("catch", "body", "head", "documentElement", "scrollTop", "scrollTo", "clientHeight", "clientWidth", "crossOrigin"),
        *("slide", "qrcode", "lazyload", "validate", "datepicker", "dataLayer", "queue"),
        *("fn", "noConflict", "addFavorite", "AddFavorite", "sidebar", "addPanel", "external", "setHomePage", "encoding"),
        *("ajax", "get", "post", "getJSON", "url", "data", "dataType", "success", "config", "site", "use", "ActiveXObject"),
        *("XMLHttpRequest", "send", "responseText", "status", "preventDefault", "stopPropagation", "returnValue", "event"),
    )
)
"""Members that neither write into a page nor change how it is drawn."""


def rewrites(root: HtmlElement) -> bool:
    """Whether a program in the page, that runs by itself, may change what is drawn."""
    programs, handlers = [*programs_in(root)], [*handlers_in(root)]
    together = "\n".join((*programs, *handlers))
    return (
        len(together) > LONGEST
        or any(may_write(text, together, beside_tables(root)) for text in (*programs, *handlers))
        or any(writes_unnamed(text) for text in handlers)
    )


def writes_unnamed(handler: str) -> bool:
    """In a handler a bare name may be a member of its element or of the page."""
    return any(
        found[2] == "=" or (found[2] == "(" and found[1] in OWN_METHODS) for found in BARE.finditer(CODE.sub('""', handler))
    )


def programs_in(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        if not is_program(script):
            continue
        address = re.sub(r"\s", "", script.get("src") or "")
        if script.get("src") is None:
            yield script.text_content()
        elif re.match(r"(?:data|blob|javascript):", address, re.IGNORECASE):
            yield "eval"


def handlers_in(root: HtmlElement) -> Iterator[str]:
    """What happens without a reader's hand."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            key = str(name).lower()
            if key.startswith("on") and not BY_HAND.fullmatch(key):
                yield str(value)
            elif key == "srcdoc" and re.search(r"<\s*script|\son\w+\s*=", str(value), re.IGNORECASE):
                yield "eval"
            elif key in ("src", "data", "xlink:href") and re.match(r"\s*javascript\s*:", str(value), re.IGNORECASE):
                yield str(value).partition(":")[2]


def beside_tables(root: HtmlElement) -> Callable[[str], bool]:
    """Whether what has this id neither holds nor is part of a table: a count of visits, a menu."""

    def beside(name: str) -> bool:
        found = [element for element in root.iter() if isinstance(element.tag, str) and element.get("id") == name]
        return all(
            element.tag not in ("html", "body", "style") and next(element.iter("table"), None) is None
            and next(element.iterancestors("table"), None) is None for element in found
        )  # fmt: skip

    return beside


def may_write(program: str, together: str, beside: Callable[[str], bool]) -> bool:
    """Whether a program holds anything that is not known to leave the tables as they are.

    `together`: all of the page's programs. `beside`: whether the element of an id stands apart from the tables.
    """
    code, strings = tokens(program)
    if STRANGE.search(code):
        return True
    code = WINDOW.sub("", without_clicks(without_unused(code, together), strings))
    if GA.search(re.sub(r'\s|"\d+"', "", code)):
        return False
    code = without_what_stands_apart(code, strings, beside)
    made_here = inserts_only_scripts(code, strings)
    members = set(MEMBER.findall(code))
    if members & {"write", "writeln"} and writes_only_scripts(code, strings):
        members -= {"write", "writeln"}
    if made_here:
        members -= INSERTS
    return is_dangerous(code, strings, made_here=made_here) or any(
        name not in HARMLESS and not name.startswith("_") for name in members
    )


def tokens(program: str) -> tuple[str, list[str]]:
    """The code without remarks and plain patterns, its strings by number.

    A pattern in which quotes stand is `@`: nobody knows where strings begin.
    """
    strings: list[str] = []

    def kept(found: re.Match[str]) -> str:
        if found[1] or found[3]:
            return " 0 " if found[1] and found[1].lstrip()[:2] not in ("//", "/*") else " " if found[1] else "@"
        strings.append(found[2][1:-1])
        return f'"{len(strings) - 1}"'

    return CODE.sub(kept, program.replace("<!--", " ").replace("-->", " ")), strings


def is_dangerous(code: str, strings: list[str], *, made_here: bool) -> bool:
    """Whether it builds other code, leaves the page, or sets what is not known to be harmless."""
    names = set(NAMES.findall(code))
    builds = bool(BUILDS & names) or BY_TEXT.search(code) is not None
    leaves = LEAVES.search(code) is not None and "userAgent" not in names
    free = MAY_BE_SET | {"id"} if made_here else MAY_BE_SET
    sets = any(name not in free and not name.startswith("_") for name in ASSIGNED.findall(code))
    return builds or leaves or sets or any(is_dangerous_place(found, strings) for found in PLACED.finditer(code))


def without_what_stands_apart(code: str, strings: list[str], beside: Callable[[str], bool]) -> str:
    """Without what is written, as plain words, into an element apart from the tables."""
    if any("<" in said for said in strings):
        return code

    def kept(found: re.Match[str]) -> str:
        name = strings[int(found[1] or found[2])]
        known = name.removeprefix("#") if found[2] else name
        plain = re.fullmatch(r"[\w-]+", known) and (not found[2] or name.startswith("#"))
        return "_apart" + (" =" if found[1] else "(") if plain and beside(known) else found[0]

    return APART.sub(kept, code)


def is_dangerous_place(found: re.Match[str], strings: list[str]) -> bool:
    """`a[…]`, by which any member may be reached: harmless by number, by a name that is harmless, or where it only reads."""
    inner, then = found[2], found[3]
    said = re.fullmatch(r'"(\d+)"', inner)
    if said:
        name = strings[int(said[1])]
        return name not in HARMLESS and not name.startswith("_") and bool(re.fullmatch(r"[A-Za-z]+", name))
    if re.fullmatch(r"\d*|[A-Za-z_$][\w$]*(\s*[-+]\s*\d+)?", inner):
        return then is not None and not re.fullmatch(r"\d*", inner)
    return True


def writes_only_scripts(code: str, strings: list[str]) -> bool:
    """`document.write` of nothing but scripts in files of their own."""
    calls = re.findall(r"\.\s*write(?:ln)?\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", code)
    if len(calls) != len(re.findall(r"\.\s*write(?:ln)?\b", code)):
        return False
    for call in calls:
        if not re.fullmatch(r"[\w$.\s+()\"?:=,]*", call):
            return False
        parts = re.findall(r'"(\d+)"|([A-Za-z_$][\w$.]*)(?![\w$.]*\s*\()', call)
        text = "".join(strings[int(number)] if number else "x" for number, _ in parts)
        if not SCRIPTS.fullmatch(unescape(unquote(text.replace("\\", "")))):
            return False
    return True


def inserts_only_scripts(code: str, strings: list[str]) -> bool:
    """What is put into the page was made here, as a script; and is put beside one."""

    def named(method: str) -> list[str]:
        calls = re.findall(rf"\b{method}\s*\(\s*(\"\d+\")?", code)
        return [strings[int(call.strip('"'))].lower() if call else "?" for call in calls]

    made, places = named("createElement"), named("getElementsByTagName")
    near = {"script", "head", "body"}
    return bool(made) and set(made) <= {"script"} and set(places) <= near and not re.search(r"\bget(Element)?ById\b", code)


def without_unused(code: str, together: str) -> str:
    """Without the functions that no program calls: only a reader's click does."""
    for found in FUNCTION.finditer(code):
        end = block_end(code, found.end())
        if len(re.findall(USED.format(name=re.escape(found[1])), together)) == 1:
            return without_unused(code[: found.start()] + code[end:], together)
    return code


def without_clicks(code: str, strings: list[str]) -> str:
    """Without what is done when a reader clicks, unless a program itself may click."""
    if FIRED.search(code):
        return code
    named = re.sub(
        r'"(\d+)"', lambda found: f"@{strings[int(found[1])]}@" if strings[int(found[1])].isalpha() else found[0], code
    )
    found = CLICKED.search(named)
    while found:
        end = block_end(named, found.end())
        while more := MORE.match(named, end):  # what is done when the pointer leaves
            end = block_end(named, more.end())
        named = named[: found.start()] + ".click(" + named[end:]
        found = CLICKED.search(named, found.start() + 1)
    return re.sub(r"@([A-Za-z]+)@", lambda said: f'"{strings.index(said[1])}"', named)


def block_end(code: str, at: int) -> int:
    """Behind the brace that ends the block which begins before `at`."""
    depth = 1
    while at < len(code) and depth:
        depth += {"{": 1, "}": -1}.get(code[at], 0)
        at += 1
    return at
