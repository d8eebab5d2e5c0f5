"""Travis CI: fold and timing marks, which end in CR and stand before the text of the same line."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

TRAVIS = Dialect(
    name="travis",
    ci="travis",
    prefixes=(
        prefix(r"travis_fold:(?:start|end):[\w.-]{1,200}", "t"),
        prefix(r"travis_time:(?:start|end):[0-9a-f]{1,40}(?::start=\d{1,30},finish=\d{1,30},duration=\d{1,30}(?:,event=\w{1,60})?)?", "t"),
        prefix(r"(?=The command \".{1,400}?\" (?:failed and )?exited with \d)", "T"),
    ),
)
