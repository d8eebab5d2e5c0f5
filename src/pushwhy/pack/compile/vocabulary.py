"""The vocabulary of facts: names, types and values, out of the `facts:` of all layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pushwhy.errors import UsageError
from pushwhy.model.facts import FactValue
from pushwhy.model.report import Problem
from pushwhy.model.rules import FactSpec
from pushwhy.pack.compile.grammar import TYPES, is_valid
from pushwhy.pack.read.document import Path
from pushwhy.pack.read.forms import Scalar
from pushwhy.pack.read.rule_file import RuleFile
from pushwhy.pack.read.schema import FactModel
from pushwhy.text import nearest

Vocabulary = Mapping[str, FactSpec]
MAX_DIGITS = 18
"""Of a number that is taken for one; a longer run of digits is text, and Python refuses to convert thousands of them."""


def of_files(files: Sequence[RuleFile], problems: list[Problem]) -> dict[str, FactSpec]:
    """All facts by name; a name that stands twice and an unknown type are problems."""
    found: dict[str, FactSpec] = {}
    for file in files:
        for index, model in enumerate(file.model.facts):
            path: Path = ("facts", index)
            if model.name in found:
                problems.append(file.document.problem("duplicate", f"the fact {model.name!r} is defined already", (*path, "name")))
            elif problem := _mistake(model):
                problems.append(file.document.problem("value", problem, path))
            else:
                found[model.name] = _spec(model)
    return found


def unknown_fact(name: str, known: Iterable[str]) -> str:
    """What to say of a name that is no fact."""
    names = sorted(known)
    guess = nearest(name, names)
    return f"there is no fact {name!r}; " + (f"did you mean {guess!r}?" if guess else "known facts: " + ", ".join(names))


def value_of(spec: FactSpec | None, given: Scalar) -> FactValue | None:
    """A value written in YAML or on the command line as the fact's type; None where it is none."""
    if spec is None or spec.type == "text":
        return given if isinstance(given, str) else str(given)
    if spec.type == "bool":
        return given if isinstance(given, bool) else {"true": True, "false": False}.get(str(given).lower())
    if isinstance(given, bool):
        return None
    if spec.type in ("int", "number", "status"):
        digits = str(given)
        is_number = digits.isdecimal() and len(digits) <= MAX_DIGITS
        return int(digits) if is_number and (spec.type != "status" or 100 <= int(digits) <= 999) else None
    return str(given) if is_valid(spec.type, spec.values, str(given)) else None


def parse_stated(text: str, facts: Mapping[str, FactSpec]) -> tuple[str | None, str, FactValue]:
    """A fact that a user states, `[PACKAGE_ID@|HOST@]NAME=VALUE`: its scope (a package ID or host, or None for all), name and value.

    Raises:
        UsageError: it is not of this form, or the fact or value is unknown; the valid ones are listed.
    """
    left, equals, given = text.partition("=")
    scope, at, name = left.rpartition("@")
    if not equals or not name or not given or (at and not scope):
        raise UsageError(f"--fact {text}: write NAME=VALUE, or PACKAGE_ID@NAME=VALUE; for example --fact key=valid")
    if name not in facts:
        raise UsageError(f"--fact {text}: {unknown_fact(name, facts)}")
    value = value_of(facts[name], given)
    if value is None:
        raise UsageError(f"--fact {text}: {unknown_value(facts[name], given)}")
    return scope or None, name, value


def unknown_value(spec: FactSpec, given: Scalar) -> str:
    """What to say of a value that the fact cannot have."""
    valid = spec.values or (("true", "false") if spec.type == "bool" else ())
    if valid:
        guess = nearest(str(given), valid)
        return f"{spec.name} cannot be {given!r}; valid: {', '.join(valid)}" + (f"; did you mean {guess!r}?" if guess else "")
    return f"{spec.name} cannot be {given!r}; it is of type {spec.type}"


def _mistake(model: FactModel) -> str | None:
    if model.type != "enum" and model.type not in TYPES:
        return f"there is no type {model.type!r}; types: {', '.join(('enum', *TYPES))}"
    if model.type == "enum" and not model.values:
        return "an enum needs values"
    if isinstance(model.values, dict) and abs(sum(model.values.values()) - 1) > 0.001:
        return f"the weights of the values sum to {sum(model.values.values()):g}; they must sum to 1"
    for field, values in (("pages", model.pages), ("above", model.above)):
        unknown = [value for value in values if value not in model.values]
        if unknown:
            return f"{field}: {unknown[0]!r} is none of its values"
    return None


def _spec(model: FactModel) -> FactSpec:
    weights = tuple(model.values.values()) if isinstance(model.values, dict) else ()
    return FactSpec(
        name=model.name,
        type=model.type,
        description=model.description,
        values=tuple(model.values),
        weights=weights,
        question=model.question,
        look_up=model.look_up,
        scope=model.scope,
        units=model.units,
        above=model.above,
        pages={value: tuple(beginnings) for value, beginnings in model.pages.items()},
    )
