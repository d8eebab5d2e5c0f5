"""Does a line say a message, or quote it?

A client prints a message at the beginning of a line, behind captions and wrappers that end in a colon or a bracket. An echo, a comment, a
test's name, a document or a listing of a script has other words before it, or quotes around it.
"""

from __future__ import annotations

import regex

from pushwhy.model.log import Level

_ECHO = regex.compile(
    r"""^(?:@?echo\b|printf\b|Write-(?:Host|Output|Error|Warning)\b|print\(|console\.\w+\(|throw\b|assert\w*\b|expect\w*\b|grep\b|if\b
        |git\s+(?:commit|log)|(?:\#|//|/\*|<!--|--\s|::|rem\s|>\s|\*\s|\|)|[-+]\s(?:name|run|echo)|Message:|Subject:)""",
    regex.X | regex.I,
)
_TEST = regex.compile(r"^(?:\[xUnit|\s*(?:Passed|Failed|Skipped|✓|✗|✔|✘|×|PASS|FAIL|ok|not ok)\b[ :!])|Assert\.|\bExpected:|\bActual:|\[Fact|\[\d+ ms\]$")
_WRAPPER_END = regex.compile(r"(?:[:：]\s*|[(\[]\s*|->\s*|--->\s*|error\(|\bAt\s+|=\s*|[:(]\s*['\"‘“]\s*)$")
_PAIRS = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“", "「": "」", "*": "*", "_": "_"}
_NUMBERED_CODE = regex.compile(r"\bNU\d{4}:\s*$")
_HEAD = regex.compile(
    r"Response status code does not indicate success|Failed to process request\.|[Rr]eturned an error ?:|NuGet server returned"
    r"|Der Antwortstatuscode|Le code d'état|already (?:contains|exists)"
)
"""Behind these the server's own words follow, in brackets or quotes: what counts is what stands before them."""


def is_echoed(text: str) -> bool:
    """Whether a line only shows a command: a comment, an `echo`, an entry of a workflow file."""
    return _ECHO.match(text) is not None


def is_quoted(text: str, start: int, end: int, level: Level | None) -> bool:
    """Whether `text[start:end]` is quoted there rather than said."""
    if level in (Level.COMMAND, Level.GROUP):
        return True
    before, after = _HEAD.split(text[:start], maxsplit=1)[0], text[end:]
    if not before.strip():
        return False
    if _ECHO.match(text) or _TEST.search(text):
        return True
    return _in_quotes(before, after) or _in_prose(before)


def _in_quotes(before: str, after: str) -> bool:
    """Quotes directly around the match; a wrapper's own `'message'` after a colon is no quotation."""
    mark = before[-1]
    closing = _PAIRS.get(mark)
    if closing is None or not after.lstrip(".!?)").startswith(closing):
        return False
    return mark == "`" or not _WRAPPER_END.search(before)


def _in_prose(before: str) -> bool:
    """Other text before the match that is neither a caption nor a wrapper; `error NU1301:` is a restore's."""
    return _NUMBERED_CODE.search(before) is not None or _WRAPPER_END.search(before) is None
