"""AppVeyor: the offset from the start of the build, and lines of its worker and deployment providers."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

APPVEYOR = Dialect(
    name="appveyor",
    ci="appveyor",
    prefixes=(
        # An offset of less than an hour; a later one is as good as any clock time (see `console`).
        prefix(r"\[00:\d\d:\d\d\](?: |$)", "[", indented=False),
        prefix(
            r"(?=Command exited with code -?\d|Deploying using \w{1,40} provider|git clone -q --|Build started$"
            r"|Error publishing package\. NuGet server returned )",
            "CDgBE",
        ),
    ),
)
