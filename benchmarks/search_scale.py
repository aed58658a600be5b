"""Measures the search at the size of a county's and of a province's catalogue: `python benchmarks/search_scale.py 20000 230000`.

Makes records like those of a disclosure catalogue (no office's own words), builds their index, and asks it in Chromium, a
fresh page for each question. Prints CPU seconds, peak memory, bytes and files of the index, and per question
the files and bytes fetched until the first answers stand and until they are whole. Needs the packages of the `test` extra and
Debian's Chromium.
"""

from __future__ import annotations

import gzip
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import yaml
from playwright.sync_api import Browser, sync_playwright

from gongkai.html.assets import assets
from gongkai.html.fragments import fragment
from gongkai.measure.serving import served
from gongkai.search import SearchPart, index_files, joined, prepared, segments_of

KIND = "目录事项"
ASKED_FOR = "performance.getEntriesByType('resource').map(one => one.name).filter(name => name.includes('/index/'))"
FIRST_HIT = f"""new MutationObserver(() => {{
  if (!window.askedAtFirst && document.querySelector('.gk-search__hit')) window.askedAtFirst = {ASKED_FOR};
}}).observe(document, {{ childList: true, subtree: true }});"""
PLACES = "东西南北中上下新大小长安永和平兴宁清石龙河山林泉阳庆"
WORDS = yaml.safe_load((Path(__file__).parent / "search_words.yml").read_text("utf-8"))


def records(count: int) -> Iterator[SearchPart]:
    """Counties one after another, in each its agencies' entries by year and field."""
    fields, subjects, things, laws, channels = (WORDS[name] for name in ("fields", "subjects", "things", "laws", "channels"))
    chance = random.Random(4711)
    for number in range(count):
        county = PLACES[number // 2300 % len(PLACES)] + PLACES[number // 2300 // len(PLACES) % len(PLACES)] + "县"
        place = number % 2300
        field, year = fields[place * len(fields) // 2300], 2024 - number % 5
        subject, thing = chance.choice(subjects), chance.choice(things)
        agency = f"{county}{field[:2]}局"
        basis = "、".join(f"《{law}》第{chance.randint(1, 80)}条" for law in chance.sample(laws, 2))
        text = (
            f"公开内容：{subject}的{thing}，{chance.choice(subjects)}，{chance.choice(subjects)}{chance.choice(things)}。公开依据：{basis}。"
            f"公开时限：自信息形成或者变更之日起{chance.choice((2, 5, 7, 10, 20))}个工作日内。公开主体：{agency}。"
            f"公开渠道：{'、'.join(chance.sample(channels, 3))}。公开对象：全社会。"
            f"索引号：{county}-{number:06d}。数量{chance.randint(1, 99999)}件。"
        )
        title = f"{county}{chance.choice(PLACES)}{chance.choice(PLACES)}镇{subject}{thing}"
        yield SearchPart(f"fdzdgknr/{number // 100}/{number}/", "", title, text, page=field, year=year, agency=agency, kind=KIND)


def measure(count: int, folder: Path, browser: Browser) -> None:
    parts = list(records(count))
    start = time.process_time()
    ready = list(map(prepared, parts))
    began = time.process_time()
    index = joined(segments_of(ready))
    built = time.process_time()
    size, files = write(index_files(index), folder / "jiansuo" / "index")
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} 条：备好 {began - start:.1f} s，并成索引 {built - began:.1f} s，写出 {done - built:.1f} s CPU")
    new, kept = ((done - since) * 1000 / count for since in (start, began))
    print(f"  新条目每条 {new:.3f} ms，备好的每条 {kept:.3f} ms；内存 {peak:.0f} MiB")
    print(f"  {size / 1e6:.1f} MB，{files} 个文件")
    page_for(folder)
    with served(folder) as address:
        for question in WORDS["questions"]:
            print("  " + asked(question, folder, address, browser), flush=True)


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> tuple[int, int]:
    """How many bytes, in how many files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sizes = [(folder / name).write_bytes(content) for name, content in files]
    return sum(sizes), len(sizes)


def page_for(folder: Path) -> None:
    view = {"root": "../", "index": "index/", "filters": [], "lists": [], "telephone": "", "office": ""}
    (folder / "search.js").write_text(assets()["search"].content, "utf-8")
    page = f'<!doctype html><meta charset="utf-8">{fragment("search", view)}<script src="../search.js"></script>'
    (folder / "jiansuo" / "index.html").write_text(page, "utf-8")


def asked(question: str, folder: Path, address: str, browser: Browser) -> str:
    """One line: bytes, files and time until the first answers stand, and what is said."""
    page = browser.new_page()
    page.add_init_script(FIRST_HIT)
    start = time.perf_counter()
    page.goto(f"{address}/jiansuo/index.html?q={quote(question)}")
    page.wait_for_function("document.querySelector('.gk-search__status').textContent.match(/找到|没有取到/)")
    took = time.perf_counter() - start
    urls = page.evaluate(f"[window.askedAtFirst || {ASKED_FOR}, {ASKED_FOR}]")
    first, whole = ([folder / "jiansuo/index" / url.rsplit("/", 1)[1] for url in some] for some in urls)
    said = page.locator(".gk-search__status").inner_text()
    title = page.locator(".gk-search__title").first.inner_text() if page.locator(".gk-search__hit").count() else "—"
    page.close()
    return f"{question}：第一批 {told(first)}，全部 {told(whole)}，{took:.2f} s；{said} {title}"


def told(files: list[Path]) -> str:
    packed = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
    return f"{len(files)} 个文件 {packed / 1000:.0f} KB（不压缩 {sum(file.stat().st_size for file in files) / 1000:.0f} KB）"


def main(counts: list[int]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for count in counts:
            with tempfile.TemporaryDirectory() as folder:
                measure(count, Path(folder), browser)
        browser.close()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [20_000])
