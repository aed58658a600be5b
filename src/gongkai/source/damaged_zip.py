"""What Python raises of a zip archive that is damaged, cut short, locked, or packed in a way it does not know."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

DAMAGED_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError),
)
