"""`python -m gongkai` is the command `gongkai`; both begin here, so that an interruption while modules are loaded is told too."""

import sys


def main() -> int:
    """As `gongkai.cli.main`, which takes a moment to load."""
    try:
        from gongkai.cli import main as command  # noqa: PLC0415

        return command()
    except KeyboardInterrupt:
        print("已停止", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
