"""Why a file cannot be made on this machine, or of this report."""

from __future__ import annotations


class CannotMakeError(Exception):
    """One Chinese sentence for the person who asked for the file."""
