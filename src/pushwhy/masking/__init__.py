"""Secrets in lines of a log, masked before anything leaves the program."""

from pushwhy.masking.redaction import MASK, redact

__all__ = ["MASK", "redact"]
