"""Counts over the logs of a run: verdicts, and for many logs the causes, packages, feeds and what no rule explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pushwhy.model.report import Diagnosis, LogReport, Outcome, Verdict
from pushwhy.phrases import ENGLISH, Words
from pushwhy.report.document import Summary
from pushwhy.report.page.failure import is_unexplained
from pushwhy.report.page.packages import target
from pushwhy.report.page.rows import Role, Row, Span, row

_MOST_KEPT = 10_000
"""Different things that are counted by name, so that memory stays flat; what comes later is counted together."""
_SHOWN = 10
_LONGEST = 60
"""Columns of a message that no rule explains."""
_OTHERS = ""


class Tally:
    """What was found up to now."""

    def __init__(self) -> None:
        self._verdicts: Counter[Verdict] = Counter()
        self._causes: Counter[str] = Counter()
        self._titles: dict[str, str] = {}
        self._packages: Counter[str] = Counter()
        self._feeds: Counter[str] = Counter()
        self._unexplained: Counter[str] = Counter()

    def count(self, logs: Iterable[LogReport]) -> Iterator[LogReport]:
        """Pass the logs through."""
        for log in logs:
            self.add(log)
            yield log

    def add(self, log: LogReport) -> None:
        """Count one more log."""
        self._verdicts[log.verdict] += 1
        for push in log.pushes:
            if push.outcome is Outcome.FAILED:
                _add(self._packages, push.package_id)
                _add(self._feeds, target(push.feed, push.host, push.source))
        for diagnosis in log.diagnoses:
            self._add_diagnosis(diagnosis, max(1, len(diagnosis.pushes)))

    def _add_diagnosis(self, diagnosis: Diagnosis, times: int) -> None:
        if is_unexplained(diagnosis):
            first = next(iter(diagnosis.excerpt.splitlines()), "")
            _add(self._unexplained, first[:_LONGEST], times)
        else:
            cause = diagnosis.causes[0]
            _add(self._causes, cause.id, times)
            self._titles.setdefault(cause.id, cause.title)

    def summary(self, size: int, seconds: float) -> Summary:
        """The verdicts; `size` is how many bytes were read, `seconds` what it took."""
        verdicts = self._verdicts
        return Summary(
            logs=verdicts.total(),
            failed=verdicts[Verdict.FAILED],
            unexplained=verdicts[Verdict.UNEXPLAINED],
            incomplete=verdicts[Verdict.INCOMPLETE],
            possible=verdicts[Verdict.POSSIBLE],
            pushed=verdicts[Verdict.PUSHED],
            no_push=verdicts[Verdict.NO_PUSH],
            unreadable=verdicts[Verdict.UNREADABLE],
            bytes=size,
            seconds=seconds,
        )

    def table(self, words: Words) -> Iterator[Row]:
        """Yield the most frequent causes, packages, feeds and unexplained messages of failed pushes, each with its count."""
        named = Counter({f"{self._titles[id_]}  ({id_})" if id_ else id_: number for id_, number in self._causes.items()})
        for title, counts in (
            (words.say("frequent-causes"), named),
            (words.say("frequent-packages"), self._packages),
            (words.say("frequent-feeds"), self._feeds),
            (words.say("frequent-unexplained"), self._unexplained),
        ):
            if counts:
                yield row(Span(title, Role.STRONG))
                yield from _rows(counts, words)


def sentence(summary: Summary, words: Words = ENGLISH) -> str:
    """Say how many logs there were of each verdict: `3 logs: 2 failed, 1 pushed`."""
    parts = (
        (summary.failed, words.say("logs-failed", n=summary.failed)),
        (summary.unexplained, words.say("logs-unexplained", n=summary.unexplained)),
        (summary.incomplete, words.say("logs-incomplete", n=summary.incomplete)),
        (summary.possible, words.say("logs-possible", n=summary.possible)),
        (summary.pushed, words.say("logs-pushed", n=summary.pushed)),
        (summary.no_push, words.say("logs-without-push", n=summary.no_push)),
        (summary.unreadable, words.say("logs-unreadable", n=summary.unreadable)),
    )
    verdicts = words.say("list-separator").join(text for number, text in parts if number)
    logs = words.say("logs", n=summary.logs)
    return words.say("logs-by-verdict", logs=logs, verdicts=verdicts) if verdicts else logs


def _rows(counts: Counter[str], words: Words) -> Iterator[Row]:
    known = sorted((item for item in counts.items() if item[0] != _OTHERS), key=lambda item: (-item[1], item[0]))
    for name, number in known[:_SHOWN]:
        yield row(Span(f"{number:>9,}  "), Span(name))
    more = counts.total() - sum(number for _, number in known[:_SHOWN])
    if more:
        yield row(Span(f"{more:>9,}  "), Span(words.say("others"), Role.QUIET))


def _add(counts: Counter[str], name: str | None, times: int = 1) -> None:
    counts[name if name and (name in counts or len(counts) < _MOST_KEPT) else _OTHERS] += times
