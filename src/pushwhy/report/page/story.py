"""The story of one log, and of a whole run."""

from __future__ import annotations

from collections.abc import Iterator

from pushwhy.model.report import LogReport, Outcome, Problem, Report, Summary, Verdict
from pushwhy.report.page.failure import failure
from pushwhy.report.page.notices import notices
from pushwhy.report.page.outcomes import arrived, incomplete, one_line
from pushwhy.report.page.rows import Role, Row, Span, wrap
from pushwhy.text import plural

_IN_FULL = {Verdict.FAILED, Verdict.UNEXPLAINED, Verdict.INCOMPLETE}


def run(report: Report, *, width: int) -> Iterator[Row]:
    """Yield the rows of a report: one log in full, or of several the failed ones in full, the others in a line each, and the counts."""
    single = len(report.logs) == 1
    first, after_block = True, False
    for log in report.logs:
        rows = full(log, width=width) if single or log.verdict in _IN_FULL else brief(log, width=width)
        block = len(rows) > 1 and log.verdict in _IN_FULL
        if not first and (block or after_block):
            yield ()
        yield from rows
        first, after_block = False, block
    if not single:
        if not first:
            yield ()
        yield from counts(report.summary, width=width)
    for problem in report.errors:
        yield from _problem(problem, width=width)


def full(log: LogReport, *, width: int) -> list[Row]:
    """Return everything about one log."""
    blocks = [failure(log, diagnosis, width=width) for diagnosis in log.diagnoses]
    if log.verdict is Verdict.INCOMPLETE or any(push.outcome is Outcome.UNKNOWN for push in log.pushes):
        blocks.append(incomplete(log, width=width))
    beside = notices(log, width=width)
    if log.verdict not in _IN_FULL or not blocks:
        return [*one_line(log, width=width), *beside]
    also = arrived(log.pushes)
    if also:
        beside = [*wrap([Span("In the same log: "), *also], width=width, label=[Span("  ")], indent=4), *beside]
    if beside:
        blocks.append(beside)
    rows: list[Row] = []
    for block in blocks:
        rows += [(), *block] if rows else block
    return rows


def brief(log: LogReport, *, width: int) -> list[Row]:
    """Return one line about a log in which no push failed."""
    return one_line(log, width=width, more=len(log.notices))


def counts(summary: Summary, *, width: int) -> list[Row]:
    """Return how many logs there were of each verdict."""
    parts = [
        (summary.failed, "failed"),
        (summary.unexplained, "unexplained"),
        (summary.incomplete, "incomplete"),
        (summary.pushed, "pushed"),
        (summary.no_push, "without a push"),
        (summary.unreadable, "unreadable"),
    ]
    said = ", ".join(f"{number} {word}" for number, word in parts if number)
    return wrap([Span(plural(summary.logs, "log"), Role.STRONG), Span(f": {said}" if said else "")], width=width)


def _problem(problem: Problem, *, width: int) -> list[Row]:
    place = ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part is not None)
    spans = [Span(f"{place}:", Role.NAME, solid=True), Span(" ")] if place else []
    return wrap([*spans, Span(problem.message)], width=width, label=[Span("⚠ ", Role.WARNING)], indent=2)
