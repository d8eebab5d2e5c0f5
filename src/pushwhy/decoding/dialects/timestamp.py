"""Time stamps that name no system: Azure DevOps and GitHub Actions share one, and any tool may write ISO 8601."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

TIMESTAMP = Dialect(
    name="timestamp",
    prefixes=(
        prefix(
            r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?(?: |$)",
            "12",
        ),
    ),
)
