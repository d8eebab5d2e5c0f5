"""`python -m pushwhy.pack.pages`: write the pages of the shipped pack, or say whether they are those that are there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pushwhy.pack.merge import layers
from pushwhy.pack.pages.build import build
from pushwhy.pack.pages.folder import differences, write
from pushwhy.text import plural


def main() -> int:
    """Do what the command line says; 1 where pages are stale."""
    parser = argparse.ArgumentParser(prog="python -m pushwhy.pack.pages", description="Pages about the shipped rules.")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--write", type=Path, metavar="FOLDER", help="write the pages, and remove those of families that are gone")
    chosen.add_argument("--check", type=Path, metavar="FOLDER", help="tell which pages differ from the pack; exit 1 if any does")
    options = parser.parse_args()
    pages = build(layers.shipped())
    if options.write is not None:
        write(pages, options.write)
        sys.stderr.write(f"{plural(len(pages), 'page')} in {options.write}\n")
        return 0
    stale = differences(pages, options.check)
    sys.stdout.writelines(f"{line}\n" for line in stale)
    if stale:
        sys.stderr.write(f"write them anew: python -m pushwhy.pack.pages --write {options.check}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
