"""gongkai verify: bags, sealed data and a built site against the seals."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.archive import unknown, verify_paths, verify_seals, wrong_site, years_of
from gongkai.archive.chained import held_heads, verify_heads
from gongkai.archive.openssl import NoOpenSSLError
from gongkai.archive.proofs import readable
from gongkai.archive.signed import Looked, verify_signatures
from gongkai.build.project import project_in
from gongkai.build.stale import noted_sums
from gongkai.cli.console import DATA, example, print_problems, say
from gongkai.county.checksums import read_checksums
from gongkai.county.portal import read_site
from gongkai.imports.words import words_of
from gongkai.problems import Position, Problem, errors, shown
from gongkai.reports.seals import Seals, read_seals, signatures_folder
from gongkai.reports.signatures import RULE


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai verify", "gongkai verify --site site")
    parser.add_argument("paths", metavar="归档包", nargs="*", type=Path, help="归档包（zip 或文件夹）；不写就核对封存过的全部")
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    parser.add_argument("--site", metavar="文件夹", type=Path, help="再核对这个生成好的网站文件夹的每一个文件")
    older = "以前记下的封存链链头，或存下的旧网页：看它是否还在链里；可以写几次"
    parser.add_argument("--head", metavar="链头", action="append", default=[], help=older)
    parser.add_argument("--trust", metavar="证书", type=Path, help="签名和时间戳只认这个文件里的根证书（PEM），不认归档里存的")


def run(options: argparse.Namespace) -> int:
    if not options.paths and not options.data.is_dir():  # a bag can be verified where there is no data
        say(f"找不到文件夹：{options.data}")
        return 1
    seals, problems = read_seals(options.data)
    problems += verify_paths(options.paths, seals) if options.paths else verify_seals(seals)
    signed = signatures(options, seals)
    problems += signed.problems
    heads, unread = held_heads(options.head)
    kept, gone = verify_heads(seals, heads)
    problems += [*unread, *gone]
    if options.site:
        site, wrong = read_site(options.data)
        noted = noted_sums(project_in(options.data.absolute().parent, options.site))
        problems += wrong if site is None else wrong_site(seals, options.site, site.government_agency, noted, words_of)
    print_problems(problems)
    if errors(problems):
        say(f"发现 {len(errors(problems))} 处不符")
        return 1
    for name in unknown(options.paths, seals):
        say(f"{name}：没有封存记录可以对照，只核对了归档包自身")
    for line in (*signed.right, *kept):
        print(line)
    say("核对无误" if options.paths else closing_words(seals))
    if options.site:
        say(f"网站的 {len(read_checksums(options.site))} 个文件与生成时的摘要相同")
    return 0


def closing_words(seals: Seals) -> str:
    versions = len(seals.all)
    return f"核对无误：{len(seals.years)} 个年度，{versions} 个归档包" if versions else "还没有封存过"


def signatures(options: argparse.Namespace, seals: Seals) -> Looked:
    """Of the bags that are named, or of every year. Bags that came without the office's data may have them lying beside."""
    trust = options.trust.read_bytes() if options.trust else None
    try:
        if trust is not None and not readable(trust):
            wrong = Problem(Position(shown(options.trust)), RULE, "这个文件里没有证书（要 PEM 格式）")
            return Looked(problems=[wrong])
    except NoOpenSSLError as error:
        return Looked(problems=[Problem(Position(shown(options.trust)), RULE, str(error))])
    years = years_of(options.paths, seals) if options.paths else None
    return verify_signatures(seals, signatures_folder(options.data), trust, years)
