"""What is told beside the verdict: notices, and what kept pushwhy from judging all of a log."""

from __future__ import annotations

from pushwhy.model.report import LogError, LogReport, Notice, Severity, Verdict
from pushwhy.report.page.rows import Role, Row, Span, wrap
from pushwhy.report.page.steps import links, numbered, prose

_ROLES = {Severity.ERROR: Role.BAD, Severity.WARNING: Role.WARNING, Severity.INFO: Role.PLAIN}


def notices(log: LogReport, *, width: int) -> list[Row]:
    """Return every notice with its fix, and every limit that was hit."""
    rows: list[Row] = []
    for notice in log.notices:
        rows += _notice(notice, width=width)
    if log.verdict is not Verdict.UNREADABLE:
        for error in log.errors:
            rows += _error(error, width=width)
    return rows


def _notice(notice: Notice, *, width: int) -> list[Row]:
    place = f"line {notice.line}: " if notice.line else ""
    rows = wrap([Span(place), *prose(notice.text)], width=width, label=[Span("  ⚠ ", _ROLES[notice.severity])], indent=4)
    rows += numbered(notice.fix, width=width, label="    fix   ")
    return rows + links(notice.docs, label="    More: ")


def _error(error: LogError, *, width: int) -> list[Row]:
    about = ", ".join(filter(None, (f"rule {error.rule}" if error.rule else "", f"line {error.line}" if error.line else "")))
    text = f"{error.message} ({about})" if about else error.message
    return wrap([Span("not judged in full: "), *prose(text)], width=width, label=[Span("  ⚠ ", Role.WARNING)], indent=4)
