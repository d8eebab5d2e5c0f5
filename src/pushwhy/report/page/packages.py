"""How packages, servers and places in a log are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath

from pushwhy.model.facts import FactValue
from pushwhy.model.report import LogReport, Push
from pushwhy.phrases import Words
from pushwhy.report.page.rows import Role, Row, Span, cells, row, wrap

_SAFE = re.compile(r"[A-Za-z0-9_.+-]+")
_GALLERIES = {"nuget.org": "https://www.nuget.org", "nuget.org-test": "https://int.nugettest.org"}
_LISTED = 20


def shown(log: LogReport) -> str:
    """Return the name of a log as people read it."""
    return f"stdin{log.log[1:]}" if log.log == "-" or log.log.startswith("-!/") else log.log


def package(push: Push, words: Words) -> str:
    """Return `ID VERSION`, or what else is known of the package."""
    name = " ".join(part for part in (push.package_id, push.version) if part)
    if not name and push.path:
        name = (PureWindowsPath(push.path) if "\\" in push.path else PurePosixPath(push.path)).name
    name = name or words.say("package")
    return words.say("symbols-package", package=name) if push.symbols else name


def target(feed: str | None, host: str | None, source: str | None) -> str:
    """Return the server as people call it: `nuget.org`, a host, or else the source as given."""
    if feed == "nuget.org":
        return feed
    return host or source or ""


def targets(pushes: Iterable[Push]) -> str:
    """Return every server that the pushes went to, once."""
    return ", ".join(dict.fromkeys(filter(None, (target(push.feed, push.host, push.source) for push in pushes))))


def listing(pushes: Sequence[Push], words: Words) -> list[Span]:
    """Return the packages by name, at most twenty of them, and how many more there are; a name is not broken."""
    names = list(dict.fromkeys(package(push, words) for push in pushes))
    if len(names) > _LISTED + 1:
        names = [*names[:_LISTED], words.say("more-packages", n=len(names) - _LISTED)]
    return [span for name in names for span in (Span(words.say("list-separator")), Span(name, solid=True))][1:]


def page_url(push: Push) -> str | None:
    """Return the page of the version on a gallery; none for another server, or for a name that does not belong into an address."""
    gallery = _GALLERIES.get(push.feed or "")
    if not gallery or not push.package_id or not push.version:
        return None
    if not _SAFE.fullmatch(push.package_id) or not _SAFE.fullmatch(push.version):
        return None
    return f"{gallery}/packages/{push.package_id}/{push.version}"


def head(location: str, subject: str, server: str, state: str, *, width: int) -> list[Row]:
    """Return the head of a failure: `build.log:57  AppLogger 1.0.0 → nuget.org  403`, in two rows where one is too short."""
    what = [Span(subject, Role.STRONG)]
    if server:
        what += [Span(" → "), Span(server)]
    if state:
        what += [Span("  "), Span(state, Role.BAD)]
    single = row(Span(location, Role.NAME), Span("  "), *what)
    if cells(single) <= width:
        return [single]
    return [row(Span(location, Role.NAME)), *wrap(what, width=width, label=[Span("  ")], indent=4)]


def head_of_pushes(location: str, pushes: Sequence[Push], state: str, *, width: int, words: Words) -> list[Row]:
    """Return the head for pushes that share their fate; several packages are listed below it."""
    if len(pushes) == 1:
        return head(location, package(pushes[0], words), targets(pushes), state, width=width)
    rows = head(location, words.say("packages", n=len(pushes)), targets(pushes), state, width=width)
    return [*rows, *wrap(listing(pushes, words), width=width, indent=2)]


def head_of_facts(location: str, facts: Mapping[str, FactValue], *, width: int, words: Words) -> list[Row]:
    """Return the head of a push that failed before it began: what the command and the message say."""
    known = {name: str(facts[name]) for name in ("package_id", "version", "path", "feed", "host", "source", "http_status") if name in facts}
    subject = " ".join(known[name] for name in ("package_id", "version") if name in known) or known.get("path", words.say("push"))
    server = target(known.get("feed"), known.get("host"), known.get("source"))
    return head(location, subject, server, known.get("http_status", ""), width=width)


def status(pushes: Iterable[Push], words: Words) -> str:
    """Return the statuses that the pushes ended with, and how often they were tried if more than once."""
    pushes = tuple(pushes)
    codes = ", ".join(dict.fromkeys(str(push.http_status) for push in pushes if push.http_status is not None))
    most = max((push.attempts for push in pushes), default=1)
    return words.say("list-separator").join(filter(None, (codes, words.say("attempts", n=most) if most > 1 else "")))
