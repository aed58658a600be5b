"""`python -m manual.county FOLDER`: the data that the manual shows, a small part of the fictional county of examples/demo.

Eight years of six agencies, one field of the catalogue, a correction, a restatement, and a sealed year: enough to show
each thing once.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from examples.demo.generator.__main__ import reports
from examples.demo.generator.catalogue import field_files, plan
from examples.demo.generator.county import County, county, facts_in
from examples.demo.generator.mistakes import SINCE, retype
from examples.demo.generator.sealing import BY, NotSealedError
from examples.demo.generator.writing import SITE, agencies_text
from gongkai.archive import Order, seal_year
from gongkai.collection import load_collection
from gongkai.reports.seals import archive_folder

DOCUMENTS = """\
documents:
  - id: 2022-0001
    title: 示例县民政局关于印发示例县高龄津贴发放办法的通知
    agency: civil
    document_number: 示民发〔2022〕3号
    kind: 行政规范性文件
    written: 2022-07-01
    published: 2022-07-07
    validity: 有效
  - id: 2022-0002
    title: 一问一答：示例县高龄津贴发放办法
    agency: civil
    kind: 政策解读
    published: 2022-07-07
    interprets: 2022-0001
  - id: 2024-0001
    title: 示例县2024年度本级政府预算
    agency: finance
    kind: 财政预算决算
    published: 2024-02-20
"""
COLUMNS = """\
columns:
  - id: dongtai
    name: 政务动态
    about: 县里的要闻和工作动态。
    address: https://www.shili.example/yaowen/
    said: [{year: 2024, figure: news}]
  - {id: gongkai, name: 政府信息公开, about: 就是本专栏。, address: "https://www.shili.example/zwgk/"}
  - {id: jiedu, name: 政策解读, parent: gongkai, kinds: [政策解读], items: [1]}
  - {id: caizheng, name: 财政资金, parent: gongkai, kinds: [财政预算决算], items: [7], agencies: [finance]}
"""
LINKS = """\
links:
  - id: wang
    name: 政务服务网示例子站
    kind: service
    address: https://zwfw.shili.example/
    shown: [front, matter]
    fields: [taxation]
  - {id: rexian, name: 12345政务服务便民热线, kind: hotline, telephone: "12345", shown: [front, agency]}
  - {id: fabu, name: 示例县发布, kind: social, platform: 微信公众号, operator: office, shown: [agency]}
"""
ORGANS = ("office", "civil", "finance", "water", "market", "lichuan")
FIELD = "taxation"
SHOWN = (*SINCE, "restatement")
SEALED, FIRST, AGAIN = 2022, date(2023, 4, 1), date(2023, 6, 20)


def main(folder: Path) -> None:
    for old in (folder, archive_folder(folder)):
        shutil.rmtree(old, ignore_errors=True)
    for first, day in ((True, FIRST), (False, AGAIN)):
        written(folder, dict(files(first=first)))
        seal(folder, day)


def written(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")


def seal(folder: Path, day: date) -> None:
    """Without PDF, which asks for fonts that not every machine has."""
    collection, _ = load_collection(folder)
    sealed, found = seal_year(collection, SEALED, Order(day, BY, ("pdf",)))
    if sealed is None:
        raise NotSealedError("\n".join(map(str, found)))


def files(*, first: bool) -> Iterator[tuple[str, str]]:
    """Everything in the data folder. `first`: as it was published at first, before anything was corrected."""
    small = part_of(county())
    yield "documents/2024.yml", DOCUMENTS
    yield "columns.yml", COLUMNS
    yield "links.yml", LINKS
    typed = dict(reports(small))
    for entry in facts_in("mistakes.yml"):
        if entry["kind"] in SHOWN and f"reports/{entry['report']}/report.yml" in typed:
            retype(typed, entry, entry.get("first", ()) if first else entry["changes"])
    yield from typed.items()
    yield "site.yml", SITE
    yield "agencies.yml", agencies_text(small, with_years=True)
    for place, field in enumerate(plan()["fields"]):
        if field["id"] == FIELD:
            yield from ((f"catalogue/{name}", text) for name, text in field_files(place, field))


def part_of(whole: County) -> County:
    return replace(whole, organs=tuple(organ for organ in whole.organs if organ.id in ORGANS))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
