"""gongkai publish: a build put in place in one step, or the one before it put back."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gongkai.cli.console import example, print_problems, say
from gongkai.problems import summary
from gongkai.publish import KEEP, go_back, publish


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai publish site /srv/gongkai", "gongkai publish --back /srv/gongkai")
    parser.add_argument("site", metavar="网站文件夹", nargs="?", type=Path, help="make site 生成的文件夹")
    parser.add_argument("target", metavar="线上文件夹", type=Path, help="网站服务器读取的文件夹，例如 /srv/gongkai")
    parser.add_argument("--keep", metavar="个数", type=int, default=KEEP, help=f"连同这一版保留几个版本（默认 {KEEP}）")
    parser.add_argument("--back", action="store_true", help="退回上一版；这时只写网站服务器读取的文件夹")
    parser.set_defaults(fault=parser.error)


def run(options: argparse.Namespace) -> int:
    if options.back == (options.site is not None):
        options.fault("--back 后面只写一个文件夹" if options.back else "缺少网站文件夹或发布到的文件夹")
    os.umask(0o022)  # the web server reads these files as somebody else
    published, problems = go_back(options.target) if options.back else publish(options.site, options.target, options.keep)
    if published is None:
        print_problems(problems)
        say(f"{summary(problems)}。没有改动线上的网站")
        return 1
    done = "没有变化，线上仍是" if not published.changed else "已退回" if options.back else "已发布"
    say(f"{done}：{published.name}")
    if published.redirects_changed:
        say("旧网址的转址有变化；请运行 nginx -s reload")
    return 0
