"""How good the probabilities are, on logs whose true cause is known.

    python benchmarks/calibration.py LOGS_FOLDER LABELS.yaml

LABELS is a list of `{case, expect, truth, line}`: the name of a log without its suffix, `failure` where a push failed, and the id of the
cause that it turned out to be. Prints the log loss (the mean of -ln of the probability given to the truth; lower is better) and how often
causes were right that were given a probability: as shipped, with priors alone, and leave-one-out. In the last, the priors of each rule are
counted anew from the other cases, with one pseudo-case for each cause, so that no case helps to judge itself.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import yaml
from msgspec import Struct

from pushwhy import load_pack
from pushwhy.model.report import Diagnosis
from pushwhy.run.pipeline import Pipeline

_NO_TRUTH = (None, "unknown", "none")
_LEAST = 0.001
_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

Shares = Mapping[str, float]
"""Probability by cause, refinements counted with what they refine."""


class Case(Struct, frozen=True):
    """A log that failed, what was said of it, and what it turned out to be."""

    name: str
    truth: str
    diagnosis: Diagnosis


def main() -> None:
    """Read, judge, print."""
    parser = argparse.ArgumentParser(description="How good the probabilities are, on logs whose true cause is known.")
    parser.add_argument("logs", type=Path, help="the folder of logs")
    parser.add_argument("labels", type=Path, help="the YAML file that tells the truth of each")
    options = parser.parse_args()
    cases = list(_cases(options.logs, yaml.safe_load(options.labels.read_text(encoding="utf-8"))))
    counts = _counts(cases)
    views = {
        "as shipped": [(case, _coarse({one.id: one.probability for one in case.diagnosis.causes})) for case in cases],
        "priors alone": [(case, _coarse({one.id: one.prior for one in case.diagnosis.causes})) for case in cases],
        "leave-one-out": [(case, _refitted(case, counts, evidence=True)) for case in cases],
        "leave-one-out, priors alone": [(case, _refitted(case, counts, evidence=False)) for case in cases],
    }
    print(f"{len(cases)} cases whose truth is known; a small sample: one case moves a row of few causes by much\n")
    print(f"{'':30}log loss  truth first  among three")
    for name, judged in views.items():
        first, three = (sum(case.truth in _best(shares, most) for case, shares in judged) for most in (1, 3))
        print(f"{name:30}{_loss(judged):8.3f}  {first:6d}/{len(judged)}  {three:6d}/{len(judged)}")
    for name in ("as shipped", "leave-one-out"):
        print(f"\nreliability, {name}:   given     causes   mean   right")
        for row in _reliability(views[name]):
            print(row)


def _cases(folder: Path, labels: Iterable[Mapping[str, object]]) -> Iterator[Case]:
    pipeline = Pipeline(load_pack())
    paths = {path.name.split(".")[0]: path for path in sorted(folder.iterdir())}
    for label in labels:
        name, truth = str(label["case"]), label.get("truth")
        if truth in _NO_TRUTH or label.get("expect") != "failure":
            continue
        found = pipeline.report_bytes(paths[name].read_bytes(), name).diagnoses
        on_line = [one for one in found if one.line == label.get("line")]
        if found:
            yield Case(name, str(truth), (on_line or list(found))[0])


def _counts(cases: Sequence[Case]) -> Mapping[str | None, Counter[str]]:
    """Truths by rule."""
    counts: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
    for case in cases:
        counts[case.diagnosis.rule][case.truth] += 1
    return counts


def _refitted(case: Case, counts: Mapping[str | None, Counter[str]], *, evidence: bool) -> Shares:
    """The shares with priors from the other cases of the rule; refinements divide what the cause has as the pack divides it."""
    others = counts[case.diagnosis.rule].copy()
    others[case.truth] -= 1
    causes = case.diagnosis.causes
    shipped = _coarse({one.id: one.prior for one in causes})
    rest = max(0.0, 1 - sum(shipped.values()))
    total = sum(1 + others[name] for name in shipped)
    weights: dict[str, float] = {}
    for one in causes:
        name = _name(one.id)
        prior = (1 - rest) * (1 + others[name]) / total * one.prior / shipped[name]
        weights[one.id] = prior * (math.prod(factor.ratio for factor in one.factors) if evidence else 1)
    whole = sum(weights.values()) + rest
    return _coarse({id_: weight / whole for id_, weight in weights.items()})


def _reliability(judged: Sequence[tuple[Case, Shares]]) -> Iterator[str]:
    for low, high in pairwise(_BINS):
        inside = [(share, name == case.truth) for case, shares in judged for name, share in shares.items() if low < share <= high]
        if inside:
            mean, right = (sum(one[place] for one in inside) / len(inside) for place in (0, 1))
            given = f"{low:.0%} to {high:.0%}"
            yield f"{given:>40}  {len(inside):6d}  {mean:6.1%}  {right:6.1%}"


def _loss(judged: Sequence[tuple[Case, Shares]]) -> float:
    return sum(-math.log(max(shares.get(case.truth, 0.0), _LEAST)) for case, shares in judged) / len(judged)


def _best(shares: Shares, most: int) -> list[str]:
    return sorted(shares, key=lambda name: -shares[name])[:most]


def _coarse(shares: Shares) -> Shares:
    found: defaultdict[str, float] = defaultdict(float)
    for id_, share in shares.items():
        found[_name(id_)] += share
    return found


def _name(id_: str) -> str:
    return id_.partition("/")[0]


if __name__ == "__main__":
    main()
