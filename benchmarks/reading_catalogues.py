"""How long it takes to read catalogues: `python -m benchmarks.reading_catalogues --counties 100`.

Writes the demo county's field files for so many counties into a temporary folder, reads them all, and reads a sample of the
same files with the reference (`source`, on PyYAML) and with libyaml's own parser, which makes nothing of them.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from examples.demo.generator.catalogue import catalogue_files
from gongkai.catalogue import ENTRIES_FILE, load_catalogue
from gongkai.source.records import thoroughly

SAMPLE = 26  # files that the slow readers read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=10)
    counties = parser.parse_args().counties
    fields = {name: text for name, text in catalogue_files().items() if "/items/" not in name}
    with tempfile.TemporaryDirectory() as folder:
        for county in range(counties):
            for name, text in fields.items():
                file = Path(folder, str(county), name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
        started = time.process_time()
        catalogues = [load_catalogue(Path(folder, str(county), "catalogue"))[0] for county in range(counties)]
        taken = time.process_time() - started
    entries = sum(len(catalogue.entries) for catalogue in catalogues)
    size = counties * sum(len(text.encode()) for text in fields.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{entries} entries, {size / 1e6:.0f} MB: {taken:.2f} CPU s, {taken / entries * 1e6:.1f} µs each, peak {memory:.0f} MiB"
    )
    sample = list(fields.values())[:SAMPLE]
    many = sum(text.count("\n  - ") for text in sample)
    for name, read in (("reference (PyYAML, with places)", reference), ("libyaml's events alone", libyaml)):
        print(f"{name}: {seconds(read, sample) / many * 1e6:.0f} µs an entry, over {many} entries")


def reference(text: str) -> object:
    return thoroughly(text, "f.yml", ENTRIES_FILE)


def libyaml(text: str) -> object:
    return list(yaml.parse(text, Loader=yaml.CSafeLoader))


def seconds(read: Callable[[str], object], texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - started


if __name__ == "__main__":
    main()
