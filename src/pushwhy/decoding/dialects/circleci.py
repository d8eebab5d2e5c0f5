"""CircleCI: its API gives the output of a step as JSON; otherwise only the line of the shell and those about exit codes show it."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

CIRCLECI = Dialect(
    name="circleci",
    ci="circleci",
    prefixes=(
        prefix(r"(?=#!/bin/(?:ba)?sh -eo pipefail)", "#"),
        prefix(r"(?=CircleCI received exit code |Exited with code (?:exit status )?\d+$|Build-agent version )", "CEB"),
    ),
    # A list of objects with `message`, `time` and `type`.
    json_line=r'\[\{"message": ?"(?=.*"type": ?"(?:out|err)")',
)
