"""What a feed tells everybody about a package: whether its ID and version exist, and whom it belongs to. Only with `--online`."""

from pushwhy.online.feed import Feeds
from pushwhy.online.standing import Standing

__all__ = ["Feeds", "Standing"]
