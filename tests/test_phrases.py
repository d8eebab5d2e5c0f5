"""What pushwhy says itself: every phrase has an id, an English text, and in every language the text that goes with a number."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pushwhy.errors import InputError
from pushwhy.inputs import reason
from pushwhy.model.pack import RulePack
from pushwhy.pack import left_to_translate
from pushwhy.pack.merge import layers
from pushwhy.phrases import ENGLISH, ENGLISH_TEXTS, Category, Phrase, Words, diagnosis, explain, reasons, report
from pushwhy.phrases.plurals import categories, category, possible_categories

_AREAS = (diagnosis.TEXTS, report.TEXTS, explain.TEXTS, reasons.TEXTS)
_GERMAN = Words(
    language="de",
    texts={
        "logs": {"one": "{n} Protokoll", "other": "{n} Protokolle"},
        "line": "Zeile {line}",
        "permission-denied": "Zugriff verweigert",
        "data-damaged": "die {format}-Daten sind beschädigt",
    },
)
_POLISH = Words(language="pl", texts={"packages": {"one": "{n} pakiet", "few": "{n} pakiety", "many": "{n} pakietów"}})


def ids_used_in(source: Path) -> Iterator[str]:
    """The ids that a module says; one that is no literal fails, because nothing could tell whether it exists."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("words.say", ".of_pack(pack).say", "Phrase.of")):
            assert node.args, f"{source}:{node.lineno}"
            assert isinstance(node.args[0], ast.Constant), f"{source}:{node.lineno}: write the id as a literal"
            yield str(node.args[0].value)


class TestIds:
    def test_every_id_that_is_used_exists_and_every_existing_one_is_used(self, root: Path) -> None:
        assert {phrase_id for source in (root / "src").rglob("*.py") for phrase_id in ids_used_in(source)} == set(ENGLISH_TEXTS)

    def test_are_unique_and_kebab_case(self) -> None:
        assert sum(map(len, _AREAS)) == len(ENGLISH_TEXTS)
        assert [phrase_id for phrase_id in ENGLISH_TEXTS if not re.fullmatch(r"[a-z]+(-[a-z]+)*", phrase_id)] == []

    def test_one_that_does_not_exist_is_an_error(self) -> None:
        with pytest.raises(KeyError):
            ENGLISH.say("no-such-phrase")


class TestTexts:
    def test_in_english(self) -> None:
        assert ENGLISH.say("line", line=7) == "line 7"
        assert [ENGLISH.say("logs", n=number) for number in (0, 1, 2)] == ["0 logs", "1 log", "2 logs"]

    def test_of_another_language_or_else_in_english_with_the_plural_rules_of_english(self) -> None:
        assert _GERMAN.say("line", line=7) == "Zeile 7"
        assert _GERMAN.say("rule", rule="a/b") == "rule a/b"
        assert Words(language="zh-Hant").say("logs", n=1) == "1 log"

    def test_braces_in_a_value_stay_text(self) -> None:
        assert _GERMAN.say("line", line="{line} {x}") == "Zeile {line} {x}"

    def test_every_english_one_has_the_texts_that_its_number_needs(self) -> None:
        plural = {phrase_id: text for phrase_id, text in ENGLISH_TEXTS.items() if not isinstance(text, str)}
        assert {tuple(text) for text in plural.values()} == {("one", "other")}
        assert all("{n}" in form for text in plural.values() for form in text.values())

    def test_traditional_chinese_is_complete(self) -> None:
        missing = left_to_translate([layers.shipped()], "1", None, "zh-Hant", everywhere=True)
        assert [remark for remark in missing.remarks if " phrase " in remark] == []


