"""Documents damaged at random: each must end in a draft or in one clear line, soon, in little memory, nothing half written.

`python -m tests.imports.fuzz --count 2000` damages so many of each kind and tells what fell, the slowest and the peak.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import resource
import sys
import tempfile
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from gongkai.drawn.office import converted, office
from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.reading import read_report
from gongkai.statute.formats import formats
from tests.imports.corpus_files import KINDS
from tests.imports.forms import as_docx, report

SLOWEST = 10.0  # seconds of work, which a busy machine does not make longer
LARGEST = 1 << 30  # bytes
DAMAGED_WORDS = (
    *("rowspan", "colspan", "gridSpan", "vMerge", "charset", "年", "第二十条", "|", "stream", "endobj", "/Length", "/Kids"),
    *("<", ">", "/", '"', "\t", "\n", "0", "&"),
)


CONVERTED = {
    "doc": ("doc", lambda blocks: converted(as_docx(blocks), ".docx", "doc")),
    "xls": ("xls", lambda blocks: converted(KINDS["xlsx"][1](blocks), ".xlsx", "xls")),
}
"""Read through LibreOffice, some five seconds each."""
FUZZED = {**KINDS, **(CONVERTED if office() else {})}

Damage = Callable[[bytes, random.Random], bytes]


def flipped(raw: bytes, drawn: random.Random) -> bytes:
    """Some bits turned over."""
    made = bytearray(raw)
    for _ in range(drawn.randint(1, 30)):
        made[drawn.randrange(len(made))] ^= 1 << drawn.randrange(8)
    return bytes(made)


def cut(raw: bytes, drawn: random.Random) -> bytes:
    """A piece taken out, or the end."""
    start = drawn.randrange(len(raw))
    return raw[:start] + (raw[start + drawn.randint(1, 2000) :] if drawn.random() < 0.7 else b"")


def swapped(raw: bytes, drawn: random.Random) -> bytes:
    """Two neighbouring pieces in the other order."""
    a, b, c = sorted(drawn.randrange(len(raw)) for _ in range(3))
    return raw[:a] + raw[b:c] + raw[a:b] + raw[c:]


def inserted(raw: bytes, drawn: random.Random) -> bytes:
    """Random bytes, or a piece of the document once more."""
    at, start = drawn.randrange(len(raw)), drawn.randrange(len(raw))
    piece = drawn.randbytes(drawn.randint(1, 64)) if drawn.random() < 0.5 else raw[start : start + drawn.randint(1, 5000)]
    return raw[:at] + piece + raw[at:]


def word_changed(raw: bytes, drawn: random.Random) -> bytes:
    """One word for another, once, or a number made enormous."""
    old, new = (word.encode() for word in drawn.sample(DAMAGED_WORDS, 2))
    if drawn.random() < 0.3:
        old, new = b'="', b'="9999999'
    places = raw.count(old)
    if not places:
        return flipped(raw, drawn)
    parts = raw.split(old)
    at = drawn.randint(1, places)
    return old.join(parts[:at]) + new + old.join(parts[at:])


DAMAGES: tuple[Damage, ...] = (flipped, cut, swapped, inserted, word_changed)


@dataclass(frozen=True)
class End:
    """`fault` is empty when all went as it must."""

    draft: bool
    seconds: float
    fault: str


@cache
def valid(kind: str, format: str) -> bytes:
    drawn = random.Random(kind)
    write = as_docx if kind == "docx" else FUZZED[kind][1]  # with all the parts that Word writes
    return write(report(formats()[format], lambda *_: str(drawn.randrange(1_000))))


def damaged(kind: str, seed: int) -> bytes:
    drawn = random.Random(f"{kind}.{seed}")
    raw = valid(kind, drawn.choice(("2019", "2021")))
    damage = drawn.choice(DAMAGES)
    if kind in INSIDE and drawn.random() < 0.7:
        return INSIDE[kind](raw, damage, drawn)
    for _ in range(drawn.randint(1, 3)):
        raw = damage(raw, drawn) or b"\0"
    return raw


def inside_stream(raw: bytes, damage: Damage, drawn: random.Random) -> bytes:
    """The damage is done to what a PDF holds compressed, which still unpacks."""
    chosen = drawn.choice(list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL)))
    try:
        content = zlib.decompress(chosen[1])
    except zlib.error:
        return damage(raw, drawn)
    packed = zlib.compress(damage(content, drawn), 9)
    return raw[: chosen.start(1)] + packed.ljust(len(chosen[1])) + raw[chosen.end(1) :]


PARTS = (
    *(("word/document.xml",) * 4 + ("word/styles.xml", "docProps/core.xml")),
    *(("xl/worksheets/sheet1.xml",) * 4 + ("xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")),
)


def inside_archive(raw: bytes, damage: Damage, drawn: random.Random) -> bytes:
    """The damage is done to one part of the archive, which stays whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        part = drawn.choice([part for part in PARTS if part in old.namelist()])
        for name in old.namelist():
            new.writestr(name, damage(old.read(name), drawn) if name == part else old.read(name))
    return out.getvalue()


