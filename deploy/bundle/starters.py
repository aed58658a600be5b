"""What people double-click and read, in the encoding and with the line ends of its system."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deploy.bundle.systems import PYTHONS

HERE = Path(__file__).parent
WINDOWS, LINUX, DESKTOP, PAGE = "开始-Windows.bat", "开始-麒麟统信.sh", "开始-麒麟统信.desktop", "说明.html"
DESK_WINDOWS, DESK_LINUX, DESK_DESKTOP = "工作台-Windows.bat", "工作台-麒麟统信.sh", "工作台-麒麟统信.desktop"


def starters() -> Mapping[str, bytes]:
    """By name. A batch file is read by a console that speaks GBK."""
    newest = list(reversed(PYTHONS))
    words = {"{versions}": " ".join(newest), "{oldest}": PYTHONS[0], "{newest}": newest[0]}
    return {
        **{name: filled(name, words).replace("\n", "\r\n").encode("gbk") for name in (WINDOWS, DESK_WINDOWS)},
        **{name: filled(name, words).encode() for name in (LINUX, DESKTOP, DESK_LINUX, DESK_DESKTOP, PAGE)},
    }


def filled(name: str, words: Mapping[str, str]) -> str:
    text = (HERE / name).read_text("utf-8")
    for word, meaning in words.items():
        text = text.replace(word, meaning)
    return text
