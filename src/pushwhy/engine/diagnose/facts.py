"""Facts: what is known about one failure, each with its origin and the line it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pushwhy.engine.diagnose.same_key import SameKey
from pushwhy.engine.match.rules import Occurrence
from pushwhy.engine.pushes import identity as names
from pushwhy.engine.pushes.statuses import status_of
from pushwhy.engine.pushes.timeline import SentPush
from pushwhy.model.facts import Fact, Facts, FactValue, Origin, StatedFact

_SIZE = re.compile(r"(?P<some>\d{1,4}(?:[.,]\d{1,3})?)(?P<unit>[KMG])|\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,15}")
_UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_LARGE = 30_000_000
"""Bytes that IIS and ASP.NET Core take at most unless they are told otherwise."""


def of_occurrence(one: Occurrence) -> Facts:
    """What a matched line says, with the status behind a status name or a reason phrase."""
    facts = {name: Fact(value=value, line=one.line) for name, value in one.facts.items()}
    for name in ("http_status", "status_name", "reason"):
        value = one.facts.get(name)
        status = value if isinstance(value, int) else status_of(str(value)) if value is not None else None
        if status is not None:
            facts.setdefault("http_status", Fact(value=status, line=one.line))
            break
    return facts


def of_push(push: SentPush) -> Facts:
    """What the timeline tells of a push."""
    facts: Facts = {}
    if push.command is not None:
        facts |= {
            name: Fact(value=value, line=push.command.line)
            for name, value in push.command.facts.items()
            if name not in ("package_id", "version", "path")
        }
    values: dict[str, FactValue | None] = {
        "package_id": push.package_id,
        "version": push.version,
        "file": push.file,
        "source": push.target,
        "symbols": push.symbols,
        "prerelease": "-" in push.version if push.version else None,
        "attempts": max(1, len(push.requests)),
        "http_status": push.statuses[-1][1] if push.statuses else None,
    }
    facts |= {name: Fact(value=value, line=push.first_line) for name, value in values.items() if value is not None}
    if push.statuses:
        facts["http_status"] = Fact(value=push.statuses[-1][1], line=push.statuses[-1][0])
    if "path" not in facts and push.command is not None and "path" in push.command.facts:
        facts["path"] = Fact(value=push.command.facts["path"], line=push.command.line)
    if push.file is not None:
        facts.setdefault("path", Fact(value=push.file, line=push.first_line))
    broken = [line for line, status in push.statuses[:-1] if status >= 500] + list(push.broken)
    if broken:
        facts["first_attempt_broke"] = Fact(value=True, origin=Origin.DERIVED, line=min(broken))
    if len(push.statuses) > 1:
        facts["retried_statuses"] = Fact(value=", ".join(str(status) for _, status in push.statuses[:-1]), line=push.statuses[0][0])
    if push.answer_ms is not None:
        facts["answer_ms"] = Fact(value=push.answer_ms, line=push.statuses[-1][0])
    return facts


def of_same_key(told: SameKey) -> Facts:
    """What the other pushes with the same key tell."""
    facts: Facts = {}
    if told.accepted is not None:
        facts["same_key_accepted"] = Fact(value=True, origin=Origin.DERIVED, line=told.accepted.last_line)
        if told.accepted.package_id:
            facts["same_key_accepted_for"] = Fact(value=told.accepted.package_id, origin=Origin.DERIVED, line=told.accepted.last_line)
    for name in ("every_package_refused", "accepted_then_refused"):
        if getattr(told, name):
            facts[name] = Fact(value=True, origin=Origin.DERIVED)
    if told.only_new_ids_refused is not None:
        facts["only_new_ids_refused"] = Fact(value=told.only_new_ids_refused, origin=Origin.DERIVED)
    return facts


def of_size(shown: str, line: int) -> Facts:
    """What a listing of files tells of a package: `31457280`, `31,457,280` and `1.2G` are sizes; nothing where it is none."""
    found = _SIZE.fullmatch(shown)
    if found is None:
        return {}
    size = float(found["some"].replace(",", ".")) * _UNITS[found["unit"]] if found["unit"] else int(re.sub("[.,]", "", shown))
    return {
        "listed_size": Fact(value=shown, line=line),
        "package_size": Fact(value="large" if size > _LARGE else "small", origin=Origin.DERIVED, line=line),
    }


def with_address(facts: Facts) -> Facts:
    """Add host, feed and whether the address is plain http, out of whichever address is known."""
    for name in ("source", "url", "source_argument"):
        fact = facts.get(name)
        if fact is None:
            continue
        address = str(fact.value)
        for derived, value in (("host", names.host_of(address)), ("feed", names.feed_of(address))):
            if value is not None:
                facts.setdefault(derived, Fact(value=value, line=fact.line))
        scheme, separator, _ = address.partition("://")
        if separator:
            facts.setdefault("insecure", Fact(value=scheme.lower() == "http", line=fact.line))
            facts.setdefault("scheme", Fact(value=scheme.lower(), line=fact.line))
    return facts


def with_package_of_path(facts: Facts) -> Facts:
    """A failure before the push began knows its package from the path that was given."""
    path = facts.get("path") or facts.get("file")
    if path is not None and "package_id" not in facts and not re.search(r"[*?\[]", str(path.value)):
        package = names.package_of(str(path.value))
        if package.package_id:
            facts["package_id"] = Fact(value=package.package_id, line=path.line)
        if package.version:
            facts["version"] = Fact(value=package.version, line=path.line)
    return facts


def with_stated(facts: Facts, stated: Iterable[StatedFact]) -> Facts:
    """What the user states holds over what a feed tells, and that over what was read; a scoped fact only for its package or host."""
    own = {str(facts[name].value).lower() for name in ("package_id", "host") if name in facts}
    for one in sorted(stated, key=lambda item: (item.origin is Origin.STATED, item.scope is not None)):
        holds = all(name in facts and facts[name].value == value for name, value in one.beside.items())
        if holds and (one.scope is None or one.scope.lower() in own):
            facts[one.name] = Fact(value=one.value, origin=one.origin)
    if "key_pattern" in facts and "package_id" in facts:
        covers = _covers(str(facts["key_pattern"].value), str(facts["package_id"].value))
        facts.setdefault("key_covers", Fact(value=covers, origin=Origin.DERIVED))
    allows = _allows(facts)
    if allows is not None:
        facts.setdefault("key_allows", Fact(value=allows, origin=Origin.DERIVED))
    return facts


def _allows(facts: Facts) -> bool | None:
    """Whether the actions of the key allow the push; None where it depends on what nobody knows."""
    actions, id_ = (facts[name].value if name in facts else None for name in ("key_actions", "id"))
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
    """Whether a key's pattern covers an ID: `*` is the only wildcard, and letter case does not count (NuGetGallery: GlobExtensions)."""
    expression = ".*".join(map(re.escape, pattern.split("*")))
    return re.fullmatch(expression, package_id, re.IGNORECASE) is not None


def values(facts: Facts) -> Mapping[str, FactValue]:
    """Names and plain values, in order of names."""
    return {name: facts[name].value for name in sorted(facts)}
