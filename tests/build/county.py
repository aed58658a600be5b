"""A small county that a test may change: two fields with entries that say the oddest things, three agencies, two items."""

from pathlib import Path

from gongkai.build.project import Built, Project
from gongkai.build.site import build_site
from gongkai.problems import errors

ODD = "<b>“A&B”</b> 'x' {{ 7*7 }} {% x %} </td>"
SITE = "county: 示例县\ngovernment: 示例县人民政府\ngovernment_agency: county\ncolumn_url: https://www.example.gov.cn/zwgk/\n"
AGENCIES = (
    "county: {name: 示例县人民政府, kind: government}\ncivil: {name: 示例县民政局, kind: department}\n"
    "east: {name: 东镇人民政府, short: 东镇, kind: township}\n"
)
LIMITS = ("长期公开", "信息形成或者变更之日起20个工作日内", "视情况而定", "每年1月31日前")


def entry(number: int, **more: str) -> dict[str, str]:
    """One of the usual ones; every seventh says odd things."""
    odd = number % 7 == 3
    return {
        "id": f"e{number}",
        "number": f"'{number}'",
        "matter": quoted(ODD) if odd else "低保救助",
        "submatter": f"办事指南{number}",
        "content": "|-\n      1.甲 & <乙>\n        2.丙" if odd else "甲；乙",
        "time_limit": LIMITS[number % len(LIMITS)],
        "publisher": "示例县民政局" if number % 2 else "东镇人民政府",
        "channels": "■政府网站 □政府公报" if number % 3 else "■政府公报 □其他：微博",
        "levels": "[县级, '乡、村级']" if odd else "县级" if number % 2 else "乡级",
        "agencies": "civil" if number % 2 else "[civil, east]",
        **more,
    }


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def field_text(title: str, entries: list[dict[str, str]]) -> str:
    lines = [f"title: {title}", "updated: 2026-01-08", "entries:"]
    for one in entries:
        lines += [f"  {'-' if number == 0 else ' '} {name}: {text}" for number, (name, text) in enumerate(one.items())]
    return "\n".join(lines) + "\n"


ITEMS = """\
items:
  - index_number: '1'
    title: 公示 <一>
    published: 2026-01-09
    status: 有效
    link: https://www.example.gov.cn/1?a=1&b=2
    entry: social-assistance/e3
  - index_number: '2'
    title: 公示二
    entry: elderly-care/e1
  - index_number: '3'
    title: 通知三
"""


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def small_county(folder: Path, *, first: int = 24, second: int = 3) -> Project:
    """Its data, and where its site will be."""
    write(folder / "data/site.yml", SITE)
    write(folder / "data/agencies.yml", AGENCIES)
    write(folder / "data/catalogue/social-assistance.yml", field_text("社会救助", [entry(n) for n in range(1, first + 1)]))
    write(
        folder / "data/catalogue/elderly-care.yml",
        field_text("养老服务", [*(entry(n) for n in range(1, second + 1)), {"id": "bare"}]),
    )
    write(folder / "data/catalogue/items/2026.yml", ITEMS)
    write(folder / "docs/fdzdgknr/index.md", "# 法定主动公开内容\n")
    return Project(folder / "data", folder / "docs", folder / "macros", folder / "site", folder / "cache")


def built(county: Project) -> Built:
    done = build_site(county)
    assert errors(done.problems) == []
    return done


def files_in(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}
