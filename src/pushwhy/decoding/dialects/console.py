"""Consoles: shell prompts, traces of `set -x`, clocks, and the level in brackets that many loggers write."""

from pushwhy.decoding.dialects.dialect import DIGITS, LOWER, Dialect, prefix

_PROGRAM = r"[\"']?(?:[^\s\"']{0,200}[/\\])?(?:dotnet|nuget|choco|paket|mono|msbuild|git|gh|npm)(?:\.exe)?[\"']?(?:\s|$)"

CONSOLE = Dialect(
    name="console",
    prefixes=(
        prefix(r"(?P<command>\+{1,5} )(?=[^\s~|])(?!CategoryInfo|FullyQualifiedErrorId)", "+", indented=False),
        prefix(r"(?P<command>\$ )(?=\S)", "$", indented=False),
        prefix(r"(?P<command>PS(?: [^<>|]{1,200})?> ?)(?=\S)", "P", indented=False),
        prefix(r"(?P<command>[A-Za-z]:\\[^<>|\"*?]{0,240}(?<![-=])>)(?=\S)", contains=":\\", indented=False),
        prefix(r"(?P<command>[a-z_][\w.-]{0,40}@[\w.-]{1,60}[: ][^\s$#%]{0,200} ?[$#%] )(?=\S)", LOWER + "_", contains="@", indented=False),
        prefix(r"(?P<command>\[[\w.-]{1,40}@[\w.-]{1,60} [^\s\[\]]{1,100}\][$#] )(?=\S)", "[", indented=False),
        prefix(r"(?P<command>(?:\d\d:\d\d:\d\d )?[❯λ] )(?=\S)", "❯λ" + DIGITS, indented=False),
        prefix(r"(?P<command>> )(?=" + _PROGRAM + ")", ">"),
        prefix(r"\[\d\d:\d\d:\d\d\](?: |(?=[A-Z%.]))", "[", indented=False),
        prefix(r"\[\d\d:\d\d:\d\d (?:VRB|DBG|INF|(?P<warning>WRN)|(?P<error>ERR|FTL))\] ", "["),
        prefix(r"\[(?:(?P<error>error|ERROR|err|ERR|fatal|FATAL)|(?P<warning>warn(?:ing)?|WARN(?:ING)?)|info|INFO|debug|DEBUG)\] ", "["),
        # A branch of a parallel build, or a script among several, before a line that has a caption or a mark of its own.
        prefix(r"\[[A-Za-z0-9][\w./ -]{0,40}\] (?=error: |warn : |info : |log  : |WARNING: |\+ )", "[", indented=False),
    ),
)
