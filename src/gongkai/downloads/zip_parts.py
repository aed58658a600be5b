"""A zip archive put together from parts that are packed already, always with the same bytes for the same parts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

LEVEL = 4  # of 9: most of the gain at a third of the work
USUAL_LEVEL = 6  # what zip programs do unless told otherwise
DAY = (1 << 5) | 1  # the first day a zip archive can say, as it is written there
NO_DAY = date(1980, 1, 1)  # the same day, for what states none
VERSION, DEFLATED, UTF8 = 20, 8, 0x800


@dataclass(frozen=True, slots=True)
class Packed:
    """`size` in bytes and `checksum` (CRC-32) are those of the content before it was packed."""

    content: bytes
    size: int
    checksum: int


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What each entry says of itself besides its content: its flags, the system it was made on, its rights there."""

    flags: int
    system: int
    rights: int


PLAIN = EntryFacts(UTF8, 0, 0)
UNIX = EntryFacts(0, 3, 0o644 << 16)  # for names in ASCII


def packed(texts: Iterable[str], level: int = LEVEL) -> Packed:
    """The texts one after the other, in UTF-8; the whole need never stand in memory."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    content: list[bytes] = []
    size = checksum = 0
    for text in texts:
        raw = text.encode()
        size += len(raw)
        checksum = zlib.crc32(raw, checksum)
        content.append(packer.compress(raw))
    return Packed(b"".join((*content, packer.flush())), size, checksum)


def joined(parts: Sequence[tuple[str, Packed]], about: EntryFacts = PLAIN) -> bytes:
    """The archive with these parts in this order, by their names."""
    written: list[bytes] = []
    listed: list[bytes] = []
    offset = 0
    for name, part in parts:
        raw = name.encode("utf-8")
        facts = struct.pack(
            "<HHHHHIIIHH", VERSION, about.flags, DEFLATED, 0, DAY, part.checksum, len(part.content), part.size, len(raw), 0
        )
        start = struct.pack("<BB", VERSION, about.system)
        listed.append(b"PK\x01\x02" + start + facts + struct.pack("<HHHII", 0, 0, 0, about.rights, offset) + raw)
        written += (b"PK\x03\x04", facts, raw, part.content)
        offset += 4 + len(facts) + len(raw) + len(part.content)
    index = b"".join(listed)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(index), offset, 0)
    return b"".join((*written, index, end))
