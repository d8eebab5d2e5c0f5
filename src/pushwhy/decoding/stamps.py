"""Time stamps in the forms that loggers write: the one sure sign that a program put something before a line."""

from __future__ import annotations

import re

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
_ZONE = r"(?:Z|UTC|GMT|[A-Z]{1,4}[DS]T|CET|MSK)(?![\w])|[+-]\d\d:?\d\d(?!\d)"
_CLOCK = rf"\d{{1,2}}:\d\d(?::\d\d)?(?:[.,:]\d{{1,9}})?(?: ?[AaPp]\.?[Mm]\.?(?!\w))?(?: ?(?:{_ZONE}))?"
_DATE = (
    rf"(?:{_DAY},? )?(?:\d{{4}}[-/.]\d\d[-/.]\d\d|\d\d?[-/]\d\d?[-/](?:\d{{4}}|\d\d)|\d\d?\.\d\d?\.\d{{4}}|\d\d?[- /]{_MONTH}[- /:]\d{{4}}"
    rf"|{_MONTH} {{1,2}}\d\d?(?:,? \d{{4}})?|\d{{4}} {_MONTH} \d\d?)"
)

STAMP = rf"(?:{_DATE}(?:[T\t:]|,? {{1,2}})?{_CLOCK}(?: \d{{4}}(?!\d))?|\d{{8}}[T_ -]?\d{{6}}(?:[.,]\d{{1,9}})?Z?|{_CLOCK}|{_DATE})(?![\w])"
"""A date, a time of day, or both; also as in `20240503T101500Z`, `May  3 10:15:00`, `Fri, 03 May 2024 10:15:00 GMT`."""
NUMBERED = r"(?:\d{10}(?:\.\d{1,9})?|\d{13}|\d{16}|\d{19}|\+?\d{1,7}\.\d{1,9}s?|\+\d{1,7}m?s)(?![\w.])"
"""Seconds, milliseconds, microseconds or nanoseconds since 1970, or seconds since something began."""

_WHOLE = re.compile(rf"\s*(?:{STAMP}|{NUMBERED})\s*")


def is_stamp(text: str) -> bool:
    """Tell whether a text is nothing but a time stamp."""
    return _WHOLE.fullmatch(text) is not None
