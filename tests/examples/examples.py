"""What the documents show to be typed: found in their code blocks and in code within a line.

A block without a language is what somebody types, a command a line. Where a line begins with `$ `, only such lines are commands, and
the lines below each are what it prints. Other blocks name their language: `text` for a picture, `yaml` for data.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = (
    "README.md",
    "README.zh-CN.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "src/gongkai/publish/deploy/README.zh-CN.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "manual/docs").rglob("*.md")),
)
BLOCK = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<code>.*?)^ *```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
FINDING = re.compile(r"(?P<file>[\w./-]+):(?P<line>\d+):(?P<column>\d+): .*“(?P<typed>.+?)”.* \[[a-z-]+\]")
PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Typed:
    """One command. `output` is None where the document does not show what it prints."""

    command: str
    output: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Commands that follow each other in one folder; `inline`: named within a sentence."""

    place: str
    typed: tuple[Typed, ...]
    inline: bool = False


def examples(name: str, text: str, programs: frozenset[str]) -> Iterator[Example]:
    """Every example of a document. Code within a sentence counts where it begins with one of the programs and says more."""
    for block in blocks(text, ""):
        yield Example(f"{name}:{line_of(text, block)}", tuple(typed(code_of(block))))
    for code in inline(text):
        words = code[1].split()
        if len(words) > 1 and program(words[0]) in programs:
            yield Example(f"{name}:{line_of(text, code)}", (Typed(" ".join(words)),), inline=True)


def findings(text: str) -> Iterator[re.Match[str]]:
    """Lines of `gongkai check` that a document shows for something that was typed wrongly."""
    yield from (found for code in inline(text) if (found := FINDING.fullmatch(" ".join(code[1].split()))))


def blocks(text: str, language: str) -> Iterator[re.Match[str]]:
    yield from (block for block in BLOCK.finditer(text) if block["language"] == language)


def inline(text: str) -> Iterator[re.Match[str]]:
    """Code within a line, or across two lines of one paragraph."""
    blank = BLOCK.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)
    yield from (code for code in CODE.finditer(blank) if "\n\n" not in code[1])


def code_of(block: re.Match[str]) -> list[str]:
    return [line.removeprefix(block["indent"]) for line in block["code"].splitlines()]


def line_of(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def typed(lines: list[str]) -> Iterator[Typed]:
    """
    >>> [*typed(["make site  # build", "pip install \\\\", "  -r a.txt"])][1].command
    'pip install -r a.txt'
    >>> [*typed(["$ gongkai --version", "0.1.0", "$ make site"])][0]
    Typed(command='gongkai --version', output=('0.1.0',))
    """
    if not any(line.startswith(PROMPT) for line in lines):
        joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
        yield from (Typed(command) for line in joined.splitlines() if (command := without_comment(line)))
        return
    starts = [number for number, line in enumerate(lines) if line.startswith(PROMPT)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Typed(lines[start].removeprefix(PROMPT), tuple(lines[start + 1 : end]))


def without_comment(line: str) -> str:
    """A server's addresses hold `#` without a blank before it; a comment has one."""
    return re.sub(r"(^|\s)#\s.*", "", line).strip()


def parts_of(command: str) -> list[str]:
    """
    >>> parts_of("cd site && .venv/bin/gongkai check")
    ['cd site', 'gongkai check']
    >>> len(parts_of("sed -i 's#a#b#; s#c#d#' gongkai.conf"))
    1
    """
    words = shlex.shlex(command, posix=False, punctuation_chars="&|;")
    words.whitespace_split = True
    words.commenters = ""
    parts: list[list[str]] = [[]]
    for word in words:
        if set(word) <= set("&|;"):
            parts.append([])
        else:
            parts[-1].append(word)
    return [program(" ".join(part)) for part in parts if part]


def program(word: str) -> str:
    """The environment's programs are on the path."""
    return word.removeprefix(".venv/bin/")
