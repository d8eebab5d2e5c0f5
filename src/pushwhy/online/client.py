"""Gets JSON from public web addresses: bounded in time and size, and never with a key, a password or a cookie."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from http import HTTPStatus
from http.client import HTTPException
from threading import Thread
from typing import IO, Any

from pushwhy.errors import FeedError
from pushwhy.phrases import Phrase

TIMEOUT = 5.0
"""Seconds for one answer, from looking up the name of the host to the last byte."""
_MOST = 4 << 20
"""Bytes of one answer, as sent and unpacked."""
_PIECE = 1 << 16


class _LeavesTheWeb(urllib.error.URLError):
    """A redirect leads to what is no web address."""


class Client:
    """Asks hosts for JSON. One that was silent once is not waited for again."""

    def __init__(self, agent: str, timeout: float = TIMEOUT) -> None:
        """`agent` is how pushwhy introduces itself to servers."""
        self._headers = {"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
        self._timeout = timeout
        self._silent: dict[str, Phrase] = {}
        self._opener = urllib.request.build_opener(_WebOnly)

    def get(self, address: str) -> Any:
        """The JSON at a web address that has passed `bare`, None where there is nothing (404).

        Raises:
            FeedError: no answer in time, another status, too much, or something that is no JSON.
        """
        host = urllib.parse.urlsplit(address).netloc
        if host in self._silent:
            raise FeedError(_about(address, self._silent[host]))
        try:
            data = self._fetch_in_time(address)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == HTTPStatus.NOT_FOUND:
                return None
            raise FeedError(Phrase.of("feed-status", address=address, status=error.code)) from None
        except (OSError, HTTPException, ValueError) as error:
            self._silent[host] = _reason(error)
            raise FeedError(_about(address, self._silent[host])) from None
        return _parsed(data, address)

    def _fetch_in_time(self, address: str) -> bytes:
        """Wait for a thread, because a socket's time-out begins anew with every byte, and looking up a name has none."""
        done: list[bytes | Exception] = []

        def fetch() -> None:
            try:
                done.append(self._fetch(address))
            except Exception as error:  # noqa: BLE001  raised again below, in the thread that waits
                done.append(error)

        # A daemon, so that the program can end while a server still keeps it waiting.
        thread = Thread(target=fetch, daemon=True)
        thread.start()
        thread.join(self._timeout)
        if not done:
            raise TimeoutError
        if isinstance(done[0], Exception):
            raise done[0]
        return done[0]

    def _fetch(self, address: str) -> bytes:
        end = time.monotonic() + self._timeout
        request = urllib.request.Request(address, headers=self._headers)  # noqa: S310  every address has passed `bare`
        with self._opener.open(request, timeout=self._timeout) as answer:
            data = bytearray()
            while len(data) <= _MOST and (piece := answer.read1(_PIECE)):
                data += piece
                if time.monotonic() > end:
                    raise TimeoutError
        return bytes(data)


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses alone, without what stands before an @ in them."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        address = bare(newurl, with_query=True)
        if address is None:
            raise _LeavesTheWeb(newurl)
        return super().redirect_request(req, fp, code, msg, headers, address)


def bare(address: str, *, with_query: bool = False) -> str | None:
    """A web address without user, password and fragment, and without its query unless that is asked for; None for anything else."""
    try:
        parts = urllib.parse.urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~")
    return urllib.parse.urlunsplit((parts.scheme, f"{host}{port}", path, parts.query if with_query else "", ""))


def _parsed(data: bytes, address: str) -> Any:
    try:
        if data.startswith(b"\x1f\x8b"):  # whatever its headers say: some storage serves packed files as they lie
            data = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(data, _MOST + 1)
        if len(data) > _MOST:
            raise FeedError(Phrase.of("feed-too-large", address=address, n=_MOST >> 20))
        return json.loads(data)
    except (ValueError, RecursionError, zlib.error):
        raise FeedError(Phrase.of("feed-no-json", address=address)) from None


def _reason(error: Exception) -> Phrase:
    """Why nothing was heard, still without the address, and without numbers of the system; `URLError` wraps what happened."""
    cause = getattr(error, "reason", error)
    if isinstance(error, _LeavesTheWeb):
        return Phrase.of("feed-redirected")
    if isinstance(cause, TimeoutError):
        return Phrase.of("feed-timed-out")
    text = cause.strerror.lower() if isinstance(cause, OSError) and cause.strerror else str(cause) or type(cause).__name__
    return Phrase.of("feed-error", text=text)


def _about(address: str, reason: Phrase) -> Phrase:
    return Phrase(reason.id, {"address": address, **reason.values})
