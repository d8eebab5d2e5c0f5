"""Where the facts about a failure come from: one table of sources, of which a later one prevails over an earlier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from pushwhy.engine.diagnose import facts as facts_of
from pushwhy.engine.diagnose.failures import Failure
from pushwhy.engine.diagnose.key_history import Key, KeyHistory, facts_of_key, key_histories
from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.identity import FeedFinder, PackageFile, file_name, package_of
from pushwhy.engine.pushes.push import Push
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.facts import Fact, Facts, Origin, StatedFact
from pushwhy.model.lexicon import PushWeights
from pushwhy.model.report import Outcome
from pushwhy.model.rules import FactSpec, Kind, Mark

_OF_WHOLE_LOG = ("client", "client_version", "event", "oidc")
"""Facts of context rules that hold for all pushes of a log; the first line that tells one counts."""
_IDENTITY = frozenset(("source", "file", "path", "package_id", "version"))
"""What an error may name in its own way; the line that began the push is exact."""
_DAY = 24 * 60 * 60
"""Seconds."""


class LogFacts(Struct, frozen=True, kw_only=True, dict=True):
    """What a whole log tells, worked out once."""

    timeline: Timeline
    matches: Sequence[Match]
    feeds: FeedFinder
    specs: Mapping[str, FactSpec]
    weights: PushWeights = PushWeights()
    presume_push: bool = False
    """Whether somebody asks about a message that is taken for a push's."""
    stated: tuple[StatedFact, ...] = ()
    ci: str | None = None
    """The CI system that the dialects of the log name."""

    @cached_property
    def of_log(self) -> Facts:
        """Facts that hold for all pushes: the client, the CI system, what started the job."""
        facts: Facts = {}
        if self.ci is not None:
            facts["ci"] = Fact(value=self.ci)
        for command in self.timeline.commands[:1]:
            facts["client"] = Fact(value=command.facts["client"], line=command.line)
        for match in self.matches:
            if match.rule.kind is Kind.CONTEXT:
                for name in _OF_WHOLE_LOG:
                    if name in match.facts:
                        facts.setdefault(name, Fact(value=match.facts[name], line=match.line))
        return facts

    @cached_property
    def warnings(self) -> Mapping[int, Facts]:
        """By the index of a push, what context and notice rules read between the warning before it and its end."""
        facts: dict[int, Facts] = {}
        for match in self.matches:
            if match.rule.kind in (Kind.CONTEXT, Kind.NOTICE) and match.rule.marks is None and "listed_size" not in match.facts:
                push = self.timeline.push_warned_at(match.line)
                if push is not None:
                    facts.setdefault(push.index, {}).update(facts_of.facts_of_match(match))
        return facts

    @cached_property
    def key_histories(self) -> Mapping[Key, KeyHistory]:
        """By key, what became of the pushes with it."""
        ids = [fact for fact in self.stated if fact.name == "id"]
        is_new: dict[int, bool] = {}
        for push in self.timeline.pushes if ids else ():
            known = facts_of.facts_of_push(push)
            known = facts_of.facts_of_addresses(known, self.feeds) | known
            known |= facts_of.stated_facts(known, ids)
            if "id" in known:
                is_new[push.index] = known["id"].value == "new"
        return key_histories(self.timeline.pushes, is_new)

    @cached_property
    def sizes(self) -> Mapping[str, Facts]:
        """By the names of package files in small letters, what listings of files tell of them."""
        listed = [match for match in self.matches if match.facts.keys() >= {"listed_size", "file"}]
        return {
            file_name(str(match.facts["file"])).lower(): facts_of.facts_of_size(str(match.facts["listed_size"]), match.line, self.specs)
            for match in listed
        }

    @cached_property
    def exchange(self) -> Match | None:
        """Where the log tells that a token was exchanged for a key."""
        return next((match for match in self.matches if "oidc" in match.facts and match.rule.kind is Kind.CONTEXT), None)


class Source(Struct, frozen=True, kw_only=True):
    """One source of facts about a failure."""

    name: str
    read: Callable[[LogFacts, Failure, Facts], Facts]
    """Given what earlier sources told, returns what this one adds or replaces."""
    yields: frozenset[str] = frozenset()
    """The names of the facts that it works out itself; others are those that rules of the pack capture or set."""
    only_fills_gaps: bool = False
    """Whether it leaves alone what is known already."""


def facts_about(failure: Failure, log: LogFacts) -> Facts:
    """Return all that is known about a failure."""
    known: Facts = {}
    for source in SOURCES:
        facts = source.read(log, failure, known)
        known = facts | known if source.only_fills_gaps else known | facts
    return known


def facts_of_other_pushes(push: Push, log: LogFacts) -> Facts:
    """Return what the other pushes of the log tell about a push: those with the same key, and the package of a symbols package."""
    facts = facts_of_key(push, log.key_histories)
    if push.symbols and (push.package_id, push.version) in log.timeline.arrived:
        facts["package_accepted"] = Fact(value=True, origin=Origin.DERIVED)
    return facts | _facts_of_earlier_attempts(push, log)


def _facts_of_earlier_attempts(push: Push, log: LogFacts) -> Facts:
    """Return what became of the last push of the same version to the same server, which a script has begun before this one."""
    before = [other for other in log.timeline.pushes_of(push) if other.index < push.index]
    if not before:
        return {}
    other = before[-1]
    if other.outcome is Outcome.PUSHED:
        return {"arrived_before": Fact(value=True, origin=Origin.DERIVED, line=other.outcome_line)}
    if other.is_open and (other.last_status is None or other.last_status >= facts_of.SERVER_ERROR):
        return {"first_attempt_broke": Fact(value=True, origin=Origin.DERIVED, line=other.last_line)}
    return {}


