"""Every command of the program as its parsers know it: words, options, choices, what is written in order, and the help."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.cli import COMMANDS, parser

HELP = {"-h", "--help"}


@dataclass(frozen=True, slots=True)
class Command:
    """`words`: what is typed to call it. `options`: each with the values that it may have, where these are listed."""

    words: tuple[str, ...]
    parser: argparse.ArgumentParser
    subcommands: tuple[str, ...]

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        actions = [action for action in self.parser._actions if action.option_strings]
        return {name: tuple(action.choices or ()) for action in actions for name in action.option_strings if name not in HELP}

    @property
    def positionals(self) -> dict[str, tuple[str, ...]]:
        """What is written in order, by the name in the help."""
        plain = [action for action in self.parser._actions if not action.option_strings and not is_menu(action)]
        return {str(action.metavar): tuple(action.choices or ()) for action in plain}

    @property
    def examples(self) -> list[str]:
        return [line.strip() for line in (self.parser.epilog or "").splitlines() if line.startswith("  ")]


def is_menu(action: argparse.Action) -> bool:
    return isinstance(action, argparse._SubParsersAction)


def subcommands(called: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    menus = [action for action in called._actions if isinstance(action, argparse._SubParsersAction)]
    return {name: part for menu in menus for name, part in menu.choices.items()}


@cache
def commands() -> tuple[Command, ...]:
    """All of them, the program itself first, each before its subcommands."""
    return tuple(each_in_turn())


def each_in_turn() -> Iterator[Command]:
    """A command's parser is whole when it is called."""
    yield Command(("gongkai",), parser(""), tuple(subcommands(parser(""))))
    for name, _, _ in COMMANDS:
        yield from below(("gongkai", name), subcommands(parser(name))[name])


def below(words: tuple[str, ...], called: argparse.ArgumentParser) -> Iterator[Command]:
    parts = subcommands(called)
    yield Command(words, called, tuple(parts))
    for name, part in parts.items():
        yield from below((*words, name), part)


def command_called(words: list[str]) -> Command | None:
    """The command that these words name, the longest such."""
    found = [command for command in commands() if tuple(words[: len(command.words)]) == command.words]
    return max(found, key=lambda command: len(command.words), default=None)
