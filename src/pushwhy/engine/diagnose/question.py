"""The question: the unknown fact whose answer is expected to lower the uncertainty most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pushwhy.engine.diagnose import texts
from pushwhy.engine.diagnose.weigh import Posterior, expected_gain
from pushwhy.model.facts import Facts
from pushwhy.model.report import Answer, Question
from pushwhy.model.rules import CauseOfRule, FactSpec

_WORTH_ASKING = 0.02
"""Nats; a smaller gain is no help."""
_SETTLED = 0.97


def ask(causes: Sequence[CauseOfRule], posteriors: Sequence[Posterior], facts: Facts, specs: Mapping[str, FactSpec]) -> Question | None:
    """Return the best question, or None where nothing is left to settle."""
    weights = {posterior.cause: posterior.probability for posterior in posteriors}
    if max(weights.values()) >= _SETTLED:
        return None
    names = dict.fromkeys(row.fact for cause in causes for row in cause.evidence)
    unknown = [specs[name] for name in names if name in specs and specs[name].question and specs[name].weights and name not in facts]
    gains = [(expected_gain(causes, weights, spec), spec) for spec in unknown]
    best = max(gains, key=lambda pair: pair[0], default=None)
    return _question(best[1], facts) if best is not None and best[0] >= _WORTH_ASKING else None


def _question(spec: FactSpec, facts: Facts) -> Question:
    package = facts.get("package_id")
    scope = f"{package.value}@" if package is not None and spec.scope == "package" else ""
    return Question(
        fact=spec.name,
        text=texts.fill(spec.question or "", facts),
        look_up=texts.fill(spec.look_up, facts) if spec.look_up and _is_there(spec.look_up, facts) else None,
        answers=tuple(Answer(value=value, option=f"--fact {scope}{spec.name}={value}") for value in spec.values),
    )


def _is_there(look_up: str, facts: Facts) -> bool:
    """Return whether the page can tell: one of nuget.org knows nothing of a package or a key on another feed."""
    feed = facts.get("feed")
    return feed is None or feed.value == "nuget.org" or "//www.nuget.org/" not in look_up
