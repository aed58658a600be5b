"""Where a report stands in its life. How it is known: public_record.py."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    """In the order of a report's life; `label` is what the office reads."""

    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"
    SEALED = "sealed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def was_public(self) -> bool:
        return self not in (State.DRAFT, State.READY)

    @property
    def stage(self) -> int:
        """A draft, what is ready, what was public: of two reports that disagree, the one less far answers for it."""
        return 2 if self.was_public else int(self is State.READY)


LABELS = {
    State.DRAFT: "草稿",
    State.READY: "定稿待公布",
    State.PUBLISHED: "已公布",
    State.SEALED: "已封存",
    State.WITHDRAWN: "已撤回",
}


def counted(states: Iterable[State]) -> str:
    """How many reports stand where, in a sentence; empty without a report.

    >>> counted([State.DRAFT, State.PUBLISHED, State.DRAFT])
    '草稿 2 份，已公布 1 份'
    """
    found = [*states]
    return "，".join(f"{state.label} {found.count(state)} 份" for state in State if state in found)
