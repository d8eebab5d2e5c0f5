"""The pages about rules say what the pack says, and show exactly its text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pushwhy.model.pack import RulePack
from pushwhy.pack.merge import layers
from pushwhy.pack.merge.layers import Layer
from pushwhy.pack.pages import build
from pushwhy.pack.pages.folder import differences, write
from pushwhy.pack.pages.markdown import anchor, code, prose, table

TEAM = """\
# Printed by the egress proxy of ACME.
schema: pushwhy/rules/1
causes:
  - id: acme-mirror-down
    title: 'The mirror | its disk is *full*'
    explanation: 'Nobody can push to <{host}> now; see https://acme.example/status, or `df -h`.'
    fix: ['Wait: `dotnet nuget push {path} --source acme-mirror`', 'Tell #ops']
    not_helpful: ['A new key.']
    confirm: 'Look at the mirror.'
    docs: ['https://acme.example/mirror']
  - {id: acme-key, title: 'The key is old', explanation: '', fix: []}
facts:
  - {name: host, type: host, description: 'The server.'}
  - {name: path, type: path, description: 'A file.'}
  - {name: key, values: {valid: 0.75, expired: 0.25}, question: 'Is it valid?', look_up: 'https://acme.example/keys'}
messages:
  - {id: acme-refused, text: {en: 'Refused by {gate}', de: 'Von {gate} abgelehnt'}}
rules:
  - id: acme/refused
    title: '{gate} refuses | uploads'
    match: {sequence: [{message: acme-refused}, {regex: 'policy `(?P<policy>E|G)`'}], within: 3}
    not: {any: ['refused by nobody'], within: 2}
    when: {host: {known: [a.example, b.example]}, key: valid}
    needs: push
    over: [acme/noticed]
    causes:
      - {id: acme-mirror-down, prior: 3, evidence: [{fact: key, is: valid, support: strong, because: 'you say so'}]}
      - {id: acme-key, prior: 1, evidence: [{fact: key, in: [valid, expired], against: weak}]}
    fix: ['Ask <ops>']
    examples:
      match:
        - |-
          Refused by EG-17
          ```policy `E`
      no_match: ['Allowed by `EG-17`']
  - id: acme/noticed
    kind: notice
    match: 'Slow mirror {mirror_name}'
    text: 'The mirror {mirror_name} is slow.'
    examples: {match: ['Slow mirror 3'], no_match: ['Slow']}
"""

FAMILY = r"""<!-- Made from the rule pack by `python -m pushwhy.pack.pages --write docs/rules`. Change the pack, not this page. -->

# acme

[All families](index.md)

## Team

Printed by the egress proxy of ACME.

- [`acme/refused`](#acmerefused) {gate} refuses \| uploads
- [`acme/noticed`](#acmenoticed) The mirror {mirror_name} is slow.

### acme/refused

**{gate} refuses \| uploads**

- Kind: failure: a push failed
- Severity: error
- Applies: [`host`](facts.md#host) is `a.example` or `b.example`; [`key`](facts.md#key) is `valid`, or not known; CIRCUMSTANCES
- Speaks before: [`acme/noticed`](acme.md#acmenoticed)

**Matches**

- these within 3 lines, in this order:
  - the message `acme-refused` in 2 languages: `Refused by {gate}`
  - the pattern `` policy `(?P<policy>E|G)` ``

**But not** where there is, in these lines or 2 lines around them:

- any of:
  - the text `refused by nobody`

**Causes**

| cause | what is wrong | weight | before evidence |
| --- | --- | --- | --- |
| [`acme-mirror-down`](causes.md#acme-mirror-down) | The mirror \| its disk is \*full\* | 3 | 71% |
| [`acme-key`](causes.md#acme-key) | The key is old | 1 | 24% |
|  | none of these |  | 5% |

**Evidence**

- `acme-mirror-down`
  - [`key`](facts.md#key) is `valid`: strong evidence for it (×20); you say so
- `acme-key`
  - [`key`](facts.md#key) is `valid` or `expired`: weak evidence against it (÷2)

**Fix**

1. Ask \<ops\>

**Examples**

- a log:

  ````text
  Refused by EG-17
  ```policy `E`
  ````

**Left alone**

- `` Allowed by `EG-17` ``

### acme/noticed

- Kind: notice: told beside the verdict
- Severity: warning
- Applies: always

**Matches**

- the text `Slow mirror {mirror_name}`

**Says** The mirror {mirror_name} is slow.

**Examples**

- `Slow mirror 3`

**Left alone**

- `Slow`
"""

CAUSES = r"""
## acme-mirror-down

**The mirror \| its disk is \*full\***

Nobody can push to \<{host}\> now; see <https://acme.example/status>, or `df -h`.

**Fix**

1. Wait: `dotnet nuget push {path} --source acme-mirror`
2. Tell #ops

