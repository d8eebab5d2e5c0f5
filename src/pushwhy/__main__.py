"""`python -m pushwhy`."""

from pushwhy.cli.main import entry

entry()
