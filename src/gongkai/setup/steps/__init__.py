"""What each version changes in a county's folder, a file a step. A step is a pure function of the folder's files."""

from __future__ import annotations

from gongkai.setup.steps import from_1
from gongkai.setup.steps.step import Step

STEPS: tuple[Step, ...] = (from_1.STEP,)
