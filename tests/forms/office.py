"""Another program's hands: the form opened, changed and saved as people do."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

INSTALL = "这项检查要用 LibreOffice：apt-get install -y --no-install-recommends libreoffice-calc"


def resaved(raw: bytes, change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    """By a library that writes every part anew."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def put(raw: bytes, cells: dict[str, object], words: dict[str, str] | None = None) -> bytes:
    """With values in cells named `sheet!A1`; `words` are stored as texts, also where they look like numbers."""

    def change(book: Workbook) -> None:
        for place, value in (cells | (words or {})).items():
            sheet, at = place.split("!")
            book[next(name for name in book.sheetnames if name.startswith(sheet))][at] = value

    return resaved(raw, change)


def through_libreoffice(folder: Path, kind: str = "xlsx") -> Path:
    """Every workbook in the folder opened, worked out and saved again, many by one start of the program; the folder of the new ones."""
    assert shutil.which("localc"), INSTALL
    into = folder / "saved"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(into),
    ]
    files = sorted(map(str, folder.glob("*.xlsx")))
    for at in range(0, len(files), 100):  # of more than 247 at once the program takes no notice
        subprocess.run([*command, *files[at : at + 100]], check=True, capture_output=True, timeout=900)
    assert len([*into.iterdir()]) == len(files)
    return into
