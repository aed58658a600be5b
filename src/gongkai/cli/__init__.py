"""The command `gongkai`: parse, call, print, exit code. 0: done; 1: found something wrong; 2: called wrongly."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from gongkai import __version__
from gongkai.cli.console import Parser, example, replace_unprintable, say
from gongkai.files import BusyError
from gongkai.source.gc_pause import gc_paused
from gongkai.source.text import told

# Command, its module here, what it does. A module has `arguments(parser)` and `run(options)`; only the one called is loaded,
# since some commands have to answer at once.
COMMANDS = (
    ("init", "init", "为一个县新建文件夹，建好就能生成网站"),
    ("portal", "portal", "门户的名称、编号和联系方式：列出各项，写进 site.yml"),
    ("check", "check", "检查数据，逐条列出问题"),
    ("import", "import_document", "把 Word、PDF、网页或文本文件读成报告草稿"),
    ("tick", "tick", "导入的数对照原件逐格核对、打勾"),
    ("form", "form", "把当年的报告写成 Excel 填报表发给各机构填，再收回来"),
    ("new", "new", "按当年的法定格式建一份待填的报告，上年结转带入供核对"),
    ("ready", "ready", "草稿填完、核对完，定稿；还缺什么，逐处列出"),
    ("withdraw", "withdraw", "撤回公布过的报告，网页留着并说明"),
    ("export", "export", "导出报告"),
    ("accept", "accept", "把看过、决定不改的一条写进 report.yml，写明理由"),
    ("correct", "correct", "改正一个数或一句话；已公布的报告同时写更正"),
    ("documents", "documents", "公开的文件和信息：从清单或文件夹导入，导出清单"),
    ("catalogue", "catalogue", "基层政务公开标准目录：导入、导出、留存、对比、登记索引号"),
    ("build", "build", "生成整个网站，不需要网站生成器"),
    ("serve", "serve", "在这台电脑上预览，改了数据自动重新生成"),
    ("desk", "desk", "在这台电脑的浏览器里填报告、改正、说明，不用编辑文件"),
    ("upgrade", "upgrade", "说明新版本要改动文件夹里的什么，确认后改好"),
    ("measure", "measure", "用浏览器检测生成好的网站是否人人可读，写出无障碍声明的依据"),
    ("review", "review", "审核：不用先导入，把各种样子的年度报告查一遍，意见写成 Word 和 Excel"),
    ("province", "province", "把许多县各生成一个网站，连同全省的汇总"),
    ("archive", "archive", "封存一个年度：每份报告做成一个归档包，以后的改动都要写更正"),
    ("sign", "sign", "封存记录的签名和时间戳：写出待签的文件，收下签好的"),
    ("verify", "verify", "核对归档包、封存的数据和网站，一个字节的改动也要找出来"),
    ("addresses", "addresses", "核对已公布的网址是否都还在；--record 把新网址记下来"),
    ("links", "links", "列出通到别的网站的链接；--try 逐个打开看看"),
    ("publish", "publish", "把生成好的网站一步换上线，或退回上一版"),
    ("deploy", "deploy", "取出网站服务器的配置文件和安装说明"),
    ("schemas", "schemas", "生成编辑器用的 JSON Schema"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    replace_unprintable()
    typed = sys.argv[1:] if arguments is None else list(arguments)
    try:
        with gc_paused():  # what a command loads stays
            options = parser(typed[0] if typed else "").parse_args(typed)
        return int(options.run(options))
    except BrokenPipeError:  # the reader of our output, `head` for example, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        say(told(error))
        return 1
    except BusyError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("已停止")
        return 1
    except Exception as error:
        if os.environ.get("GONGKAI_TRACE"):
            raise
        say(f"程序自身出错：{type(error).__name__}: {error}。没有写入任何文件；请把这一行告诉维护者")
        return 1


def parser(command: str) -> Parser:
    """Knows every command by name, and all about the one that is called."""
    top = Parser(prog="gongkai", description="政府信息公开工作年度报告和公开目录：导入、检查、封存、发布")
    example(top, "gongkai check", "gongkai check --help")
    top.add_argument("--version", action="version", version=__version__, help="显示版本")
    known = top.add_subparsers(dest="command", required=True, metavar="命令", parser_class=Parser)
    for name, module, help in COMMANDS:
        part = known.add_parser(name, help=help)
        if name == command:
            called = import_module(f"gongkai.cli.{module}")
            called.arguments(part)
            part.set_defaults(run=called.run)
    return top
