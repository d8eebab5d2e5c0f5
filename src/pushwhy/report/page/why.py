"""How the probabilities of a diagnosis came about: priors, factors, results."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.model.report import Diagnosis, Factor
from pushwhy.model.words import Words
from pushwhy.report.page.rows import Role, Row, Span, row, wrap
from pushwhy.report.page.steps import leading, prose, trailing

_LEAST = 0.0005


def why(diagnosis: Diagnosis, *, width: int, words: Words) -> list[Row]:
    """Return every cause with its prior, each factor with the line it was read from, and the result."""
    rows = [row(Span(f"  {words.say('How the figures came about')}", Role.STRONG))]
    for cause in diagnosis.causes:
        rows += _share(cause.id, cause.prior, cause.probability, cause.factors, width=width, words=words)
    remainder = 1 - sum(cause.prior for cause in diagnosis.causes)
    rows += _share(words.say("none of these"), remainder, diagnosis.other_probability, (), width=width, words=words)
    text = words.say("Each share is the prior times its factors, divided by the sum of these products over all rows.")
    return rows + wrap(prose(text), width=width, label=[Span("    ")], indent=4)


def ratio(factor: float) -> str:
    """Return a factor in the digits that tell something: `20`, `0.05`, `1.5`."""
    return f"{factor:.2g}" if factor < 100 else f"{factor:.0f}"


def _share(name: str, prior: float, probability: float, factors: Sequence[Factor], *, width: int, words: Words) -> list[Row]:
    shown = words.say("prior {prior}", prior=_percent(prior))
    rows = [row(Span(f"    {_percent(probability):>6}  "), Span(name, Role.NAME), Span("  "), Span(shown, Role.QUIET))]
    for factor in factors:
        place = trailing(words.say("(line {line})", line=factor.line)) if factor.line else ""
        label = Span(leading(f"{'':12}× {ratio(factor.ratio)} "))
        rows += wrap([*prose(factor.text), Span(place)], width=width, label=[label], indent=14)
    return rows


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%" if share >= _LEAST else "<0.1%"
