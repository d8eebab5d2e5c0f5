"""Turns the places of lines in a report into raw line numbers."""

from __future__ import annotations

from msgspec.structs import replace

from pushwhy.model.line_map import LineMap
from pushwhy.model.report import Diagnosis, LogReport, RankedCause


def with_raw_lines(report: LogReport, lines: LineMap) -> LogReport:
    """Return the report with the raw number of every line that it names."""
    if not lines.breaks:
        return report
    return replace(
        report,
        pushes=tuple(replace(push, first_line=lines.raw(push.first_line), last_line=lines.raw(push.last_line)) for push in report.pushes),
        diagnoses=tuple(_diagnosis(diagnosis, lines) for diagnosis in report.diagnoses),
        quoted=tuple(replace(quote, line=lines.raw(quote.line)) for quote in report.quoted),
        notices=tuple(replace(notice, line=lines.raw(notice.line)) for notice in report.notices),
        errors=tuple(error if error.line is None else replace(error, line=lines.raw(error.line)) for error in report.errors),
    )


def _diagnosis(diagnosis: Diagnosis, lines: LineMap) -> Diagnosis:
    return replace(
        diagnosis,
        line=lines.raw(diagnosis.line),
        end_line=lines.raw(diagnosis.end_line),
        causes=tuple(_cause(cause, lines) for cause in diagnosis.causes),
        related=tuple(replace(related, line=lines.raw(related.line)) for related in diagnosis.related),
    )


def _cause(cause: RankedCause, lines: LineMap) -> RankedCause:
    return replace(
        cause,
        evidence=tuple(item if item.line is None else replace(item, line=lines.raw(item.line)) for item in cause.evidence),
        factors=tuple(item if item.line is None else replace(item, line=lines.raw(item.line)) for item in cause.factors),
    )
