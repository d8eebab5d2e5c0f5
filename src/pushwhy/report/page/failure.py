"""One diagnosis: where, what the log says, what it probably is, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.model.report import Diagnosis, LogReport, Question, RankedCause
from pushwhy.report.page.packages import head_of_facts, head_of_pushes, shown, status
from pushwhy.report.page.rows import Role, Row, Span, cells, row, wrap
from pushwhy.report.page.steps import bullets, links, numbered, prose

_LEAST_LIKELY = 0.05
_MOST_OTHERS = 4
# A remainder is part of every diagnosis; it is told where it competes with what has a name.
_LEAST_REMAINDER = 0.1
_EXCERPT_ROWS = 8
_SURE = 0.9


def failure(log: LogReport, diagnosis: Diagnosis, *, width: int) -> list[Row]:
    """Return everything about one failure that helps to mend it."""
    place = f"{shown(log)}:{diagnosis.line}"
    pushes = [log.pushes[index] for index in diagnosis.pushes]
    rows = head_of_pushes(place, pushes, status(pushes), width=width) if pushes else head_of_facts(place, diagnosis.facts, width=width)
    unexplained = is_unexplained(diagnosis)
    # Where nothing else is told, the lines themselves are the answer.
    rows += excerpt(diagnosis.excerpt, width=width, most=_EXCERPT_ROWS * (3 if unexplained else 1))
    if unexplained:
        rows += [(), *_where_to_look(log, diagnosis, width=width)]
    if diagnosis.causes:
        rows += [(), *_causes(diagnosis, width=width)]
    return rows


def is_unexplained(diagnosis: Diagnosis) -> bool:
    """Tell whether no rule knows the message."""
    return diagnosis.rule is None or diagnosis.rule == "fallback/unknown-message" or not diagnosis.causes


def excerpt(text: str, *, width: int, most: int) -> list[Row]:
    """Return what the log says there, in at most so many rows; a line that fits keeps its own blanks."""
    rows: list[Row] = []
    for line in text.splitlines():
        whole = row(Span(f"  {line.rstrip()}"))
        rows += [whole] if cells(whole) <= width else wrap([Span(line)], width=width, label=[Span("  ")], indent=4)
    return rows if len(rows) <= most else [*rows[:most], row(Span("  …"))]


def percent(probability: float) -> str:
    """Return a probability in whole percents that never claims certainty."""
    rounded = round(probability * 100)
    if rounded >= 100:
        return ">99%"
    return f"{rounded}%" if rounded >= 1 else "<1%"


def _causes(diagnosis: Diagnosis, *, width: int) -> list[Row]:
    first, *rest = diagnosis.causes
    others = [cause for cause in rest if cause.probability >= _LEAST_LIKELY][:_MOST_OTHERS]
    label = [Span("  Most likely", Role.STRONG), Span(f" ({percent(first.probability)})  ")]
    labels = [label, *([_share(cause.probability)] for cause in others)]
    titled = list(zip((first, *others), labels, strict=True))
    # The ids stand below one another at the right, except those that have no place beside their title.
    beside = [len(cause.id) for cause, front in titled if cells((*front, Span(cause.title))) + 2 + len(cause.id) <= width]
    column = width - max(beside, default=0)
    rows = _titled(first, label, column, width=width)
    rows += _because(first, width=width)
    rows += numbered(first.fix, width=width, label="    fix   ")
    if first.confirm and not diagnosis.question and first.probability < _SURE:
        rows += wrap(prose(first.confirm), width=width, label=[Span("    check    ", Role.QUIET)], indent=13)
    if others or diagnosis.other_probability >= _LEAST_REMAINDER:
        rows.append(row(Span("  Also possible", Role.STRONG)))
    for cause in others:
        rows += _titled(cause, [_share(cause.probability)], column, width=width)
    if diagnosis.other_probability >= _LEAST_REMAINDER:
        rows.append(row(_share(diagnosis.other_probability), Span("none of these")))
    for conflict in diagnosis.conflicts:
        rows += wrap(prose(conflict), width=width, label=[Span("  Contradiction: ", Role.WARNING)], indent=4)
    if first.not_helpful:
        rows += [row(Span("  Does not help", Role.STRONG)), *bullets(first.not_helpful, width=width)]
    if diagnosis.question:
        rows += _question(diagnosis.question, width=width)
    return rows + links(first.docs, label="  More: ")


def _share(probability: float) -> Span:
    return Span(f"{f'({percent(probability)})':>9}  ")


def _titled(cause: RankedCause, label: Sequence[Span], column: int, *, width: int) -> list[Row]:
    indent = cells(label)
    rows = wrap(prose(cause.title), width=width, label=label, indent=indent)
    end = cells(rows[-1])
    identity = Span(cause.id, Role.QUIET)
    if len(rows) == 1 and end + 2 <= column and column + len(cause.id) <= width:
        return [(*rows[0], *row(Span(" " * (column - end)), identity))]
    return [*rows, row(Span(" " * indent), identity)]


def _because(cause: RankedCause, *, width: int) -> list[Row]:
    rows: list[Row] = []
    for effect, word in (("for", "because"), ("against", "although")):
        label = f"    {word:<9}"
        for evidence in cause.evidence:
            if evidence.effect != effect:
                continue
            text = evidence.text or f"{evidence.fact} is {evidence.value}"
            place = f" (line {evidence.line})" if evidence.line else ""
            rows += wrap([*prose(text), Span(place)], width=width, label=[Span(label, Role.QUIET)], indent=13)
            label = " " * 13
    return rows


def _question(question: Question, *, width: int) -> list[Row]:
    rows = wrap(prose(question.text), width=width, label=[Span("  To tell them apart:", Role.STRONG), Span(" ")], indent=4)
    if question.look_up and question.look_up not in question.text:
        rows += wrap([Span(question.look_up, Role.CODE, solid=True)], width=width, label=[Span("    look at ", Role.QUIET)], indent=4)
    if question.answers:
        rows += wrap(
            _options([answer.option for answer in question.answers]), width=width, label=[Span("    answer with ", Role.QUIET)], indent=4
        )
    return rows


def _options(options: Sequence[str]) -> list[Span]:
    """Return `--fact AppLogger@owner=me, =other, or =nobody`: what all options begin with is said once."""
    first, *rest = options
    stem = first.rpartition("=")[0]
    if all(option.rpartition("=")[0] == stem for option in rest):
        rest = [option.removeprefix(stem) for option in rest]
    spans = [Span(first, Role.CODE, solid=True)]
    for index, option in enumerate(rest):
        last = index == len(rest) - 1
        spans += [Span((", or " if len(rest) > 1 else " or ") if last else ", "), Span(option, Role.CODE, solid=True)]
    return spans


def _where_to_look(log: LogReport, diagnosis: Diagnosis, *, width: int) -> list[Row]:
    lines = f"line {diagnosis.line}" if diagnosis.end_line <= diagnosis.line else f"lines {diagnosis.line} to {diagnosis.end_line}"
    advice = [f"{lines} of the log, and what stands just before"]
    if log.client.language not in (None, "en"):
        advice.append("the English text, which more people have asked about: push again with `--force-english-output` (dotnet)")
    if log.client.name == "nuget.exe":
        advice.append("what the server answered: push again with `-Verbosity detailed`")
    advice.append("once you know the cause, a rule of your own tells it the next time: `pushwhy rules new`")
    return [row(Span("  No rule knows this message.", Role.STRONG), Span(" Where to look:")), *bullets(advice, width=width)]