class TestPlurals:
    @pytest.mark.parametrize(
        ("language", "number", "text"),
        [
            (_POLISH, 1, "1 pakiet"),
            (_POLISH, 2, "2 pakiety"),
            (_POLISH, 5, "5 pakietów"),
            (_POLISH, 12, "12 pakietów"),
            (_POLISH, 22, "22 pakiety"),
            (_GERMAN, 2, "2 packages"),
        ],
    )
    def test_a_number_chooses_the_text(self, language: Words, number: int, text: str) -> None:
        assert language.say("packages", n=number) == text

    @pytest.mark.parametrize(
        ("language", "samples"),
        [
            # The samples of CLDR's table for whole numbers.
            ("en", {"one": (1,), "other": (0, 2, 16, 100, 1_000_000)}),
            ("de", {"one": (1,), "other": (0, 2, 16, 100, 1_000_000)}),
            ("tr", {"one": (1,), "other": (0, 2, 16, 100, 1_000_000)}),
            ("fr", {"one": (0, 1), "many": (1_000_000,), "other": (2, 17, 100, 1000)}),
            ("pt-BR", {"one": (0, 1), "many": (1_000_000,), "other": (2, 17, 100, 1000)}),
            ("pt-PT", {"one": (1,), "many": (1_000_000,), "other": (0, 2, 16, 100)}),
            ("es", {"one": (1,), "many": (1_000_000,), "other": (0, 2, 16, 100)}),
            ("it", {"one": (1,), "many": (1_000_000,), "other": (0, 2, 16, 100)}),
            ("cs", {"one": (1,), "few": (2, 3, 4), "other": (0, 5, 19, 100, 102)}),
            ("pl", {"one": (1,), "few": (2, 4, 22, 24, 102, 1002), "many": (0, 5, 11, 12, 14, 19, 21, 100, 112)}),
            ("ru", {"one": (1, 21, 31, 101, 1001), "few": (2, 4, 22, 102), "many": (0, 5, 11, 19, 100, 111)}),
            ("ja", {"other": (0, 1, 2, 100)}),
            ("ko", {"other": (0, 1, 2, 100)}),
            ("zh-Hans", {"other": (0, 1, 2, 100)}),
            ("zh_Hant", {"other": (0, 1, 2, 100)}),
            ("hr", {"one": (1, 21, 101), "few": (2, 24, 102), "other": (0, 5, 11, 12, 100)}),
            ("sl", {"one": (1, 101, 201), "two": (2, 102), "few": (3, 4, 103), "other": (0, 5, 19, 100)}),
            ("ro", {"one": (1,), "few": (0, 2, 16, 101, 1001), "other": (20, 35, 100)}),
            ("lt", {"one": (1, 21, 101), "few": (2, 9, 22, 102), "other": (0, 10, 20, 111)}),
            ("lv", {"zero": (0, 10, 20, 111), "one": (1, 21, 101), "other": (2, 9, 22, 102)}),
            ("he", {"one": (1,), "two": (2,), "other": (0, 3, 17, 100)}),
            ("ar", {"zero": (0,), "one": (1,), "two": (2,), "few": (3, 10, 103), "many": (11, 26, 111), "other": (100, 102, 200)}),
            ("hi", {"one": (0, 1), "other": (2, 17)}),
            ("tlh", {"other": (0, 1, 2)}),
        ],
    )
    def test_rules_are_those_of_cldr(self, language: str, samples: dict[str, tuple[int, ...]]) -> None:
        told = {number: category(number, language) for numbers in samples.values() for number in numbers}
        assert told == {number: Category(name) for name, numbers in samples.items() for number in numbers}
        assert set(samples) <= set(possible_categories(language))
        assert set(categories(language)) <= set(samples)


class TestErrors:
    def test_carry_a_phrase_and_are_english_as_strings(self) -> None:
        error = InputError(Phrase.of("data-damaged", format="gzip {x}"))
        assert str(error) == "the gzip {x} data is damaged; fetch it again"
        assert _GERMAN.render(error.phrase) == "die gzip {x}-Daten sind beschädigt"

    def test_pass_from_one_process_to_another(self) -> None:
        error = pickle.loads(pickle.dumps(InputError(Phrase.of("data-damaged", format="gzip"))))  # noqa: S301 - it was made here
        assert str(error) == "the gzip data is damaged; fetch it again"

    def test_of_the_system_are_told_without_their_number(self) -> None:
        assert _GERMAN.render(reason(PermissionError(13, "Permission denied"))) == "Zugriff verweigert"
        assert ENGLISH.render(reason(OSError(28, "No space left on device"))) == "no space left on device"
        assert ENGLISH.render(reason(EOFError())) == "EOFError"


def test_the_pack_speaks_for_itself(pack: RulePack) -> None:
    assert (pack.language, pack.words) == ("en", {})
