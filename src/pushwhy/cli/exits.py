"""Exit statuses, as README lists them."""

OK = 0
FOUND = 1
"""A log is failed, unexplained or incomplete."""
USAGE = 2
"""Wrong usage, or a broken rule file in any layer."""
UNREADABLE = 3
"""An input could not be read; the others are reported."""
INTERRUPTED = 130
