"""What every command has in common: findings to standard output, sentences to standard error, all in Chinese."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from gongkai.problems import Problem, Severity, errors, summary
from gongkai.source.days import day

DATA = Path("data")
ARGPARSE_SAYS = (
    (
        re.compile(r"argument (?P<name>[^:]+): invalid choice: '(?P<said>.*)' \(choose from (?P<known>.*)\)"),
        "没有“{said}”；{name}可以是 {known}",
    ),
    (re.compile(r"argument (?P<name>[^:]+): invalid int value: '(?P<said>.*)'"), "“{said}”不是整数"),
    (re.compile(r"argument [^:]+: (?P<said>[^\x00-\x7f].*|\d{4}-\d{2}-\d{2} .*)"), "{said}"),  # what an option's own reader says
    (re.compile(r"argument (?P<name>[^:]+): expected (?:one|at least one|\d+) arguments?"), "{name} 后面缺少内容"),
    (re.compile(r"argument (?P<name>[^:]+): ignored explicit argument '(?P<said>.*)'"), "{name} 后面不写内容，不要写“{said}”"),
    (re.compile(r"argument (?P<name>[^:]+): not allowed with argument (?P<other>.*)"), "{name} 不能与 {other} 同时写"),
    (re.compile(r"argument (?P<name>[^:]+): invalid \w+ value: '(?P<said>.*)'"), "{name} 的“{said}”写法不对"),
    (re.compile(r"ambiguous option: (?P<said>\S+) could match (?P<known>.*)"), "“{said}”可以是 {known}；请写全"),
    (re.compile(r"the following arguments are required: (?P<name>.*)"), "缺少 {name}"),
    (re.compile(r"unrecognized arguments: (?P<said>.*)"), "不认识“{said}”"),
)


def replace_unprintable() -> None:
    """What a console's encoding does not have (GBK has no `−`) is printed as `?`, where Python would stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def typed_path(text: str) -> Path:
    """A path as people type it on Windows, on other systems too: with `\\` between folders, where no file has that very name."""
    path = Path(text)
    return path if os.sep == "\\" or "\\" not in text or path.exists() else Path(text.replace("\\", "/"))


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


class ChineseHelp(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "写法：" if prefix is None else prefix)


def example(parser: argparse.ArgumentParser, *lines: str) -> None:
    """What an office would type, below the help of a command. The manual shows the same lines, and a test runs them."""
    parser.epilog = "\n  ".join(("例：", *lines))


class Parser(argparse.ArgumentParser):
    """Speaks Chinese where a clerk meets it: in its help, and in what it says of a command typed wrongly."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words, add_help=False, formatter_class=ChineseHelp)
        self.register("type", Path, typed_path)
        self._positionals.title = "依次写"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这些说明")

    def error(self, message: str) -> NoReturn:
        found = ((pattern.fullmatch(message), meaning) for pattern, meaning in ARGPARSE_SAYS)
        meaning = next((meaning.format(**chinese_lists(match)) for match, meaning in found if match), message)
        say(f"命令写得不对：{meaning}。查看写法：{self.prog} --help")
        raise SystemExit(2)


def chinese_lists(match: re.Match[str]) -> dict[str, str]:
    """What argparse named, without its quotation marks and commas."""
    return {name: said.replace("'", "").replace(", ", "、") for name, said in match.groupdict().items()}


def print_problems(problems: Sequence[Problem], form: str = "text") -> None:
    if form == "json":
        print_json([as_record(problem) for problem in problems], indent=2)
        return
    for problem in problems:
        print(as_github(problem) if form == "github" else with_paste(problem))


def with_paste(problem: Problem) -> str:
    """The finding, and below it the line that may be pasted where there is one."""
    return "\n".join([str(problem), *("    可写进 {}：{}".format(*paste) for paste in [problem.paste] if paste)])


def print_json(record: object, indent: int) -> None:
    """For programs to read: what the output's encoding does not have is written as JSON's own escape."""
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(record, indent=indent)
    print(text)


def as_record(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "severity": problem.severity.value,
        "rule": problem.rule,
        "subject": problem.subject,
        "message": problem.message,
        "others": [str(position) for position in problem.others],
        "paste": dict(zip(("under", "item"), problem.paste, strict=True)) if problem.paste else None,
    }


def as_github(problem: Problem) -> str:
    """A workflow command, which a code host shows beside the line."""
    kind = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ACCEPTED: "notice"}[problem.severity]
    message = problem.message.replace("%", "%25").replace("\n", "%0A")
    place = f"file={problem.position.file},line={problem.position.line or 1},col={problem.position.column or 1}"
    return f"::{kind} {place},title={problem.rule}::{message}"


def past_day(text: str) -> date:
    """The value of an option that is the day of something done: today by this machine's calendar, or earlier."""
    try:
        stated = day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if stated > date.today():
        raise argparse.ArgumentTypeError(f"{stated} 还没有到；请写今天或以前的日期")
    return stated


def reason(text: str) -> str:
    """The value of an option that says why: words, which the public reads."""
    if words := text.strip():
        return words
    raise argparse.ArgumentTypeError("理由没有写；请用 --why 写明为什么")


def named(text: str) -> str:
    """The value of an option that says who: blanks alone name nobody."""
    if name := text.strip():
        return name
    raise argparse.ArgumentTypeError("名字没有写；--by 后面写单位或姓名")


def day_option(parser: argparse.ArgumentParser, help: str, *, required: bool = False) -> None:
    """The day of what a command writes down."""
    parser.add_argument("--date", metavar="日期", type=past_day, required=required, help=help)


def why_option(parser: argparse.ArgumentParser, help: str) -> None:
    parser.add_argument("--why", metavar="理由", type=reason, required=True, help=help)


def by_option(parser: argparse.ArgumentParser, help: str) -> None:
    """Who answers for it; empty where the command is to know it by itself."""
    parser.add_argument("--by", metavar="单位", type=named, help=help)


def report_outcome(problems: Sequence[Problem], done: str) -> int:
    """Print what was found; say what was done, or that nothing was written. The exit code."""
    print_problems(problems)
    if errors(problems):
        say(f"{summary(problems)}。没有写入任何文件")
        return 1
    say(done)
    return 0