def inside_text(raw: bytes, damage: Damage, drawn: random.Random) -> bytes:
    """The damaged file is still text: a broken character would end the reading before it began."""
    text = damage(raw, drawn).decode("utf-8", "ignore")
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable()).encode()


INSIDE = {"docx": inside_archive, "xlsx": inside_archive, "pdf": inside_stream} | dict.fromkeys(
    ("txt", "tabs", "md", "pipes", "cell_lines"), inside_text
)


def tried(kind: str, seed: int, folder: Path) -> End:
    file, into = folder / f"年报.{FUZZED[kind][0]}", folder / "demo"
    file.write_bytes(damaged(kind, seed))
    began = worked()
    try:
        problems = import_file(file, into, None, 2022)
    except BaseException:
        return End(draft=False, seconds=worked() - began, fault=traceback.format_exc()[-800:])
    seconds = worked() - began
    return End(into.exists(), seconds, fault(folder, file, into, [p.message for p in errors(problems)], seconds))


def worked() -> float:
    """Seconds of this process and of those it has started and seen end."""
    return sum(os.times()[:4])


def fault(folder: Path, file: Path, into: Path, sentences: list[str], seconds: float) -> str:
    if seconds > SLOWEST:
        return f"{seconds:.1f} s"
    if any(not sentence or "\n" in sentence for sentence in sentences):
        return f"不是一句话：{sentences}"
    if into.exists() == bool(sentences):
        return f"草稿和错误不能都有或都没有：{sentences}"
    if sorted(path for path in folder.iterdir()) != sorted({file, *([into] if into.exists() else [])}):
        return f"留下了别的文件：{sorted(folder.iterdir())}"
    found, problems = read_report(into, {}) if into.exists() else (None, [])
    return f"草稿读不回来：{problems}" if into.exists() and (found is None or problems) else ""


def alone(kind: str, seed: int) -> tuple[End, int]:
    with tempfile.TemporaryDirectory() as folder:
        end = tried(kind, seed, Path(folder))
    return end, max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024


def run(kind: str, count: int, start: int) -> Iterator[str]:
    """What happened to so many, and each that fell."""
    ends: Counter[str] = Counter()
    slowest = peak = 0.0
    # A copy of this process would lack the threads of the library that makes PDF files, and wait for them.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for seed, (end, memory) in enumerate(pool.map(alone, [kind] * count, range(start, start + count), chunksize=8), start):
            ends["fallen" if end.fault else "draft" if end.draft else "refused"] += 1
            slowest, peak = max(slowest, end.seconds), max(peak, memory)
            if end.fault:
                yield f"{kind} {seed}: {end.fault}"
    if peak > LARGEST:
        yield f"{kind}: {peak / 2**20:.0f} MiB"
    outcomes = f"draft {ends['draft']}, refused {ends['refused']}, fallen {ends['fallen']}"
    yield f"{kind:10} {outcomes}; slowest {slowest:.2f} s, peak {peak / 2**20:.0f} MiB"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--kind", choices=tuple(FUZZED), action="append")
    asked = parser.parse_args()
    fallen = 0
    for kind in asked.kind or KINDS:
        lines = list(run(kind, asked.count, asked.start))
        fallen += len(lines) - 1
        print("\n".join(lines), flush=True)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
