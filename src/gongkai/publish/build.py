"""Whether a folder is a whole build: half a site, or somebody's working files, must not go live."""

from __future__ import annotations

import gzip
import posixpath
import re
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from gongkai.county.checksums import unlike_checksums
from gongkai.problems import Position, Problem, shown

RULE = "publish"
NEEDED = ("index.html", "404.html")
TEMPORARY = re.compile(r"\..*|.*(~|\.(tmp|part|swp|bak|orig))")
REDIRECT = re.compile(r"/[\w.~/%?=&+-]* /[\w.~/%?=&+-]*;", re.ASCII)


def preflight(site: Path) -> Iterator[Problem]:
    """What keeps `site` from being published, in a fixed order."""
    entries = sorted(site.rglob("*"))
    odd = [Problem(Position(shown(path)), RULE, why) for path in entries if (why := why_odd(path))]
    if odd:
        yield from odd
        return
    files = {path.relative_to(site).as_posix() for path in entries if path.is_file()}
    broken = [*incomplete(site, files)]
    yield from broken
    told = {problem.position.file for problem in broken}  # what is broken by itself says more than its sum
    yield from (problem for problem in unlike_checksums(site) if problem.position.file not in told)


def incomplete(site: Path, files: Collection[str]) -> Iterator[Problem]:
    for name in NEEDED:
        if name not in files:
            yield Problem(Position(shown(site / name)), RULE, "没有这个文件：网站还没有生成，或没有生成完")
    yield from wrong_packed(site, files)
    yield from wrong_redirects(site, files)
    yield from wrong_pages(site, files)


def why_odd(path: Path) -> str:
    if TEMPORARY.fullmatch(path.name):
        return "这像是临时文件或隐藏文件，不能发布；请删去"
    if path.is_symlink():
        return "这是一个链接，不能发布；请换成文件本身"
    return "" if path.is_dir() or path.is_file() else "这既不是文件也不是文件夹，不能发布"


def wrong_packed(site: Path, files: Collection[str]) -> Iterator[Problem]:
    """A server gives `x.gz` to whoever asks for `x`; they have to be the same."""
    for name in sorted(files):
        if f"{name}.gz" in files and unpacked(site / f"{name}.gz") != (site / name).read_bytes():
            yield Problem(Position(shown(site / f"{name}.gz")), RULE, f"解压后与 {name} 不同")


def unpacked(file: Path) -> bytes | None:
    try:
        return gzip.decompress(file.read_bytes())
    except (OSError, EOFError, zlib.error):
        return None


def wrong_redirects(site: Path, files: Collection[str]) -> Iterator[Problem]:
    """nginx would not start with a line that it cannot read."""
    if "redirects.map" not in files:
        return
    text = (site / "redirects.map").read_text("utf-8", errors="replace")
    starts: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        start = line.partition(" ")[0].lower()  # nginx compares without case, and wants each address once
        if line and (not REDIRECT.fullmatch(line) or start in starts):
            why = "这个旧网址写了两次" if start in starts else "应写成“/旧网址 /新网址;”"
            yield Problem(Position(shown(site / "redirects.map"), number, 1), RULE, why)
        starts.add(start)


def wrong_pages(site: Path, files: Collection[str]) -> Iterator[Problem]:
    """Pages that break off, and what they use or lead to and is not there: once each, at the first page that names it."""
    named: set[str] = set()
    for name in sorted(file for file in files if file.endswith(".html")):
        content = (site / name).read_bytes()
        if not content.rstrip().endswith(b"</html>"):
            yield Problem(Position(shown(site / name)), RULE, "网页没有写完：结尾不是 </html>")
            continue
        for link in sorted(wanted(content, name) - named):
            named.add(link)
            if link not in files and posixpath.normpath(f"{link}/index.html") not in files:
                yield Problem(Position(shown(site / name)), RULE, f"网页要用“{link}”，但网站里没有；网站可能没有生成完")


def wanted(content: bytes, page: str) -> set[str]:
    """Addresses in the page that lie below the column, as paths from its top."""
    tree = etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))
    elements = tree.iter() if tree is not None else ()
    parts = [urlsplit(str(element.get(key))) for element in elements for key in ("href", "src") if element.get(key)]
    inside = [part.path for part in parts if part.path and not (part.scheme or part.netloc or part.path.startswith("/"))]
    paths = {posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) for path in inside}
    return {path for path in paths if not path.startswith("..")}
