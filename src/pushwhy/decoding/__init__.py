"""Bytes of a log to clean lines: encoding, escapes, and the decoration of CI systems and tools."""
