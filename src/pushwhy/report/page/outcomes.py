"""Pushes that did not fail: unknown outcome, arrived, skipped; and logs without any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pushwhy.model.report import LogReport, Outcome, Push, Verdict
from pushwhy.phrases import Words
from pushwhy.report.page.packages import head_of_pushes, listing, page_url, shown, target, targets
from pushwhy.report.page.rows import Role, Row, Span, row, wrap
from pushwhy.report.page.steps import bullets, prose, trailing

_PAGES = 20
_NAMED = 3


def incomplete(log: LogReport, *, width: int, words: Words) -> list[Row]:
    """Return which pushes have no outcome in the log, and how to find out whether they arrived."""
    pushes = [push for push in log.pushes if push.outcome is Outcome.UNKNOWN]
    unknown = words.say("outcome-unknown")
    if pushes:
        rows = head_of_pushes(f"{shown(log)}:{pushes[0].first_line}", pushes, unknown, width=width, words=words)
    else:
        rows = [row(Span(shown(log), Role.NAME), Span(f"  {words.say('push')}  ", Role.STRONG), Span(unknown, Role.BAD))]
    introduction = words.say("push-without-end")
    return rows + wrap([Span(introduction)], width=width, indent=2) + bullets(_ways_to_find_out(log, pushes, words), width=width)


def _ways_to_find_out(log: LogReport, pushes: Sequence[Push], words: Words) -> list[str]:
    pages = list(dict.fromkeys(url for push in pushes if (url := page_url(push))))
    ways = [words.say("open-page", url=f"`{url}`") for url in pages[:_PAGES]]
    if len(pages) > _PAGES:
        more = len(pages) - _PAGES
        ways.append(words.say("open-more-pages", n=more))
    elsewhere = [push for push in pushes if not page_url(push)]
    if elsewhere or not pushes:
        servers = targets(elsewhere)
        ways.append(words.say("find-version", where=servers) if servers else words.say("find-version-on-feed"))
    option = "-SkipDuplicate" if log.client.name == "nuget.exe" else "--skip-duplicate"
    return [*ways, words.say("skip-duplicate", option=option)]


def arrived(pushes: Iterable[Push], words: Words) -> list[Span]:
    """Return which packages arrived or were there already, in one sentence; empty if none."""
    groups: dict[tuple[Outcome, str], list[Push]] = {}
    for push in pushes:
        if push.outcome in {Outcome.PUSHED, Outcome.SKIPPED_DUPLICATE}:
            groups.setdefault((push.outcome, target(push.feed, push.host, push.source)), []).append(push)
    separator = Span(words.say("statement-separator"))
    return [span for (outcome, server), group in groups.items() for span in (separator, *_group(outcome, server, group, words))][1:]


def _group(outcome: Outcome, server: str, pushes: Sequence[Push], words: Words) -> list[Span]:
    few = len(pushes) <= _NAMED
    what = listing(pushes, words) if few else [Span(words.say("packages", n=len(pushes)))]
    to = [Span(" "), Span(f"→ {server}", solid=True)] if server else []
    if outcome is Outcome.SKIPPED_DUPLICATE:
        return [Span(words.say("skipped"), Role.GOOD), Span(" "), *what, *to, Span(trailing(words.say("there-already")))]
    return [Span(words.say("pushed"), Role.GOOD), Span(" "), *what, *to]


def one_line(log: LogReport, *, width: int, words: Words, more: int = 0) -> list[Row]:
    """Return what became of a log in which no push failed, and how many notices are not told here."""
    hint = [Span("  "), Span(f"⚠ {words.say('notices', n=more)}", Role.WARNING)] if more else []
    return wrap([*_said(log, words), *hint], width=width, label=[Span(f"{shown(log)}:", Role.NAME), Span(" ")], indent=2)


def _quoted(log: LogReport, words: Words) -> list[Span]:
    """Return which failure the log quotes, if any."""
    if not log.quoted:
        return []
    quote = log.quoted[0]
    what = words.say("list-separator").join(filter(None, (str(quote.http_status or ""), quote.title)))
    return [Span(words.say("statement-separator")), *prose(words.say("quotes", line=quote.line, what=what))]


def _said(log: LogReport, words: Words) -> list[Span]:
    match log.verdict:
        case Verdict.UNREADABLE:
            reasons = words.say("statement-separator").join(error.message for error in log.errors)
            because = words.say("unreadable-because", reasons=reasons) if reasons else ""
            return [Span(words.say("unreadable"), Role.BAD), *prose(because)]
        case Verdict.NO_PUSH:
            return [Span(words.say("no-push"), Role.QUIET), *_quoted(log, words)]
        case _:
            return arrived(log.pushes, words) or [Span(log.verdict)]
