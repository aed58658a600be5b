"""What a value may be, said beside its type; whatever checks it (pydantic, see `shapes`) is loaded only where something is read.

A build of the catalogue knows its site without checking it again; loading pydantic would take a tenth of a small one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, cast

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

RULE = "shape"  # broken by what is not as its shape says
CLOSED = {"extra": "forbid"}
"""The settings of a shape that refuses keys it does not know."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A text of at least so many characters that matches the pattern, or a number from `ge` to `le`. None: not bounded.

    A number is not made of a text that looks like one, nor the other way round.
    """

    min_length: int | None = None
    pattern: str | None = None
    ge: int | None = None
    le: int | None = None

    def __get_pydantic_core_schema__(self, kind: Any, of: GetCoreSchemaHandler) -> CoreSchema:
        limits = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return cast("CoreSchema", {**of(kind), **limits, "strict": True})


@dataclass(frozen=True, slots=True)
class Checked:
    """`check` gives the value back, or refuses it with a ValueError in the office's words."""

    check: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, kind: Any, of: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic import AfterValidator  # noqa: PLC0415 - it is loaded where this is asked

        return AfterValidator(self.check).__get_pydantic_core_schema__(kind, of)


@dataclass(frozen=True, slots=True)
class MadeBy:
    """`make` makes the value of what is written, or refuses that with a ValueError in the office's words."""

    make: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, kind: Any, of: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic import BeforeValidator  # noqa: PLC0415

        return BeforeValidator(self.make).__get_pydantic_core_schema__(kind, of)


Text = Annotated[str, Bound(min_length=1)]
"""A text that says something."""
