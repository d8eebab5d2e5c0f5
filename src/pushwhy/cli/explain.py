"""`pushwhy explain`: the page of a rule, a cause or the facts, or what the rules make of a message."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable

from pushwhy import phrases
from pushwhy.cli import language
from pushwhy.cli import options as shared
from pushwhy.cli.exits import FOUND, OK, USAGE
from pushwhy.errors import UsageError, problem_text
from pushwhy.model.pack import RulePack
from pushwhy.phrases import Words
from pushwhy.report.page import explain as page
from pushwhy.report.page import log as log_page
from pushwhy.report.page.rows import Row
from pushwhy.report.terminal import Terminal
from pushwhy.run.pipeline import Pipeline
from pushwhy.text import nearest

_ID = re.compile(r"[a-z0-9.-]+(?:/[a-z0-9.-]+)?")
_EPILOG = """\
examples:
  pushwhy explain nuget.org/key-refused
  pushwhy explain package-id-owned-by-another
  pushwhy explain facts
  pushwhy explain 'error: Response status code does not indicate success: 409 (Conflict).'

exit status:
  2  wrong usage, or nothing of that name
  1  no rule knows the message
  0  neither
"""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    short = "tell what is known of a rule, a cause, the facts, or a message"
    description = "Show the page of a rule or a cause, all facts, or what the rules make of a message."
    parser = shared.subcommand(subparsers, "explain", short, description, _EPILOG)
    parser.add_argument("what", nargs="+", metavar="ID|TEXT", help="the id of a rule or a cause, the word facts, or a message")
    language.add_option(parser)
    shared.add_rule_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the page.

    Raises:
        UsageError: the argument looks like an id, and nothing has it; the nearest one is named.
    """
    pack, problems = shared.load_shown_pack(options)
    for problem in problems:
        print(f"pushwhy: {problem_text(problem)}", file=sys.stderr)
    what = " ".join(options.what)
    words = phrases.of_pack(pack)
    if not _ID.fullmatch(what):
        status = _explain_message(what, pack, words)
    else:
        terminal = Terminal(sys.stdout)
        terminal.write(_page(what, pack, width=terminal.width, words=words))
        status = OK
    return USAGE if problems else status


def _page(what: str, pack: RulePack, *, width: int, words: Words) -> Iterable[Row]:
    rules = {name: rule for rule in pack.rules for name in (rule.id, *rule.aliases)}
    if what == "facts":
        return page.facts(tuple(pack.facts.values()), width=width, words=words)
    if what in rules:
        return page.rule(rules[what], pack, width=width, words=words)
    if what in pack.causes:
        return page.cause(pack.causes[what], pack, width=width, words=words)
    if what in pack.facts:
        return page.facts((pack.facts[what],), width=width, words=words)
    guess = nearest(what, (*rules, *pack.causes, *pack.facts, "facts"))
    raise UsageError(f"there is no rule, cause or fact {what!r}" + (f"; did you mean {guess!r}?" if guess else ""))


def _explain_message(text: str, pack: RulePack, words: Words) -> int:
    """Print what the rules say of a message that stands alone."""
    pipeline = Pipeline(pack, cache_folder=shared.cache_folder())
    report = pipeline.report_bytes(f"{text}\n".encode(), name="message", presume_push=True)
    if report.diagnoses or report.notices or report.pushes:
        terminal = Terminal(sys.stdout)
        terminal.write(log_page.full(report, width=terminal.width, words=words))
        return OK
    matching = sorted(pipeline.rules_matching(f"{text}\n".encode()))
    if not matching:
        print(words.say("message-unknown"), file=sys.stderr)
        return FOUND
    print(words.say("message-no-failure", rules=words.say("list-separator").join(matching)))
    return OK
