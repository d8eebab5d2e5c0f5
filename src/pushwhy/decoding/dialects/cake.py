"""Cake: the command line it runs, and its own failure lines (cake-build/cake)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

CAKE = Dialect(
    name="cake",
    prefixes=(
        prefix(r"(?P<command>Executing: )(?=[\"/A-Za-z])", "E"),
        prefix(r"(?=An error occurred when executing task '|Executing task: )", "AE"),
    ),
)
