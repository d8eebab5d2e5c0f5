"""Which symptoms belong to which push, and which are repeats, attempts that a later one made good, or failures of their own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pushwhy.engine.diagnose.symptoms import Symptom
from pushwhy.engine.pushes.identity import package_of
from pushwhy.engine.pushes.timeline import SIDE_BY_SIDE, SentPush, Timeline
from pushwhy.model.facts import FactValue
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Role

_NESTED = 3
"""Lines within which the parts of one failure without a push follow one another."""
_SOON_AFTER_COMMAND = 15
_DROP = -1
"""Instead of a place: a repeat, or what a later attempt made good."""


class Failure(Struct, frozen=True, kw_only=True):
    """A failed push, or (`push` None) a push command that failed before a push began."""

    push: int | None
    """Its place in the timeline."""
    symptoms: tuple[Symptom, ...]
    possible: tuple[int, ...] = ()
    """Places of other pushes that it can be of as well, because nothing tells whose lines these are."""

    @property
    def line(self) -> int:
        """Where it shows first."""
        return min(symptom.line for symptom in self.symptoms)


def attribute(symptoms: Sequence[Symptom], timeline: Timeline) -> list[Failure]:
    """Give every symptom to its push, in order of lines."""
    reader = _Attribution(timeline)
    for symptom in symptoms:
        reader.read(symptom)
    return sorted(reader.failures(), key=lambda failure: failure.line)


class _Attribution:
    """What has been given to whom so far."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._owned: dict[int, list[Symptom]] = {}
        self._alone: list[list[Symptom]] = []
        self._told: dict[str, int | None] = {}
        self._named: set[int] = set()
        """Pushes whose package an error names."""
        self._guessed: dict[int, set[int]] = {}
        """By place, the other pushes that an error can be of as well."""
        self._before: tuple[Symptom, int] | None = None
        """The last symptom of a push, and the push."""

    def read(self, symptom: Symptom) -> None:
        place = self._owner(symptom)
        if place is _DROP:
            return
        self._before = (symptom, place) if place is not None else None
        self._told.setdefault(symptom.text, place)
        if place is not None:
            self._owned.setdefault(place, []).append(symptom)
        elif (not symptom.is_fallback or self._is_after_bare_command(symptom)) and not self._timeline.is_made_good(symptom.line):
            if self._alone and symptom.line - self._alone[-1][-1].end_line <= _NESTED:
                self._alone[-1].append(symptom)
            else:
                self._alone.append([symptom])

    def failures(self) -> list[Failure]:
        found = [Failure(push=None, symptoms=tuple(group)) for group in self._alone]
        for place, group in self._owned.items():
            last = _of_last_attempt(self._timeline.pushes[place], group)
            if last:
                found.append(Failure(push=place, symptoms=last, possible=self._possible(place)))
        return found

    def _possible(self, place: int) -> tuple[int, ...]:
        if place in self._named:
            return ()
        others = self._guessed.get(place, set()) | set(self._timeline.pushes[place].mixed_with)
        return tuple(sorted(others - self._named))

    def _owner(self, symptom: Symptom) -> int | None:
        """The place of its push, None for a failure of its own, or `_DROP`."""
        timeline = self._timeline
        if symptom.line in timeline.answers:
            answering = timeline.answers[symptom.line]
            return answering if timeline.pushes[answering].outcome is Outcome.UNKNOWN else _DROP
        named = _named(symptom, timeline)
        if named is not None and (named in self._owned or timeline.pushes[named].first_line <= symptom.end_line):
            self._named.add(named)
            return named
        live = _live(symptom, timeline)
        beside = self._of_those_beside(symptom, live)
        if beside is None and live is not None and not _is_of_another(symptom, timeline.pushes[live]):
            is_over = timeline.pushes[live].outcome is not Outcome.UNKNOWN
            is_repeat = self._told.get(symptom.text, live) != live and live in self._owned and _has_error(self._owned[live])
            return _DROP if is_over or is_repeat else live
        owner = beside if beside is not None else self._answered_afterwards(symptom)
        return _DROP if owner is None and symptom.text in self._told else owner

    def _of_those_beside(self, symptom: Symptom, live: int | None) -> int | None:
        """Of the pushes of this step that no error was told of yet, the last that was answered with the status of this one."""
        timeline = self._timeline
        step, status = timeline.step_at(symptom.line), _status(symptom)
        begun = timeline.begun_until(symptom.line)
        near = [place for place in range(max(0, begun - SIDE_BY_SIDE), begun) if timeline.pushes[place].step == step]
        abreast = [place for place in near if timeline.pushes[place].side_by_side]
        if abreast and status is None and self._before is not None and _goes_on(symptom, self._before[0]):
            return self._before[1]
        if not abreast and (status is None or (live is not None and _last_status(timeline.pushes[live]) in (None, status))):
            return None
        silent = [place for place in (abreast or near) if self._is_silent(place)]
        fitting = [place for place in silent if _last_status(timeline.pushes[place]) == status]
        if not fitting and abreast:
            fitting = [place for place in silent if status is None or _last_status(timeline.pushes[place]) is None]
        if not fitting:
            return None
        if len(fitting) > 1 and abreast:
            for place in fitting:
                self._guessed.setdefault(place, set()).update(other for other in fitting if other != place)
        return fitting[-1]

    def _is_silent(self, place: int) -> bool:
        """Whether neither an outcome nor an error was told of a push."""
        told = place in self._owned and _has_error(self._owned[place])
        return not told and self._timeline.pushes[place].outcome is Outcome.UNKNOWN

    def _answered_afterwards(self, symptom: Symptom) -> int | None:
        """A client's standard error can stand before its standard output: the push whose status the error repeats."""
        timeline, status = self._timeline, _status(symptom)
        if status is None:
            return None
        step = timeline.step_at(symptom.line)
        for place in range(timeline.begun_until(symptom.line), len(timeline.pushes)):
            push = timeline.pushes[place]
            if push.step != step:
                return None
            if place not in self._owned and push.outcome is Outcome.UNKNOWN:
                return place if _last_status(push) == status else None
        return None

    def _is_after_bare_command(self, symptom: Symptom) -> bool:
        """An unknown error right behind a push command that has not begun a push."""
        command = self._timeline.command_at(symptom.line)
        if command is None or symptom.line - command.line > _SOON_AFTER_COMMAND:
            return False
        return self._timeline.begun_until(symptom.line) == self._timeline.begun_until(command.line - 1)


