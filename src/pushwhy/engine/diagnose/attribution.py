"""Attributes symptoms to pushes, and leaves out repeats and attempts that a later one made good."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from pushwhy.engine.diagnose.failures import Failure, Symptom
from pushwhy.engine.pushes.concurrent import MOST_CONCURRENT
from pushwhy.engine.pushes.identity import host_of, package_of
from pushwhy.engine.pushes.push import Push
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.rules import Mark, Role

_NESTED = 3
"""Lines within which the parts of one failure without a push follow one another."""
_SOON_AFTER_COMMAND = 15


class _Owner(Enum):
    """Whose a symptom is where it is no push's."""

    ITSELF = auto()
    """It is a failure of its own."""
    NOBODY = auto()
    """It is a repeat, or a later attempt made it good."""


def attribute(symptoms: Sequence[Symptom], timeline: Timeline) -> list[Failure]:
    """Give every symptom to its push, and return the failures in order of lines."""
    attribution = _Attribution(timeline)
    for symptom in symptoms:
        attribution.read(symptom)
    return sorted(attribution.failures(), key=lambda failure: failure.line)


class _Attribution:
    """What has been given to whom so far; pushes are kept by their index."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._symptoms: dict[int, list[Symptom]] = {}
        self._failures_without_push: list[list[Symptom]] = []
        self._owners_by_text: dict[str, int | None] = {}
        self._named: set[int] = set()
        """Pushes whose package an error names."""
        self._guessed: dict[int, set[int]] = {}
        """The other pushes that an error of a push can be of as well."""
        self._last: tuple[Symptom, Push] | None = None
        """The last symptom of a push, and the push."""

    def read(self, symptom: Symptom) -> None:
        """Take the next symptom, in order of lines."""
        owner = self._owner(symptom)
        if owner is _Owner.NOBODY:
            return
        push = owner if isinstance(owner, Push) else None
        self._last = (symptom, push) if push is not None else None
        self._owners_by_text.setdefault(symptom.text, push.index if push is not None else None)
        if push is not None:
            self._symptoms.setdefault(push.index, []).append(symptom)
        elif self._counts_by_itself(symptom) and not self._timeline.is_made_good(symptom.line, _hosts_of(symptom)):
            groups = self._failures_without_push
            if groups and symptom.line - groups[-1][-1].end_line <= _NESTED:
                groups[-1].append(symptom)
            else:
                groups.append([symptom])

    def failures(self) -> list[Failure]:
        """Return a failure for every push that has symptoms, and for every group of symptoms without one."""
        failures = [Failure(push=None, symptoms=tuple(group)) for group in self._failures_without_push]
        for index, symptoms in self._symptoms.items():
            push = self._timeline.pushes[index]
            last = _of_last_attempt(push, symptoms)
            if last:
                failures.append(Failure(push=push, symptoms=last, possible_pushes=self._possible_pushes(push)))
        return failures

    def _possible_pushes(self, push: Push) -> tuple[int, ...]:
        if push.index in self._named:
            return ()
        others = self._guessed.get(push.index, set()) | push.mixed_with
        return tuple(sorted(others - self._named))

    def _owner(self, symptom: Symptom) -> Push | _Owner:
        timeline = self._timeline
        answered = timeline.answered.get(symptom.line)
        if answered is not None:
            return answered if answered.is_open else _Owner.NOBODY
        named = _named_push(symptom, timeline)
        if named is not None and (named.index in self._symptoms or named.first_line <= symptom.end_line):
            self._named.add(named.index)
            return named
        live = _live_push(symptom, timeline)
        concurrent = self._concurrent_push(symptom, live)
        if concurrent is None and live is not None and not _names_other_package(symptom, live):
            is_repeat = self._owners_by_text.get(symptom.text, live.index) != live.index and self._has_error(live)
            return live if live.is_open and not is_repeat else _Owner.NOBODY
        push = concurrent or self._push_answered_afterwards(symptom)
        if push is not None:
            return push
        return _Owner.NOBODY if symptom.text in self._owners_by_text else _Owner.ITSELF

    def _concurrent_push(self, symptom: Symptom, live: Push | None) -> Push | None:
        """Of the pushes of this step that no error was told of yet, return the last that was answered with the status of this one."""
        timeline, status = self._timeline, symptom.status
        step = timeline.step_at(symptom.line)
        begun = timeline.begun_until(symptom.line)
        near = [push for push in timeline.pushes[max(0, begun - MOST_CONCURRENT) : begun] if push.step == step]
        concurrent = [push for push in near if push.concurrent]
        if concurrent and status is None and self._last is not None and _continues(symptom, self._last[0]):
            return self._last[1]
        if not concurrent and (status is None or (live is not None and live.last_status in (None, status))):
            return None
        silent = [push for push in (concurrent or near) if push.is_open and not self._has_error(push)]
        fitting = [push for push in silent if push.last_status == status]
        if not fitting and concurrent:
            fitting = [push for push in silent if status is None or push.last_status is None]
        if not fitting:
            return None
        if len(fitting) > 1 and concurrent:
            indexes = {push.index for push in fitting}
            for index in indexes:
                self._guessed.setdefault(index, set()).update(indexes - {index})
        return fitting[-1]

    def _push_answered_afterwards(self, symptom: Symptom) -> Push | None:
        """A client's standard error can stand before its standard output: return the push whose status the error repeats."""
        if symptom.status is None:
            return None
        step = self._timeline.step_at(symptom.line)
        pushes = self._timeline.pushes
        for index in range(self._timeline.begun_until(symptom.line), len(pushes)):
            push = pushes[index]
            if push.step != step:
                return None
            if push.index not in self._symptoms and push.is_open:
                return push if push.last_status == symptom.status else None
        return None

    def _has_error(self, push: Push) -> bool:
        """Return whether more than a status was told of a push."""
        symptoms = self._symptoms.get(push.index, ())
        return any(match.rule.role is not Role.STATUS or "reason" in match.facts for symptom in symptoms for match in symptom.matches)

    def _counts_by_itself(self, symptom: Symptom) -> bool:
        """Return whether it is a failure without a push; an unknown error is one right behind a push command or the end of a push."""
        if not symptom.is_fallback or self._is_after_bare_command(symptom):
            return True
        timeline = self._timeline
        begun = timeline.begun_until(symptom.line)
        return bool(begun) and timeline.pushes[begun - 1].outcome_line == symptom.line - 1

    def _is_after_bare_command(self, symptom: Symptom) -> bool:
        """Return whether it stands right behind a push command that has not begun a push."""
        command = self._timeline.command_at(symptom.line)
        if command is None or symptom.line - command.line > _SOON_AFTER_COMMAND:
            return False
        return self._timeline.begun_until(symptom.line) == self._timeline.begun_until(command.line - 1)


