"""Masks the secrets in a line."""

from __future__ import annotations

import re

from pushwhy.masking.kinds import LONG_WORD, LONG_WORD_SIZE, SECRETS, TRAILING, VALUE_LIMIT, VALUE_REST, Secret
from pushwhy.model.log import SecretKind

MASK = "***"

_ROWS_BY_HINT: dict[str, list[int]] = {}
for _row, _secret in enumerate(SECRETS):
    for _hint in _secret.hints:
        _ROWS_BY_HINT.setdefault(_hint, []).append(_row)
_HINTS = tuple(hint for hint in _ROWS_BY_HINT if hint != LONG_WORD)
_PIECE = LONG_WORD_SIZE // 2
_OVERLAPS = 32
"""How many values in a line are looked into again after they proved to be no secret, such as `--api-key --api-key KEY`."""


def redact(text: str) -> tuple[str, tuple[SecretKind, ...]]:
    """Mask the secrets in a line with `***`, and return their kinds, each once, in the order of the table.

    What stands in the place of a secret and is none (`***`, `$KEY`, `${{ secrets.KEY }}`, `my-key`, another option) is left alone.
    What is masked stays so: redacting twice changes nothing.
    """
    lower = text.lower()
    hints = [hint for hint in _HINTS if hint in lower]
    if len(text) >= LONG_WORD_SIZE and _has_long_word(text):
        hints.append(LONG_WORD)
    if not hints:
        return text, ()  # the usual case, which must be cheap
    kinds: list[SecretKind] = []
    for row in sorted({row for hint in hints for row in _ROWS_BY_HINT[hint]}):
        secret = SECRETS[row]
        kind = secret.kind if not secret.beside or any(word in lower for word in secret.beside) else secret.elsewhere
        if kind is not None and (masked := _masked(secret, text)) is not None:
            text = masked
            kinds.append(kind)
    return text, tuple(dict.fromkeys(kinds))


def _has_long_word(text: str) -> bool:
    """Tell whether a word of `LONG_WORD_SIZE` letters and digits can be in the text: it fills one of these pieces of half its length."""
    return any(text[start : start + _PIECE].isalnum() for start in range(0, len(text) - _PIECE + 1, _PIECE))


def _masked(secret: Secret, text: str) -> str | None:
    """Return the text with every secret of one kind masked, or None where there is none."""
    pattern = re.compile(secret.pattern)
    parts: list[str] = []
    copied = position = 0  # how far the text is in `parts`, and from where on it is searched
    rejected = 0
    while (match := pattern.search(text, position)) is not None:
        start, end = match.span("value")
        if end == match.end():
            end = start + len(match["value"].rstrip(TRAILING))
        value = text[start:end]
        if value and (secret.is_one is None or secret.is_one(value)):
            if end - start == VALUE_LIMIT and (rest := re.compile(VALUE_REST).match(text, end)) is not None:
                end = rest.end()
            parts += (text[copied:start], MASK)
            copied = position = end
        else:
            rejected += 1
            position = max(start if rejected <= _OVERLAPS else end, position + 1)
    return "".join((*parts, text[copied:])) if parts else None
