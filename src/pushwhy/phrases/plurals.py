"""Which form of a phrase goes with a number: the plural rules of the Unicode CLDR for whole numbers.

The source is `common/supplemental/plurals.xml` of the CLDR (version 46), type `cardinal`, shown at
https://www.unicode.org/cldr/charts/46/supplemental/language_plural_rules.html. A report counts things, so that numbers are whole and not
negative: of CLDR's operands only `n` = `i` is left, and categories that only fractions have are not reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum


class Category(StrEnum):
    """CLDR's plural categories; every language has `other`."""

    ZERO = "zero"
    ONE = "one"
    TWO = "two"
    FEW = "few"
    MANY = "many"
    OTHER = "other"


Rule = Callable[[int], Category]


def _none(_number: int) -> Category:
    return Category.OTHER


def _one(number: int) -> Category:
    return Category.ONE if number == 1 else Category.OTHER


def _zero_or_one(number: int) -> Category:
    return Category.ONE if number <= 1 else Category.OTHER


def _one_and_millions(number: int) -> Category:
    return Category.MANY if _is_millions(number) else _one(number)


def _zero_or_one_and_millions(number: int) -> Category:
    return Category.MANY if _is_millions(number) else _zero_or_one(number)


def _czech(number: int) -> Category:
    if 2 <= number <= 4:
        return Category.FEW
    return _one(number)


def _polish(number: int) -> Category:
    if number == 1:
        return Category.ONE
    return Category.FEW if _ends_in_two_to_four(number) else Category.MANY


def _russian(number: int) -> Category:
    if _ends_in_one(number):
        return Category.ONE
    return Category.FEW if _ends_in_two_to_four(number) else Category.MANY


def _croatian(number: int) -> Category:
    if _ends_in_one(number):
        return Category.ONE
    return Category.FEW if _ends_in_two_to_four(number) else Category.OTHER


def _slovenian(number: int) -> Category:
    return {1: Category.ONE, 2: Category.TWO, 3: Category.FEW, 4: Category.FEW}.get(number % 100, Category.OTHER)


def _romanian(number: int) -> Category:
    if number == 1:
        return Category.ONE
    return Category.FEW if number == 0 or 1 <= number % 100 <= 19 else Category.OTHER


def _lithuanian(number: int) -> Category:
    if 11 <= number % 100 <= 19:
        return Category.OTHER
    return {0: Category.OTHER, 1: Category.ONE}.get(number % 10, Category.FEW)


def _latvian(number: int) -> Category:
    if number % 10 == 0 or 11 <= number % 100 <= 19:
        return Category.ZERO
    return Category.ONE if number % 10 == 1 else Category.OTHER


def _hebrew(number: int) -> Category:
    return {1: Category.ONE, 2: Category.TWO}.get(number, Category.OTHER)


def _arabic(number: int) -> Category:
    if number <= 2:
        return (Category.ZERO, Category.ONE, Category.TWO)[number]
    if 3 <= number % 100 <= 10:
        return Category.FEW
    return Category.MANY if number % 100 >= 11 else Category.OTHER


def _is_millions(number: int) -> bool:
    """Tell whether a language says `1 000 000 de paquets`."""
    return number != 0 and number % 1_000_000 == 0


def _ends_in_one(number: int) -> bool:
    return number % 10 == 1 and number % 100 != 11


def _ends_in_two_to_four(number: int) -> bool:
    return 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14


_LANGUAGES: tuple[tuple[Rule, str], ...] = (
    (_none, "id ja ko lo ms my th to vi wo yo yue zh"),
    (_one, "af az bg da de el en eo et eu fi fo gl hu ka kk ky mn nb nl nn no sq sv sw ta te tr ur uz"),
    (_zero_or_one, "bn fa gu hi hy kn zu"),
    (_one_and_millions, "ca es it pt-pt"),
    (_zero_or_one_and_millions, "fr pt"),
    (_czech, "cs sk"),
    (_polish, "pl"),
    (_russian, "be ru uk"),
    (_croatian, "bs hr sh sr"),
    (_slovenian, "sl"),
    (_romanian, "mo ro"),
    (_lithuanian, "lt"),
    (_latvian, "lv"),
    (_hebrew, "he iw"),
    (_arabic, "ar"),
)
_RULES: Mapping[str, Rule] = {tag: rule for rule, tags in _LANGUAGES for tag in tags.split()}
_USUAL = range(200)
"""Numbers that show every category of a language but that of the millions."""


def category(number: int, language: str) -> Category:
    """Return the plural category of a whole number from 0 on; one of a language that is not in the table is `other`."""
    return _rule(language)(number)


def categories(language: str) -> tuple[Category, ...]:
    """Return the categories that a phrase needs in a language, in CLDR's order."""
    needed = {category(number, language) for number in _USUAL}
    return tuple(known for known in Category if known in needed)


def possible_categories(language: str) -> tuple[Category, ...]:
    """Return the categories that a phrase may have in a language: also the one of the millions, and `other`, which all languages have."""
    return (*dict.fromkeys((*categories(language), category(1_000_000, language), Category.OTHER)),)


def _rule(language: str) -> Rule:
    tag = language.lower().replace("_", "-")
    return _RULES.get(tag) or _RULES.get(tag.split("-", maxsplit=1)[0], _none)
