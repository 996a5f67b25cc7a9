"""Fixtures hold tests of their own, which run in copies of the checkout."""

collect_ignore_glob = ["belarus/*", "labour/*", "made_up/*", "quiet/*"]
