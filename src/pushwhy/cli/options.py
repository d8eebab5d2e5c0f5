"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pushwhy import __version__
from pushwhy.cli import language
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Problem
from pushwhy.pack import load
from pushwhy.pack.merge import layers
from pushwhy.pack.merge.languages import ENGLISH
from pushwhy.pack.merge.layers import Layer

if TYPE_CHECKING:
    from pushwhy.model.facts import StatedFact


def subcommand(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, short: str, description: str, epilog: str
) -> argparse.ArgumentParser:
    """A parser whose description and epilog keep their lines."""
    return commands.add_parser(
        name,
        help=short,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def add_rule_options(parser: argparse.ArgumentParser) -> None:
    """`--rules` and `--isolated`."""
    parser.add_argument("--rules", action="append", default=[], metavar="PATH", help="add the rules of a folder or file; may be repeated")
    parser.add_argument(
        "--isolated", action="store_true", help="leave out the .pushwhy/ folder of the repository (so does PUSHWHY_ISOLATED=1)"
    )


def chosen_layers(options: argparse.Namespace) -> list[Layer]:
    """The shipped pack, the repository's `.pushwhy/`, and `--rules`, in this order."""
    chosen = [layers.shipped()]
    if not (options.isolated or os.environ.get("PUSHWHY_ISOLATED") == "1"):
        own = _of_working_folder()
        chosen += [own] if own is not None else []
    return chosen + [layers.given(argument) for argument in options.rules]


def load_pack(options: argparse.Namespace) -> tuple[RulePack, tuple[Problem, ...]]:
    """The pack that the options choose, and what is wrong with files that were left out."""
    return _load(chosen_layers(options), ENGLISH)


def load_shown_pack(options: argparse.Namespace) -> tuple[RulePack, tuple[Problem, ...]]:
    """Likewise, in the language of `--lang` or of the locale: for commands that show texts."""
    chosen = chosen_layers(options)
    return _load(chosen, language.chosen(options.lang, chosen))


def _load(chosen: Sequence[Layer], language: str) -> tuple[RulePack, tuple[Problem, ...]]:
    """Load a pack, with which starting ends: what is there by now stays, and garbage is looked for again from here on."""
    loaded = load(chosen, __version__, cache_folder(), language)
    gc.freeze()
    gc.enable()
    return loaded


def cache_folder() -> Path | None:
    """Where compiled packs are kept; `PUSHWHY_CACHE` names another folder, and empty turns it off."""
    own = os.environ.get("PUSHWHY_CACHE")
    if own is not None:
        return Path(own) if own else None
    from platformdirs import user_cache_path

    return user_cache_path("pushwhy", appauthor=False)


def stated_facts(texts: Sequence[str], pack: RulePack) -> tuple[StatedFact, ...]:
    """`--fact [PACKAGE_ID@|HOST@]NAME=VALUE`.

    Raises:
        pushwhy.errors.UsageError: an unknown fact or value; the valid ones are listed.
    """
    if not texts:
        return ()
    from pushwhy.model.facts import StatedFact
    from pushwhy.pack.compile.vocabulary import parse_stated

    return tuple(
        StatedFact(name=name, value=value, scope=scope) for scope, name, value in (parse_stated(text, pack.facts) for text in texts)
    )


def _of_working_folder() -> Layer | None:
    try:
        return layers.of_repository(Path.cwd(), _home())
    except OSError:  # the working folder was removed, or may not be looked at
        return None


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None
