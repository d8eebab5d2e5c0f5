"""`pushwhy rules check` and `pushwhy rules test`: work on rule files."""

from __future__ import annotations

import argparse
import sys

from pushwhy.cli import options as shared
from pushwhy.cli import translations
from pushwhy.cli.exits import FOUND, OK, USAGE
from pushwhy.errors import problem_text
from pushwhy.model.pack import RulePack
from pushwhy.model.rules import Rule
from pushwhy.pack.compile.causes import unused_causes
from pushwhy.run.examples import ExampleResult, run_examples
from pushwhy.run.pipeline import Pipeline
from pushwhy.text import plural, printable

_CHECK = """\
Find mistakes in rule files, all of them at once: the shipped ones, those of the
repository's .pushwhy/ folder, and those of every PATH.
"""
_CHECKED = """\
exit status:
  2  wrong usage, or mistakes
  1  remarks: nothing is broken, but something should be otherwise
  0  neither
"""
_TEST = """\
Run the examples of rules, each as a log of its own: those of the .pushwhy/
folder and of every PATH, or of the shipped rules where there are no others.
"""
_TESTED = """\
exit status:
  2  wrong usage, or a rule file with mistakes (the rest is tested)
  1  an example came out otherwise than it says
  0  neither
"""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its subcommands."""
    parser = subparsers.add_parser("rules", help="check and test rules", description="Check and test rule files.", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _add(commands, "check", "find mistakes in rule files", _CHECK, _CHECKED)
    check.add_argument("--lang", metavar="LANG", help="also tell what is left to translate into this language, such as de")
    check.set_defaults(run=run_check)
    test = _add(commands, "test", "run the examples of rules", _TEST, _TESTED)
    test.add_argument("--all", action="store_true", help="also the examples of the shipped rules")
    test.set_defaults(run=run_test)


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, short: str, description: str, epilog: str
) -> argparse.ArgumentParser:
    parser = shared.subcommand(commands, name, short, description, epilog)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="folders or files of rules, as with --rules")
    shared.add_rule_options(parser)
    return parser


def run_check(options: argparse.Namespace) -> int:
    """Tell every mistake, and what does not break a pack but should not stay."""
    options.rules = [*options.rules, *options.paths]
    layers = shared.chosen_layers(options)
    language = translations.asked_for(options.lang, layers)
    pack, problems = shared.load_pack(options)
    # Texts of rules that were left out would look like mistakes of their own.
    problems = problems or tuple(translations.mistakes(layers))
    for problem in problems:
        print(problem_text(problem))
    if problems:
        print(f"{plural(len(problems), 'mistake')} in rule files", file=sys.stderr)
        return USAGE
    remarks = [f"no rule uses the cause {id_!r}" for id_ in unused_causes(pack)]
    remarks += [_claimed(result) for result in _results(pack, everything=True) if _is_claimed(result)]
    missing = translations.left(layers, language)
    remarks += [remark for translation in missing for remark in translation.remarks]
    for remark in remarks:
        print(remark)
    for translation in missing:
        done = f"{translation.wanted - translation.missing:,} of {plural(translation.wanted, 'text')}"
        print(f"{translation.language}: {done}, {translation.missing:,} missing", file=sys.stderr)
    print(f"{plural(len(pack.rules), 'rule')}, {plural(len(pack.causes), 'cause')}: {plural(len(remarks), 'remark')}", file=sys.stderr)
    return FOUND if remarks else OK


def run_test(options: argparse.Namespace) -> int:
    """Run examples; those of the added layers, or all."""
    options.rules = [*options.rules, *options.paths]
    pack, problems = shared.load_pack(options)
    for problem in problems:
        print(problem_text(problem))
    results = _results(pack, everything=options.all or len(pack.layers) == 1)
    failed = [result for result in results if not result.passed]
    for result in failed:
        print(_failure(result))
    print(f"{plural(len(results), 'example')}: {len(results) - len(failed)} passed, {len(failed)} failed", file=sys.stderr)
    if problems:
        return USAGE
    return FOUND if failed else OK


def _results(pack: RulePack, *, everything: bool) -> list[ExampleResult]:
    chosen: list[Rule] = [rule for rule in pack.rules if everything or rule.layer > 0]
    return list(run_examples(chosen, Pipeline(pack, cache_folder=shared.cache_folder())))


def _is_claimed(result: ExampleResult) -> bool:
    """An example that must match is spoken for by another rule."""
    return result.wanted == "match" and result.winner is not None and result.winner != result.rule.id and bool(result.rule.causes)


def _claimed(result: ExampleResult) -> str:
    rule = result.rule
    return f"{rule.file}:{rule.line}: {rule.id}: example {result.number} is claimed by {result.winner}: {_shown(result.text)}"


def _failure(result: ExampleResult) -> str:
    rule = result.rule
    wish = "must match, but does not" if result.wanted == "match" else "must not match, but does"
    spoken = f"; {result.winner} speaks for it" if result.winner not in (None, rule.id) else ""
    return f"{rule.file}:{rule.line}: {rule.id}: example {result.number} {wish}{spoken}: {_shown(result.text)}"


def _shown(text: str) -> str:
    first = text.strip().split("\n")
    return printable(first[0] if len(first) == 1 else f"{first[0]} (and {plural(len(first) - 1, 'more line')})")
