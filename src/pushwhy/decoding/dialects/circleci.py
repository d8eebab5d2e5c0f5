"""CircleCI: its API gives the output of a step as JSON; otherwise only the shell line and the exit lines give it away."""

from pushwhy.decoding.dialects.dialect import Dialect, JsonShape, prefix

CIRCLECI = Dialect(
    name="circleci",
    ci="circleci",
    prefixes=(
        prefix(r"(?=#!/bin/(?:ba)?sh -eo pipefail)", "#"),
        prefix(r"(?=CircleCI received exit code |Exited with code (?:exit status )?\d+$|Build-agent version )", "CEB"),
    ),
    # A list of objects with `message`, `time` and `type`.
    json=JsonShape(opening=r'\[\{"message": ?"(?=.*"type": ?"(?:out|err)")', key="message"),
)
