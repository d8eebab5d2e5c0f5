"""Failures that no error tells: a push command that ended badly, by its exit status or by the words of a wrapper."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.engine.diagnose.failures import Failure
from pushwhy.engine.pushes.endings import Ending
from pushwhy.engine.pushes.identity import package_of
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.report import Outcome
from pushwhy.model.rules import Mark

_ERROR_AFTER = 3
"""Lines behind an exit status on which the error can stand that led to it, where standard error comes last."""


def untold_endings(timeline: Timeline, failures: Sequence[Failure]) -> list[Ending]:
    """Return the endings that no failure explains, each package's last one, in order of lines."""
    is_document = bool(timeline.context.foreign) and not timeline.pushes and not timeline.commands
    by_line: dict[int, Ending] = {}
    for ending in () if is_document else timeline.endings:
        known = by_line.get(ending.line)
        if known is None or (_named(known) is None and len(ending.match.facts) >= len(known.match.facts)):
            by_line[ending.line] = ending
    untold = {
        _named(ending): ending
        for ending in by_line.values()
        if not _is_explained(ending, timeline, failures) and not _went_well_after(ending, timeline)
    }
    return sorted(untold.values(), key=lambda ending: ending.line)


def _is_explained(ending: Ending, timeline: Timeline, failures: Sequence[Failure]) -> bool:
    """Return whether an error of the same run says why; a wrapper that names no package tells of any."""
    if ending.match.rule.marks is Mark.PUSH_ENDED:
        named = _named(ending)
        return any(named is None or _package_of(failure) in (None, named) for failure in failures)
    step = timeline.step_at(ending.line)
    return any(
        ending.first_line <= symptom.line <= ending.line + _ERROR_AFTER and timeline.step_at(symptom.line) == step
        for failure in failures
        for symptom in failure.symptoms
    ) or any(failure.push is not None and failure.push.index == ending.push for failure in failures)


def _went_well_after(ending: Ending, timeline: Timeline) -> bool:
    """Return whether the package, or whatever was pushed, arrived after that in the same step."""
    named, step = _named(ending), timeline.step_at(ending.line)
    begun = timeline.begun_until(ending.line)
    # The push under way at that line, and those that begin behind it.
    return any(
        push.step == step
        and push.outcome is not Outcome.UNKNOWN
        and (push.outcome_line or 0) > ending.line
        and (named is None or push.package_id in (None, named))
        for push in timeline.pushes[max(0, begun - 1) :]
    )


def _named(ending: Ending) -> str | None:
    facts = ending.match.facts
    package_id = facts.get("package_id") or package_of(str(facts.get("path", ""))).package_id
    return None if package_id is None else str(package_id)


def _package_of(failure: Failure) -> str | None:
    if failure.push is not None and failure.push.package_id is not None:
        return failure.push.package_id
    named = (symptom.facts["package_id"].value for symptom in failure.symptoms if "package_id" in symptom.facts)
    return next(map(str, named), None)
