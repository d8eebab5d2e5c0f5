"""What a rule looks for, in words: its `match`, `not` and `with`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from pushwhy.pack.compile.patterns import Form
from pushwhy.pack.pages.markdown import anchor, code
from pushwhy.pack.read.forms import AllMatch, AnyMatch, GroupMatch, MessageMatch, NearMatch, RegexMatch, SequenceMatch
from pushwhy.pack.read.schema import GroupModel, MessageModel, RuleModel
from pushwhy.text import plural

_FIRST = "en"


class Catalogue(Struct, frozen=True, kw_only=True):
    """What rules refer to by id."""

    messages: Mapping[str, MessageModel]
    groups: Mapping[str, GroupModel]


def looked_for(model: RuleModel, catalogue: Catalogue) -> list[list[str]]:
    """Blocks of Markdown: what must stand there, what must not, and what may."""
    head = "**Matches** a whole line that is:" if model.whole_line else "**Matches**"
    blocks = [[head], _form(model.match, catalogue, 0)]
    if model.says:
        blocks += [["**Where the reason speaks of** one of:"], [_item(0, " and ".join(map(code, line.split()))) for line in model.says]]
    if model.not_ is not None:
        blocks += [[f"**But not** where there is, {_where(model.not_)}:"], _form(model.not_.match, catalogue, 0)]
    if model.with_ is not None:
        blocks += [[f"**Reads as well**, where there is, {_where(model.with_)}:"], _form(model.with_.match, catalogue, 0)]
    return blocks


def group(model: GroupModel, catalogue: Catalogue) -> list[str]:
    """Everything that a group stands for, as the items of a list."""
    return [line for form in model.of for line in _form(form, catalogue, 0)]


def _where(model: NearMatch) -> str:
    return f"in these lines or {plural(model.within, 'line')} around them" if model.within else "in these lines"


def _form(form: Form, catalogue: Catalogue, depth: int) -> list[str]:
    forms: Sequence[Form]
    match form:
        case str():
            head, forms = f"the text {code(form)}", ()
        case RegexMatch():
            head, forms = f"the pattern {code(form.regex)}", ()
        case MessageMatch():
            return _message(form, catalogue.messages[form.message], depth)
        case GroupMatch():
            head, forms = f"any of the group [{code(form.group)}](groups.md#{anchor(form.group)})", ()
        case AnyMatch():
            head, forms = "any of:", form.any
        case AllMatch():
            head, forms = f"all of these within {plural(form.within, 'line')}, in any order:", form.all
        case SequenceMatch():
            head, forms = f"these within {plural(form.within, 'line')}, in this order:", form.sequence
        case _:
            assert_never(form)
    return [_item(depth, head), *(line for part in forms for line in _form(part, catalogue, depth + 1))]


def _message(form: MessageMatch, model: MessageModel, depth: int) -> list[str]:
    """A message by its id, with the wordings of its first language; the others are in the file that has it."""
    language = _FIRST if _FIRST in model.text else next(iter(model.text))
    texts = model.text[language]
    wordings = [texts] if isinstance(texts, str) else texts
    spoken = f" in {len(model.text)} languages" if len(model.text) > 1 else ""
    where = "".join(f", where {code('{' + name + '}')} is {code(pattern)}" for name, pattern in form.where.items())
    head = f"the message {code(model.id)}{spoken}{where}: "
    if len(wordings) == 1:
        return [_item(depth, head + code(wordings[0]))]
    return [_item(depth, head.rstrip()), *(_item(depth + 1, code(wording)) for wording in wordings)]


def _item(depth: int, text: str) -> str:
    return f"{'  ' * depth}- {text}"
