"""Every address that was ever published (addresses.txt): a build in which one is missing is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from gongkai.files import write_durably
from gongkai.problems import Position, Problem, shown
from gongkai.source.text import read_text

FILE = "addresses.txt"
RULE = "address"
HEAD = "# 已公布的网址，一行一个；由 gongkai addresses --record 添加，不要手工删改。缺了其中一个，网站就不再生成。\n"
# Named by their content, made for programs that guess them, or no address at all; and of a list what comes and goes with its
# rows: its further pages and its choices; of a chart the picture, whose figures stand on its page.
CHOSEN = r"fdzdgknr/.+/(ye-\d+|(cengji|qudao|shixian|jigou)-[^/]+)/index\.html"
PICTURE = r"zfxxgknb/.+\.svg"
CHANGED = r"fdzdgknr/biandong/\d+/.+/index\.html"  # a field, as long as it differs from that year's
PROSE = r"zfxxgknb/(\d+/gaijin|jigou/[^/]+/zhengwen)/.*"  # as long as a report that says it is not withdrawn
UNNAMED = re.compile(
    rf"(assets|jiansuo/index)/.*|404\.html|robots\.txt|sitemap\.xml(\.gz)?|redirects\.map|.*\.gz|{CHOSEN}|{CHANGED}|{PICTURE}|{PROSE}"
)
INDEX, HOME, PDF = "index.html", "/", ".pdf"


def address_of(file: str) -> str:
    """What a reader calls a file of the site.

    >>> address_of("zfxxgknb/2020/index.html"), address_of("zfxxgknb/2020/report.json")
    ('zfxxgknb/2020/', 'zfxxgknb/2020/report.json')
    """
    return file.removesuffix(INDEX) if file == INDEX or file.endswith(f"/{INDEX}") else file


def addresses_of(files: Iterable[str]) -> frozenset[str]:
    """The addresses that may be cited, of a site's files; the front page is `/`."""
    return frozenset(address_of(file) or HOME for file in files if not UNNAMED.fullmatch(file))


def files_of(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]


def read_ledger(data: Path) -> tuple[dict[str, Position], list[Problem]]:
    """Each address with the line it stands on; none where nothing was recorded yet."""
    if not (data / FILE).is_file():
        return {}, []
    text, problems = read_text(data / FILE)
    name = shown(data / FILE)
    lines = ((line.strip(), Position(name, number, 1)) for number, line in enumerate((text or "").split("\n"), 1))
    return {line: position for line, position in lines if line and not line.startswith("#")}, problems


def recorded_addresses(data: Path) -> frozenset[str]:
    """The same without their lines, for whoever only asks what was public; what is wrong with the file `read_ledger` tells."""
    try:
        return frozenset(map(str.strip, (data / FILE).read_text("utf-8", errors="replace").split("\n")))
    except OSError:
        return frozenset()


def lost(ledger: Mapping[str, Position], addresses: Collection[str]) -> Iterator[Problem]:
    """Addresses that were published and now lead nowhere; a page's files are told with the page.

    A machine without the fonts makes no PDF at all; the build says so, and it is no error.
    """
    without_pdf = not any(address.endswith(PDF) for address in addresses)
    gone = [address for address in ledger if address not in addresses and not (without_pdf and address.endswith(PDF))]
    pages = tuple(address for address in gone if address.endswith("/"))
    for address in gone:
        above = [page for page in pages if address.startswith(page) and address != page]
        if not above:
            files = sum(other.startswith(address) for other in gone) - 1 if address in pages else 0
            more = f"（连同它下面的 {files} 个网址）" if files else ""
            message = f"已公布过的网址“{address}”{more}不见了；请恢复，或在 redirects.yml 里写明它现在的网址"
            yield Problem(ledger[address], RULE, message)


def record(data: Path, ledger: Collection[str], addresses: Collection[str]) -> None:
    """The file with those added; nothing is ever taken out."""
    text = HEAD + "".join(f"{address}\n" for address in sorted({*ledger, *addresses}))
    write_durably(data / FILE, text.encode())
