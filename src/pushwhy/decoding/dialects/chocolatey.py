"""Chocolatey's log file: time, process and level before each line (chocolatey/choco: Log4NetAppenderConfiguration.cs)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

CHOCOLATEY = Dialect(
    name="chocolatey",
    prefixes=(
        prefix(
            r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d{1,7} "
            r"\[(?:(?P<error>ERROR|FATAL)|(?P<warning>WARN )|(?P<debug>DEBUG|TRACE)|INFO )\] - ?",
            "12",
            contains="] -",
        ),
    ),
)
