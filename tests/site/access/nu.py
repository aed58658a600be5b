"""The W3C's own checker of HTML (Nu)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

NU = Path(__file__).parents[2] / "node/node_modules/vnu-jar/build/dist/vnu.jar"


def nu_findings(*folders: Path) -> list[str]:
    """What Nu says of every HTML file of the folders, errors and warnings alike."""
    command = ["java", "-jar", str(NU), "--format", "json", "--skip-non-html", *map(str, folders)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return [f"{one['url'].rsplit('/', 3)[-3:]}: {one['message']}" for one in json.loads(said)["messages"]]


def nu_version() -> str:
    said = subprocess.run(["java", "-jar", str(NU), "--version"], capture_output=True, text=True, check=True)
    return said.stdout.strip()