def _of_log(log: LogFacts, _failure: Failure, _known: Facts) -> Facts:
    return log.of_log


def _of_warnings(log: LogFacts, failure: Failure, _known: Facts) -> Facts:
    return log.warnings.get(failure.push.index, {}) if failure.push is not None else {}


def _of_push(_log: LogFacts, failure: Failure, _known: Facts) -> Facts:
    return facts_of.facts_of_push(failure.push) if failure.push is not None else {}


def _of_other_pushes(log: LogFacts, failure: Failure, _known: Facts) -> Facts:
    return facts_of_other_pushes(failure.push, log) if failure.push is not None else {}


def _of_command(log: LogFacts, failure: Failure, _known: Facts) -> Facts:
    command = log.timeline.command_at(failure.line) if failure.push is None else None
    return {name: Fact(value=value, line=command.line) for name, value in command.facts.items()} if command is not None else {}


def _of_step(log: LogFacts, failure: Failure, _known: Facts) -> Facts:
    """What the name of a step that pushes says, for a failure in it."""
    facts: Facts = {}
    step = log.timeline.step_at(failure.line)
    for match in log.matches if failure.push is None else ():
        if match.rule.marks is Mark.PUSH_STEP and match.line <= failure.line and log.timeline.step_at(match.line) == step:
            facts |= facts_of.facts_of_match(match)
    return facts


def _of_message(_log: LogFacts, failure: Failure, known: Facts) -> Facts:
    exact = known.keys() & _IDENTITY if failure.push is not None else set()
    facts: Facts = {}
    for symptom in reversed(failure.symptoms):
        facts |= {name: fact for name, fact in symptom.facts.items() if name not in exact}
    return facts


def _of_exchange(log: LogFacts, failure: Failure, _known: Facts) -> Facts:
    """How long ago the key was issued, where both lines have time stamps."""
    exchange, refused = log.exchange, failure.symptoms[0].matches[0]
    if exchange is None or exchange.clock is None or refused.clock is None or exchange.line > refused.line:
        return {}
    minutes = (refused.clock - exchange.clock) % _DAY // 60
    return {"oidc_minutes": Fact(value=minutes, origin=Origin.DERIVED, line=exchange.line)}


def _of_listing(log: LogFacts, _failure: Failure, known: Facts) -> Facts:
    path = known.get("path") or known.get("file")
    return log.sizes.get(file_name(str(path.value)).lower(), {}) if path is not None else {}


def _of_path(_log: LogFacts, failure: Failure, known: Facts) -> Facts:
    return facts_of.facts_of_path(known) if failure.push is None else {}


def _of_only_package(log: LogFacts, failure: Failure, known: Facts) -> Facts:
    """A failure that names no package is about the only one that the log has packed, found or pushed before."""
    if "package_id" in known or (failure.push is not None and failure.push.file is not None):
        return {}
    packages: set[PackageFile] = set()
    for match in log.matches:
        for file in (str(match.facts[name]) for name in ("file", "path") if name in match.facts and match.line < failure.line):
            if file.lower().endswith(".nupkg") and (package := package_of(file)).version:
                packages.add(package)
        if match.rule.kind is Kind.CONTEXT and match.rule.marks is None and match.facts.keys() >= {"package_id", "version"}:
            packages.add(PackageFile(str(match.facts["package_id"]), str(match.facts["version"]), False))
    if len(packages) != 1:
        return {}
    (package,) = packages
    values = {"package_id": package.package_id, "version": package.version}
    return {name: Fact(value=value, origin=Origin.DERIVED) for name, value in values.items() if value is not None}


def _of_addresses(log: LogFacts, _failure: Failure, known: Facts) -> Facts:
    return facts_of.facts_of_addresses(known, log.feeds)


def _stated(log: LogFacts, _failure: Failure, known: Facts) -> Facts:
    return facts_of.stated_facts(known, log.stated)


def _about_key(_log: LogFacts, _failure: Failure, known: Facts) -> Facts:
    return facts_of.facts_about_key(known)


_COMMAND = frozenset("client path package_id version source_argument source_shown key_shown key_kind".split())
_PUSH = frozenset("file source symbols prerelease attempts http_status answer_ms first_attempt_broke retried_statuses".split())
_OTHER_PUSHES = frozenset(
    (
        "same_key_accepted same_key_accepted_for every_package_refused accepted_then_refused only_new_ids_refused package_accepted"
        " arrived_before first_attempt_broke"
    ).split()
)
SOURCES: tuple[Source, ...] = (
    Source(name="log", yields=frozenset(("ci", "client")), read=_of_log),
    Source(name="warnings", read=_of_warnings),
    Source(name="push", yields=_COMMAND | _PUSH, read=_of_push),
    Source(name="other pushes", yields=_OTHER_PUSHES, read=_of_other_pushes),
    Source(name="command", yields=_COMMAND, read=_of_command),
    Source(name="step", read=_of_step),
    Source(name="message", read=_of_message),
    Source(name="exchange", yields=frozenset(("oidc_minutes",)), read=_of_exchange),
    Source(name="listing", yields=frozenset(("listed_size", "package_size")), read=_of_listing),
    Source(name="path", yields=frozenset(("package_id", "version")), read=_of_path),
    Source(name="only package", yields=frozenset(("package_id", "version")), read=_of_only_package),
    Source(
        name="addresses", yields=frozenset("host feed insecure scheme advertises_local".split()), read=_of_addresses, only_fills_gaps=True
    ),
    Source(name="stated", read=_stated),
    Source(name="key", yields=frozenset(("key_covers", "key_allows")), read=_about_key, only_fills_gaps=True),
)
"""In order of precedence: where two sources tell the same fact, the later one is believed, unless it only fills gaps."""
