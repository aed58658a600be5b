"""A real browser of an earlier year, spoken to over its own protocol: Playwright knows today's browsers alone."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from gongkai.drawn.browser import executable
from tests.site.kept import KEPT, kept

HERE = Path(__file__).parent
PATIENCE = 60.0  # seconds after which a browser will not answer any more
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--mute-audio",
)
TODAY = "today"


class EngineError(Exception):
    """The browser, or the page in it, has not done what it was asked for."""


def program(name: str) -> Path:
    """The browser of that package, unpacked once; today's is the system's own."""
    if name == TODAY:
        found = executable()
        assert found, "there is no Chromium on this machine"
        return Path(found)
    package = next(HERE.glob(f"*/node_modules/{name}"))

    def unpack(folder: Path) -> None:
        subprocess.run(["node", str(HERE / "unpack.mjs"), str(package), str(folder)], check=True)

    of = package.parent.parent.relative_to(KEPT.parents[1])
    return kept(name, unpack, (f"{of}/package-lock.json", "tests/engines/unpack.mjs")) / "chromium"


@contextmanager
def engine(name: str) -> Iterator[Engine]:
    """A started browser; what it kept is gone afterwards."""
    profile = Path(tempfile.mkdtemp(prefix="gongkai-engine-"))
    started = Engine(program(name), profile)
    try:
        yield started
    finally:
        started.close()
        shutil.rmtree(profile, ignore_errors=True)


def environment(binary: Path) -> dict[str, str]:
    return {**os.environ, "LD_LIBRARY_PATH": f"{binary.parent}:{binary.parent / 'lib'}"}


class Engine:
    """Speaks over two pipes: messages in JSON, a zero byte after each."""

    def __init__(self, binary: Path, profile: Path) -> None:
        commands, self.to = os.pipe()
        self.back, answers = os.pipe()
        # The protocol wants the descriptors 3 and 4; the shell puts ours there.
        words = [str(binary), *OPTIONS, "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
        script = f'exec "$@" 3<&{commands} 4>&{answers}'
        self.process = subprocess.Popen(
            ["bash", "-c", script, "bash", *words],
            env=environment(binary) if binary.is_relative_to(KEPT) else None,
            pass_fds=(commands, answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answers)
        self.number = 0
        self.rest = b""
        self.messages: deque[dict[str, Any]] = deque()
        self.version: str = self.send("Browser.getVersion")["product"]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.to)
        os.close(self.back)

    def send(self, method: str, session: str | None = None, **params: object) -> dict[str, Any]:
        """The answer to a command. Events that come before it are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params, **({"sessionId": session} if session else {})}
        with suppress(BrokenPipeError):
            os.write(self.to, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + PATIENCE
        for one in self.read(until):
            if one.get("id") == message["id"]:
                if "error" in one:
                    raise EngineError(f"{method}: {one['error']['message']}")
                result: dict[str, Any] = one["result"]
                return result
            self.messages.append(one)
        raise EngineError(f"{method}: no answer")

    def read(self, until: float) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" in self.rest:
                first, self.rest = self.rest.split(b"\0", 1)
                yield json.loads(first)
            if not select.select([self.back], [], [], max(0.0, until - time.monotonic()))[0]:
                return
            more = os.read(self.back, 1 << 16)
            if not more:
                raise EngineError("the browser has ended")
            self.rest += more

    def events(self) -> Iterator[dict[str, Any]]:
        """What has been told since, without waiting."""
        self.messages.extend(self.read(time.monotonic()))
        while self.messages:
            yield self.messages.popleft()

    def page(self, width: int = 1280, height: int = 900) -> EnginePage:
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return EnginePage(self, target, session, width, height)


class EnginePage:
    """One page of a browser. `told` has what stood in its console, and what no script caught."""

    def __init__(self, browser: Engine, target: str, session: str, width: int, height: int) -> None:
        self.browser, self.target, self.session = browser, target, session
        self.told: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.resize(width, height)

    def send(self, method: str, **params: object) -> dict[str, Any]:
        return self.browser.send(method, self.session, **params)

    def resize(self, width: int, height: int) -> None:
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def close(self) -> None:
        self.browser.send("Target.closeTarget", targetId=self.target)

    def goto(self, address: str) -> None:
        """Done when the page and what it names are loaded."""
        self.evaluate("window.leaving = true")
        self.send("Page.navigate", url=address)
        self.wait_for("!window.leaving && document.readyState === 'complete'")

    def evaluate(self, expression: str) -> Any:
        """What the expression gives; it may be a promise."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise EngineError(answer["exceptionDetails"].get("exception", {}).get("description", "an error"))
        return answer["result"].get("value")

    def wait_for(self, expression: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(EngineError):  # a page that is being left answers nothing
                if self.evaluate(f"Boolean({expression})"):
                    return
            time.sleep(0.03)
        raise EngineError(f"never came true: {expression}")

    def click(self, selector: str) -> None:
        """As a hand does: at the middle of what is seen."""
        place = self.evaluate(
            f"(() => {{ const found = document.querySelector({json.dumps(selector)}); found.scrollIntoView({{block: 'center'}});"
            " const box = found.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def write(self, text: str) -> None:
        """Character by character, into what has the focus."""
        for character in text:
            self.send("Input.dispatchKeyEvent", type="char", text=character)

    def console(self) -> list[str]:
        """What was told since the browser started."""
        self.told += [told for event in self.browser.events() if (told := said(event))]
        return self.told

    def picture(self, file: Path) -> None:
        """For who looks at a page while working."""
        file.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))


def said(event: Mapping[str, Any]) -> str:
    """The words of an event that a console shows; empty for any other."""
    params = event.get("params", {})
    if event.get("method") == "Runtime.exceptionThrown":
        details = params["exceptionDetails"]
        return f"{details.get('exception', {}).get('description', details['text'])} {details.get('url', '')}"
    if event.get("method") == "Runtime.consoleAPICalled":
        return " ".join(str(one.get("value", one.get("description"))) for one in params["args"])
    # 90 announces that it will do without ::-webkit-details-marker, which 69 and Safari need.
    if event.get("method") == "Log.entryAdded" and params["entry"]["source"] != "deprecation":
        return f"{params['entry']['text']} {params['entry'].get('url', '')}"
    return ""
