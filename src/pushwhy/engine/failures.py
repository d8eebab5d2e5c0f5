"""Which matched failures belong to which push, and which are repeats, attempts that a later one made good, or failures of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pushwhy.engine import facts as fact_module
from pushwhy.engine.facts import Facts
from pushwhy.engine.names import package_of
from pushwhy.engine.occurrences import Occurrence
from pushwhy.engine.precedence import family
from pushwhy.engine.timeline import SIDE_BY_SIDE, SentPush, Timeline
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Kind

_NESTED = 3
"""Lines within which the parts of one failure without a push follow one another."""
_SOON_AFTER_COMMAND = 15


class Symptom(Struct, frozen=True, kw_only=True):
    """Matches that overlap: different readings of the same words."""

    line: int
    end_line: int
    found: tuple[Occurrence, ...]
    facts: Facts

    @property
    def is_fallback(self) -> bool:
        """No rule knows any of its words."""
        return all(family(one.rule.id) == "fallback" and not one.literal for one in self.found)

    @property
    def text(self) -> str:
        """The words, to recognise a repeat."""
        return max((one.text for one in self.found), key=len)


class Failure(Struct, frozen=True, kw_only=True):
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
    failing = [one for one in occurrences if one.rule.kind is Kind.FAILURE]
    pushes = _lines_of_pushes(failing, timeline)
    beside = (one for one in failing if not one.rule.needs_push or one.line in pushes)
    found = [one for one in beside if one.line in timeline.answers or not is_answer(one)]
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


def _lines_of_pushes(failing: Sequence[Occurrence], timeline: Timeline) -> set[int]:
    """The lines that can be a push's. Where its standard error comes first, behind something else, it is known by the status."""
    bare = {one.line for one in failing if one.bare and one.literal}
    beside = {one.line for one in failing if timeline.is_beside_push(one.line, one.level, bare=one.line in bare)}
    return beside | {
        one.line for one in failing if one.line in bare and one.facts.get("http_status", 0) == timeline.status_soon_after(one.line)
    }


def attribute(symptoms: Sequence[Symptom], timeline: Timeline) -> list[Failure]:
    """Give every symptom to its push, in order of lines."""
    owned: dict[int, list[Symptom]] = {}
    alone: list[list[Symptom]] = []
    told: dict[str, int | None] = {}
    for symptom in symptoms:
        place = _owner(symptom, timeline, owned, told)
        if place is _DROP:
            continue
        told.setdefault(symptom.text, place)
        if place is not None:
            owned.setdefault(place, []).append(symptom)
        elif (not symptom.is_fallback or _after_bare_command(symptom, timeline)) and not timeline.is_made_good(symptom.line):
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


def _owner(symptom: Symptom, timeline: Timeline, owned: dict[int, list[Symptom]], told: dict[str, int | None]) -> int | None:
    """The place of its push, None for a failure of its own, or `_DROP` for a repeat and for what a later attempt made good."""
    answering = timeline.answers.get(symptom.line)
    if answering is not None:
        return _DROP if timeline.pushes[answering].outcome is not Outcome.UNKNOWN else answering
    named = _named(symptom, timeline)
    if named is not None and (named in owned or timeline.pushes[named].first_line <= symptom.end_line):
        return named
    live = _live(symptom, timeline)
    if live is not None and not _is_of_another(symptom, timeline.pushes[live]):
        push = timeline.pushes[live]
        if push.outcome in (Outcome.PUSHED, Outcome.SKIPPED_DUPLICATE):
            return _DROP
        is_repeat = told.get(symptom.text, live) != live and live in owned and _has_error(owned[live])
        return _DROP if is_repeat else live
    following = _answered_afterwards(symptom, timeline, owned)
    if following is None:
        following = _answered_before(symptom, timeline, owned)
    if following is not None:
        return following
    return _DROP if symptom.text in told else None


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


def _answered_afterwards(symptom: Symptom, timeline: Timeline, owned: dict[int, list[Symptom]]) -> int | None:
    """A client's standard error can stand before its standard output: the push whose status the error repeats."""
    status = symptom.facts.get("http_status")
    if status is None:
        return None
    step = timeline.step_at(symptom.line)
    following = range(timeline.begun_until(symptom.line), len(timeline.pushes))
    for place, push in zip(following, timeline.pushes[following.start :], strict=True):
        if push.step != step:
            return None
        if place not in owned and push.outcome is Outcome.UNKNOWN:
            return place if push.statuses and push.statuses[-1][1] == status.value else None
    return None


def _answered_before(symptom: Symptom, timeline: Timeline, owned: dict[int, list[Symptom]]) -> int | None:
    """Pushes may run side by side: the last one without an outcome whose status the error repeats."""
    status = symptom.facts.get("http_status")
    step = timeline.step_at(symptom.line)
    last = timeline.begun_until(symptom.line)
    for place in range(last - 1, max(-1, last - 1 - SIDE_BY_SIDE), -1):
        push = timeline.pushes[place]
        if push.step != step or status is None:
            return None
        told = place in owned and _has_error(owned[place])
        if not told and push.outcome is Outcome.UNKNOWN and push.statuses and push.statuses[-1][1] == status.value:
            return place
    return None


def _has_error(symptoms: Sequence[Symptom]) -> bool:
    return any(family(one.rule.id) != "http" or "reason" in one.facts for symptom in symptoms for one in symptom.found)


def _after_bare_command(symptom: Symptom, timeline: Timeline) -> bool:
    """An unknown error right behind a push command that has not begun a push."""
    command = timeline.command_at(symptom.line)
    if command is None or symptom.line - command.line > _SOON_AFTER_COMMAND:
        return False
    return timeline.begun_until(symptom.line) == timeline.begun_until(command.line - 1)


def _of_last_attempt(push: SentPush, symptoms: Sequence[Symptom]) -> tuple[Symptom, ...]:
    """Only the last attempt decides; an error told before its output still counts when it repeats the last status."""
    first_request = min(push.requests, default=push.first_line)
    last_request = max(push.requests, default=push.first_line)
    last_status = push.statuses[-1][1] if push.statuses else None

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


def is_answer(one: Occurrence) -> bool:
    """Read from a line such as `NotFound https://… 84ms`, which a restore prints too."""
    return "status_name" in one.facts and "url" in one.facts


def _symptom(group: Sequence[Occurrence]) -> Symptom:
    facts: Facts = {}
    for one in sorted(group, key=lambda item: -item.literal):
        for name, fact in fact_module.of_occurrence(one).items():
            facts.setdefault(name, fact)
    return Symptom(line=min(one.line for one in group), end_line=max(one.end_line for one in group), found=tuple(group), facts=facts)
