"""`pushwhy rules check`: every mistake at once, at its place, with what to write instead."""

from __future__ import annotations

from pathlib import Path

from tests.program import Program

_MISTAKES = """\
- id: acme/blocked
  match: 'Blocked by ACME egress policy {policy}'
  needs: pusch
  severity: errror
  cause: api-key-expired
- id: acme/Blocked
  match: {regexp: 'Blocked'}
  cause: The proxy refuses uploads.
  fixes: ['Wait.']
"""
_MORE = """\
- id: acme/owner
  match: 'Refused: not the owner of {package_id} at ACME'
  causes:
    - {id: package-id-owned, prior: 5, evidence: [{fact: ownr, is: other, support: strong}]}
"""


def test_mistakes_of_all_files_are_told_at_once(program: Program, tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "a.yaml").write_text(_MISTAKES, encoding="utf-8")
    (tmp_path / "team" / "b.yaml").write_text(_MORE, encoding="utf-8")
    done = program("rules", "check", "team", folder=tmp_path)
    assert done.status == 2
    assert set(done.out.splitlines()) == {
        "team/a.yaml:9:3: rules[1].fixes: there is no field 'fixes'; did you mean 'fix'?",
        "team/a.yaml:3:3: rules[0].needs: must be one of 'push', not 'pusch'; did you mean 'push'?",
        "team/a.yaml:4:3: rules[0].severity: must be one of 'error', 'warning' or 'info', not 'errror'; did you mean 'error'?",
        "team/a.yaml:6:3: rules[1].id: 'acme/Blocked' is not of the form family/kebab-name",
        "team/a.yaml:7:11: rules[1].match.regexp: there is no form 'regexp'; did you mean 'regex'?",
        "team/b.yaml:4:51: rules[0].causes[0].evidence[0]: there is no fact 'ownr'; did you mean 'owner'?",
        "team/b.yaml:4:8: rules[0].causes[0].id: there is no cause 'package-id-owned'; did you mean 'package-id-owned-by-another'?",
    }
    assert done.err == "7 mistakes in rule files\n"
