"""Make sure that the browser the tests need is there: install Debian's as root, otherwise say what to install."""

import os
import shutil
import subprocess
import sys

PACKAGES = ["chromium", "fonts-noto-cjk", "poppler-utils"]


def main() -> int:
    if shutil.which("chromium") and shutil.which("fc-list") and shutil.which("pdftotext") and chinese_font():
        return 0
    command = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES, "fontconfig"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("正在安装测试要用的浏览器和中文字体…", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update"], check=True, **quiet)
        subprocess.run(command, check=True, **quiet)
        return 0
    print(f"测试要用 Chromium、中文字体和 poppler。请先安装，例如：sudo {' '.join(command)}", file=sys.stderr)
    return 1


def chinese_font() -> bool:
    return "NotoSerifCJK" in subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
