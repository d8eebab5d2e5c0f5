"""What single things tell as facts: a match, a push, a size in a listing, an address, what a user states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.identity import FeedFinder, host_of, package_of
from pushwhy.engine.pushes.push import Push
from pushwhy.model.facts import Fact, Facts, FactValue, Origin, StatedFact
from pushwhy.model.rules import FactSpec

_SIZE = re.compile(r"(?P<some>\d{1,4}(?:[.,]\d{1,3})?)(?P<unit>[A-Z])|\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,15}")
SERVER_ERROR = 500
"""The least status with which a server says that the fault is its own."""


def facts_of_match(match: Match) -> Facts:
    """Return what a matched line says, with the status behind a status name or a reason phrase."""
    facts = {name: Fact(value=value, line=match.line) for name, value in match.facts.items()}
    if match.status is not None:
        facts.setdefault("http_status", Fact(value=match.status, line=match.line))
    return facts


def facts_of_push(push: Push) -> Facts:
    """Return what the timeline tells of a push, and its command of the rest."""
    command = push.command
    facts: Facts = {}
    if command is not None:
        of_package = ("package_id", "version", "path")
        facts |= {name: Fact(value=value, line=command.line) for name, value in command.facts.items() if name not in of_package}
    values: dict[str, FactValue | None] = {
        "package_id": push.package_id,
        "version": push.version,
        "file": push.file,
        "source": push.target,
        "symbols": push.symbols,
        "prerelease": "-" in push.version if push.version else None,
        "attempts": max(1, len(push.requests)),
    }
    facts |= {name: Fact(value=value, line=push.first_line) for name, value in values.items() if value is not None}
    if command is not None and "path" in command.facts:
        facts["path"] = Fact(value=command.facts["path"], line=command.line)
    elif push.file is not None:
        facts["path"] = Fact(value=push.file, line=push.first_line)
    return facts | _facts_of_answers(push)


def _facts_of_answers(push: Push) -> Facts:
    facts: Facts = {}
    broken = [line for line, status in push.statuses[:-1] if status >= SERVER_ERROR] + list(push.broken)
    if broken:
        facts["first_attempt_broke"] = Fact(value=True, origin=Origin.DERIVED, line=min(broken))
    if push.statuses:
        line, status = push.statuses[-1]
        facts["http_status"] = Fact(value=status, line=line)
        if push.answer_ms is not None:
            facts["answer_ms"] = Fact(value=push.answer_ms, line=line)
    if len(push.statuses) > 1:
        retried = ", ".join(str(status) for _, status in push.statuses[:-1])
        facts["retried_statuses"] = Fact(value=retried, line=push.statuses[0][0])
    return facts


def facts_of_size(shown: str, line: int, specs: Mapping[str, FactSpec]) -> Facts:
    """Return what a listing of files tells of a package: `31457280`, `31,457,280` and `1.2G` are sizes; nothing where it is none."""
    found = _SIZE.fullmatch(shown)
    listed, package_size = specs.get("listed_size"), specs.get("package_size")
    if found is None or listed is None or package_size is None:
        return {}
    if found["unit"] is None:
        size = float(re.sub("[.,]", "", shown))
    elif found["unit"] in listed.units:
        size = float(found["some"].replace(",", ".")) * listed.units[found["unit"]]
    else:
        return {}
    value = next((value for value, bound in package_size.above.items() if size > bound), package_size.values[0])
    return {
        "listed_size": Fact(value=shown, line=line),
        "package_size": Fact(value=value, origin=Origin.DERIVED, line=line),
    }


def facts_of_addresses(known: Facts, feeds: FeedFinder) -> Facts:
    """Return host, feed, scheme and whether an address is plain http, out of whichever address is known.

    Where a feed on another machine was given and the client asked its own machine, the index of the feed named that address.
    """
    facts: Facts = {}
    for fact in (known[name] for name in ("source", "url", "source_argument") if name in known):
        address = str(fact.value)
        scheme, separator, _ = address.partition("://")
        values: dict[str, FactValue | None] = {"host": host_of(address), "feed": feeds.feed_of(address)}
        if separator:
            values |= {"insecure": scheme.lower() == "http", "scheme": scheme.lower()}
        for name, value in values.items():
            if value is not None:
                facts.setdefault(name, Fact(value=value, line=fact.line))
    asked, given = (host_of(str(known[name].value)) if name in known else None for name in ("source", "source_argument"))
    if asked is not None and given is not None and _is_loopback(asked) and not _is_loopback(given):
        facts["advertises_local"] = Fact(value=True, origin=Origin.DERIVED, line=known["source"].line)
    return facts


def _is_loopback(host: str) -> bool:
    """Return whether a host is the machine of the client itself."""
    return host.lower() == "localhost" or re.fullmatch(r"127(?:\.\d{1,3}){3}", host) is not None


def facts_of_path(known: Facts) -> Facts:
    """Return what the path that was given says of the package, for a failure before the push began; a pattern says nothing."""
    path = known.get("path") or known.get("file")
    if path is None or "package_id" in known or re.search(r"[*?\[]", str(path.value)):
        return {}
    package = package_of(str(path.value))
    values = {"package_id": package.package_id, "version": package.version}
    return {name: Fact(value=value, line=path.line) for name, value in values.items() if value}


def stated_facts(known: Facts, stated: Iterable[StatedFact]) -> Facts:
    """Return what the user states, or else what a feed tells; a scoped fact only for its package or host."""
    scopes = {str(known[name].value).lower() for name in ("package_id", "host") if name in known}
    facts: Facts = {}
    for fact in sorted(stated, key=lambda fact: (fact.origin is Origin.STATED, fact.scope is not None)):
        beside = {**known, **facts}
        holds = all(name in beside and beside[name].value == value for name, value in fact.beside.items())
        if holds and (fact.scope is None or fact.scope.lower() in scopes):
            facts[fact.name] = Fact(value=fact.value, origin=fact.origin)
    return facts


def facts_about_key(known: Facts) -> Facts:
    """Return whether the pattern of the key covers the package, and whether its actions allow the push."""
    facts: Facts = {}
    if "key_pattern" in known and "package_id" in known:
        covers = _covers(str(known["key_pattern"].value), str(known["package_id"].value))
        facts["key_covers"] = Fact(value=covers, origin=Origin.DERIVED)
    allows = _allows(known)
    if allows is not None:
        facts["key_allows"] = Fact(value=allows, origin=Origin.DERIVED)
    return facts


def _allows(known: Facts) -> bool | None:
    """Return whether the actions of the key allow the push; None where it depends on what nobody knows."""
    actions, id_ = (known[name].value if name in known else None for name in ("key_actions", "id"))
    match actions, id_:
        case "unlist", _:
            return False
        case "push-new-versions", "new" | "existing":
            return id_ == "existing"
        case "push", _:
            return True
        case _:
            return None


def _covers(pattern: str, package_id: str) -> bool:
    """Return whether a key's pattern covers an ID: `*` is the only wildcard, letter case does not count (NuGetGallery: GlobExtensions)."""
    expression = ".*".join(map(re.escape, pattern.split("*")))
    return re.fullmatch(expression, package_id, re.IGNORECASE) is not None


def plain_values(facts: Facts) -> Mapping[str, FactValue]:
    """Return names and plain values, in order of names."""
    return {name: facts[name].value for name in sorted(facts)}
