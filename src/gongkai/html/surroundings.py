"""What a column's pages stand in: the frame of the package, or the page of a site that the column is a part of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from markupsafe import Markup

from gongkai.county.face.reading import Face
from gongkai.html.assets import Asset, assets, face_style
from gongkai.html.frame import Frame, framed


class Surroundings(Protocol):
    """Its `repr` changes with anything that it puts around a page."""

    @property
    def folder(self) -> Path | None:
        """Where a host has put the files of its own; None without a host."""
        ...

    @property
    def fetched(self) -> tuple[str, ...]:
        """What its pages would have a browser get from other hosts."""
        ...

    def framed(self, frame: Frame) -> tuple[Markup, Markup]:
        """What comes before a page's content and what comes after it."""
        ...

    def taken(self, frame: Frame, content: bytes) -> tuple[Frame, bytes]:
        """The page's frame and content, after what belongs around the content was taken out of it."""
        ...

    def inside(self, fragment: str) -> str:
        """A fragment as it stands on a page that somebody wrote."""
        ...

    def assets(self, face: Face) -> Iterator[Asset]:
        """Style and scripts."""
        ...

    def completed(self, html: str, frame: Frame) -> str:
        """A page that a host has drawn whole, with what it needs of ours."""
        ...


@dataclass(frozen=True, slots=True)
class OwnFrame:
    """The package's."""

    folder: Path | None = None
    fetched: tuple[str, ...] = ()

    def framed(self, frame: Frame) -> tuple[Markup, Markup]:
        return framed(frame)

    def taken(self, frame: Frame, content: bytes) -> tuple[Frame, bytes]:
        return frame, content

    def inside(self, fragment: str) -> str:
        return fragment

    def assets(self, face: Face) -> Iterator[Asset]:
        yield from assets().values()
        if style := face_style(face):
            yield style

    def completed(self, html: str, frame: Frame) -> str:  # noqa: ARG002 - nobody else draws a page of ours
        return html


OWN_FRAME = OwnFrame()
