"""Phrases as values, and the texts that they become in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Self

from msgspec import Struct

from pushwhy.phrases import diagnosis, explain, reasons, report
from pushwhy.phrases.plurals import Category, category

Text = str | Mapping[str, str]
"""A text with `{name}` for each value, or one for each plural category of the number `{n}`: `{"one": "{n} log", "other": "{n} logs"}`."""

ENGLISH_TEXTS: Mapping[str, Text] = {**diagnosis.TEXTS, **report.TEXTS, **explain.TEXTS, **reasons.TEXTS}
"""Every phrase by its id, in the order in which translators meet them."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Phrase(Struct, frozen=True):
    """Something to say in whatever language is asked for: the id of a phrase, and the values for its placeholders."""

    id: str
    values: Mapping[str, str | int] = {}

    @classmethod
    def of(cls, phrase_id: str, /, **values: str | int) -> Self:
        """Make a phrase; `n` is the number that chooses the plural category."""
        return cls(phrase_id, values)


class Words(Struct, frozen=True, kw_only=True):
    """The phrases of one language; without any texts, English."""

    language: str = "en"
    """Tag of the language, such as `zh-Hant`: its plural rules choose among the texts of a phrase."""
    texts: Mapping[str, Text] = {}
    """By the id of the phrase."""

    def say(self, phrase_id: str, /, **values: object) -> str:
        """Return a phrase in this language, every `{name}` replaced by its value; braces in a value stay as they are.

        Raises:
            KeyError: there is no phrase of this id.
        """
        text, language = self.texts.get(phrase_id), self.language
        if text is None:
            text, language = ENGLISH_TEXTS[phrase_id], "en"
        if not isinstance(text, str):
            text = _form(text, values.get("n"), language)
        return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)

    def render(self, phrase: Phrase) -> str:
        """Return the text of a phrase that was made elsewhere."""
        return self.say(phrase.id, **phrase.values)


def _form(forms: Mapping[str, str], number: object, language: str) -> str:
    """Return the text for a number; a category that is missing, as that of the millions may be, is told as `other`."""
    chosen = category(number, language) if isinstance(number, int) else Category.OTHER
    return forms.get(chosen) or forms.get(Category.OTHER) or next(iter(forms.values()))


ENGLISH = Words()
