"""Failed pushes of a report → what their feeds tell of the packages, as facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pushwhy.errors import FeedError
from pushwhy.model.facts import FactValue, Origin, StatedFact
from pushwhy.model.report import LogReport, Notice, Severity
from pushwhy.online import Feeds, Standing
from pushwhy.online.feed import NUGET_ORG, index_of
from pushwhy.phrases import Words

_ADDRESSES = ("source_argument", "source", "url")
"""Facts that can hold the address of a feed: what the command names comes first, but it may only give a name."""
_MOST_PACKAGES = 50
"""Asked about for one log, so that a log cannot make somebody's feed answer thousands of questions."""

Known = Mapping[str, FactValue | None]


class _Package(Struct, frozen=True):
    """What failed, and the feed that can tell of it."""

    index: str
    package_id: str
    version: str | None
    address: tuple[str, str]
    """Name and value of the fact by which the failure is known again."""


def look_up(report: LogReport, feeds: Feeds, words: Words) -> tuple[tuple[StatedFact, ...], tuple[Notice, ...]]:
    """The facts, and a notice for every feed that could not be asked, and for packages that are too many."""
    facts: list[StatedFact] = []
    notices: dict[str, Notice] = {}
    packages = tuple(_packages(report).items())
    for package, line in packages[:_MOST_PACKAGES]:
        try:
            standing = feeds.ask(package.index, package.package_id)
        except FeedError as error:
            text = words.say("feed-not-asked", reason=words.render(error.phrase))
            notices.setdefault(package.index, _notice("online/unreachable", line, text))
            continue
        if standing is not None:
            facts += _facts(standing, package)
    for _, line in packages[_MOST_PACKAGES : _MOST_PACKAGES + 1]:
        text = words.say("too-many-packages", most=_MOST_PACKAGES, all=len(packages))
        notices[""] = _notice("online/too-many-packages", line, text)
    return tuple(facts), tuple(notices.values())


def _notice(rule: str, line: int, text: str) -> Notice:
    return Notice(rule=rule, severity=Severity.INFO, line=line, text=text, fix=(), docs=())


def _packages(report: LogReport) -> dict[_Package, int]:
    """Each package that failed, with the line of its first diagnosis."""
    packages: dict[_Package, int] = {}
    for diagnosis in report.diagnoses:
        known: list[Known] = [diagnosis.facts]
        for push in (report.pushes[index] for index in diagnosis.pushes):
            same_feed = push.source == diagnosis.facts.get("source")
            named = diagnosis.facts.get("source_argument") if same_feed else None
            known.append({"source_argument": named, "source": push.source, "package_id": push.package_id, "version": push.version})
        for package in filter(None, map(_package, known)):
            packages.setdefault(package, diagnosis.line)
    return packages


def _package(known: Known) -> _Package | None:
    addresses = {name: str(value) for name in _ADDRESSES if (value := known.get(name)) is not None}
    index = next((index for address in addresses.values() if (index := index_of(address)) is not None), None)
    package_id, version = known.get("package_id"), known.get("version")
    if index is None or package_id is None:
        return None
    # What the client shows is known of every push; the command is not.
    name = next(name for name in ("source", *_ADDRESSES) if name in addresses)
    return _Package(index, str(package_id), str(version) if version is not None else None, (name, addresses[name]))


def _facts(standing: Standing, package: _Package) -> Iterator[StatedFact]:
    values: dict[str, str | bool] = {}
    if standing.exists is not None:
        values["id"] = "existing" if standing.exists else "new"
    if standing.exists is False and package.index == NUGET_ORG:
        values["owner"] = "nobody"
    if standing.owners:
        values["owners"] = ", ".join(standing.owners)
    address = dict((package.address,))
    for name, value in values.items():
        yield StatedFact(name=name, value=value, scope=package.package_id, origin=Origin.ONLINE, beside=address)
    if package.version is not None:
        yield StatedFact(
            name="version_exists",
            value=standing.has(package.version),
            scope=package.package_id,
            origin=Origin.ONLINE,
            beside={**address, "version": package.version},
        )
