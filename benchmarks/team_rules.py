"""Rules of a team, made of the words of build logs: as many as are asked for."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from benchmarks.vocabulary import WORDS
from pushwhy.model.pack import RulePack

_PER_FILE = 1000


def write(folder: Path, factor: int, pack: RulePack, *, seed: int) -> Path:
    """Write rules that, with the shipped ones, are `factor` times as many, each with as many wordings as a shipped one has on average.

    The words are those of the logs, in an order that no log has: a message of one's own is made of common words, too.
    """
    rng = Random(f"{seed}/rules")
    wordings = max(1, round(len(pack.patterns) / len(pack.rules)))
    count = (factor - 1) * len(pack.rules)
    folder.mkdir(parents=True)
    for first in range(0, count, _PER_FILE):
        rows = [_rule(number, wordings, rng) for number in range(first, min(count, first + _PER_FILE))]
        (folder / f"rules-{first:06}.yaml").write_text("".join(rows), encoding="utf-8")
    return folder


def _rule(number: int, wordings: int, rng: Random) -> str:
    texts = {_template(rng): None for _ in range(wordings)}
    return (
        f"- id: bench/rule-{number}\n"
        f"  match: {{any: {json.dumps(list(texts))}}}\n"
        "  needs: push\n"
        f"  cause: The {rng.choice(WORDS['noun'])} {rng.choice(WORDS['verb'])} no {rng.choice(WORDS['noun'])}.\n"
        f"  fix: [Look at the {rng.choice(WORDS['noun'])}.]\n"
    )


def _template(rng: Random) -> str:
    one = {name: rng.choice(words) for name, words in WORDS.items()}
    other = {name: rng.choice(words) for name, words in WORDS.items()}
    before = f"{one['noun'].capitalize()} {one['method']}{one['class']}{other['class']} {one['verb']} {other['noun']}"
    after = f"{one['noun']} {other['method']}{other['noun'].capitalize()}{other['class']} not {one['state']}"
    return f"{before} {{thing}} {after}"
