"""The open fonts for a PDF: the files of fonts-noto-cjk in a named folder; no other folder of the machine is looked at."""

from __future__ import annotations

import os
from pathlib import Path

from gongkai.downloads.errors import CannotMakeError

FOLDER = Path("/usr/share/fonts/opentype/noto")
NAMES = ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Regular.ttc")
MISSING = "生成 PDF 缺少字体 {}；请安装软件包 fonts-noto-cjk，或用环境变量 GONGKAI_FONTS 指明放字体的文件夹"


def font_folder() -> Path:
    """GONGKAI_FONTS where that is set, else Debian's; CannotMakeError when a file of NAMES is not in it."""
    folder = Path(os.environ.get("GONGKAI_FONTS") or FOLDER)
    missing = [name for name in NAMES if not (folder / name).is_file()]
    if missing:
        raise CannotMakeError(MISSING.format("、".join(missing)))
    return folder
