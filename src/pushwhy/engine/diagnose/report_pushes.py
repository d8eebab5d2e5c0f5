"""The pushes of a timeline as reports tell them: with their failures, and each with its earlier attempts."""

from __future__ import annotations

from collections.abc import Container, Sequence

from msgspec.structs import replace

from pushwhy.engine.pushes.identity import FeedFinder, host_of
from pushwhy.engine.pushes.push import Push
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model import report
from pushwhy.model.report import Diagnosis, Outcome


def reported_pushes(
    timeline: Timeline, failed: Container[int], diagnoses: Sequence[Diagnosis], feeds: FeedFinder
) -> tuple[tuple[report.Push, ...], tuple[Diagnosis, ...]]:
    """Return the pushes, and the diagnoses with the indexes of these pushes; `failed` are indexes in the timeline.

    A push that a later one made good is told as an attempt of that one.
    """
    diagnosis_of = {push: index for index, diagnosis in reversed(tuple(enumerate(diagnoses))) for push in diagnosis.pushes}
    pushes = [_reported(push, push.index in failed, diagnosis_of.get(push.index), diagnoses, feeds) for push in timeline.pushes]
    kept = [push.index for push in timeline.pushes if push.made_good_by is None]
    if len(kept) == len(pushes):
        return tuple(pushes), tuple(diagnoses)
    attempts: dict[int, list[report.Push]] = {}
    for push in timeline.pushes:
        attempts.setdefault(push.index if push.made_good_by is None else push.made_good_by, []).append(pushes[push.index])
    new_index = {index: number for number, index in enumerate(kept)}
    renumbered = [
        replace(
            diagnosis,
            pushes=tuple(new_index[index] for index in diagnosis.pushes),
            possible_pushes=tuple(new_index[index] for index in diagnosis.possible_pushes if index in new_index),
        )
        for diagnosis in diagnoses
    ]
    return tuple(_joined(attempts[index]) for index in kept), tuple(renumbered)


def _joined(attempts: Sequence[report.Push]) -> report.Push:
    return replace(
        attempts[-1],
        attempts=sum(attempt.attempts for attempt in attempts),
        statuses=tuple(status for attempt in attempts for status in attempt.statuses),
        first_line=attempts[0].first_line,
    )


def _reported(push: Push, has_failed: bool, index: int | None, diagnoses: Sequence[Diagnosis], feeds: FeedFinder) -> report.Push:
    statuses = tuple(status for _, status in push.statuses)
    diagnosis = diagnoses[index] if index is not None else None
    facts = diagnosis.facts if diagnosis is not None and diagnosis.pushes[0] == push.index else {}
    status = push.last_status if statuses else facts.get("http_status")
    path = push.command.facts.get("path") if push.command is not None else None
    target = push.target or ""
    return report.Push(
        package_id=push.package_id or _text(facts.get("package_id")),
        version=push.version or _text(facts.get("version")),
        path=push.file or _text(path),
        symbols=push.symbols,
        source=push.target,
        feed=feeds.feed_of(target),
        host=host_of(target),
        outcome=Outcome.FAILED if has_failed else push.outcome,
        http_status=status if isinstance(status, int) else None,
        statuses=statuses,
        attempts=max(1, len(push.requests)),
        first_line=push.first_line,
        last_line=max(push.last_line, diagnosis.end_line if diagnosis is not None and len(diagnosis.pushes) == 1 else 0),
        diagnosis=index,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
