"""What may leave the program: harmless characters, and the small words of messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pushwhy.text import nearest, plural, printable


def test_printable_shows_controls_instead_of_obeying_them() -> None:
    assert printable("a\x1b[31mb\x07") == "a\ufffd[31mb\ufffd"
    assert printable("one\r\ntwo\tthree\u2028four") == "one  two three four"
    assert printable("x\u202egnp.exe\u2066\x9b") == "x\ufffdgnp.exe\ufffd\ufffd"
    assert printable("Paket übertragen 推送 👍") == "Paket übertragen 推送 👍"
    assert printable("half \ud83d") == "half \ufffd"


@given(st.text())
def test_printable_text_is_one_line_without_controls(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)


def test_nearest_finds_a_slip_and_nothing_far() -> None:
    names = ("severity", "match", "causes")
    assert nearest("severty", names) == "severity"
    assert nearest("Match", names) == "match"
    assert nearest("colour", names) is None


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "log", "1 log"),
        (0, "log", "0 logs"),
        (2, "push", "2 pushes"),
        (3, "entry", "3 entries"),
        (2, "day", "2 days"),
        (2, "match", "2 matches"),
    ],
)
def test_plural(number: int, noun: str, said: str) -> None:
    assert plural(number, noun) == said
