"""gongkai init: a new county's folder, from its name alone or with a list of its agencies."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import example, print_problems, say
from gongkai.problems import errors, one_line, shown, summary
from gongkai.setup.county_name import why_no_name
from gongkai.setup.new_folder import NewCounty, make_folder
from gongkai.source.text import shortened

DONE = "已建好 {folder}/，现在就能生成。接下来："
ENTER = "cd {folder}"
NEXT = (
    "在 data/site.yml 里补上门户的名称、编号和联系方式（gongkai portal 会写）；不知道的不写",
    "看一遍 data/agencies.yml：{agencies}",
    "导入一份报告：gongkai import 报告.docx --into data/reports/年度/{id}；或从空白表开始：gongkai new 年度 {id}",
    "公开的文件（可以没有）：gongkai documents form 空白清单.xlsx 写出一份空白清单，填好用 gongkai documents import 读入",
    "gongkai check 检查数据，gongkai serve 预览，gongkai build 生成网站，放在 site/",
)
ALONE = "现在只有{government}；其他机构照样加在后面"
LISTED = "{count} 个机构，代号由拼音而来，会出现在网址里，公布以后不能改，读音不对的现在改"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai init 示例县", "gongkai init 示例县 --into 网站 --agencies 名单.xlsx")
    parser.add_argument("county", metavar="县名", help="县、市、区、旗的全称，例如 示例县")
    parser.add_argument("--into", metavar="文件夹", type=Path, help="新建在哪个文件夹（默认用县名）；里面有东西的不会覆盖")
    parser.add_argument(
        "--agencies", metavar="名单", type=Path, help="机构名单，.xlsx 或 .csv；列名：名称、类别、上级、联系电话、职责等"
    )


def run(options: argparse.Namespace) -> int:
    county = options.county.strip()
    if reason := why_no_name(county):
        say(f"“{one_line(shortened(county))}”：{reason}。没有写入任何文件")
        return 1
    into = options.into or Path(county)
    new, problems = make_folder(county, into, options.agencies)
    print_problems(problems)
    if new is None:
        say(f"{summary(errors(problems))}。没有写入任何文件")
        return 1
    say(what_next(new, into))
    return 0


def what_next(new: NewCounty, folder: Path) -> str:
    others = len(new.agencies) - 1
    agencies = LISTED.format(count=others + 1) if others else ALONE.format(government=new.government.name)
    steps = NEXT if folder.resolve() == Path.cwd().resolve() else (ENTER, *NEXT)
    told = {"folder": shown(folder), "agencies": agencies, "id": new.id(new.government)}
    numbered = (f"  {number}. {step.format(**told)}" for number, step in enumerate(steps, start=1))
    return "\n".join((DONE.format(**told), *numbered))
