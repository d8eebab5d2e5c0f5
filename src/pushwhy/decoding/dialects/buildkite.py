"""Buildkite: an APC code with the time before each line, and lines that open groups (documentation, log output)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

BUILDKITE = Dialect(
    name="buildkite",
    ci="buildkite",
    prefixes=(
        prefix(r"(?P<group>~~~|\^\^\^ \+\+\+) ?", "~^", indented=False),
        # Also marks of diffs, shell traces and stack traces: only where the time code stood before them.
        prefix(r"(?P<group>---|\+\+\+) ", "-+", indented=False, after="buildkite"),
        prefix(r"\U0001f6a8 (?P<error>Error): ", "\U0001f6a8"),
    ),
    escape="\x1b_bk;t=",
)
