"""A document's row in a list that a person completes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class FormRow(NamedTuple):
    """A document's texts by field; `doubtful` are the fields to fill in or to put right, `remark` says why."""

    cells: Mapping[str, str]
    doubtful: frozenset[str] = frozenset()
    remark: str = ""


REMARK = "需要核对"  # the column of remarks
NONE = "无"  # in the column of attachments: there are none
BETWEEN = "；"  # stands between several values in one cell
