"""Octopus Deploy: clock time, level padded to eight, a bar (Octopus documentation, logging messages in scripts)."""

from pushwhy.decoding.dialects.dialect import DIGITS, Dialect, prefix

OCTOPUS = Dialect(
    name="octopus",
    ci="octopus",
    prefixes=(
        # Verbose and Info hold what tools print, errors as well: they name no level.
        prefix(
            r"\d\d:\d\d:\d\d   (?:Verbose |Info    |(?P<warning>Warning )|(?P<error>Error   |Fatal   )) ?\| ?",
            DIGITS,
            indented=False,
        ),
        prefix(r"(?P<group>\| == ?)(?=(?:Success|Failed|Warning|Running|Canceled|Pending): )", "|"),
        prefix(r"(?=##octopus\[)", "#"),
    ),
)
