"""From the bytes of a log to clean lines: `encoding`, what a terminal shows, and the decoration of CI systems and tools (`dialects`)."""
