"""Any bytes to UTF-8: how a log is encoded, and its text in UTF-8."""

from pushwhy.decoding.encoding.signatures import is_binary
from pushwhy.decoding.encoding.transcoding import BLOCK_SIZE, Decoded, utf8_blocks

__all__ = ["BLOCK_SIZE", "Decoded", "is_binary", "utf8_blocks"]
