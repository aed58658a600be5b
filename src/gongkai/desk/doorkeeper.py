"""Who may ask the desk for anything: the browser window that was opened with the one-time token, on this machine, from our pages.

Every request names the address that is served (no foreign Host, so that no other name can be led to us); everything but the
door itself wants the session's cookie, and every POST comes from our own origin and carries the session's form token.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from flask import Request, Response

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all a browser says Origin: null of our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LARGEST = 60_000_000  # bytes of one request: a document of 50 MB, and its form
FOREIGN_HOST = "只能用启动时打开的网址访问，不能换成别的名称"
NO_SESSION = "请从 gongkai desk 打开的窗口进入；窗口关掉了的，在启动它的黑色窗口里按一下回车，就再打开一个"
FOREIGN_PAGE = "这个请求不是从工作台自己的网页发来的，没有执行"
STALE_FORM = "这张表单不是这次打开的工作台给的，没有执行；请刷新网页再试"
TOO_LARGE = f"内容超过 {LARGEST // 1_000_000} MB，没有接收"


@dataclass(slots=True)
class Doorkeeper:
    """`host` is what is served, `127.0.0.1:40001`. `tokens` open the door, each once."""

    host: str
    session: str = field(default_factory=secrets.token_urlsafe)
    tokens: set[str] = field(default_factory=set)

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    @property
    def cookie(self) -> str:
        """Browsers send a cookie to every port of a machine; two desks are told apart by its name."""
        return f"gongkai-desk-{self.host.rpartition(':')[2]}"

    @property
    def form_token(self) -> str:
        return hmac.new(self.session.encode(), b"form", "sha256").hexdigest()

    def address(self) -> str:
        """An address that opens the desk, once."""
        token = secrets.token_urlsafe()
        self.tokens.add(token)
        return f"{self.origin}/open/{token}"

    def opens(self, token: str) -> bool:
        """Whether the token opens the door; it does so no second time."""
        known = next((each for each in self.tokens if hmac.compare_digest(each.encode(), token.encode())), None)
        self.tokens.discard(known or "")
        return known is not None

    def admit(self, response: Response) -> Response:
        response.set_cookie(self.cookie, self.session, httponly=True, samesite="Strict", path="/")
        return response

    def refusal(self, request: Request, *, public: bool) -> tuple[int, str] | None:
        """Why the request is not answered, with the status; None where it is. `public`: the door itself, and its style."""
        if request.headers.get("Host", "") != self.host:
            return 421, FOREIGN_HOST
        if request.content_length is not None and request.content_length > LARGEST:
            return 413, TOO_LARGE
        if public:
            return None
        if not hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self.session.encode()):
            return 403, NO_SESSION
        return None if request.method in ("GET", "HEAD") else self.refusal_to_write(request)

    def refusal_to_write(self, request: Request) -> tuple[int, str] | None:
        if not self.is_own(request):
            return 403, FOREIGN_PAGE
        sent = request.form.get("form_token", "") or request.headers.get("X-Form-Token", "")
        return None if hmac.compare_digest(sent.encode(), self.form_token.encode()) else (403, STALE_FORM)

    def is_own(self, request: Request) -> bool:
        """Whether a page of ours sent it; browsers too old to say where from say at least their origin."""
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        return site in (None, "same-origin") and origin in (None, self.origin) and bool(site or origin)
