"""Asks other searches what strangers asked of the fictional county: `python -m benchmarks.other_searches SITE --engine ours …`.

Each gets the same pages, their titles and texts: Pagefind as its program reads the built site, in Chromium; Orama with pairs of
Chinese characters as tokens; lunr, the engine of MkDocs Material, with texts and questions cut into words by jieba as Material's
plugin cuts them. A hit is right where its page is one of those that were wanted, whatever place on it; so it is for ours here.
Prints the share within five and first, and what is fetched: for Pagefind and ours until the first answer, of the others all of
their index, as they have it. Needs `npm ci` in benchmarks/searches, the packages of the `test` extra, jieba 0.42 and Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import yaml
from playwright.sync_api import Request, sync_playwright

from gongkai.measure.serving import served
from tests.search.ask_file import first_answers, replies
from tests.search.weight import weight

FOLDER = Path(__file__).parent / "searches"
QUESTIONS = Path(__file__).parents[1] / "tests/search"
NAMES = ("asked_by_strangers", "asked_by_more_strangers")
SITE = "shili"
FIRST = 5
MAIN = "main"
PACKED = (".js", ".json")  # by a server; Pagefind's other files are packed already
Found = tuple[list[list[str]], list[int]]
"""For each question the addresses of the first hits; what was fetched, in bytes."""


def questions() -> list[Mapping[str, Any]]:
    """Those that have an answer somewhere."""
    every = (one for name in NAMES for one in yaml.safe_load((QUESTIONS / f"{name}.yml").read_text("utf-8")))
    return [one for one in every if one["site"] == SITE and one.get("want")]


def pages(site: Path) -> Iterator[dict[str, str]]:
    """What each page says of itself, by its address."""
    for file in sorted(site.rglob("index.html")):
        tree = lxml.html.fromstring(file.read_text("utf-8"))
        for main in tree.findall(f".//{MAIN}"):
            title = tree.findtext(".//title") or ""
            address = file.relative_to(site).as_posix().removesuffix("index.html")
            yield {"address": address, "title": title, "text": " ".join("".join(map(str, main.itertext())).split())}


# ---- The searches


def ours(site: Path, asked: Sequence[Mapping[str, Any]]) -> Found:
    hits = [[hit["address"] for hit in reply["hits"]][:FIRST] for reply in replies(asked, site)]
    answers = first_answers([one["q"] for one in asked], site)
    return hits, [weight(site / "jiansuo/index", answer["files"]) for answer in answers]


def pagefind(site: Path, asked: Sequence[Mapping[str, Any]]) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "pagefind"
        program = FOLDER / "node_modules/.bin/pagefind"
        options = ["--root-selector", MAIN, "--force-language", "zh-cn", "--quiet"]
        subprocess.run([program, "--site", site, "--output-path", index, *options], check=True)
        (Path(folder) / "index.html").write_text("<!doctype html><meta charset=utf-8><title>Pagefind</title>", "utf-8")
        with served(Path(folder)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            found = []
            for one in asked:
                page = browser.new_page()
                fetched: list[str] = []
                page.on("request", noted(fetched))
                page.goto(f"{address}/index.html")
                urls = page.evaluate(
                    """async ([question, first]) => {
                        const search = await import(new URL("pagefind/pagefind.js", location));
                        const { results } = await search.search(question);
                        return (await Promise.all(results.slice(0, first).map((one) => one.data()))).map((one) => one.url);
                    }""",
                    [one["q"], FIRST],
                )
                found.append((list(map(address_of, urls)), sum(map(sent(index.parents[1]), fetched))))
                page.close()
            browser.close()
    return [hits for hits, _ in found], [size for _, size in found]


def noted(fetched: list[str]) -> Callable[[Request], None]:
    """Also what a page's worker asks for."""
    return lambda request: fetched.append(request.url)


def address_of(url: str) -> str:
    """Below the column, whose folder comes first."""
    return unquote(urlsplit(url).path).lstrip("/").partition("/")[2].removesuffix("index.html")


def sent(folder: Path) -> Callable[[str], int]:
    """What a server sends of an address, in bytes."""

    def size(url: str) -> int:
        file = folder / unquote(urlsplit(url).path).lstrip("/")
        content = file.read_bytes() if file.is_file() else b""  # a browser may ask for an icon that is not there
        return len(gzip.compress(content, 9)) if file.suffix in PACKED else len(content)

    return size


def orama(site: Path, asked: Sequence[Mapping[str, Any]]) -> Found:
    return in_node("orama", list(pages(site)), [one["q"] for one in asked])


def lunr(site: Path, asked: Sequence[Mapping[str, Any]]) -> Found:
    jieba = import_module("jieba")  # for this one alone
    jieba.setLogLevel("ERROR")

    def words(text: str) -> str:
        return " ".join(word for word in jieba.cut(text) if word.strip())

    every = [{**page, "title": words(page["title"]), "text": words(page["text"])} for page in pages(site)]
    return in_node("lunr", every, [words(one["q"]) for one in asked])


def in_node(engine: str, every: Sequence[Mapping[str, str]], asked: Sequence[str]) -> Found:
    job = json.dumps({"engine": engine, "pages": every, "questions": asked, "first": FIRST})
    command = ["node", "--max-old-space-size=6000", str(FOLDER / "ask.mjs")]
    given = json.loads(subprocess.run(command, input=job, capture_output=True, text=True, encoding="utf-8", check=True).stdout)
    return given["hits"], [given["weight"]]


ENGINES = {"ours": ours, "pagefind": pagefind, "orama": orama, "lunr": lunr}


def rank(hits: Sequence[str], wanted: Sequence[str]) -> int:
    """The place of the first hit whose page was wanted, from 1; 0 without one."""
    addresses = [place.partition("#")[0] for place in wanted]
    return next((at for at, hit in enumerate(hits, start=1) if any(fnmatchcase(hit, one) for one in addresses)), 0)


def main() -> None:
    parser = argparse.ArgumentParser(description="用本项目的问题问别的检索。")
    parser.add_argument("site", type=Path)
    parser.add_argument("--engine", choices=ENGINES, action="append", help="问哪一个；不写就都问")
    parser.add_argument("--each", type=int, default=1, help="每几个问题问一个")
    options = parser.parse_args()
    asked = questions()[:: options.each]
    for name in options.engine or ENGINES:
        hits, sizes = ENGINES[name](options.site.resolve(), asked)
        ranks = [rank(found, one["want"]) for found, one in zip(hits, asked, strict=True)]
        within, first = (sum(counted) / len(ranks) for counted in (map(bool, ranks), (place == 1 for place in ranks)))
        print(
            f"{name}：{len(asked)} 问，前五条里有 {within:.1%}，第一条就是 {first:.1%}；"
            f"字节中位 {statistics.median(sizes) / 1000:.0f} KB，最多 {max(sizes) / 1000:.0f} KB",
            flush=True,
        )


if __name__ == "__main__":
    main()
