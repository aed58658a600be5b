"""A YAML file cut at its top-level keys, so that one of them can be written anew and all the rest stays as people typed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import yaml


@dataclass(frozen=True, slots=True)
class Block:
    """`text` are the lines of one key and its value; `after` blank lines and remarks below them, which belong to nobody."""

    key: str
    text: str
    after: str
    value: yaml.Node


@dataclass(frozen=True, slots=True)
class BlockFile:
    """`head` is what stands before the first key, `typed` the whole file as it was read."""

    typed: str
    head: str
    blocks: tuple[Block, ...]

    def text(self) -> str:
        return self.head + "".join(block.text + block.after for block in self.blocks)

    def block(self, key: str) -> Block | None:
        return next((block for block in self.blocks if block.key == key), None)

    def with_text(self, key: str, text: str) -> BlockFile:
        """The block written anew; at the end where there was none. Without a text it goes, with its lines only."""
        if self.block(key) is None:
            added = (Block(key, text, "", yaml.ScalarNode("", "")),) if text else ()
            return replace(self, blocks=(*self.blocks, *added))
        return replace(self, blocks=tuple(replace(b, text=text) if b.key == key else b for b in self.blocks))


class NotBlocksError(Exception):
    """The file is no list of keys; `line` says where, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def cut(text: str) -> BlockFile:
    """What tags such as `!!python/name` stand for is not asked."""
    try:
        top = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise NotBlocksError(mark.line + 1 if mark else 1) from error
    if not isinstance(top, yaml.MappingNode) or top.flow_style:
        raise NotBlocksError(1)
    lines = text.splitlines(keepends=True)
    starts = [key.start_mark.line for key, _ in top.value]
    blocks = []
    for (key, value), start, end in zip(top.value, starts, [*starts[1:], len(lines)], strict=True):
        last = end
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        blocks.append(Block(str(key.value), ended("".join(lines[start:last])), "".join(lines[last:end]), value))
    return BlockFile(text, "".join(lines[: starts[0]]), tuple(blocks))


def ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def without_items(file: BlockFile, key: str, is_left_out: Callable[[yaml.Node], bool], more: Iterable[str] = ()) -> str:
    """The text of a key that holds a list: those of its items that are kept as they were typed, then `more`; empty for none."""
    block = file.block(key)
    nodes = block.value.value if block and isinstance(block.value, yaml.SequenceNode) else []
    kept = [node for node in nodes if not is_left_out(node)]
    if block and len(kept) == len(nodes) and not more:
        return block.text
    items = [*(typed_item(file, node) for node in kept), *more]
    return "".join([f"{key}:\n", *(f"  - {item}\n" for item in items)]) if items else ""


def typed_item(file: BlockFile, node: yaml.Node) -> str:
    """The item as it was typed, its further lines moved as far in as its first one."""
    text = file.typed[node.start_mark.index : node.end_mark.index].rstrip()
    first, *others = text.split("\n")
    column = node.start_mark.column
    return "\n".join([first, *(f"    {line[column:] if not line[:column].strip() else line.lstrip()}" for line in others)])


def names(node: yaml.Node) -> tuple[str, ...]:
    """What an item of a list is called: itself, or the keys of what it holds."""
    if isinstance(node, yaml.MappingNode):
        return tuple(str(key.value) for key, _ in node.value)
    return (str(node.value),)
