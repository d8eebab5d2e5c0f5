"""Pushes that did not fail: unknown outcome, arrived, skipped; and logs without any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pushwhy.model.report import LogReport, Outcome, Push, Verdict
from pushwhy.report.page.packages import head_of_pushes, listing, page_url, shown, target, targets
from pushwhy.report.page.rows import Role, Row, Span, row, wrap
from pushwhy.report.page.steps import bullets, prose
from pushwhy.text import plural

_PAGES = 20
_NAMED = 3


def incomplete(log: LogReport, *, width: int) -> list[Row]:
    """Return which pushes have no outcome in the log, and how to find out whether they arrived."""
    pushes = [push for push in log.pushes if push.outcome is Outcome.UNKNOWN]
    if pushes:
        rows = head_of_pushes(f"{shown(log)}:{pushes[0].first_line}", pushes, "outcome unknown", width=width)
    else:
        rows = [row(Span(shown(log), Role.NAME), Span("  push  ", Role.STRONG), Span("outcome unknown", Role.BAD))]
    rows += wrap(
        [Span("A push begins here, and the log does not tell how it ended. To find out whether it arrived:")], width=width, indent=2
    )
    pages = list(dict.fromkeys(url for push in pushes if (url := page_url(push))))
    for url in pages[:_PAGES]:
        rows += wrap([Span("open "), Span(url, Role.CODE, solid=True)], width=width, label=[Span("    - ")], indent=6)
    if len(pages) > _PAGES:
        rows += bullets([f"and likewise the pages of {len(pages) - _PAGES} more"], width=width)
    elsewhere = [push for push in pushes if not page_url(push)]
    if elsewhere or not pushes:
        where = targets(elsewhere)
        rows += bullets([f"look for the version in {where}" if where else "look for the version on the feed's page"], width=width)
    option = "-SkipDuplicate" if log.client.name == "nuget.exe" else "--skip-duplicate"
    return rows + bullets([f"or push again with `{option}`, which skips a package that is there already"], width=width)


def arrived(pushes: Iterable[Push]) -> list[Span]:
    """Return which packages arrived or were there already, in one sentence; empty if none."""
    groups: dict[tuple[Outcome, str], list[Push]] = {}
    for push in pushes:
        if push.outcome in {Outcome.PUSHED, Outcome.SKIPPED_DUPLICATE}:
            groups.setdefault((push.outcome, target(push.feed, push.host, push.source)), []).append(push)
    return [span for (outcome, where), group in groups.items() for span in (Span("; "), *_group(outcome, where, group))][1:]


def _group(outcome: Outcome, where: str, pushes: Sequence[Push]) -> list[Span]:
    skipped = outcome is Outcome.SKIPPED_DUPLICATE
    what = listing(pushes) if len(pushes) <= _NAMED else [Span(f"{len(pushes)} packages")]
    to = [Span(" "), Span(f"→ {where}", solid=True)] if where else []
    return [Span("skipped " if skipped else "pushed ", Role.GOOD), *what, *to, Span(" (there already)" if skipped else "")]


def one_line(log: LogReport, *, width: int, more: int = 0) -> list[Row]:
    """Return what became of a log in which no push failed, and how many notices are not told here."""
    hint = [Span("  "), Span(f"⚠ {plural(more, 'notice')}", Role.WARNING)] if more else []
    return wrap([*_said(log), *hint], width=width, label=[Span(f"{shown(log)}:", Role.NAME), Span(" ")], indent=2)


def _said(log: LogReport) -> list[Span]:
    match log.verdict:
        case Verdict.UNREADABLE:
            reasons = "; ".join(error.message for error in log.errors)
            return [Span("cannot be read", Role.BAD), *prose(f": {reasons}" if reasons else "")]
        case Verdict.NO_PUSH:
            return [Span("no push found", Role.QUIET)]
        case _:
            return arrived(log.pushes) or [Span(log.verdict)]
