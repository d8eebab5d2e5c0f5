"""Bitbucket Pipelines: no decoration of its own; its set-up script and its search for test reports show it."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

BITBUCKET = Dialect(
    name="bitbucket",
    ci="bitbucket",
    prefixes=(
        prefix(r"(?=\+ umask 000$)", "+", indented=False),
        prefix(r"(?=Searching for test report files in directories named )", "S"),
    ),
)
