"""A growing log → reports of what is new in it, as soon as it is sure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pushwhy.inputs.sources.growing import snapshots
from pushwhy.model.report import Diagnosis, LogReport, Outcome, Verdict
from pushwhy.run.pipeline import Pipeline


def reports(path: str, pipeline: Pipeline) -> Iterator[LogReport]:
    """Yield a report whenever a push has ended, with the diagnoses and notices that were not told before. Ends with Ctrl-C alone.

    A push without an outcome is told when its file is rotated away or at Ctrl-C; until then it may be under way.

    Raises:
        OSError: the file cannot be opened.
        KeyboardInterrupt: after what was left to tell.
    """
    nothing = reported = last = LogReport(log=path, verdict=Verdict.NO_PUSH)
    try:
        for snapshot in snapshots(path):
            reported = nothing if snapshot.is_emptied else reported
            last = pipeline.report(snapshot.log)
            if snapshot.is_final:
                yield from _news(last, reported)
                reported = last = nothing
            elif not any(push.outcome is Outcome.UNKNOWN for push in last.pushes):
                yield from _news(last, reported)
                reported = last
    except KeyboardInterrupt:
        yield from _news(last, reported)
        raise


def _news(now: LogReport, before: LogReport) -> Iterator[LogReport]:
    """What a report says beyond an earlier one of the same file."""
    known = {_key(diagnosis) for diagnosis in before.diagnoses}
    diagnoses = tuple(diagnosis for diagnosis in now.diagnoses if _key(diagnosis) not in known)
    notices = tuple(notice for notice in now.notices if notice not in before.notices)
    if diagnoses or notices or now.pushes != before.pushes or now.verdict is Verdict.UNREADABLE:
        yield replace(now, diagnoses=diagnoses, notices=notices)


def _key(diagnosis: Diagnosis) -> tuple[object, ...]:
    return diagnosis.rule, diagnosis.line, diagnosis.pushes