**To confirm** Look at the mirror.

**Does not help**

- A new key.

**More**

- <https://acme.example/mirror>

**Rules that can have it**

- [`acme/refused`](acme.md#acmerefused)
"""

FACT = """
## key

- Type: `enum`
- Values, with how common each is: `valid` (75%), `expired` (25%)
- Asks: Is it valid?
- Look up: <https://acme.example/keys>
"""


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return build(layers.shipped())


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "team.yaml").write_text(TEAM, encoding="utf-8")
    return build(Layer(name="acme", path=folder))


def test_pages_in_docs_are_those_of_the_pack(shipped: dict[str, str], root: Path) -> None:
    stale = differences(shipped, root / "docs" / "rules")
    assert not stale, "write them anew: python -m pushwhy.pack.pages --write docs/rules\n" + "\n".join(stale)


def test_a_family_page_tells_all_that_its_rules_say(team: dict[str, str]) -> None:
    assert team["acme.md"] == FAMILY.replace("CIRCUMSTANCES", "beside a push, or where nothing else goes on")


def test_a_cause_tells_which_rules_can_have_it(team: dict[str, str]) -> None:
    assert team["causes.md"].endswith(CAUSES)


def test_a_fact_tells_its_values_and_its_question(team: dict[str, str]) -> None:
    assert team["facts.md"].endswith(FACT)


def test_the_index_counts_and_names_who_speaks(team: dict[str, str]) -> None:
    assert "2 rules in 1 family, 2 causes, and 1 message" in team["index.md"]
    assert "| [acme](acme.md) | 1 | 1 | 0 | Printed by the egress proxy of ACME. |" in team["index.md"]


def test_every_rule_cause_and_fact_has_its_heading(shipped: dict[str, str], pack: RulePack) -> None:
    headings = {name: set(re.findall(r"^#{2,3} (.+)$", text, re.MULTILINE)) for name, text in shipped.items()}
    assert {rule.id for rule in pack.rules if rule.id not in headings[f"{rule.id.split('/')[0]}.md"]} == set()
    assert set(pack.causes) == headings["causes.md"]
    assert set(pack.facts) == headings["facts.md"]


def test_every_link_leads_to_a_heading(shipped: dict[str, str]) -> None:
    anchors: dict[str, list[str]] = {}
    for name, text in shipped.items():
        anchors[name] = [anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
        assert len(anchors[name]) == len(set(anchors[name])), f"{name}: two headings have one anchor"
    dead = [
        f"{name}: {target}#{place}"
        for name, text in shipped.items()
        for target, place in re.findall(r"\]\(([a-z0-9.-]*\.md)?(?:#([\w-]+))?\)", text)
        if (target or name) not in shipped or (place and place not in anchors[target or name])
    ]
    assert dead == []


def test_stale_missing_and_left_over_pages_are_told(team: dict[str, str], tmp_path: Path) -> None:
    write(team, tmp_path)
    assert differences(team, tmp_path) == []
    (tmp_path / "facts.md").write_text("old", encoding="utf-8")
    (tmp_path / "index.md").unlink()
    (tmp_path / "gone.md").touch()
    assert differences(team, tmp_path) == [
        "facts.md: differs from the pack",
        "gone.md: no family of rules is called so any more",
        "index.md: is not there",
    ]
    write(team, tmp_path)
    assert differences(team, tmp_path) == []


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a | b", r"a \| b"),
        ("<script> & *x* ~y~ [z](u)", r"\<script\> \& \*x\* \~y\~ \[z\](u)"),
        ("snake_case and _emphasis_", r"snake_case and \_emphasis\_"),
        ("run `a | b`, not ``", r"run `a | b`, not \`\`"),
        ("a lone ` tick", r"a lone \` tick"),
        ("1. is no list", r"1\. is no list"),
        ("# is no heading", r"\# is no heading"),
        ("- is no item", r"\- is no item"),
        ("see https://a.example/x_y_z.", "see <https://a.example/x_y_z>."),
        ("see https://a.example/{package_id}.", "see `https://a.example/{package_id}`."),
        ("two\n  lines", "two lines"),
        ("bell \a and \x1b[31mred", "bell \ufffd and \ufffd\\[31mred"),
    ],
)
def test_prose_shows_the_text_as_it_is(text: str, markdown: str) -> None:
    assert prose(text) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [("a", "`a`"), ("a `b` c", "``a `b` c``"), ("`b`", "`` `b` ``"), ("``", "``` `` ```"), (" a", "`  a `"), ("a\tb", "`a b`")],
)
def test_code_shows_back_ticks(text: str, markdown: str) -> None:
    assert code(text) == markdown


def test_a_pipe_does_not_end_a_cell() -> None:
    assert table(["a"], [["`x|y`"], [prose("x|y")]])[2:] == [r"| `x\|y` |", r"| x\|y |"]
