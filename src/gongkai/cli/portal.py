"""gongkai portal: what the office states of its portal, listed, and written into site.yml."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from gongkai.checks.site_identity import REQUIRED
from gongkai.cli.console import DATA, example, say
from gongkai.cli.editing import agree_option, refused, show_and_write
from gongkai.county.portal import CONTACT, FACTS, SITE, Site, read_site
from gongkai.editing.file_change import edited
from gongkai.problems import Position, Problem, shown
from gongkai.source.editing import TypedFile


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        "gongkai portal",
        "gongkai portal portal=示例县人民政府门户网站 domain=www.example.gov.cn site_code=0000000000",
        "gongkai portal contact.telephone=010-00000000 contact.hours=工作日8:30—17:30 --yes",
    )
    parser.add_argument(
        "facts",
        metavar="项=内容",
        nargs="*",
        type=stated_fact,
        help=f"写上一项，例如 icp=备案号；不写就列出各项。项：{'、'.join(FACTS)}",
    )
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")
    agree_option(parser)


def stated_fact(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not value.strip():
        raise argparse.ArgumentTypeError(f"“{text}”应写成“项=内容”")
    if key not in FACTS:
        raise argparse.ArgumentTypeError(f"没有“{key}”这一项；有 {'、'.join(FACTS)}")
    return key, value.strip()


def run(options: argparse.Namespace) -> int:
    site, problems = read_site(options.data)
    if site is None:
        return refused(problems)
    if not options.facts:
        return show_facts(site)
    facts = dict(options.facts)
    file = options.data / SITE
    changed, problems = edited(file, lambda typed: with_facts(typed, facts))
    problems = problems if changed is None else [*wrong(changed.after, file)]
    if changed is None or problems:
        return refused(problems)
    return show_and_write([changed], agreed=options.yes)


def show_facts(site: Site) -> int:
    """Each on a line, what a release asks for and nobody has stated at the end."""
    for key, name in FACTS.items():
        print(f"{key} {name}：{attrgetter(key)(site) or '（没有写）'}")
    missing = [FACTS[key] for key in REQUIRED if getattr(site, key) is None]
    say(f"公布前必须补上：{'、'.join(missing)}" if missing else "公布前必须写的都写了")
    return 0


def with_facts(typed: TypedFile, facts: Mapping[str, str]) -> TypedFile:
    """Each in its place. The first parts of a contact come together, since there is nothing yet to add them to."""
    has_contact = typed.has((CONTACT,))
    parts = {key.partition(".")[2]: value for key, value in facts.items() if key.startswith(f"{CONTACT}.")}
    for key, value in facts.items():
        path = tuple(key.split("."))
        if len(path) == 1 or has_contact:
            typed = typed.with_value(path, value)
    return typed if has_contact or not parts else typed.with_value((CONTACT,), parts)


def wrong(after: str, file: Path) -> Iterator[Problem]:
    """What the reader of site.yml would say of it."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / SITE).write_bytes(after.encode())
        _, problems = read_site(Path(name))
    for problem in problems:
        yield replace(problem, position=Position(shown(file)))
