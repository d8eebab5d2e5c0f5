"""Release tools that run the client and repeat its output: semantic-release, Craft, and the like."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

RELEASE_TOOLS = Dialect(
    name="release-tools",
    prefixes=(
        prefix(r"STD(?:OUT|ERR): ", "S"),
        prefix(r"(?:dotnet|nuget): (?!command not found|not found|No such )", "dn"),
        # Marks of publib, publish-nuget and many scripts.
        prefix(r"(?:[❌😭📦]|⚠\ufe0f?) {1,2}", "❌😭📦⚠"),
        prefix(
            r"\[\d{1,2}:\d\d:\d\d [AP]M\] \[semantic-release\](?: \[[^\[\]]{1,80}\])? › (?:(?P<error>[✖✘×])|(?P<warning>⚠)|\S) *",
            "[",
        ),
    ),
)
