"""Jenkins: console notes, the Timestamper plug-in, and pipeline steps (jenkinsci/jenkins: ConsoleNote.java)."""

from pushwhy.decoding.dialects.dialect import DIGITS, Dialect, prefix

JENKINS = Dialect(
    name="jenkins",
    ci="jenkins",
    prefixes=(
        prefix(r"\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\](?: |$)", "["),
        prefix(r"\d\d:\d\d:\d\d  ", DIGITS, indented=False),
        prefix(r"(?=(?P<group>\[Pipeline\]) )", "["),  # the mark stays: `sh` or `}` alone would mean nothing
        prefix(r"(?P<error>ERROR): (?=script returned exit code )", "E"),
        prefix(r"(?=Finished: (?:SUCCESS|FAILURE|UNSTABLE|ABORTED|NOT_BUILT)$|Started by (?:user|upstream|timer|an SCM))", "FS"),
    ),
    escape="\x1b[8mha:",
)
