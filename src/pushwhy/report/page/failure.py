"""One diagnosis: where, what the log says, what it probably is, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.model.report import Diagnosis, LogReport, Question, RankedCause
from pushwhy.phrases import Words
from pushwhy.report.page.packages import head_of_facts, head_of_pushes, package, shown, status
from pushwhy.report.page.probabilities import derivation, percent, signs_of_push
from pushwhy.report.page.rows import Role, Row, Span, cells, row, wrap
from pushwhy.report.page.steps import bullets, column, labelled, leading, links, numbered, prose, trailing

_LEAST_LIKELY = 0.05
_MOST_OTHERS = 4
# A remainder is part of every diagnosis; it is told where it competes with what has a name.
_LEAST_REMAINDER = 0.1
_EXCERPT_ROWS = 8
_SURE = 0.9


def failure(log: LogReport, diagnosis: Diagnosis, *, width: int, words: Words, why: bool = False) -> list[Row]:
    """Return everything about one failure that helps to mend it; with `why` also how the probabilities came about."""
    location = f"{shown(log)}:{diagnosis.line}"
    pushes = [log.pushes[index] for index in diagnosis.pushes]
    if pushes:
        rows = head_of_pushes(location, pushes, status(pushes, words), width=width, words=words)
    else:
        rows = head_of_facts(location, diagnosis.facts, width=width, words=words)
    if diagnosis.possible and diagnosis.push_probability is not None:
        text = words.say("possibly-a-push", probability=percent(diagnosis.push_probability))
        rows += wrap([Span(text)], width=width, label=[Span("  ")], indent=2)
    if diagnosis.possible_pushes:
        others = words.say("list-separator").join(package(log.pushes[index], words) for index in diagnosis.possible_pushes[:_MOST_OTHERS])
        text = words.say("possible-pushes", packages=others)
        rows += wrap([Span(text)], width=width, label=[Span("  ")], indent=2)
    unexplained = is_unexplained(diagnosis)
    # Where nothing else is told, the lines themselves are the answer.
    rows += excerpt(diagnosis.excerpt, width=width, most=_EXCERPT_ROWS * (3 if unexplained else 1))
    if unexplained:
        rows += [(), *_where_to_look(log, diagnosis, width=width, words=words)]
    if diagnosis.causes:
        rows += [(), *_causes(diagnosis, width=width, words=words)]
    if diagnosis.causes and why:
        rows += derivation(diagnosis, width=width, words=words)
    if diagnosis.push_signs and why:
        rows += signs_of_push(diagnosis, words=words)
    return rows


def is_unexplained(diagnosis: Diagnosis) -> bool:
    """Tell whether no rule knows the message: none matched, only the one for any message did, or what matched names no cause."""
    return diagnosis.unexplained or not diagnosis.causes


def excerpt(text: str, *, width: int, most: int) -> list[Row]:
    """Return what the log says there, in at most so many rows; a line that fits keeps its own blanks."""
    rows: list[Row] = []
    for line in text.splitlines():
        whole = row(Span(f"  {line.rstrip()}"))
        rows += [whole] if cells(whole) <= width else wrap([Span(line)], width=width, label=[Span("  ")], indent=4)
    return rows if len(rows) <= most else [*rows[:most], row(Span("  …"))]


def _causes(diagnosis: Diagnosis, *, width: int, words: Words) -> list[Row]:
    first, *rest = diagnosis.causes
    others = [cause for cause in rest if cause.probability >= _LEAST_LIKELY][:_MOST_OTHERS]
    label = [Span(f"  {words.say('most-likely')}", Role.STRONG), Span(f" ({percent(first.probability)})  ")]
    labels = [label, *([_share(cause.probability)] for cause in others)]
    titled = list(zip((first, *others), labels, strict=True))
    # The ids stand below one another at the right, except those that have no place beside their title.
    beside = [len(cause.id) for cause, front in titled if cells((*front, Span(cause.title))) + 2 + len(cause.id) <= width]
    ids = width - max(beside, default=0)
    rows = _titled(first, label, ids, width=width)
    rows += _because(first, width=width, words=words)
    rows += numbered(first.fix, width=width, words=words)
    if first.confirm and not diagnosis.question and first.probability < _SURE:
        rows += wrap(prose(first.confirm), width=width, label=[labelled(words.say("check"), words)], indent=column(words))
    if others or diagnosis.other_probability >= _LEAST_REMAINDER:
        rows.append(row(Span(f"  {words.say('also-possible')}", Role.STRONG)))
    for cause in others:
        rows += _titled(cause, [_share(cause.probability)], ids, width=width)
    if diagnosis.other_probability >= _LEAST_REMAINDER:
        rows.append(row(_share(diagnosis.other_probability), Span(words.say("none-of-these"))))
    for conflict in diagnosis.conflicts:
        rows += wrap(prose(conflict), width=width, label=[Span(f"  {leading(words.say('contradiction'))}", Role.WARNING)], indent=4)
    if first.not_helpful:
        rows += [row(Span(f"  {words.say('does-not-help')}", Role.STRONG)), *bullets(first.not_helpful, width=width)]
    if diagnosis.question:
        rows += _question(diagnosis.question, width=width, words=words)
    return rows + links(first.docs, label=f"  {leading(words.say('links'))}")


def _share(probability: float) -> Span:
    return Span(f"{f'({percent(probability)})':>9}  ")


def _titled(cause: RankedCause, label: Sequence[Span], ids: int, *, width: int) -> list[Row]:
    indent = cells(label)
    rows = wrap(prose(cause.title), width=width, label=label, indent=indent)
    end = cells(rows[-1])
    identity = Span(cause.id, Role.QUIET)
    if len(rows) == 1 and end + 2 <= ids and ids + len(cause.id) <= width:
        return [(*rows[0], *row(Span(" " * (ids - end)), identity))]
    return [*rows, row(Span(" " * indent), identity)]


def _because(cause: RankedCause, *, width: int, words: Words) -> list[Row]:
    rows: list[Row] = []
    for effect, word in (("for", words.say("because")), ("against", words.say("although"))):
        label = labelled(word, words)
        for evidence in cause.evidence:
            if evidence.effect != effect:
                continue
            text = evidence.text or words.say("fact-value", fact=evidence.fact, value=evidence.value)
            source = trailing(words.say("at-line", line=evidence.line)) if evidence.line else ""
            rows += wrap([*prose(text), Span(source)], width=width, label=[label], indent=column(words))
            label = labelled("", words)
    return rows


def _question(question: Question, *, width: int, words: Words) -> list[Row]:
    rows = wrap(prose(question.text), width=width, label=[Span(f"  {leading(words.say('question'))}", Role.STRONG)], indent=4)
    if question.look_up and question.look_up not in question.text:
        label = Span(f"    {leading(words.say('look-at'))}", Role.QUIET)
        rows += wrap([Span(question.look_up, Role.CODE, solid=True)], width=width, label=[label], indent=4)
    if question.answers:
        label = Span(f"    {leading(words.say('answer-with'))}", Role.QUIET)
        rows += wrap(prose(_options([answer.option for answer in question.answers], words)), width=width, label=[label], indent=4)
    return rows


def _options(options: Sequence[str], words: Words) -> str:
    """Return `--fact AppLogger@owner=me`, `=other`, or `=nobody`: what all options begin with is said once."""
    first, *rest = options
    stem = first.rpartition("=")[0]
    if all(option.rpartition("=")[0] == stem for option in rest):
        rest = [option.removeprefix(stem) for option in rest]
    *some, last = (f"`{option}`" for option in (first, *rest))
    if len(some) > 1:
        return words.say("several-alternatives", some=words.say("list-separator").join(some), last=last)
    return words.say("two-alternatives", one=some[0], other=last) if some else last


def _where_to_look(log: LogReport, diagnosis: Diagnosis, *, width: int, words: Words) -> list[Row]:
    if diagnosis.end_line <= diagnosis.line:
        advice = [words.say("look-at-line", line=diagnosis.line)]
    else:
        first, last = diagnosis.line, diagnosis.end_line
        advice = [words.say("look-at-lines", first=first, last=last)]
    if log.client.language not in (None, "en"):
        advice.append(words.say("english-output", option="--force-english-output"))
    if log.client.name == "nuget.exe":
        advice.append(words.say("detailed-output", option="-Verbosity detailed"))
    advice.append(words.say("rule-of-your-own"))
    head = row(Span(f"  {leading(words.say('unknown-message'))}", Role.STRONG), Span(words.say("where-to-look")))
    return [head, *bullets(advice, width=width)]
