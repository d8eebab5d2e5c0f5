"""Takes off what people and programs put around a log."""

from pushwhy.decoding.unwrap.containers import may_hold, texts_in

__all__ = ["may_hold", "texts_in"]
