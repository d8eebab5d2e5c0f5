"""YAML that is hostile, broken or ambiguous, and the places of everything in it."""

from __future__ import annotations

import pytest

from pushwhy.errors import PackError
from pushwhy.pack.read.document import Path, field_path, parse

TEXT = """\
# a comment
rules:
  - id: a/b
    match:
      any:
        - 'Refused'
        - {regex: 'Gate \\d+'}
  - {id: a/c,
     match: Opened}
"""


@pytest.mark.parametrize(
    ("path", "position"),
    [
        ((), (2, 1)),
        (("rules",), (2, 1)),
        (("rules", 0), (3, 5)),
        (("rules", 0, "id"), (3, 5)),
        (("rules", 0, "match", "any", 1), (7, 11)),
        (("rules", 0, "match", "any", 1, "regex"), (7, 12)),
        (("rules", 1, "match"), (9, 6)),
        (("rules", 1, "title"), (8, 5)),
        (("rules", 7, "title"), (2, 1)),
    ],
)
def test_a_field_stands_where_its_key_does_and_a_missing_one_where_its_parent_does(path: Path, position: tuple[int, int]) -> None:
    assert parse(TEXT, "team.yaml").position(path) == position


def test_a_list_can_be_looked_at_as_the_value_of_a_section() -> None:
    document = parse("- id: a/b\n- id: a/c\n", "team.yaml").under("rules")
    assert document.data == {"rules": [{"id": "a/b"}, {"id": "a/c"}]}
    assert document.position(("rules", 1, "id")) == (2, 3)


def test_a_path_is_written_as_people_do() -> None:
    assert field_path(("rules", 0, "match", "any", 1)) == "rules[0].match.any[1]"
    assert field_path(()) == ""


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("# nothing but a comment\n", None),
        ("a: 'x'\nb: [1, true, no, 1.5, ~]\n", {"a": "x", "b": [1, True, False, 1.5, None]}),
        ("base: &b {x: 1}\nmore: [*b, *b]\n", {"base": {"x": 1}, "more": [{"x": 1}, {"x": 1}]}),
        ("404: a\n", {"404": "a"}),
    ],
)
def test_plain_data_comes_out(text: str, data: object) -> None:
    assert parse(text, "team.yaml").data == data


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rules:\n  - id: a/b\n   match: x\n", "team.yaml:3:4: not YAML: did not find expected '-' indicator"),
        ("rules:\n\t- id: a/b\n", "team.yaml:2:1: not YAML: found character that cannot start any token"),
        ("- id: 'a/b\n", "team.yaml:2:1: not YAML: found unexpected end of stream"),
        ("- {id: a/b\n", "team.yaml:2:1: not YAML: did not find expected ',' or '}'"),
        ("a: *b\n", "team.yaml:1:4: not YAML: found undefined alias"),
        ("a: 1\n---\nb: 2\n", "team.yaml:2:1: not YAML: but found another document"),
        ("a: 1\nb: \x07\n", "team.yaml:2:4: not YAML: the character U+0007 is not allowed"),
        ("id: a\nmatch: b\nid: c\n", "team.yaml:3:1: the key 'id' stands twice"),
        ("- {id: a, match: b}\n- {id: a, id: b}\n", "team.yaml:2:11: the key 'id' stands twice"),
        ("? [a, b]\n: c\n", "team.yaml:1:3: a key must be a plain word"),
        ("at: 2024-13-45\n", "team.yaml:1:5: month must be in 1..12"),
        (
            "run: !!python/object/apply:os.system [id]\nb: !own x\n",
            "team.yaml:2:4: could not determine a constructor for the tag '!own'",
        ),
    ],
)
def test_what_is_not_plain_yaml_is_told_at_its_place(text: str, message: str) -> None:
    with pytest.raises(PackError) as caught:
        parse(text, "team.yaml")
    assert str(caught.value) == message


def test_all_repeated_keys_are_told_at_once() -> None:
    with pytest.raises(PackError) as caught:
        parse("a: 1\na: 2\nb: {c: 1, c: 2}\n", "team.yaml")
    assert str(caught.value).splitlines() == ["team.yaml:2:1: the key 'a' stands twice", "team.yaml:3:11: the key 'c' stands twice"]


def test_aliases_that_multiply_are_refused_at_once() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(PackError) as caught:
        parse("\n".join(["l0: &l0 [x, x, x, x, x, x, x, x, x, x]", *levels]), "team.yaml")
    (problem,) = caught.value.problems
    assert problem.kind == "limit"
    assert problem.message == "expands to more than 200,000 values or 40 levels; take its aliases out"


@pytest.mark.parametrize("text", ["[" * 100 + "]" * 100, "[" * 100_000, "a: &a [*a]\n"])
def test_deep_nesting_and_aliases_of_themselves_are_refused(text: str) -> None:
    with pytest.raises(PackError):
        parse(text, "team.yaml")
