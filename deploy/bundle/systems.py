"""For which systems and versions of Python the wheels have to be there, and what their installer would say of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packaging.tags import Tag, compatible_tags, cpython_tags

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
OLDEST_GLIBC = (2, 28)  # of 统信 20; 麒麟 V10 SP1 has 2.31


@dataclass(frozen=True, slots=True)
class System:
    """`words` are what markers in requirements ask for."""

    name: str
    platforms: tuple[str, ...]
    words: tuple[tuple[str, str], ...]

    def tags(self, python: str) -> list[Tag]:
        """Of every wheel that this Python would take on this system."""
        version = tuple(map(int, python.split(".")))
        own = f"cp{version[0]}{version[1]}"
        return [*cpython_tags(version, platforms=self.platforms), *compatible_tags(version, own, self.platforms)]

    def environment(self, python: str) -> dict[str, str]:
        return {
            **dict(self.words),
            "python_version": python,
            "python_full_version": f"{python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": "",
        }


def of_linux(machine: str) -> tuple[str, ...]:
    """The names of platforms whose wheels run with that glibc or a later one, the newest first."""
    minors = range(OLDEST_GLIBC[1], 16, -1)
    return (*(f"manylinux_2_{minor}_{machine}" for minor in minors), f"manylinux2014_{machine}", f"linux_{machine}")


def linux(name: str, machine: str) -> System:
    words = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": machine}
    return System(name, of_linux(machine), tuple(words.items()))


WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}
SYSTEMS = (
    System("Windows x86-64", ("win_amd64",), tuple(WINDOWS.items())),
    linux("Linux x86-64", "x86_64"),
    linux("Linux aarch64", "aarch64"),
)


def places() -> Iterator[tuple[System, str]]:
    """Each system with each version of Python."""
    for system in SYSTEMS:
        yield from ((system, python) for python in PYTHONS)
