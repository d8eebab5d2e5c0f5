"""`gh run view --log`: job, TAB, step, TAB, then the raw line (cli/cli: pkg/cmd/run/view/logs.go)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

GITHUB_CLI = Dialect(
    name="github-cli",
    ci="github-actions",
    prefixes=(prefix(r"[^\t]{1,250}\t[^\t]{1,250}\t(?=\d{4}-\d\d-\d\dT)", contains="\t", indented=False),),
)
