"""A NuGet server on the loopback address whose answers each test chooses.

One server holds many feeds; a feed is a path of it, with a V3 service index and two endpoints to push to. It speaks just
enough of https://learn.microsoft.com/nuget/api/package-publish-resource for a client to push.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import PurePosixPath
from threading import Lock, Thread
from types import TracebackType
from typing import Self

PACKAGES = "api/v2/package"
SYMBOLS = "api/v2/symbolpackage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server says to one request; without a reason, the standard phrase of the status."""

    status: int = 201
    reason: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


CREATED = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One package that a client sent."""

    endpoint: str
    """`PACKAGES` or `SYMBOLS`."""
    package_id: str
    key: str | None
    """The API key that came with it."""


class Feed:
    """One feed: what it answers, and what it received."""

    def __init__(self, address: str, answers: tuple[Answer, ...], index: Answer | None, symbols: Answer) -> None:
        self.source = f"{address}/v3/index.json"
        self.received: list[Received] = []
        self._address = address
        self._answers = list(answers)
        self._index = index
        self._symbols = symbols
        self._lock = Lock()

    def index(self) -> Answer:
        """The service index, or what the test wants in its place."""
        if self._index is not None:
            return self._index
        resources = [
            {"@id": f"{self._address}/{PACKAGES}", "@type": "PackagePublish/2.0.0"},
            {"@id": f"{self._address}/{SYMBOLS}", "@type": "SymbolPackagePublish/4.9.0"},
        ]
        body = json.dumps({"version": "3.0.0", "resources": resources}).encode()
        return Answer(status=200, headers={"Content-Type": "application/json"}, body=body)

    def take(self, received: Received) -> Answer:
        """Note what arrived and answer: packages in the order of the test's answers, of which the last one repeats."""
        with self._lock:
            self.received.append(received)
            if received.endpoint == SYMBOLS:
                return self._symbols
            return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


class Server:
    """Serves feeds from a thread of its own, on a free port, until it is left."""

    def __init__(self) -> None:
        self._feeds: dict[str, Feed] = {}
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._feeds))
        self._http.daemon_threads = True
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, name="nuget-server")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def feed(self, *answers: Answer, index: Answer | None = None, symbols: Answer = CREATED) -> Feed:
        """Open a feed that gives these answers to packages, one after the other; without any, it takes all of them."""
        name = f"feed{len(self._feeds) + 1}"
        feed = Feed(f"http://127.0.0.1:{self._http.server_port}/{name}", answers or (CREATED,), index, symbols)
        self._feeds[name] = feed
        return feed


def package_id_of(body: bytes) -> str:
    """The ID of the package in a request: its nuspec's name. A zip file is read from its end, so the form around it may stay."""
    with zipfile.ZipFile(BytesIO(body)) as package:
        return next(PurePosixPath(name).stem for name in package.namelist() if name.endswith(".nuspec"))


def _handler(feeds: Mapping[str, Feed]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name, _, rest = self.path.lstrip("/").partition("/")
            if name in feeds and rest == "v3/index.json":
                self._answer(feeds[name].index())
            else:
                self._answer(Answer(status=404))

        def do_PUT(self) -> None:
            name, _, rest = self.path.lstrip("/").partition("/")
            body = self._body()
            endpoint = rest.rstrip("/")
            if name in feeds and endpoint in (PACKAGES, SYMBOLS):
                received = Received(endpoint=endpoint, package_id=package_id_of(body), key=self.headers.get("X-NuGet-ApiKey"))
                self._answer(feeds[name].take(received))
            else:
                self._answer(Answer(status=404))

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                return self.rfile.read(int(self.headers["Content-Length"]))
            parts = []
            while size := int(self.rfile.readline().partition(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def _answer(self, answer: Answer) -> None:
            self.send_response(answer.status, answer.reason or HTTPStatus(answer.status).phrase)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing: what counts is what the client prints."""

    return Handler
