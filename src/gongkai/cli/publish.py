"""gongkai publish: a build put in place in one step, or the one before it put back; or a zip file, for a portal fed by upload."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from gongkai.build.project import project_in
from gongkai.build.stale import altered, not_made_of
from gongkai.cli.check import checked
from gongkai.cli.console import DATA, example, print_problems, say
from gongkai.county.data_version import SITE
from gongkai.problems import Position, Problem, errors, in_order, shown, summary
from gongkai.publish import KEEP, Uploadable, go_back, pack_changes, pack_site, publish
from gongkai.publish.build import RULE
from gongkai.reports.holding_back import chosen

NOTHING = "什么也没有发布"
NOT_FIT = f"数据还不能正式发布；逐条查看：gongkai check --release。{NOTHING}"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        "gongkai publish site /srv/gongkai",
        "gongkai publish --back /srv/gongkai",
        "gongkai publish site --zip 全站.zip",
        "gongkai publish site --changes 全站.zip --zip 变动.zip",
    )
    parser.add_argument("site", metavar="网站文件夹", nargs="?", type=Path, help="gongkai build 生成的文件夹")
    parser.add_argument("target", metavar="线上文件夹", nargs="?", type=Path, help="网站服务器读取的文件夹，例如 /srv/gongkai")
    parser.add_argument("--keep", metavar="个数", type=int, default=KEEP, help=f"连同这一版保留几个版本（默认 {KEEP}）")
    parser.add_argument("--back", action="store_true", help="退回上一版；这时只写网站服务器读取的文件夹")
    parser.add_argument("--zip", metavar="文件", type=Path, help="不换上线，写成一个 zip 文件，供上传到门户网站")
    parser.add_argument("--changes", metavar="依据", type=Path, help="zip 里只放变动；依据是上一次上传的 zip，或那时的网站文件夹")
    parser.add_argument("--data", metavar="文件夹", type=Path, help="data 文件夹，先按发布的要求检查（默认网站旁边的 data）")
    parser.set_defaults(fault=parser.error)


def run(options: argparse.Namespace) -> int:
    for fault in faults(options):
        options.fault(fault)
    if not options.back and options.site.is_dir() and not fit_for_release(options):
        return 1
    os.umask(0o022)  # the web server reads these files as somebody else
    return run_zip(options) if options.zip else run_live(options)


def fit_for_release(options: argparse.Namespace) -> bool:
    """Whether the county's data is, and the site is made of it; what is wrong is said.

    Asked where the data lies beside the site: a server may have the site alone.
    """
    data = options.data or options.site.absolute().parent / DATA
    if not (data / SITE).is_file():
        wrong = [Problem(Position(shown(data)), RULE, "这里没有 site.yml，不是 data 文件夹")] if options.data else []
        return fit(wrong, NOT_FIT)
    collection, problems = checked(data, release=True)
    released = chosen(collection, problems)
    if not fit(errors(released.problems), NOT_FIT):
        return False
    wrong = [*not_made_of(released.collection, options.site), *altered(project_in(data.absolute().parent, options.site))]
    return fit(in_order(wrong), NOTHING)


def fit(wrong: list[Problem], then: str) -> bool:
    if wrong:
        print_problems(wrong)
        say(f"{summary(wrong)}。{then}")
    return not wrong


def faults(options: argparse.Namespace) -> Iterator[str]:
    """What does not go together. A single folder is the first that is written, whichever it is."""
    if options.changes and not options.zip:
        yield "--changes 要与 --zip 同时写：变动写到哪个 zip 文件"
    elif options.zip and options.back:
        yield "--back 不能与 --zip 同时写"
    elif options.zip and (options.target or not options.site):
        yield "写了 --zip，就只写网站文件夹"
    elif options.back and (options.target or not options.site):
        yield "--back 后面只写一个文件夹"
    elif not (options.back or options.zip or options.target):
        yield "缺少网站文件夹或发布到的文件夹"


def run_live(options: argparse.Namespace) -> int:
    published, problems = go_back(options.site) if options.back else publish(options.site, options.target, options.keep)
    if published is None:
        print_problems(problems)
        say(f"{summary(problems)}。没有改动线上的网站")
        return 1
    done = "没有变化，线上仍是" if not published.changed else "已退回" if options.back else "已发布"
    say(f"{done}：{published.name}")
    if published.redirects_changed:
        say("旧网址的转址有变化；请运行 nginx -s reload")
    return 0


def run_zip(options: argparse.Namespace) -> int:
    packed, problems = (
        pack_changes(options.site, options.changes, options.zip) if options.changes else pack_site(options.site, options.zip)
    )
    if packed is None:
        print_problems(problems)
        say(f"{summary(problems)}。没有写 zip 文件")
        return 1
    if packed.changes:
        say_changes(packed, options)
    else:
        say(f"已写好 {shown(options.zip)}：版本 {packed.state.version}，{amount(packed)}。解开后上传到专栏的根目录；")
        say("这个 zip 要留好，下一次可以只传变动：--changes 后面写它")
    return 0


def say_changes(packed: Uploadable, options: argparse.Namespace) -> None:
    assert packed.changes
    before, changes = packed.changes.before, packed.changes
    based = f"依据 {shown(options.changes)}：版本 {before.version}，{len(before.sums)} 个文件"
    if before == packed.state:
        say(f"{based}。没有变化，没有写 zip 文件")
        return
    say(f"{based}。门户网站上现在应当正是这一版")
    say(f"已写好 {shown(options.zip)}：版本 {packed.state.version}，要上传 {amount(packed)}，要删除 {len(changes.deleted)} 个")


def amount(packed: Uploadable) -> str:
    return f"{packed.files} 个文件 {megabytes(packed.size)}（压缩后 {megabytes(packed.packed)}）"


def megabytes(size: int) -> str:
    """
    >>> megabytes(249_000_000), megabytes(1234)
    ('249.0 MB', '0.1 MB')
    """
    return f"{max(size / 1e6, 0.1):.1f} MB" if size else "0 MB"
