"""What pushwhy says itself, apart from the pack: phrases by their id, in English and in other languages.

The English texts stand in one file per area: `diagnosis`, `report`, `explain` and `reasons`. Other languages give texts by the same ids in
`rules/text/<language>/words.yaml`; a phrase that a language lacks is said in English. An error carries a `Phrase` and becomes text only
where it is shown, so nothing has to recognise an English sentence in order to translate it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pushwhy.phrases.plurals import Category
from pushwhy.phrases.words import ENGLISH, ENGLISH_TEXTS, Phrase, Text, Words

if TYPE_CHECKING:
    from pushwhy.model.pack import RulePack

__all__ = ["ENGLISH", "ENGLISH_TEXTS", "Category", "Phrase", "Text", "Words", "of_pack"]


def of_pack(pack: RulePack) -> Words:
    """Return the phrases in the language of a pack."""
    return Words(language=pack.language, texts=pack.words)
