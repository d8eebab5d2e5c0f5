"""The story of one log, and of a whole run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from pushwhy.model.report import LogReport, Outcome, Verdict
from pushwhy.phrases import Words
from pushwhy.report.page.failure import failure
from pushwhy.report.page.notices import notices
from pushwhy.report.page.outcomes import arrived, incomplete, one_line
from pushwhy.report.page.rows import Row, Span, wrap
from pushwhy.report.page.steps import leading

_IN_FULL = {Verdict.FAILED, Verdict.UNEXPLAINED, Verdict.INCOMPLETE}


def run(logs: Iterable[LogReport], *, width: int, words: Words, reasons: bool = False) -> Iterator[Row]:
    """Yield the rows of a report: one log in full, or of several the failed ones in full and the others in a line each."""
    logs = iter(logs)
    begin = list(islice(logs, 2))
    single = len(begin) == 1
    first, after_block = True, False
    for log in chain(begin, logs):
        rows = (
            full(log, width=width, words=words, reasons=reasons)
            if single or log.verdict in _IN_FULL
            else brief(log, width=width, words=words)
        )
        block = len(rows) > 1 and log.verdict in _IN_FULL
        if not first and (block or after_block):
            yield ()
        yield from rows
        first, after_block = False, block


def full(log: LogReport, *, width: int, words: Words, reasons: bool = False) -> list[Row]:
    """Return everything about one log."""
    blocks = [failure(log, diagnosis, width=width, words=words, reasons=reasons) for diagnosis in log.diagnoses]
    if log.verdict is Verdict.INCOMPLETE or any(push.outcome is Outcome.UNKNOWN for push in log.pushes):
        blocks.append(incomplete(log, width=width, words=words))
    beside = notices(log, width=width, words=words)
    if log.verdict not in _IN_FULL or not blocks:
        return [*one_line(log, width=width, words=words), *beside]
    also = arrived(log.pushes, words)
    if also:
        beside = [*wrap([Span(leading(words.say("same-log"))), *also], width=width, label=[Span("  ")], indent=4), *beside]
    if beside:
        blocks.append(beside)
    rows: list[Row] = []
    for block in blocks:
        rows += [(), *block] if rows else block
    return rows


def brief(log: LogReport, *, width: int, words: Words) -> list[Row]:
    """Return one line about a log in which no push failed."""
    return one_line(log, width=width, words=words, more=len(log.notices))
