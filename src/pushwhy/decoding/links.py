"""Takes links out of numbers: text copied from a GitHub page can carry `4[0](https://…#step:9:2)3` for `403`."""

from __future__ import annotations

import re

_STEP_LINK = re.compile(r"\[([0-9]{1,9})\]\(https?://[^\s()\[\]]{1,400}#step:[0-9]+:[0-9]+\)")
_LINK_IN_NUMBER = re.compile(
    r"(?:(?<=[A-Za-z0-9.])\[([0-9]{1,9})\]\(https?://[^\s()\[\]]{1,400}\)|\[([0-9]{1,9})\]\(https?://[^\s()\[\]]{1,400}\)(?=[0-9.]))"
)


def strip_links(text: str) -> str:
    """The line with each link that was spliced into a number replaced by its digits; other links stay."""
    if "](http" not in text:
        return text
    text = _STEP_LINK.sub(r"\1", text)
    return _LINK_IN_NUMBER.sub(lambda found: found[1] or found[2], text)
