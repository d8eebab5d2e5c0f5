"""Every rule with several causes says in a comment where its priors come from: counted cases, or an estimate."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

TOLD = re.compile(r"prior|counted|estimate", re.IGNORECASE)


def comments_above(lines: list[str], place: int) -> str:
    """The comment that ends on the line before a place."""
    first = place
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return " ".join(lines[first:place])


def silent_rules(path: Path) -> list[str]:
    """Rules of a file with several causes and no word on their priors, above them, above their causes, or at the head of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = next(place for place, line in enumerate(lines) if not line.startswith("#"))
    content = yaml.safe_load("\n".join(lines))
    if TOLD.search(" ".join(lines[:head])) or not isinstance(content, dict):
        return []
    found = []
    for rule in content.get("rules", []):
        if len(rule.get("causes", [])) > 1:
            place = lines.index(f"  - id: {rule['id']}")
            causes = next(number for number in range(place, len(lines)) if lines[number].startswith("    causes:"))
            if not TOLD.search(comments_above(lines, place) + comments_above(lines, causes)):
                found.append(rule["id"])
    return found


def test_every_rule_with_several_causes_tells_where_its_priors_come_from(root: Path) -> None:
    files = [path for path in sorted((root / "rules").glob("*/*.yaml")) if path.parent.name not in ("causes", "messages")]
    assert [rule for path in files for rule in silent_rules(path)] == []
