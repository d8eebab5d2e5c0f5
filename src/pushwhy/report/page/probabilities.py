"""Probabilities as people read them, and how those of a diagnosis came about: priors, factors, results."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.model.report import Diagnosis, Factor
from pushwhy.phrases import Words
from pushwhy.report.page.rows import Role, Row, Span, row, wrap
from pushwhy.report.page.steps import leading, prose, trailing

_LEAST = 0.0005


def percent(probability: float) -> str:
    """Return a probability in whole percents that never claims certainty."""
    rounded = round(probability * 100)
    if rounded >= 100:
        return ">99%"
    return f"{rounded}%" if rounded >= 1 else "<1%"


def ratio(factor: float) -> str:
    """Return a factor in the digits that tell something: `20`, `0.05`, `1.5`."""
    return f"{factor:.2g}" if factor < 100 else f"{factor:.0f}"


def derivation(diagnosis: Diagnosis, *, width: int, words: Words) -> list[Row]:
    """Return every cause with its prior, each factor with the line it was read from, and the result."""
    rows = [row(Span(f"  {words.say('origin-of-figures')}", Role.STRONG))]
    for cause in diagnosis.causes:
        rows += _share(cause.id, cause.prior, cause.probability, cause.factors, width=width, words=words)
    remainder = 1 - sum(cause.prior for cause in diagnosis.causes)
    rows += _share(words.say("none-of-these"), remainder, diagnosis.other_probability, (), width=width, words=words)
    return rows + wrap(prose(words.say("sum-of-figures")), width=width, label=[Span("    ")], indent=4)


def signs_of_push(diagnosis: Diagnosis, *, words: Words) -> list[Row]:
    """Return every sign for and against its being a push's, and how probable they make it."""
    shown = f" ({percent(diagnosis.push_probability)})" if diagnosis.push_probability is not None else ""
    rows = [row(Span(f"  {words.say('signs-of-push')}{shown}", Role.STRONG))]
    return rows + [row(Span(f"    {sign.weight:>+6.1f}  "), Span(sign.name, Role.NAME)) for sign in diagnosis.push_signs]


def _share(name: str, prior: float, probability: float, factors: Sequence[Factor], *, width: int, words: Words) -> list[Row]:
    shown = words.say("prior", prior=_exact(prior))
    rows = [row(Span(f"    {_exact(probability):>6}  "), Span(name, Role.NAME), Span("  "), Span(shown, Role.QUIET))]
    for factor in factors:
        source = trailing(words.say("at-line", line=factor.line)) if factor.line else ""
        label = Span(leading(f"{'':12}× {ratio(factor.ratio)} "))
        rows += wrap([*prose(factor.text), Span(source)], width=width, label=[label], indent=14)
    return rows


def _exact(share: float) -> str:
    """Return a share with one decimal, in which the sum of a column can be checked."""
    return f"{100 * share:.1f}%" if share >= _LEAST else "<0.1%"
