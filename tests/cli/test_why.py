"""`scan --why` and the factors in JSON: every probability can be worked out again by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.program import Program

SEED = "samples/github-actions-key-refused.log"
_TOLD = """\
  How the figures came about
     65.3%  package-id-owned-by-another  prior 14.1%
            × 1.7  the key is good, so the package must be the reason
     13.6%  api-key-scope  prior 14.1%
            × 0.35  key is valid
"""
_END = """\
     13.9%  none of these  prior 5.0%
    Each share is the prior times its factors, divided by the sum of these
    products over all rows.
"""


def test_prior_factors_with_their_lines_and_result_are_told(program: Program, root: Path) -> None:
    done = program("scan", SEED, "--fact", "key=valid", "--why", folder=root)
    assert _TOLD in done.out
    assert "            × 0.05  the push command gives a key (line 69)\n" in done.out
    assert done.out.endswith(_END)


def test_nothing_is_told_without_the_option(program: Program, root: Path) -> None:
    assert "prior" not in program("scan", SEED, folder=root).out


# What JSON has is rounded to four digits, and the remainder is the difference of several such figures.
_ROUNDING = 0.005


@pytest.mark.parametrize(
    "facts",
    [(), ("key=valid",), ("AppLogger@owner=me",), ("AppLogger@id=existing", "key=new"), ("AppLogger@owner=other",)],
    ids=lambda facts: " ".join(facts) or "nothing known",
)
def test_every_probability_is_the_prior_times_its_factors(program: Program, root: Path, facts: tuple[str, ...]) -> None:
    stated = [argument for fact in facts for argument in ("--fact", fact)]
    done = program("scan", SEED, "--format", "json", *stated, folder=root)
    (diagnosis,) = done.logs[SEED]["diagnoses"]
    products = {cause["id"]: cause["prior"] * math.prod(one["ratio"] for one in cause["factors"]) for cause in diagnosis["causes"]}
    remainder = 1 - sum(cause["prior"] for cause in diagnosis["causes"])
    total = sum(products.values()) + remainder
    assert diagnosis["other_probability"] == pytest.approx(remainder / total, rel=_ROUNDING)
    for cause in diagnosis["causes"]:
        # Shown probabilities lie in 0.001 to 0.999.
        assert cause["probability"] == pytest.approx(min(0.999, max(0.001, products[cause["id"]] / total)), rel=_ROUNDING)
