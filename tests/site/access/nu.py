"""The W3C's own checker of HTML (Nu), as the tests have it."""

from __future__ import annotations

from pathlib import Path

from gongkai.measure import nu

NU = Path(__file__).parents[2] / "node/node_modules/vnu-jar/build/dist/vnu.jar"


def nu_findings(*folders: Path) -> list[str]:
    return nu.nu_findings(NU, *folders)
