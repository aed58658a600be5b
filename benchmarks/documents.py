"""A county of many documents: built from nothing, with nothing changed, and after one title changed.

    python -m benchmarks.documents [--documents 5000,100000] [--rounds 3] [--folder /dev/shm]

The documents are made up: twenty years, ten agencies, metadata as a catalogue has it, no text of their own. Processor time (user
and system) is that of the command and all its processes; the median of the rounds is given. After each change the page is looked
at: a build that did not see the change is no result.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.catalogue_pages import Run, timed

SITE = "county: 示例县\ngovernment: 示例县人民政府\ngovernment_agency: county\ncolumn_url: https://www.example.gov.cn/zwgk/\n"
AGENCIES = ("民政", "教育", "财政", "农业农村", "卫生健康", "公安", "水务", "交通运输", "住房和城乡建设", "市场监督管理")
KINDS = ("行政规范性文件", "其他文件", "政策解读", "公示公告", "统计信息", "政务动态")
TOPICS = ("民政、社会救助", "科技、教育", "财政、金融", "农业、林业", "卫生、体育", "公安、安全", "城乡建设", "市场监管")
FIRST, YEARS = 2005, 20
CHANGED = "2010-00001"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", default="5000,100000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    print("| documents | from nothing | nothing changed | one title changed |\n|--:|--:|--:|--:|")
    for count in map(int, options.documents.split(",")):
        runs: defaultdict[str, list[Run]] = defaultdict(list)
        for _ in range(options.rounds):
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                for name, run in measured(Path(folder), count):
                    runs[name].append(run)
        cells = (f"{median(run.cpu for run in own):.2f} s, {max(run.memory for run in own):.0f} MiB" for own in runs.values())
        print(f"| {count:,} | {' | '.join(cells)} |", flush=True)


def measured(folder: Path, count: int) -> Iterator[tuple[str, Run]]:
    write_county(folder, count)
    build, site = [sys.executable, "-m", "gongkai", "build"], folder / "site"
    yield "from nothing", timed(build, site, folder)
    yield "nothing changed", timed(build, site, folder)
    file = folder / "data/documents/2010.yml"
    file.write_text(file.read_text("utf-8").replace("有关事项", "若干事项", 1), "utf-8")
    yield "one title changed", timed(build, site, folder)
    page = site / f"fdzdgknr/wenjian/{CHANGED}/index.html"
    if "若干事项" not in page.read_text("utf-8"):
        raise SystemExit(f"{page}: the change is not there")
    shutil.rmtree(site)


def write_county(folder: Path, count: int) -> None:
    lists: defaultdict[int, list[str]] = defaultdict(list)
    for number in range(count):
        year = FIRST + number % YEARS
        lists[year].append(record(number, year, len(lists[year]) + 1))
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: 政府信息公开\n", "utf-8")
    for year, own in lists.items():
        file = folder / f"data/documents/{year}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("documents:\n" + "".join(own), "utf-8")
    (folder / "data/site.yml").write_text(SITE, "utf-8")
    agencies = "".join(f"a{number}: {{name: 示例县{name}局, kind: department}}\n" for number, name in enumerate(AGENCIES))
    (folder / "data/agencies.yml").write_text(f"county: {{name: 示例县人民政府, kind: government}}\n{agencies}", "utf-8")


def record(number: int, year: int, place: int) -> str:
    agency = AGENCIES[number % len(AGENCIES)]
    day = f"{year}-{1 + number % 12:02}-{1 + number % 28:02}"
    values = {
        "id": f"{year}-{place:05}",
        "index_number": f"000014349/{year}-{number:06}",
        "title": f"示例县{agency}局关于做好{year}年第{number}项{TOPICS[number % len(TOPICS)]}工作有关事项的通知",
        "agency": f"a{number % len(AGENCIES)}",
        "document_number": f"示{agency}发〔{year}〕{number + 1}号",
        "kind": KINDS[number % len(KINDS)],
        "genre": "通知",
        "topic": TOPICS[number % len(TOPICS)],
        "written": day,
        "published": day,
        "validity": "废止" if number % 4 == 3 else "有效",
        "summary": f"明确第{number}项工作的对象、程序、期限和责任单位，要求各乡镇按季度报送进展。",
        "link": f"https://www.example.gov.cn/zwgk/{year}/{number}.html",
    }
    return "".join(f"{'  - ' if name == 'id' else '    '}{name}: {value}\n" for name, value in values.items())


if __name__ == "__main__":
    main()
