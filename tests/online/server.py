"""A feed that speaks the NuGet V3 protocol to whoever asks, and remembers what it was sent."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class Feed(ThreadingHTTPServer):
    """`packages` are versions and owners by ID in small letters; `broken` are answers by path: a status, or the bytes of a body.

    Without `container`, only registrations have the versions: the first in the index itself, each other one in a page of its own.
    With `drips`, an answer never ends: one more letter of a header every moment.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.packages: dict[str, tuple[list[str], list[str]]] = {}
        self.broken: dict[str, int | bytes] = {}
        self.redirects: dict[str, str] = {}
        self.delay = 0.0
        self.packed = False
        self.container = True
        self.drips = False
        self.ended = Event()
        self.seen: list[tuple[str, dict[str, str]]] = []

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def index(self) -> str:
        return f"{self.root}/v3/index.json"

    def answer(self, path: str) -> Any:
        if path == "/v3/index.json":
            return {
                "version": "3.0.0",
                "resources": [
                    *([{"@id": f"{self.root}/flat/", "@type": "PackageBaseAddress/3.0.0"}] if self.container else []),
                    {"@id": f"{self.root}/old/", "@type": ["RegistrationsBaseUrl", "RegistrationsBaseUrl/3.0.0-beta"]},
                    {"@id": f"{self.root}/registration/", "@type": "RegistrationsBaseUrl/3.6.0"},
                    {"@id": f"{self.root}/query", "@type": "SearchQueryService/3.5.0"},
                ],
            }
        if path.startswith("/registration/"):
            return self.registration(*path.split("/")[2:])
        if path.startswith("/flat/"):
            found = self.packages.get(path.split("/")[2])
            return {"versions": found[0]} if found else None
        if path.startswith("/query?"):
            return {"data": [{"id": name, "owners": owners} for name, (_, owners) in self.packages.items() if f"%3A{name}&" in path]}
        return None

    def registration(self, package_id: str, page: str) -> Any:
        versions, _ = self.packages.get(package_id, ([], []))
        leaves = {version: [{"catalogEntry": {"id": package_id, "version": version}}] for version in versions}
        if page != "index.json":
            return {"items": leaves[page]}
        pages = [
            {"@id": f"{self.root}/registration/{package_id}/{version}"} | ({} if place else {"items": leaves[version]})
            for place, version in enumerate(versions)
        ]
        return {"items": pages} if pages else None


class _Handler(BaseHTTPRequestHandler):
    server: Feed

    def do_GET(self) -> None:
        feed = self.server
        feed.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        if feed.drips:
            self.drip()
            return
        time.sleep(feed.delay)
        if self.path in feed.redirects:
            self.send_response(302)
            self.send_header("Location", feed.redirects[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        broken = feed.broken.get(self.path)
        answer = feed.answer(self.path)
        data = broken if isinstance(broken, bytes) else json.dumps(answer).encode()
        data = gzip.compress(data) if feed.packed else data
        self.send_response(broken if isinstance(broken, int) else 200 if broken is not None or answer is not None else 404)
        self.send_header("Set-Cookie", "session=secret")
        self.send_header("Content-Length", str(len(data)))
        if feed.packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Letters: ")
        while not self.server.ended.wait(0.02):
            self.wfile.write(b"a")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is that of the standard library
        """Tell nothing on standard error."""


@contextmanager
def running() -> Iterator[Feed]:
    """A feed that answers until the end of the block."""
    with Feed() as feed:
        thread = Thread(target=feed.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield feed
        finally:
            feed.ended.set()
            feed.shutdown()
            thread.join()
