"""Make sure that the programs the tests need are there: install Debian's as root, otherwise say what to install."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping


def program(name: str) -> Callable[[], bool]:
    """nginx lies in a folder that only root looks into."""
    return lambda: bool(shutil.which(name) or shutil.which(name, path="/usr/local/sbin:/usr/sbin:/sbin"))


def chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return "NotoSerifCJK" in subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=True).stdout


# Debian's package, and how to see that what it brings is there.
NEEDED: Mapping[str, Callable[[], bool]] = {
    "bubblewrap": program("bwrap"),
    "chromium": program("chromium"),
    "default-jre-headless": program("java"),
    "fontconfig": program("fc-list"),
    "fonts-noto-cjk": chinese_font,
    "nginx-light": program("nginx"),
    "libreoffice-calc": program("localc"),
    "npm": program("npm"),
    "poppler-utils": program("pdftotext"),
}
ALSO_FOR_THE_AUDIT: Mapping[str, Callable[[], bool]] = {"libreoffice-writer": program("soffice")}


def main(words: list[str]) -> int:
    """`audit` asks for what the slow checks need as well."""
    needed = {**NEEDED, **(ALSO_FOR_THE_AUDIT if "audit" in words else {})}
    missing = [package for package, there in needed.items() if not there()]
    if not missing:
        return 0
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"正在安装测试要用的程序：{'、'.join(missing)}…", flush=True)
        for step in (["apt-get", "update"], command):
            env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(step, check=True, stdout=subprocess.DEVNULL, env=env)
        return 0
    print(f"测试要用的程序还没有装齐。请先安装：sudo {' '.join(command)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
