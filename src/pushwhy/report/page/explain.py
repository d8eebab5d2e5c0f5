"""The page of a rule, a cause or the facts: what the pack knows, so that a reader can argue with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pushwhy.model.report import FixStep
from pushwhy.model.rules import Cause, CauseOfRule, EvidenceRule, FactSpec, Rule, RulePack
from pushwhy.model.words import Words
from pushwhy.report.page.rows import Role, Row, Span, row, wrap
from pushwhy.report.page.steps import bullets, numbered, prose
from pushwhy.report.page.why import ratio


def rule(one: Rule, pack: RulePack, *, width: int) -> Iterator[Row]:
    """Yield when a rule applies, its causes with their priors and evidence, and examples."""
    yield row(Span(one.id, Role.NAME), Span(f"  {one.kind.value}", Role.QUIET))
    if one.title or one.text:
        yield from wrap(prose(one.title or one.text), width=width, label=[Span("  ")], indent=2)
    yield row(Span(f"  {one.file}:{one.line}", Role.QUIET))
    for condition in one.when:
        values = " or ".join(str(value) for value in condition.values)
        where = f"applies where {condition.fact} is {values}" + ("" if condition.known else ", or not known")
        yield from wrap([Span(where)], width=width, label=[Span("  ")], indent=4)
    if one.needs_push:
        yield row(Span("  applies beside a push, or where nothing else goes on"))
    if one.causes:
        yield from _causes(one, pack, width=width)
    if one.examples_match:
        yield ()
        yield row(Span("  Examples", Role.STRONG))
        yield from bullets(one.examples_match, width=width)


def cause(one: Cause, pack: RulePack, *, width: int) -> Iterator[Row]:
    """Yield what a cause means, how to mend and confirm it, and the rules that can have it."""
    yield row(Span(one.id, Role.NAME))
    yield from wrap(prose(one.title), width=width, label=[Span("  ")], indent=2)
    yield ()
    yield from wrap(prose(one.explanation), width=width, label=[Span("  ")], indent=2)
    yield from numbered([FixStep(text=step.text, argv=step.argv) for step in one.fix], width=width, words=Words())
    if one.confirm:
        yield from wrap(prose(one.confirm), width=width, label=[Span("  To confirm: ", Role.STRONG)], indent=4)
    if one.not_helpful:
        yield row(Span("  Does not help", Role.STRONG))
        yield from bullets(one.not_helpful, width=width)
    for link in one.docs:
        yield row(Span(f"  {link}", Role.CODE, solid=True))
    having = [known.id for known in pack.rules if any(listed.id == one.id for listed in known.causes)]
    yield ()
    yield row(Span("  Rules that can have it", Role.STRONG))
    yield from bullets(having, width=width)


def facts(specs: Sequence[FactSpec], *, width: int) -> Iterator[Row]:
    """Yield the vocabulary: names, types, values and what each means."""
    for spec in specs:
        yield row(Span(spec.name, Role.NAME), Span(f"  {spec.type}", Role.QUIET))
        yield from wrap(prose(spec.description), width=width, label=[Span("  ")], indent=2)
        if spec.weights:
            shown = (f"{value} ({100 * weight:.0f}%)" for value, weight in zip(spec.values, spec.weights, strict=True))
            yield from wrap([Span(", ".join(shown))], width=width, label=[Span("  values and how common: ", Role.QUIET)], indent=4)
        elif spec.values:
            yield from wrap([Span(", ".join(spec.values))], width=width, label=[Span("  values: ", Role.QUIET)], indent=4)
        if spec.question:
            yield from wrap(prose(spec.question), width=width, label=[Span("  asks: ", Role.QUIET)], indent=4)


def _causes(one: Rule, pack: RulePack, *, width: int) -> Iterator[Row]:
    yield ()
    yield row(Span("  Causes, with their priors and what speaks for (×) and against (÷) them", Role.STRONG))
    total = sum(listed.prior for listed in one.causes)
    for listed in sorted(one.causes, key=lambda known: -known.prior):
        share = (1 - one.remainder) * listed.prior / total
        label = [Span(f"  {100 * share:5.1f}%  "), Span(listed.id, Role.NAME), Span("  ")]
        yield from wrap(prose(pack.causes[listed.id].title), width=width, label=label, indent=10)
        for evidence in _evidence(listed):
            yield from wrap([Span(evidence)], width=width, label=[Span(" " * 10)], indent=16)
    if one.remainder:
        yield row(Span(f"  {100 * one.remainder:5.1f}%  none of these"))


def _evidence(listed: CauseOfRule) -> Iterator[str]:
    for one in listed.evidence:
        because = f": {one.because}" if one.because else ""
        yield f"{'÷' if one.against else '×'} {ratio(1 / one.ratio if one.against else one.ratio)} where {one.fact} {_values(one)}{because}"


def _values(one: EvidenceRule) -> str:
    values = " or ".join(str(value).lower() if isinstance(value, bool) else str(value) for value in one.values)
    return {"is": "is ", "in": "is ", "at_least": "is at least ", "at_most": "is at most "}[one.op] + values
