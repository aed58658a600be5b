"""A county's face as it is published: the settings of `site.yml`, and the files in `data/face/` that they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from gongkai.county.face.colours import contrast_message, low_contrasts
from gongkai.county.face.fragment import PRIVATE, FragmentText, read_fragment
from gongkai.county.face.images import read_image
from gongkai.county.face.settings import FOLDER, NO_SETTINGS, FaceSettings, FooterText, NamedLink
from gongkai.county.face.style_sheet import read_sheet
from gongkai.problems import Position, Problem, in_order, shown
from gongkai.source.nodes import Node, position_of
from gongkai.source.reference import read_yaml
from gongkai.source.text import read_text

RULE = "face"
LARGEST_TEXT = 64_000  # characters of a style sheet or a fragment


@dataclass(frozen=True, slots=True)
class FaceFile:
    """A file that the site publishes; `address` below the column changes with what it holds."""

    address: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Face:
    """`style` is the county's own sheet. `top` and `bottom` are HTML that waits for the way to the front page (`fragment.UP`).

    `inner` are addresses in the column that the face leads to, with the places where they were typed.
    """

    settings: FaceSettings = NO_SETTINGS
    emblem: Picture | None = None
    name_image: Picture | None = None
    style: str = ""
    top: str = ""
    bottom: str = ""
    files: tuple[FaceFile, ...] = ()
    inner: tuple[tuple[str, Position], ...] = field(default=(), repr=False)


PLAIN_FACE = Face()


def read_face(data: Path, settings: FaceSettings, site_file: Path) -> tuple[Face, list[Problem]]:
    """The face, and every reason why it cannot be published as it is. `site_file` is where the settings were typed."""
    if settings == NO_SETTINGS:
        return PLAIN_FACE, []
    node, _ = read_yaml(site_file)
    assert node  # the settings were read from it
    return FaceReading(data / FOLDER, settings, node).read()


@dataclass
class FaceReading:
    """One reading of a face. Pictures that several files name are published once."""

    folder: Path
    settings: FaceSettings
    node: Node
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, FaceFile] = field(default_factory=dict)
    known: dict[Path, Picture | None] = field(default_factory=dict)

    def read(self) -> tuple[Face, list[Problem]]:
        self.problems += self.wrong_colours()
        top = self.fragment("top", frozenset())
        bottom = self.fragment("bottom", top.ids)
        face = Face(
            settings=self.settings,
            emblem=self.picture("emblem"),
            name_image=self.picture("name_image"),
            style=self.style(),
            top=top.html,
            bottom=bottom.html,
            files=tuple(self.files.values()),
            inner=(*self.inner_links(), *top.inner, *bottom.inner),
        )
        return face, in_order(self.problems)

    def place(self, *path: str | int) -> Position:
        return position_of(self.node, ("face", *path))

    def wrong_colours(self) -> Iterator[Problem]:
        for low in low_contrasts(self.settings.colours):
            yield Problem(self.place("colours", *low.key), RULE, contrast_message(low))

    def inner_links(self) -> Iterator[tuple[str, Position]]:
        """The settings' links to pages of this column; what they say must be seen everywhere."""
        listed: dict[str, tuple[NamedLink | FooterText, ...]] = {"links": self.settings.links, "footer": self.settings.footer}
        for key, entries in listed.items():
            for number, entry in enumerate(entries):
                if entry.address and not entry.address.startswith(("http://", "https://", "/")):
                    yield entry.address, self.place(key, number, "address")
                if PRIVATE.search(repr(entry)):
                    self.problems.append(Problem(self.place(key, number), RULE, "这里有私用区字符，别人的电脑上看不到"))

    # ---- Files

    def file(self, name: str, place: Position) -> Path | None:
        """The file of that name in the county's folder; None, and a problem at the place that names it, where it is not there."""
        file = self.folder / name
        inside = file.resolve().is_relative_to(self.folder.resolve())
        if file.is_file() and inside:
            return file
        message = f"data/{FOLDER} 里没有“{name[:60]}”这个文件" if inside else f"“{name[:60]}”不在 data/{FOLDER} 里"
        self.problems.append(Problem(place, RULE, message))
        return None

    def picture(self, key: str) -> Picture | None:
        name: str | None = getattr(self.settings, key)
        file = self.file(name, self.place(key)) if name else None
        return self.published(file) if file else None

    def published(self, file: Path) -> Picture | None:
        """The picture under its address; None, and its problems, where it is none."""
        if file not in self.known:
            image, problems = read_image(file)
            self.problems += problems
            self.known[file] = None
            if image:
                address = f"assets/face-{sha256(image.content).hexdigest()[:12]}.{image.kind}"
                self.files[address] = FaceFile(address, image.content)
                self.known[file] = Picture(address, image.width, image.height)
        return self.known[file]

    def named(self, by: Path, name: str, place: Position) -> str:
        """The address of a picture that another file names, as it lies beside that one; empty where it is wrong."""
        beside = by.parent.relative_to(self.folder) / name
        if ":" in name or name.startswith(("/", "\\")) or not name:
            message = f"“{name[:60]}”不是 data/{FOLDER} 里的图片；页面不向别的网站要东西"
            self.problems.append(Problem(place, RULE, message))
            return ""
        file = self.file(beside.as_posix(), place)
        picture = self.published(file) if file else None
        return picture.address if picture else ""

    def text(self, key: str) -> tuple[Path, str] | None:
        name: str | None = getattr(self.settings, key)
        file = self.file(name, self.place(key)) if name else None
        if file is None:
            return None
        text, problems = read_text(file)
        self.problems += problems
        if text is not None and len(text) > LARGEST_TEXT:
            self.problems.append(Problem(Position(shown(file)), RULE, f"文件超过 {LARGEST_TEXT // 1000} KB；每一页都要带着它"))
        return (file, text) if text else None

    def style(self) -> str:
        """In the same folder as the pictures that it names."""
        found = self.text("style")
        if found is None:
            return ""
        file, text = found
        style, problems = read_sheet(text, file, lambda name, place: (self.named(file, name, place).rpartition("/")[2], []))
        self.problems += problems
        return style

    def fragment(self, key: str, taken: frozenset[str]) -> FragmentText:
        found = self.text(key)
        if found is None:
            return FragmentText("", taken, ())
        file, text = found
        fragment, problems = read_fragment(text, file, lambda name, place: (self.named(file, name, place), []), taken)
        self.problems += problems
        return fragment
