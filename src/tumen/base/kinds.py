"""Unions whose members are told apart by the key that is present."""

from collections.abc import Mapping
from typing import Any

from pydantic import Discriminator


def by_key(what: str, tags: Mapping[str, str], *, bare: str | None = None) -> Discriminator:
    """Return the discriminator that picks the tag of the first of these keys which a value has.

    A bare number gets the tag ``bare``. ``what`` names the union in the message about a value with none of
    the keys, for example ``a timing``.
    """

    def tag(value: Any) -> str | None:
        if isinstance(value, dict):
            return next((tag for key, tag in tags.items() if key in value), None)
        return bare if isinstance(value, int | float) and not isinstance(value, bool) else None

    return Discriminator(
        tag,
        custom_error_type="kind",
        custom_error_message=f"is not {what}; write one of the keys {', '.join(tags)}.",
    )
