"""`python -m pushwhy`."""

from pushwhy.cli.main import entry

if __name__ == "__main__":  # the workers of a scan import this module too
    entry()
