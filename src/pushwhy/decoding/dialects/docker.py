"""Docker builds (BuildKit with plain progress, the classic builder), Compose logs, and the files of the json-file driver."""

from pushwhy.decoding.dialects.dialect import DIGITS, Dialect, prefix

DOCKER = Dialect(
    name="docker",
    prefixes=(
        prefix(r"(?P<command>#\d{1,5} \[[^\[\]]{1,80}\] (?:RUN )?)", "#"),
        prefix(r"#\d{1,5} (?:\d{1,6}\.\d{1,3} |(?=ERROR: |WARNING: |DONE |CACHED|CANCELED))", "#"),
        # The summary repeats lines with their seconds alone; a number with a unit is no time.
        prefix(r"\d{1,5}\.\d{3} (?!(?:[kKMGT]?i?B|m?s|sec|seconds|minutes|%)(?:\W|$))(?=\s*\S)", DIGITS, indented=False),
        prefix(r"(?P<command>Step \d{1,3}/\d{1,3} : (?:RUN )?)", "S"),
        prefix(r"(?P<group>> \[(?:internal|(?:[^\[\]]{1,60} )?\d{1,3}/\d{1,3})\] (?:RUN )?)", ">"),
        prefix(r"(?=The command '/bin/sh -c )", "T"),
        prefix(r"[A-Za-z0-9][\w.-]{0,60}[-_]\d{1,3} +\| ", contains="| ", indented=False),
    ),
    # The json-file driver: an object with `log`, `stream` and `time` on each line.
    json_line=r'\{"log": ?"(?=.*"stream": ?"std(?:out|err)")',
)
