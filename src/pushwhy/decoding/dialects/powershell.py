"""PowerShell: error records, for its own commands and for what a program writes to standard error."""

from pushwhy.decoding.dialects.dialect import UPPER, Dialect, prefix

_NO_PUSH = (
    "(?:Copy|Move|Remove|New|Get|Set|Test|Import|Install|Uninstall|Update|Save|Find|Expand|Compress|Start|Stop)-"
    "|Invoke-(?:WebRequest|RestMethod)"
)

POWERSHELL = Dialect(
    name="powershell",
    prefixes=(
        # Standard error holds warnings as well, so that a program's name alone gives no level.
        prefix(r"(?:[\w.-]{1,60}\.(?:exe|cmd)|nuget|dotnet|choco|paket|mono) : ", contains=" : "),
        # A command that cannot push keeps its name.
        prefix(rf"(?P<error>(?!{_NO_PUSH})[A-Z][A-Za-z]{{2,20}}-[A-Z]\w{{1,60}}) : ", UPPER, contains=" : "),
        prefix(rf"(?P<error>(?!{_NO_PUSH})(?:Publish|Write|Invoke|Push|Register)-[A-Z]\w{{1,60}}): ", "PWIR"),
        prefix(r"(?=\+ (?:CategoryInfo|FullyQualifiedErrorId) +: |\+ ~)", "+"),
        prefix(r"(?P<command>\+ )(?=& |[^ +~].{0,500} \.\.\.$)", "+"),
        prefix(r"(?=At (?:line|.{1,300}):\d{1,9} char:\d{1,9}$)", "A"),
    ),
)
