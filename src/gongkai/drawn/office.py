"""A file of an office program given another form by LibreOffice: with a profile of its own, no network, no macros, and limits."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from gongkai.drawn.browser import NoToolsError

PROGRAMS = ("soffice", "libreoffice")
SECONDS, PATIENCE = 9, 40  # of work, and of the clock on a machine that has much else to do
LARGEST = 1 << 30  # bytes of memory
ALONE = ("unshare", "--map-root-user", "--net")  # Linux: no network but one's own
NOWHERE = "http://127.0.0.1:9"  # where there is no such program, whatever asks for the network asks here
SCRIPTING = "org.openoffice.Office.Common/Security/Scripting"
SETTINGS = (
    (SCRIPTING, "MacroSecurityLevel", "3"),
    (SCRIPTING, "DisableMacrosExecution", "true"),
    (SCRIPTING, "DisableActiveContent", "true"),
    (SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
)
"""Of the profile: nothing in the file runs, and nothing that it links to is fetched."""
LIMITED = (
    f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_AS, ({LARGEST}, {LARGEST})); "
    f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS} + 1)); os.execvp(sys.argv[1], sys.argv[1:])"
)


class UnconvertedError(Exception):
    """LibreOffice did not give the file another form; the message says so, in one sentence."""


def office() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def converted(raw: bytes, suffix: str, target: str, filter: str = "") -> bytes:
    """The file as `target` (docx, xlsx, pdf); `filter`: as what it is to be read, where the suffix does not tell.

    NoToolsError without LibreOffice; UnconvertedError where it cannot read the file.
    """
    program = office()
    if program is None:
        raise NoToolsError("没有安装 LibreOffice")
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        file, made = folder / f"document{suffix}", folder / "made"
        file.write_bytes(raw)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(profile_settings(), "utf-8", newline="\n")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        read_as = [f"--infilter={filter}"] if filter else []
        command = [program, "--headless", "--norestore", profile, *read_as, "--convert-to", target, "--outdir", str(made)]
        run([*alone(), *command, str(file)], folder)
        try:
            return (made / f"document.{target}").read_bytes()
        except OSError:
            raise UnconvertedError("LibreOffice 没有能打开这个文件") from None


def run(command: list[str], folder: Path) -> None:
    """To its end or to its limits."""
    asked = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "ALL_PROXY"), NOWHERE)
    env = {**os.environ, "HOME": str(folder), **asked}
    limited = [sys.executable, "-c", LIMITED, *command] if find_spec("resource") else command
    started = subprocess.Popen(  # noqa: S603
        limited, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, start_new_session=True
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        started.wait(PATIENCE)
    end(started)


def end(started: subprocess.Popen[bytes]) -> None:
    """With whatever it has started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
    else:
        started.kill()
    started.wait()


def profile_settings() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>' for path, name, value in SETTINGS
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


@cache
def alone() -> tuple[str, ...]:
    """How to start a program without a network; empty where the system does not let us."""
    if not shutil.which(ALONE[0]):
        return ()
    tried = subprocess.run([*ALONE, "true"], capture_output=True, check=False)  # noqa: S603
    return ALONE if tried.returncode == 0 else ()
