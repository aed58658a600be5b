"""The name of a county as it is typed, and what follows from it: the government's name and the first id."""

from __future__ import annotations

import re

NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇·]{2,20}\Z")
ENDINGS = ("自治县", "自治旗", "县", "市", "区", "旗")
# Its organ is called otherwise in every place, and no law names it.
NO_GOVERNMENT = re.compile(r"(开发区|园区|管理区|示范区|试验区)\Z")
EXAMPLE = "例如 示例县"


def why_no_name(name: str) -> str:
    """Why this cannot be a county's name; empty when it can."""
    if not name.strip():
        return f"县名是空的；请写全称，{EXAMPLE}"
    if not NAME.match(name):
        return f"县名只能用汉字，2 到 20 个字；请写全称，{EXAMPLE}"
    if not name.endswith(ENDINGS):
        return f"县名应以县、市、区或旗结尾；请写全称，{EXAMPLE}"
    return ""


def government_of(county: str) -> str:
    """《宪法》第一百零五条: a county's organ is its 人民政府. Empty for a zone, whose organ nobody can know from its name.

    >>> government_of("示例县"), government_of("示例经济开发区")
    ('示例县人民政府', '')
    """
    return "" if NO_GOVERNMENT.search(county) else f"{county}人民政府"


def stem_of(county: str) -> str:
    """
    >>> stem_of("示例县"), stem_of("示例自治县")
    ('示例', '示例')
    """
    ending = next(ending for ending in ENDINGS if county.endswith(ending))
    return county.removesuffix(ending) or county
