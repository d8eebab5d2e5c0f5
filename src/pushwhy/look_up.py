"""Failed pushes of a report → what their feeds tell of the packages, as facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pushwhy.engine.facts import StatedFact
from pushwhy.model.report import FactValue, LogReport, Notice, Origin, Severity
from pushwhy.model.words import Words
from pushwhy.online import Feeds, Standing
from pushwhy.online.feed import NUGET_ORG, FeedError, index_of


def look_up(report: LogReport, feeds: Feeds, words: Words) -> tuple[tuple[StatedFact, ...], tuple[Notice, ...]]:
    """The facts, and a notice for every feed that could not be asked."""
    told: list[StatedFact] = []
    failed: dict[str, Notice] = {}
    for source, package_id, version, line in _packages(report):
        try:
            standing = feeds.ask(source, package_id)
        except FeedError as error:
            text = words.say("{reason}. The causes are ranked by the log alone.", reason=str(error))
            failed.setdefault(text, Notice(rule="online/unreachable", severity=Severity.INFO, line=line, text=text, fix=(), docs=()))
            continue
        if standing is not None:
            told += _facts(standing, package_id, version, is_nuget_org=source == NUGET_ORG)
    return tuple(told), tuple(failed.values())


def _packages(report: LogReport) -> Iterator[tuple[str, str, str | None, int]]:
    """Index, ID, version and line of what failed, each package once."""
    seen: set[tuple[str, str]] = set()
    for diagnosis in report.diagnoses:
        facts = [
            diagnosis.facts,
            *(
                {
                    "source_argument": diagnosis.facts.get("source_argument"),
                    "source": push.source,
                    "package_id": push.package_id,
                    "version": push.version,
                }
                for push in (report.pushes[place] for place in diagnosis.pushes)
            ),
        ]
        for one in facts:
            source, package_id, version = _index(one), one.get("package_id"), one.get("version")
            if source and package_id and (source, str(package_id)) not in seen:
                seen.add((source, str(package_id)))
                yield source, str(package_id), str(version) if version else None, diagnosis.line


def _index(facts: Mapping[str, FactValue | None]) -> str | None:
    """The service index that the command names, or that of the address which the client shows; the command may only give a name."""
    addresses = (facts.get(name) for name in ("source_argument", "source", "url"))
    return next((index for address in addresses if address is not None and (index := index_of(str(address)))), None)


def _facts(standing: Standing, package_id: str, version: str | None, *, is_nuget_org: bool) -> Iterator[StatedFact]:
    values: dict[str, str | bool] = {"id": "existing" if standing.exists else "new"}
    if is_nuget_org and not standing.exists:
        values["owner"] = "nobody"
    if version is not None:
        values["version_exists"] = standing.has(version)
    if standing.owners:
        values["owners"] = ", ".join(standing.owners)
    for name, value in values.items():
        yield StatedFact(name=name, value=value, scope=package_id, origin=Origin.ONLINE)
