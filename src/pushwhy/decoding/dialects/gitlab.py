"""GitLab CI: time stamps of FF_TIMESTAMPS, section marks, and coloured headers (gitlabhq: lib/gitlab/ci/trace, ansi2json)."""

from pushwhy.decoding.dialects.dialect import Continuation, Dialect, PaintedLine, prefix
from pushwhy.model.log import Level

_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z "
_SECTION = r"section_(?:start|end):\d{1,20}:[\w.-]{1,200}(?:\[[^\]]{0,200}\])?"

GITLAB = Dialect(
    name="gitlab",
    ci="gitlab",
    prefixes=(
        prefix(_TIME + r"[0-9a-f]{2}[OE](?:[ +]|$)", "12"),
        prefix(_SECTION, "s"),
        prefix(r"(?P<error>ERROR): (?=Job failed)", "E"),
        prefix(r"(?=Running with gitlab-runner )", "R"),
    ),
    escape="\x1b[0;m",
    painted=PaintedLine(begin="\x1b[36;1m", end="\x1b[0;m", level=Level.GROUP),
    continuation=Continuation(
        # The number of the stream, and whether it is standard output or error.
        stamp=_TIME + r"(?P<stream>[0-9a-f]{2}[OE])(?P<mark>[ +])",
        hints=(("Z 0",), ("O+", "E+")),
        # A section mark ends in CR, which the runner takes for the end of a line.
        separate=_SECTION,
    ),
)
