"""Which matched failures belong to which push, and which are repeats, attempts that a later one made good, or failures of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pushwhy.engine import facts as fact_module
from pushwhy.engine.facts import Facts
from pushwhy.engine.occurrences import Occurrence
from pushwhy.engine.precedence import family
from pushwhy.engine.timeline import SentPush, Timeline
from pushwhy.model.log import Level
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Kind

_NESTED = 3
"""Lines within which the parts of one failure without a push follow one another."""
_SOON_AFTER_COMMAND = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """Matches that overlap: different readings of the same words."""

    line: int
    end_line: int
    found: tuple[Occurrence, ...]
    facts: Facts

    @property
    def is_fallback(self) -> bool:
        """No rule but the last resort reads it."""
        return all(family(one.rule.id) == "fallback" for one in self.found)

    @property
    def text(self) -> str:
        """The words, to recognise a repeat."""
        return max((one.text for one in self.found), key=len)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A failed push, or (`push` None) a push command that failed before a push began."""

    push: int | None
    """Its place in the timeline."""
    symptoms: tuple[Symptom, ...]

    @property
    def line(self) -> int:
        """Where it shows first."""
        return min(symptom.line for symptom in self.symptoms)


def symptoms_of(occurrences: Iterable[Occurrence], timeline: Timeline) -> list[Symptom]:
    """Failure matches that stand beside a push, grouped where they overlap."""
    found = [
        one
        for one in occurrences
        if one.rule.kind is Kind.FAILURE and one.level is not Level.DEBUG and (not one.rule.needs_push or timeline.is_beside_push(one.line))
    ]
    groups: list[list[Occurrence]] = []
    end = 0
    for one in sorted(found, key=lambda item: (item.line, item.end_line)):
        if groups and one.line <= end:
            groups[-1].append(one)
        else:
            groups.append([one])
            end = 0
        end = max(end, one.end_line)
    return [_symptom(group) for group in groups]


def attribute(symptoms: Sequence[Symptom], timeline: Timeline) -> list[Failure]:
    """Give every symptom to its push, in order of lines."""
    owned: dict[int, list[Symptom]] = {}
    alone: list[list[Symptom]] = []
    told: dict[str, int] = {}
    for symptom in symptoms:
        place = _owner(symptom, timeline, owned, told)
        if place is _DROP:
            continue
        told.setdefault(symptom.text, symptom.line)
        if place is not None:
            owned.setdefault(place, []).append(symptom)
        elif not symptom.is_fallback or _after_bare_command(symptom, timeline):
            if alone and symptom.line - alone[-1][-1].end_line <= _NESTED:
                alone[-1].append(symptom)
            else:
                alone.append([symptom])
    failures = [Failure(push=None, symptoms=tuple(group)) for group in alone]
    for place, group in owned.items():
        last = _of_last_attempt(timeline.pushes[place], group)
        if last:
            failures.append(Failure(push=place, symptoms=last))
    return sorted(failures, key=lambda failure: failure.line)


_DROP = -1


def _owner(symptom: Symptom, timeline: Timeline, owned: dict[int, list[Symptom]], told: dict[str, int]) -> int | None:
    """The place of its push, None for a failure of its own, or `_DROP` for a repeat and for what a later attempt made good."""
    answering = next((i for i, push in enumerate(timeline.pushes) if any(line == symptom.line for line, _ in push.statuses)), None)
    if answering is not None:
        return _DROP if timeline.pushes[answering].outcome is not Outcome.UNKNOWN else answering
    named = _named(symptom, timeline)
    if named is not None and (named in owned or timeline.pushes[named].first_line <= symptom.end_line):
        return named if symptom.text not in told or named not in owned else _DROP
    live = _live(symptom, timeline)
    if live is not None:
        push = timeline.pushes[live]
        if push.outcome in (Outcome.PUSHED, Outcome.SKIPPED_DUPLICATE):
            return _DROP
        return _DROP if symptom.text in told and live in owned and _has_error(owned[live]) else live
    following = _answered_afterwards(symptom, timeline, owned)
    if following is not None:
        return following
    return _DROP if symptom.text in told else None


def _named(symptom: Symptom, timeline: Timeline) -> int | None:
    """The push of the package and version that the message itself names."""
    id_, version = (str(symptom.facts[name].value).lower() if name in symptom.facts else None for name in ("package_id", "version"))
    if id_ is None or version is None:
        return None
    same = [
        place
        for place, push in enumerate(timeline.pushes)
        if (push.package_id or "").lower() == id_ and (push.version or "").lower() == version and push.outcome is Outcome.UNKNOWN
    ]
    before = [place for place in same if timeline.pushes[place].first_line <= symptom.line]
    return before[-1] if before else same[0] if same else None


def _live(symptom: Symptom, timeline: Timeline) -> int | None:
    """The push that was under way at that line."""
    before = [place for place, push in enumerate(timeline.pushes) if push.first_line <= symptom.line]
    if not before:
        return None
    push = timeline.pushes[before[-1]]
    if push.step != timeline.step_at(symptom.line):
        return None
    is_over = push.outcome_line is not None and push.outcome_line <= symptom.line
    new_command = timeline.command_at(symptom.line)
    superseded = new_command is not None and new_command.line > push.first_line
    return None if is_over or superseded else before[-1]


def _answered_afterwards(symptom: Symptom, timeline: Timeline, owned: dict[int, list[Symptom]]) -> int | None:
    """A client's standard error can stand before its standard output: the push whose status the error repeats."""
    status = symptom.facts.get("http_status")
    if status is None:
        return None
    for place, push in enumerate(timeline.pushes):
        same_step = push.step == timeline.step_at(symptom.line)
        if push.first_line > symptom.line and same_step and place not in owned and push.outcome is Outcome.UNKNOWN:
            return place if push.statuses and push.statuses[-1][1] == status.value else None
    return None


def _has_error(symptoms: Sequence[Symptom]) -> bool:
    return any(family(one.rule.id) != "http" or "reason" in one.facts for symptom in symptoms for one in symptom.found)


def _after_bare_command(symptom: Symptom, timeline: Timeline) -> bool:
    """An unknown error right behind a push command that has not begun a push."""
    command = timeline.command_at(symptom.line)
    if command is None or symptom.line - command.line > _SOON_AFTER_COMMAND:
        return False
    return not any(command.line <= push.first_line <= symptom.line for push in timeline.pushes)


def _of_last_attempt(push: SentPush, symptoms: Sequence[Symptom]) -> tuple[Symptom, ...]:
    """Only the last attempt decides; an error told before its output still counts when it repeats the last status."""
    last_request = max(push.requests, default=push.first_line)
    last_status = push.statuses[-1][1] if push.statuses else None

    def counts(symptom: Symptom) -> bool:
        status = symptom.facts.get("http_status")
        return symptom.line >= last_request or (status is not None and status.value == last_status)

    return tuple(symptom for symptom in symptoms if counts(symptom))


def _symptom(group: Sequence[Occurrence]) -> Symptom:
    facts: Facts = {}
    for one in sorted(group, key=lambda item: -item.literal):
        for name, fact in fact_module.of_occurrence(one).items():
            facts.setdefault(name, fact)
    return Symptom(line=min(one.line for one in group), end_line=max(one.end_line for one in group), found=tuple(group), facts=facts)
