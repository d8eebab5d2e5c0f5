"""Which folders of rules apply, in which order, and in which languages."""
