"""MSBuild: node numbers of the console logger, and what its Exec task makes of `error: …` (dotnet/msbuild: CanonicalError.cs)."""

from pushwhy.decoding.dialects.dialect import DIGITS, Dialect, prefix

# Exec adds the project in brackets, and puts a blank before the colon that follows the word error, even inside a sentence.
_PROJECT = (r" \[[^\[\]]{1,1000}\]$", "")
_COLON = (r"^((?:[^:]{1,400} )?(?:error|warning|warn)) ?:(?= |$)", r"\1:")
_CAPTION_ONLY = (r"^(?:error|warning|warn): ?", "")

MSBUILD = Dialect(
    name="msbuild",
    prefixes=(
        prefix(r"(?:\d\d:\d\d:\d\d\.\d{3} {1,8})?\d{1,4}(?::\d{1,4})?>(?![&>=])", DIGITS),
        prefix(
            r"EXEC : (?=(?:[^:]{1,400} )?(?:(?P<error>error)|(?P<warning>warn(?:ing)?))(?: [A-Z]+\d+)? ?:)",
            "E",
            tail=(_PROJECT, _COLON, _CAPTION_ONLY),
        ),
    ),
)
