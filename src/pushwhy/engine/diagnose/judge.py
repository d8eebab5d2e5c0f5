"""What is known about each failure and push of one log, and what is worth a notice."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from pushwhy import phrases
from pushwhy.engine.diagnose import facts as fact_module
from pushwhy.engine.diagnose import same_key, texts
from pushwhy.engine.diagnose.diagnosis import applies
from pushwhy.engine.diagnose.failures import Failure
from pushwhy.engine.match.reading import Reading
from pushwhy.engine.match.rules import Occurrence
from pushwhy.engine.pushes import identity as names
from pushwhy.engine.pushes.timeline import SentPush, Timeline
from pushwhy.model.facts import Fact, Facts, FactValue, Origin, StatedFact
from pushwhy.model.report import Client, Diagnosis, Notice, Outcome, Push, Severity
from pushwhy.model.rules import Kind, Mark, RulePack

_WARNED_BEFORE = 3
"""Lines within which a warning stands before the push that it is about."""
_PUSH_KNOWS_BEST = frozenset(("source", "file", "path", "package_id", "version"))
"""What an error may name in its own way; the line that began the push is exact."""
_DAY = 24 * 60 * 60
_VISIBLE_KEY_CAUSE = "secret-visible-in-log"


class Settings(Struct, frozen=True, kw_only=True):
    """How a log is judged."""

    stated: tuple[StatedFact, ...] = ()
    use_evidence: bool = True
    ci: str | None = None
    """The CI system that the dialects of this log name."""


class Judge(Struct, frozen=True, kw_only=True, dict=True):
    """All that was read of one log, ready to answer questions about a failure, a push, a warning."""

    pack: RulePack
    timeline: Timeline
    found: Sequence[Occurrence]
    settings: Settings

    def facts_of(self, failure: Failure) -> Facts:
        """Of the log, then of the push or the command, then of the failed lines, then what the user states."""
        facts = dict(self._of_log)
        push = self.timeline.pushes[failure.push] if failure.push is not None else None
        if push is not None and failure.push is not None:
            facts |= self._warnings.get(failure.push, {})
            facts |= self._of_push(push)
        else:
            command = self.timeline.command_at(failure.line)
            if command is not None:
                facts |= {name: Fact(value=value, line=command.line) for name, value in command.facts.items()}
            facts |= self._of_step(failure)
        of_push = frozenset(facts) & _PUSH_KNOWS_BEST if push is not None else frozenset()
        for symptom in reversed(failure.symptoms):
            facts |= {name: fact for name, fact in symptom.facts.items() if name not in of_push}
        facts |= self._since_exchange(failure) | self._listed_size(facts)
        if push is None:
            facts = self._with_only_package(fact_module.with_package_of_path(facts), failure)
        return fact_module.with_stated(fact_module.with_address(facts), self.settings.stated)

    def push(self, place: int, failed: set[int | None], diagnoses: Sequence[Diagnosis]) -> Push:
        """The report's view of a push."""
        sent = self.timeline.pushes[place]
        statuses = tuple(status for _, status in sent.statuses)
        diagnosis = next((index for index, one in enumerate(diagnoses) if place in one.pushes), None)
        own = diagnoses[diagnosis].facts if diagnosis is not None and diagnoses[diagnosis].pushes[0] == place else {}
        status = statuses[-1] if statuses else own.get("http_status")
        command_path = sent.command.facts.get("path") if sent.command is not None else None
        return Push(
            package_id=sent.package_id or _text(own.get("package_id")),
            version=sent.version or _text(own.get("version")),
            path=sent.file or (str(command_path) if command_path is not None else None),
            symbols=sent.symbols,
            source=sent.target,
            feed=names.feed_of(sent.target or ""),
            host=names.host_of(sent.target or ""),
            outcome=Outcome.FAILED if place in failed else sent.outcome,
            http_status=status if isinstance(status, int) else None,
            statuses=statuses,
            attempts=max(1, len(sent.requests)),
            first_line=sent.first_line,
            last_line=max(
                sent.last_line, diagnoses[diagnosis].end_line if diagnosis is not None and len(diagnoses[diagnosis].pushes) == 1 else 0
            ),
            diagnosis=diagnosis,
        )

    def notices(self, failed: set[int | None]) -> tuple[Notice, ...]:
        """What is worth telling beside the verdict; a failed push has its diagnosis instead."""
        found: dict[tuple[str, str], Notice] = {}
        for one in self.found:
            if one.rule.kind is not Kind.NOTICE or (
                one.rule.needs_push and not self.timeline.is_beside_push(one.line, one.level, bare=one.bare)
            ):
                continue
            place = self._push_at(one.line)
            if place is not None and place in failed:
                continue
            facts = dict(self._of_log)
            if place is not None:
                facts |= self._of_push(self.timeline.pushes[place])
            facts = fact_module.with_address(facts | fact_module.of_occurrence(one))
            if not applies(one.rule.when, facts):
                continue
            text = texts.fill(one.rule.text, facts)
            notice = Notice(
                rule=one.rule.id,
                severity=one.rule.severity,
                line=one.line,
                text=text,
                fix=texts.fill_steps(one.rule.fix, facts),
                docs=one.rule.docs,
            )
            found.setdefault((one.rule.id, text), notice)
        return tuple(found.values())

    def secret_notices(self, reading: Reading) -> tuple[Notice, ...]:
        """One notice for all secrets near pushes, at the first of them."""
        cause = self.pack.causes.get(_VISIBLE_KEY_CAUSE)
        if cause is None or not reading.secrets:
            return ()
        line, kind = min(reading.secrets)
        words = phrases.of_pack(self.pack)
        facts = {name: Fact(value=value) for command in self.timeline.commands[:1] for name, value in command.facts.items()}
        return (
            Notice(
                rule="ci/secret-visible-in-log",
                severity=Severity.WARNING,
                line=line,
                text=words.say("secret-visible", title=cause.title, kind=kind, explanation=cause.explanation),
                fix=texts.fill_steps(cause.fix, facts),
                docs=cause.docs,
            ),
        )

    def client(self) -> Client:
        """The client as its lines, its command and its version line tell."""
        facts = dict(self._of_log)
        languages = Counter(one.language for one in self.found if one.language is not None)
        foreign = [language for language, _ in languages.most_common() if language != "en"]
        return Client(
            name=str(facts["client"].value) if "client" in facts else None,
            version=str(facts["client_version"].value) if "client_version" in facts else None,
            language=foreign[0] if foreign else ("en" if languages else None),
        )

    def _of_push(self, push: SentPush) -> Facts:
        """What the timeline tells of a push, and what the other pushes tell about it."""
        facts = fact_module.of_push(push) | fact_module.of_same_key(same_key.of_push(push, self.timeline, self._histories))
        if push.symbols and (push.package_id, push.version) in self.timeline.arrived:
            facts["package_accepted"] = Fact(value=True, origin=Origin.DERIVED)
        return facts

    @cached_property
    def _histories(self) -> Mapping[same_key.Key, same_key.History]:
        is_new: dict[int, bool] = {}
        stated = [one for one in self.settings.stated if one.name == "id"]
        for place, push in enumerate(self.timeline.pushes if stated else ()):
            known = fact_module.with_stated(fact_module.with_address(fact_module.of_push(push)), stated)
            if "id" in known:
                is_new[place] = known["id"].value == "new"
        return same_key.histories(self.timeline, is_new)

    def _listed_size(self, facts: Facts) -> Facts:
        path = facts.get("path") or facts.get("file")
        return self._sizes.get(names.file_name(str(path.value)).lower(), {}) if path is not None else {}

    @cached_property
    def _sizes(self) -> Mapping[str, Facts]:
        """By the names of package files, what listings of files tell of them."""
        listed = [one for one in self.found if one.facts.keys() >= {"listed_size", "file"}]
        return {
            names.file_name(str(one.facts["file"])).lower(): fact_module.of_size(str(one.facts["listed_size"]), one.line) for one in listed
        }

    @cached_property
    def _of_log(self) -> Facts:
        """Facts that hold for the whole log: the client, the CI system, what started the job."""
        facts: Facts = {}
        if self.settings.ci is not None:
            facts["ci"] = Fact(value=self.settings.ci)
        for command in self.timeline.commands[:1]:
            facts["client"] = Fact(value=command.facts["client"], line=command.line)
        for one in self.found:
            if one.rule.kind is Kind.CONTEXT:
                for name in ("client", "client_version", "event", "oidc"):
                    if name in one.facts:
                        facts.setdefault(name, Fact(value=one.facts[name], line=one.line))
        return facts

    def _since_exchange(self, failure: Failure) -> Facts:
        """How long ago the key was issued, where both lines have time stamps."""
        exchange = self._exchange
        refused = failure.symptoms[0].found[0]
        if exchange is None or exchange.clock is None or refused.clock is None or exchange.line > refused.line:
            return {}
        minutes = (refused.clock - exchange.clock) % _DAY // 60
        return {"oidc_minutes": Fact(value=minutes, origin=Origin.DERIVED, line=exchange.line)}

    @cached_property
    def _exchange(self) -> Occurrence | None:
        """Where the log tells that a token was exchanged for a key."""
        return next((one for one in self.found if "oidc" in one.facts and one.rule.kind is Kind.CONTEXT), None)

    def _of_step(self, failure: Failure) -> Facts:
        """What the name of a step that pushes says, for a failure in it."""
        step = self.timeline.step_at(failure.line)
        facts: Facts = {}
        for one in self.found:
            if one.rule.marks is Mark.PUSH_STEP and one.line <= failure.line and self.timeline.step_at(one.line) == step:
                facts |= fact_module.of_occurrence(one)
        return facts

    def _with_only_package(self, facts: Facts, failure: Failure) -> Facts:
        """A failure that names no package is about the only one that the log has packed, found or pushed before."""
        if "package_id" in facts:
            return facts
        files = [str(one.facts[name]) for one in self.found if one.line < failure.line for name in ("file", "path") if name in one.facts]
        named = {package for file in files if file.lower().endswith(".nupkg") and (package := names.package_of(file)).version}
        if len(named) != 1:
            return facts
        (package,) = named
        known = {"package_id": package.package_id, "version": package.version}
        return facts | {name: Fact(value=value, origin=Origin.DERIVED) for name, value in known.items() if value is not None}

    @cached_property
    def _warnings(self) -> Mapping[int, Facts]:
        """What context and notice rules read between the warning before a push and its end, for every push by its place."""
        facts: dict[int, Facts] = {}
        for one in self.found:
            if one.rule.kind in (Kind.CONTEXT, Kind.NOTICE) and one.rule.marks is None and "listed_size" not in one.facts:
                place = self._push_at(one.line)
                if place is not None:
                    facts.setdefault(place, {}).update(fact_module.of_occurrence(one))
        return facts

    @cached_property
    def _first_lines(self) -> Sequence[int]:
        """Where the pushes begin, in order."""
        return [push.first_line for push in self.timeline.pushes]

    def _push_at(self, line: int) -> int | None:
        """The push that a warning on this line is about: the one under way, or the one that begins right after it."""
        pushes = self.timeline.pushes
        following = bisect.bisect_right(self._first_lines, line)
        begun = following - 1 if following else None
        if begun is not None and line <= pushes[begun].last_line:
            return begun
        step = self.timeline.step_at(line)
        for place in range(following, bisect.bisect_right(self._first_lines, line + _WARNED_BEFORE)):
            if pushes[place].step == step:
                return place
        return begun if begun is not None and pushes[begun].step == step else None


def _text(value: FactValue | None) -> str | None:
    return None if value is None else str(value)
