"""CircleCI: no decoration of its own; the shell line and the exit lines give it away."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

CIRCLECI = Dialect(
    name="circleci",
    system=True,
    prefixes=(
        prefix(r"(?=#!/bin/(?:ba)?sh -eo pipefail)", "#"),
        prefix(r"(?=CircleCI received exit code |Exited with code (?:exit status )?\d+$|Build-agent version )", "CEB"),
    ),
)
