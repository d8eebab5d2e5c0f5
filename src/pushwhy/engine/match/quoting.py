"""Tells whether a line says a message, or quotes it.

A client prints a message at the beginning of a line, behind captions and wrappers that end in a colon or a bracket. An echo, a comment, a
test's name, a document or a listing of a script has other words before it, or quotes around it. The pack knows their words.
"""

from __future__ import annotations

import regex

from pushwhy.model.lexicon import Quoting
from pushwhy.model.log import Level

_PAIRS = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“", "「": "」", "*": "*", "_": "_"}
_OPEN_SPAN = regex.compile(r"(?<![^\s(\[])`[^`]*$")
"""A span of code that is not closed yet; .NET writes backticks within names only (``Task`1``)."""


class QuotationTest:
    """Asked about every place where a pattern matches. Made once for each pack."""

    def __init__(self, quoting: Quoting) -> None:
        self._echo = _compiled(quoting.echo)
        self._echo_within = _compiled(quoting.echo_within)
        self._other_programs = _compiled(quoting.other_programs)
        self._test = _compiled(quoting.test)
        self._numbered_code = _compiled(quoting.numbered_code)
        self._prose = _compiled(quoting.prose)
        self._wrapper_end = _compiled(quoting.wrapper_end)
        self._server_words = _compiled(quoting.server_words)
        self._captions = regex.compile(quoting.captions)

    def is_echoed(self, text: str, start: int) -> bool:
        """Return whether a line only shows the command that has something at `start`: a comment, an `echo`, a workflow file, a sentence."""
        in_backticks = text.count("`", 0, start) % 2 == 1 and "`" in text[start:]
        return in_backticks or self._echo.match(text) is not None

    def begins_line(self, text: str, start: int) -> bool:
        """Return whether nothing but captions and a client's own words stand before `start`."""
        return self._captions.fullmatch(self._without_server_words(text[:start])) is not None

    def is_quoted(self, text: str, start: int, end: int, level: Level | None) -> bool:
        """Return whether `text[start:end]` is quoted there rather than said."""
        if level in (Level.COMMAND, Level.GROUP):
            return True
        before, after = self._without_server_words(text[:start]), text[end:]
        if not before.strip():
            return False
        if self._echo.match(text) or self._test.search(text) or self._other_programs.match(before) or self._echo_within.search(before):
            return True
        return self._in_quotes(before, after) or self._in_prose(before)

    def is_others(self, whole: str) -> bool:
        """Return whether a line, with what was taken off it, is a test runner's or another program's."""
        return bool(whole) and (self._test.search(whole) is not None or self._other_programs.match(whole) is not None)

    def _without_server_words(self, before: str) -> str:
        """Return what stands before a client's sentence about a server: behind it the server's own words follow, in brackets or quotes."""
        return self._server_words.split(before, maxsplit=1)[0]

    def _in_quotes(self, before: str, after: str) -> bool:
        """Return whether quotes stand directly around the match; a wrapper's own `'message'` after a colon is no quotation."""
        if _OPEN_SPAN.search(before) and "`" in after:
            return True
        closing = _PAIRS.get(before[-1])
        if closing is None or not after.lstrip(".!?)").startswith(closing):
            return False
        return not self._wrapper_end.search(before)

    def _in_prose(self, before: str) -> bool:
        """Return whether text stands before the match that is neither a caption nor a wrapper; `error NU1301:` is a restore's."""
        if self._prose.search(before) is not None:
            return True
        if not any(map(str.isalnum, before)):
            return False
        return self._numbered_code.search(before) is not None or self._wrapper_end.search(before) is None


def _compiled(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern; an empty one, of which nothing is known, matches nothing."""
    return regex.compile(pattern or r"(?!)")
