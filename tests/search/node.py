"""Asks the modules of the browser's search, in Node."""

import json
import subprocess
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "browser"


def asked(task: str, given: object) -> list[Any]:
    """What a task of tests/search/browser/asked.js gives."""
    job = json.dumps({"task": task, "given": given})
    done = subprocess.run(["node", FOLDER / "asked.js"], input=job, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
