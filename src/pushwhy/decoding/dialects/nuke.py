"""NUKE: clock time and level in brackets before each line of a tool (nuke-build/nuke)."""

from pushwhy.decoding.dialects.dialect import DIGITS, Dialect, prefix

# What a tool prints has level DBG, its errors as well unless they contain the word: DBG and INF name no level.
_LEVEL = r"\[(?:VRB|DBG|INF|(?P<warning>WRN)|(?P<error>ERR|FTL))\](?: |$)"

NUKE = Dialect(
    name="nuke",
    prefixes=(
        prefix(r"\d\d:\d\d:\d\d " + _LEVEL, DIGITS),
        prefix(_LEVEL, "["),
        prefix(r"(?=NUKE Execution Engine version |Nuke\.Common\.)", "N"),
    ),
)
