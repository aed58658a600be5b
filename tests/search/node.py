"""Asks the modules of the browser's search, in Node."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import gongkai

FOLDER = Path(__file__).parent / "browser"
# The modules of the package that the tests have loaded.
ENVIRONMENT = {**os.environ, "GONGKAI_PACKAGE": str(Path(gongkai.__file__).parent)}


def asked(task: str, given: object) -> list[Any]:
    """What a task of tests/search/browser/asked.js gives."""
    job = json.dumps({"task": task, "given": given})
    command = ["node", str(FOLDER / "asked.js")]
    done = subprocess.run(command, input=job, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