def _continues(symptom: Symptom, before: Symptom) -> bool:
    """Return whether an error is what the error on the line before it is due to: a client prints one below the other."""
    return symptom.line <= before.end_line + 1 and symptom.text != before.text


def _named_push(symptom: Symptom, timeline: Timeline) -> Push | None:
    """Return the push of the package and version that the message itself names."""
    package_id, version = _package_of(symptom)
    if package_id is None or version is None:
        return None
    pushes = timeline.open_pushes.get((package_id, version), ())
    before = [push for push in pushes if push.first_line <= symptom.line]
    return before[-1] if before else next(iter(pushes), None)


def _package_of(symptom: Symptom) -> tuple[str | None, str | None]:
    """Return ID and version that the message names, itself or by its file, in small letters."""
    facts = symptom.facts
    if "package_id" not in facts and "path" in facts:
        package = package_of(str(facts["path"].value))
        return (package.package_id.lower(), package.version.lower()) if package.package_id and package.version else (None, None)
    package_id, version = (str(facts[name].value).lower() if name in facts else None for name in ("package_id", "version"))
    return package_id, version


def _hosts_of(symptom: Symptom) -> frozenset[str]:
    """Return the servers that the message names."""
    named = (symptom.facts[name].value for name in ("source", "url", "host") if name in symptom.facts)
    return frozenset(host for host in (host_of(str(value)) or str(value) for value in named) if "." in host)


def _names_other_package(symptom: Symptom, push: Push) -> bool:
    """Return whether the message names the file of another package than the push."""
    if "package_id" in symptom.facts or push.package_id is None:
        return False
    package_id, _ = _package_of(symptom)
    return package_id is not None and push.package_id.lower() != package_id


def _live_push(symptom: Symptom, timeline: Timeline) -> Push | None:
    """Return the push that was under way at that line."""
    begun = timeline.begun_until(symptom.line)
    push = timeline.pushes[begun - 1] if begun else None
    if push is None or push.step != timeline.step_at(symptom.line):
        return None
    is_over = push.outcome_line is not None and push.outcome_line <= symptom.line
    command = timeline.command_at(symptom.line)
    is_superseded = (command is not None and command.line > push.first_line) or timeline.is_over_at(push, symptom.line)
    return None if is_over or is_superseded else push


def _of_last_attempt(push: Push, symptoms: Sequence[Symptom]) -> tuple[Symptom, ...]:
    """Return the symptoms of the last attempt, which alone decides; one told before its output counts when it repeats the last status."""
    first_request = min(push.requests, default=push.first_line)
    last_request = max(push.requests, default=push.first_line)

    def counts(symptom: Symptom) -> bool:
        told_before = symptom.line < first_request and symptom.status is not None and symptom.status == push.last_status
        return symptom.line >= last_request or told_before

    counting = [symptom for symptom in symptoms if counts(symptom)]
    if counting and push.retry_line is not None and push.retry_line >= last_request:
        # No request line follows the retry notice: first comes why the attempt broke, then the same of the last attempt.
        begins = [symptom.line for symptom in counting if symptom.text == counting[0].text]
        counting = [symptom for symptom in counting if symptom.line >= begins[-1]]
        ends_push = any(match.rule.marks is Mark.PUSH_ENDED for symptom in counting for match in symptom.matches)
        if not push.statuses and not ends_push and all(_is_reason_of_retry(symptom, push.retry_line) for symptom in counting):
            return ()
    return tuple(counting)


def _is_reason_of_retry(symptom: Symptom, retry_line: int) -> bool:
    """Return whether the client tells below its notice why an attempt broke; that alone does not say how the push ended."""
    return symptom.line <= retry_line + _NESTED and all(match.level is None for match in symptom.matches)
