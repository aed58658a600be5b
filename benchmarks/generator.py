"""Makes the catalogue of a county that never was, always the same for the same numbers: `write_county(folder, entries=5000)`.

The words are those of benchmarks/search_words.yml; no office's own entries are in it. Fields, agencies and townships are as many
as a county has; a thousand entries or a hundred thousand are spread over them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import yaml

from gongkai.statute.catalogue_standard import standard

WORDS = yaml.safe_load((Path(__file__).parent / "search_words.yml").read_text("utf-8"))
PLACES = "东西南北中上下新大小长安永和平兴宁清石龙河山林泉阳庆"
LIMITS = (
    "信息形成或者变更之日起20个工作日内",
    "制定或获取信息之日起10个工作日内",
    "制定或获取信息之日起10个工作日内，公示7个工作日",
    "批准后20日内",
    "7个工作日",
    "长期公开",
    "实时公开",
    "每年1月31日前",
)
TOWNSHIPS = 10
ITEMS_IN_A_FILE = 20_000
FIRST_DAY = date(2025, 1, 1)


def write_county(folder: Path, *, entries: int, items: int = 0, number: int = 0) -> None:
    """A data folder with `entries` entries in 26 fields and `items` published items. `number` says which county."""
    name = county_name(number)
    chance = random.Random(4711 + number)
    fields = standard().fields
    write(folder / "site.yml", site_text(name))
    write(folder / "agencies.yml", agencies_text(name))
    addresses = []
    for place, field in enumerate(fields):
        count = entries * (place + 1) // len(fields) - entries * place // len(fields)
        own = list(entries_of(place, field.name, name, count, chance))
        addresses += [f"{field.id}/{id}" for id, _ in own]
        text = f"title: {field.name}\nupdated: 2026-01-08\nentries:\n" + "".join(text for _, text in own)
        write(folder / "catalogue" / f"{field.id}.yml", text)
    published = items_of(addresses, items, name, chance)
    for part, first in enumerate(range(0, items, ITEMS_IN_A_FILE)):
        file = folder / f"catalogue/items/2025{f'-{part + 1}' if part else ''}.yml"
        write(file, "items:\n" + "".join(islice(published, min(ITEMS_IN_A_FILE, items - first))))


def county_name(number: int) -> str:
    return PLACES[number % len(PLACES)] + PLACES[(number // len(PLACES) + 7) % len(PLACES)] + "县"


def site_text(name: str) -> str:
    return (
        f"county: {name}\ngovernment: {name}人民政府\ngovernment_agency: county\n"
        f"notice: {name}是虚构的，本站的名称和数都不是真的，只用来测量速度。\n"
        "contact: {office: 县政府办公室}\n"
    )


def agencies_text(name: str) -> str:
    lines = [f"county: {{name: {name}人民政府, kind: government}}\n"]
    lines += [
        f"bureau-{number}: {{name: {name}{field.name[:2]}局, kind: department}}\n"
        for number, field in enumerate(standard().fields, start=1)
    ]
    lines += [
        f"township-{number}: {{name: {name}{PLACES[number]}{PLACES[-number]}镇, kind: township}}\n"
        for number in range(1, TOWNSHIPS + 1)
    ]
    return "".join(lines)


def entries_of(place: int, field: str, county: str, count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Id and YAML of each entry; a little under half belong to townships, as in a county."""
    subjects, things, laws = (WORDS[name] for name in ("subjects", "things", "laws"))
    names = [channel.name for channel in standard().channels[:-1]]
    for number in range(1, count + 1):
        township = chance.randint(1, TOWNSHIPS) if number % 11 >= 6 else 0
        agency = f"township-{township}" if township else f"bureau-{place + 1}"
        publisher = f"{county}{PLACES[township]}{PLACES[-township]}镇人民政府" if township else f"{county}{field[:2]}局"
        subject, thing = chance.choice(subjects), chance.choice(things)
        content = "；".join(f"{chance.choice(subjects)}{chance.choice(things)}" for _ in range(chance.randint(2, 6)))
        basis = "、".join(f"《{law}》第{chance.randint(1, 80)}条" for law in chance.sample(laws, 2))
        boxes = " ".join(f"{'■' if chance.random() < 0.35 else '□'}{name}" for name in names[1:])
        id = f"e{number:05d}"
        yield (
            id,
            (
                f"  - id: {id}\n    index_number: '{place + 1:02d}-{number:05d}'\n    number: {number}\n    matter: {subject}\n"
                f"    submatter: {subject}{thing}{number}\n    content: {content}\n    basis: {basis}\n"
                f"    time_limit: {chance.choice(LIMITS)}\n    publisher: {publisher}\n    channels: ■政府网站 {boxes}\n"
                f"    audience: {'全社会' if number % 9 else '特定群体：申请人'}\n    method: 主动\n"
                f"    levels: {'乡级' if township else '县级'}\n    agencies: {agency}\n"
            ),
        )


def items_of(addresses: list[str], count: int, county: str, chance: random.Random) -> Iterator[str]:
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number * 365 // count)
        title = f"{county}{chance.choice(WORDS['subjects'])}{chance.choice(WORDS['things'])}"
        yield (
            f"  - index_number: '2025-{number:05d}'\n    title: {title}\n    published: {day}\n    status: 有效\n"
            f"    entry: {chance.choice(addresses)}\n"
        )


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("--entries", type=int, default=2301)
    words.add_argument("--items", type=int, default=0)
    options = words.parse_args()
    write_county(options.folder, entries=options.entries, items=options.items)
