"""What is told beside the verdict: notices, and what kept pushwhy from judging all of a log."""

from __future__ import annotations

from pushwhy.model.report import LogError, LogReport, Notice, Severity, Verdict
from pushwhy.phrases import Words
from pushwhy.report.page.rows import Role, Row, Span, wrap
from pushwhy.report.page.steps import leading, links, numbered, prose

_ROLES = {Severity.ERROR: Role.BAD, Severity.WARNING: Role.WARNING, Severity.INFO: Role.PLAIN}


def notices(log: LogReport, *, width: int, words: Words) -> list[Row]:
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
    places = [words.say("rule", rule=error.rule)] if error.rule else []
    places += [words.say("line", line=error.line)] if error.line else []
    if places:
        text = words.say("limit-where", message=error.message, where=words.say("list-separator").join(places))
    else:
        text = words.say("limit", message=error.message)
    return wrap(prose(text), width=width, label=[Span("  ⚠ ", Role.WARNING)], indent=4)
