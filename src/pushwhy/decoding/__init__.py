"""Bytes of a log to clean lines: encoding, escapes, and the decoration of CI systems and tools."""

from pushwhy.decoding.dialects import system_of
from pushwhy.decoding.encoding import Decoded, is_binary, utf8_blocks
from pushwhy.decoding.lines import LINE_LIMIT, clean_lines

__all__ = ["LINE_LIMIT", "Decoded", "clean_lines", "is_binary", "system_of", "utf8_blocks"]
