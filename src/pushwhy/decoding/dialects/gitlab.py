"""GitLab CI: time stamps of FF_TIMESTAMPS, section marks, and coloured headers (gitlabhq: lib/gitlab/ci/trace, ansi2json)."""

import re

from pushwhy.decoding.dialects.dialect import Dialect, Painted, prefix
from pushwhy.model.log import Level

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z (?P<stream>[0-9a-f]{2}[OE])(?P<continues>[ +])")
"""Time, stream, and a plus sign where the line continues the one before."""

SECTION = re.compile(r"section_(?:start|end):\d{1,20}:[\w.-]{1,200}(?:\[[^\]]{0,200}\])?")

GITLAB = Dialect(
    name="gitlab",
    system=True,
    prefixes=(
        prefix(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [0-9a-f]{2}[OE](?:[ +]|$)", "12"),
        prefix(SECTION.pattern, "s"),
        prefix(r"(?P<error>ERROR): (?=Job failed)", "E"),
        prefix(r"(?=Running with gitlab-runner )", "R"),
    ),
    escape="\x1b[0;m",
    painted=Painted(begin="\x1b[36;1m", end="\x1b[0;m", level=Level.GROUP),
)
