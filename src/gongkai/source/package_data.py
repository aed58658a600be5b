"""What the package's own YAML files say."""

from __future__ import annotations

from typing import Any

import yaml


def load_package_data(text: str) -> Any:
    """What a file of the package itself says."""
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
