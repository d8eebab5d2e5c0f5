"""YAML text → plain data that remembers where every part stands."""

from __future__ import annotations

from typing import Any

import yaml
from msgspec import Struct

from pushwhy.errors import PackError
from pushwhy.model.report import Problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_NODES = 200_000
_MAX_DEPTH = 40

Path = tuple[str | int, ...]


class Document(Struct, frozen=True):
    """One YAML file: its data, and the marks to find a field path again."""

    file: str
    data: Any
    node: yaml.Node | None

    def position(self, path: Path) -> tuple[int, int]:
        """1-based line and column of the deepest part of `path` that exists; a key where the path ends in one."""
        mark = self.node.start_mark if self.node is not None else None
        node = self.node
        for part in path:
            found = _child(node, part)
            if found is None:
                break
            key, node = found
            mark = (key or node).start_mark
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)

    def under(self, key: str) -> Document:
        """The same document as the only value of a mapping."""
        if self.node is None:
            return self
        start, end = self.node.start_mark, self.node.end_mark
        pair = (yaml.ScalarNode("tag:yaml.org,2002:str", key, start, start), self.node)
        return Document(file=self.file, data={key: self.data}, node=yaml.MappingNode("tag:yaml.org,2002:map", [pair], start, end))

    def problem(self, kind: str, message: str, path: Path) -> Problem:
        """A problem at a field path, which is told in front of the message."""
        line, column = self.position(path)
        where = field_path(path)
        return Problem(kind=kind, message=f"{where}: {message}" if where else message, file=self.file, line=line, column=column)


def field_path(path: Path) -> str:
    """A path as people write it: `rules[0].match.any[1]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text


def parse(text: str, file: str) -> Document:
    """Read one YAML document.

    Raises:
        PackError: it is not YAML, repeats a key, or its aliases expand to more than 200,000 nodes.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise PackError(
            (Problem(kind="yaml", message=f"not YAML: {error.problem or error}", file=file, line=line, column=column),)
        ) from None
    except yaml.reader.ReaderError as error:
        raise PackError((_bad_character(text, file, error),)) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = " ".join(str(error).split())
        raise PackError((Problem(kind="yaml", message=f"not YAML: {message}", file=file, line=1, column=1),)) from None
    builder = _Builder(file)
    data = builder.build(node, 0) if node is not None else None
    if builder.problems:
        raise PackError(tuple(builder.problems))
    return Document(file=file, data=data, node=node)


def _bad_character(text: str, file: str, error: yaml.reader.ReaderError) -> Problem:
    """The place is looked for, because readers count bytes or characters."""
    char = chr(error.character)
    before = text.partition(char)[0]
    message = f"not YAML: the character U+{ord(char):04X} is not allowed"
    return Problem(kind="yaml", message=message, file=file, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))


def _child(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


class _Builder:
    """Plain data from nodes, with a bound on what aliases expand to (a "YAML bomb")."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._scalars = yaml.SafeLoader("")
        self._nodes = 0

    def build(self, node: yaml.Node, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > _MAX_NODES or depth > _MAX_DEPTH:
            if not self.problems or self.problems[-1].kind != "limit":
                limit = f"expands to more than {_MAX_NODES:,} values or {_MAX_DEPTH} levels; take its aliases out"
                self._report("limit", limit, node)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        try:
            return self._scalars.construct_object(node)
        except yaml.MarkedYAMLError as error:
            self._report("yaml", str(error.problem), node)
            return None
        except ValueError as error:
            self._report("yaml", str(error), node)
            return None

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report("yaml", "a key must be a plain word", key)
                continue
            if key.value in result:
                self._report("yaml", f"the key {key.value!r} stands twice", key)
            result[key.value] = self.build(value, depth + 1)
        return result

    def _report(self, kind: str, message: str, node: yaml.Node) -> None:
        mark = node.start_mark
        self.problems.append(Problem(kind=kind, message=message, file=self.file, line=mark.line + 1, column=mark.column + 1))
