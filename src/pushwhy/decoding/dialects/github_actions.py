"""GitHub Actions: the runner's own lines, workflow commands, and what its web page makes of them (actions/runner)."""

from pushwhy.decoding.dialects.dialect import Dialect, PaintedLine, prefix
from pushwhy.model.log import Level

GITHUB_ACTIONS = Dialect(
    name="github-actions",
    ci="github-actions",
    prefixes=(
        prefix(r"##\[(?P<group>group)\](?=Run )", "#"),
        prefix(r"##\[(?P<error>error)\](?=Process completed with exit code )", "#"),
        prefix(r"(?P<error>Error): (?=Process completed with exit code )", "E"),
        prefix(
            r"::(?:(?P<error>error)|(?P<warning>warning)|(?P<info>notice)|(?P<debug>debug)|(?P<group>(?:end)?group))(?: [^:]{0,400})?::",
            ":",
        ),
        prefix(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT(?: |$)", "MTWFS"),
        prefix(r"(?=(?P<group>Run) (?:dotnet |nuget |[\w.-]{1,100}/[\w./-]{1,200}@))", "R"),
        prefix(r"(?=shell: \S.{0,300} \{0\}['\"]?$)", "s"),
        prefix(r"(?=Post job cleanup\.$|Current runner version: '|Complete job name: )", "PC"),
        # nektos/act runs workflows locally.
        prefix(r"\[[^\[\]/]{1,80}/[^\[\]]{1,80}\] {1,6}\| ", "["),
    ),
    painted=PaintedLine(begin="\x1b[36;1m", end="\x1b[0m", level=Level.COMMAND),
)
