"""What is told of one log: its failures, what became of its other pushes, and what stands beside the verdict."""

from __future__ import annotations

import shlex

from pushwhy.model.report import LogError, LogReport, Notice, Outcome, Severity, Verdict
from pushwhy.phrases import Words
from pushwhy.report.page.failure import failure
from pushwhy.report.page.outcomes import arrived, incomplete, one_line
from pushwhy.report.page.rows import Role, Row, Span, wrap
from pushwhy.report.page.steps import leading, links, numbered, prose

_ROLES = {Severity.ERROR: Role.BAD, Severity.WARNING: Role.WARNING, Severity.INFO: Role.PLAIN}


def is_told_in_full(log: LogReport) -> bool:
    """Tell whether a log needs more than one line although there are others."""
    return log.verdict in {Verdict.FAILED, Verdict.UNEXPLAINED, Verdict.INCOMPLETE, Verdict.POSSIBLE}


def full(log: LogReport, *, width: int, words: Words, why: bool = False) -> list[Row]:
    """Return everything about one log."""
    blocks = [failure(log, diagnosis, width=width, words=words, why=why) for diagnosis in log.diagnoses]
    if log.verdict is Verdict.INCOMPLETE or any(push.outcome is Outcome.UNKNOWN for push in log.pushes):
        blocks.append(incomplete(log, width=width, words=words))
    remarks = _notices(log, width=width, words=words)
    if not is_told_in_full(log) or not blocks:
        return [*one_line(log, width=width, words=words), *_way_to_explain(log, width=width, words=words), *remarks]
    also = arrived(log.pushes, words)
    if also:
        remarks = [*wrap([Span(leading(words.say("same-log"))), *also], width=width, label=[Span("  ")], indent=4), *remarks]
    if remarks:
        blocks.append(remarks)
    rows: list[Row] = []
    for block in blocks:
        rows += [(), *block] if rows else block
    return rows


def _way_to_explain(log: LogReport, *, width: int, words: Words) -> list[Row]:
    """Return the command that explains a failure which the log only quotes."""
    if log.verdict is not Verdict.NO_PUSH or not log.quoted:
        return []
    command = f"pushwhy explain {shlex.quote(' '.join(log.quoted[0].text.split()))}"
    return wrap(prose(words.say("explain-quote", command=f"`{command}`")), width=width, label=[Span("  ")], indent=4)


def brief(log: LogReport, *, width: int, words: Words) -> list[Row]:
    """Return one line about a log in which no push failed."""
    return one_line(log, width=width, words=words, more=len(log.notices))


def _notices(log: LogReport, *, width: int, words: Words) -> list[Row]:
    """Return every notice with its fix, and every limit that was hit."""
    rows: list[Row] = []
    for notice in log.notices:
        rows += _notice(notice, width=width, words=words)
    if log.verdict is not Verdict.UNREADABLE:
        for error in log.errors:
            rows += _error(error, width=width, words=words)
    return rows


def _notice(notice: Notice, *, width: int, words: Words) -> list[Row]:
    text = words.say("notice-at-line", line=notice.line, text=notice.text) if notice.line else notice.text
    rows = wrap(prose(text), width=width, label=[Span("  ⚠ ", _ROLES[notice.severity])], indent=4)
    rows += numbered(notice.fix, width=width, words=words)
    return rows + links(notice.docs, label=f"    {leading(words.say('links'))}")


def _error(error: LogError, *, width: int, words: Words) -> list[Row]:
    where = [words.say("rule", rule=error.rule)] if error.rule else []
    where += [words.say("line", line=error.line)] if error.line else []
    if where:
        text = words.say("limit-where", message=error.message, where=words.say("list-separator").join(where))
    else:
        text = words.say("limit", message=error.message)
    return wrap(prose(text), width=width, label=[Span("  ⚠ ", Role.WARNING)], indent=4)