def _goes_on(symptom: Symptom, before: Symptom) -> bool:
    """Whether an error is what an error on the line before it is due to: a client prints one below the other."""
    return symptom.line <= before.end_line + 1 and symptom.text != before.text


def _status(symptom: Symptom) -> FactValue | None:
    return symptom.facts["http_status"].value if "http_status" in symptom.facts else None


def _last_status(push: SentPush) -> int | None:
    return push.statuses[-1][1] if push.statuses else None


def _named(symptom: Symptom, timeline: Timeline) -> int | None:
    """The push of the package and version that the message itself names."""
    id_, version = _package_of(symptom)
    if id_ is None or version is None:
        return None
    same = timeline.unended.get((id_, version), ())
    before = [place for place in same if timeline.pushes[place].first_line <= symptom.line]
    return before[-1] if before else same[0] if same else None


def _package_of(symptom: Symptom) -> tuple[str | None, str | None]:
    """ID and version that the message names, itself or by its file, in small letters."""
    facts = symptom.facts
    if "package_id" not in facts and "path" in facts:
        package = package_of(str(facts["path"].value))
        return (package.package_id.lower(), package.version.lower()) if package.package_id and package.version else (None, None)
    id_, version = (str(facts[name].value).lower() if name in facts else None for name in ("package_id", "version"))
    return id_, version


def _is_of_another(symptom: Symptom, push: SentPush) -> bool:
    """Whether the message names the file of another package than the push."""
    if "package_id" in symptom.facts or push.package_id is None:
        return False
    id_, _ = _package_of(symptom)
    return id_ is not None and push.package_id.lower() != id_


def _live(symptom: Symptom, timeline: Timeline) -> int | None:
    """The push that was under way at that line."""
    last = timeline.begun_until(symptom.line) - 1
    if last < 0:
        return None
    push = timeline.pushes[last]
    if push.step != timeline.step_at(symptom.line):
        return None
    is_over = push.outcome_line is not None and push.outcome_line <= symptom.line
    new_command = timeline.command_at(symptom.line)
    superseded = new_command is not None and new_command.line > push.first_line
    return None if is_over or superseded else last


def _has_error(symptoms: Sequence[Symptom]) -> bool:
    return any(one.rule.role is not Role.STATUS or "reason" in one.facts for symptom in symptoms for one in symptom.found)


def _of_last_attempt(push: SentPush, symptoms: Sequence[Symptom]) -> tuple[Symptom, ...]:
    """Only the last attempt decides; an error told before its output still counts when it repeats the last status."""
    first_request = min(push.requests, default=push.first_line)
    last_request = max(push.requests, default=push.first_line)
    last_status = _last_status(push)

    def counts(symptom: Symptom) -> bool:
        status = symptom.facts.get("http_status")
        return symptom.line >= last_request or (symptom.line < first_request and status is not None and status.value == last_status)

    counting = [symptom for symptom in symptoms if counts(symptom)]
    if counting and push.retry_line is not None and push.retry_line >= last_request:
        # No request line follows the retry notice: first comes why the attempt broke, then the same of the last attempt.
        begins = [symptom.line for symptom in counting if symptom.text == counting[0].text]
        counting = [symptom for symptom in counting if symptom.line >= begins[-1]]
        if not push.statuses and all(_is_reason_of_retry(symptom, push.retry_line) for symptom in counting):
            return ()
    return tuple(counting)


def _is_reason_of_retry(symptom: Symptom, retry_line: int) -> bool:
    """The client tells below its notice why an attempt broke; that alone does not say how the push ended."""
    return symptom.line <= retry_line + _NESTED and all(one.level is None for one in symptom.found)
