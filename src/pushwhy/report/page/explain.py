"""The page of a rule, a cause or the facts: what the pack knows, so that a reader can argue with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from pushwhy.model.facts import FactValue
from pushwhy.model.pack import RulePack
from pushwhy.model.report import FixStep
from pushwhy.model.rules import Cause, CauseOfRule, Comparison, Condition, EvidenceRule, FactSpec, Rule
from pushwhy.phrases import Words
from pushwhy.report.page.probabilities import ratio
from pushwhy.report.page.rows import Role, Row, Span, row, wrap
from pushwhy.report.page.steps import bullets, leading, numbered, prose


def rule(shown: Rule, pack: RulePack, *, width: int, words: Words) -> Iterator[Row]:
    """Yield when a rule applies, its causes with their priors and evidence, and examples."""
    yield row(Span(shown.id, Role.NAME), Span(f"  {shown.kind.value}", Role.QUIET))
    if shown.title or shown.text:
        yield from wrap(prose(shown.title or shown.text), width=width, label=[Span("  ")], indent=2)
    yield row(Span(f"  {shown.file}:{shown.line}", Role.QUIET))
    for condition in shown.when:
        yield from wrap([Span(_condition(condition, words))], width=width, label=[Span("  ")], indent=4)
    if shown.needs_push:
        yield row(Span(f"  {words.say('rule-needs-push')}"))
    if shown.causes:
        yield from _causes(shown, pack, width=width, words=words)
    if shown.examples_match:
        yield ()
        yield row(Span(f"  {words.say('examples')}", Role.STRONG))
        yield from bullets(shown.examples_match, width=width)


def cause(shown: Cause, pack: RulePack, *, width: int, words: Words) -> Iterator[Row]:
    """Yield what a cause means, how to mend and confirm it, and the rules that can have it."""
    yield row(Span(shown.id, Role.NAME))
    yield from wrap(prose(shown.title), width=width, label=[Span("  ")], indent=2)
    yield ()
    yield from wrap(prose(shown.explanation), width=width, label=[Span("  ")], indent=2)
    yield from numbered([FixStep(text=step.text, argv=step.argv) for step in shown.fix], width=width, words=words)
    if shown.confirm:
        label = Span(f"  {leading(words.say('confirm'))}", Role.STRONG)
        yield from wrap(prose(shown.confirm), width=width, label=[label], indent=4)
    if shown.not_helpful:
        yield row(Span(f"  {words.say('does-not-help')}", Role.STRONG))
        yield from bullets(shown.not_helpful, width=width)
    for link in shown.docs:
        yield row(Span(f"  {link}", Role.CODE, solid=True))
    rules = [known.id for known in pack.rules if any(listed.id == shown.id for listed in known.causes)]
    yield ()
    yield row(Span(f"  {words.say('rules-of-cause')}", Role.STRONG))
    yield from bullets(rules, width=width)


def facts(specs: Sequence[FactSpec], *, width: int, words: Words) -> Iterator[Row]:
    """Yield the vocabulary: names, types, values and what each means."""
    for spec in specs:
        yield row(Span(spec.name, Role.NAME), Span(f"  {spec.type}", Role.QUIET))
        yield from wrap(prose(spec.description), width=width, label=[Span("  ")], indent=2)
        if spec.weights:
            values = [f"{value} ({100 * weight:.0f}%)" for value, weight in zip(spec.values, spec.weights, strict=True)]
            yield from _field(words.say("weighted-values-of-fact"), [Span(words.say("list-separator").join(values))], width=width)
        elif spec.values:
            yield from _field(words.say("values-of-fact"), [Span(words.say("list-separator").join(spec.values))], width=width)
        if spec.question:
            yield from _field(words.say("question-of-fact"), prose(spec.question), width=width)


def _field(name: str, content: Iterable[Span], *, width: int) -> list[Row]:
    return wrap(content, width=width, label=[Span(f"  {leading(name)}", Role.QUIET)], indent=4)


def _condition(condition: Condition, words: Words) -> str:
    values = words.say("or-separator").join(map(str, condition.values))
    if condition.known:
        return words.say("rule-applies", fact=condition.fact, values=values)
    return words.say("rule-applies-or-unknown", fact=condition.fact, values=values)


def _causes(shown: Rule, pack: RulePack, *, width: int, words: Words) -> Iterator[Row]:
    yield ()
    yield row(Span(f"  {words.say('causes-of-rule')}", Role.STRONG))
    remainder = shown.remainder
    total = sum(listed.prior for listed in shown.causes)
    for listed in sorted(shown.causes, key=lambda known: -known.prior):
        share = (1 - remainder) * listed.prior / total
        label = [Span(f"  {100 * share:5.1f}%  "), Span(listed.id, Role.NAME), Span("  ")]
        yield from wrap(prose(pack.causes[listed.id].title), width=width, label=label, indent=10)
        for evidence in _evidence(listed, words):
            yield from wrap([Span(evidence)], width=width, label=[Span(" " * 10)], indent=16)
    if remainder:
        yield row(Span(f"  {100 * remainder:5.1f}%  {words.say('none-of-these')}"))


def _evidence(listed: CauseOfRule, words: Words) -> Iterator[str]:
    for evidence in listed.evidence:
        sign = "÷" if evidence.against else "×"
        factor = ratio(1 / evidence.ratio if evidence.against else evidence.ratio)
        condition = _comparison(evidence, words)
        if evidence.because:
            yield words.say("evidence-because", sign=sign, ratio=factor, condition=condition, because=evidence.because)
        else:
            yield words.say("evidence", sign=sign, ratio=factor, condition=condition)


def _comparison(evidence: EvidenceRule, words: Words) -> str:
    values = words.say("or-separator").join(map(_value, evidence.values))
    match evidence.op:
        case Comparison.AT_LEAST:
            return words.say("fact-at-least", fact=evidence.fact, values=values)
        case Comparison.AT_MOST:
            return words.say("fact-at-most", fact=evidence.fact, values=values)
        case Comparison.IS | Comparison.IN:
            return words.say("fact-is", fact=evidence.fact, values=values)
        case _:
            assert_never(evidence.op)


def _value(value: FactValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
