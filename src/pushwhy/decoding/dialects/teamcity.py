"""TeamCity: clock time, a mark, and the block; service messages with `|` as escape (JetBrains documentation, Build Log)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

_BLOCK = r"(?:\[[^\[\]]{1,80}\](?: |$)?)?"

TEAMCITY = Dialect(
    name="teamcity",
    ci="teamcity",
    prefixes=(
        # W marks all that a tool wrote to standard error, so it says nothing about the level.
        prefix(r"\[\d\d:\d\d:\d\d\](?:(?P<error>E)|[WiFN])? ?:[ \t]*" + _BLOCK, "[", indented=False),
        prefix(r"\[\d\d:\d\d:\d\d\](?:\t+ *|(?=\[))" + _BLOCK, "[", indented=False),
        prefix(
            r"##teamcity\[message text='(?=(?:[^'|]|\|.)*' status='(?:(?P<error>ERROR|FAILURE)|(?P<warning>WARNING)|NORMAL)')?",
            "#",
            tail=(
                (r"'(?: [a-zA-Z]+='(?:[^'|]|\|.)*')*\s*\]$", ""),
                (r"\|[nr]", " "),
                (r"\|(.)", r"\1"),
            ),
        ),
        prefix(r"(?=##teamcity\[)", "#"),
    ),
)
