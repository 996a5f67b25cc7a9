"""The words of the model: every flow, tie, stock and condition with its unit, meaning and range.

Actors and mechanisms share nothing but this vocabulary. A new flow is one line here, from which validation,
labels and the glossary are made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, final

from tumen.base.names import pair_text, parse_pair

Kind: TypeAlias = Literal["tie", "flow", "stock", "condition"]
Key: TypeAlias = tuple[str, ...]  # a term, then the actors it is about


SHARE = "share"  # the unit of what lies between nothing and all


@final
@dataclass(frozen=True)
class Term:
    """A word of the model."""

    name: str
    kind: Kind
    arity: int  # how many actors a key of this term names
    unit: str
    meaning: str
    low: float
    high: float  # largest value that results can resolve; larger ones are counted as overflow


_TERMS = (
    Term("persistent", "tie", 2, "latent", "lasting part of one actor's alignment towards another", -4, 4),
    Term("transient", "tie", 2, "latent", "fading part of one actor's alignment towards another", -4, 4),
    Term("dependence_trade", "tie", 2, "share", "share of an actor's imports that another supplies", 0, 1),
    Term("dependence_fiscal", "tie", 2, "share", "share of an actor's state income that another pays", 0, 1),
    Term(
        "dependence_security", "tie", 2, "share", "share of an actor's security that another supplies", 0, 1
    ),
    Term("commitment", "tie", 2, "share", "how far an actor holds itself bound to defend another", 0, 1),
    Term(
        "usual", "tie", 2, "alignment", "alignment of one actor towards another as it has lately been", -1, 1
    ),
    Term("accepted", "tie", 2, "alignment", "alignment with one patron that the others are used to", -1, 1),
    Term("hostility", "tie", 2, "share", "pressure of one actor on another, as remembered", 0, 1),
    Term("arms", "flow", 2, "containers/month", "munitions shipped", 0, 4_000),
    Term("troops", "flow", 2, "thousand/month", "soldiers sent to fight abroad", 0, 20),
    Term(
        "payment", "flow", 2, "USD bn/month", "goods, money and services in return for arms and troops", 0, 2
    ),
    Term("aid", "flow", 2, "USD bn/month", "economic help without return", 0, 10),
    Term("technology", "flow", 2, "share", "help with missiles and space, 1 as far as it can go", 0, 1),
    Term("nuclear_technology", "flow", 2, "share", "help with nuclear weapons", 0, 1),
    Term("trade", "flow", 2, "USD bn/month", "goods supplied commercially", 0, 200),
    Term("support", "flow", 2, "share", "political backing shown in public", 0, 1),
    Term("pressure", "flow", 2, "share", "coercion: force, sanctions, threats, condemnation", 0, 1),
    Term("military_aid", "flow", 2, "share", "weapons and training given without return", 0, 1),
    Term("exercises", "flow", 2, "share", "joint exercises of a bloc, aimed at the receiver", 0, 1),
    Term("access", "flow", 2, "share", "consent that the receiver's ships use the shared river", 0, 1),
    Term("tours", "flow", 2, "share", "leave for group tours to the receiver's country", 0, 1),
    Term("passengers", "flow", 2, "share", "leave for passenger trains and flights with the receiver", 0, 1),
    Term("bridge", "flow", 2, "share", "leave to open the new bridge to the receiver", 0, 1),
    Term("engagement", "flow", 2, "share", "acceptance of talks that the receiver has offered", 0, 1),
    Term("acknowledgement", "flow", 2, "share", "public admission of troops sent to the receiver", 0, 1),
    Term("arms_delivered", "stock", 2, "containers", "munitions shipped since the start", 0, 120_000),
    Term("benefit_received", "stock", 2, "USD bn", "payments that the giver has made since the start", 0, 40),
    Term("arrears", "stock", 2, "USD bn", "what the first actor owes the second for deliveries", 0, 20),
    Term(
        "troops_abroad", "stock", 2, "thousand", "soldiers of the first actor fighting for the second", 0, 100
    ),
    Term("casualties", "stock", 2, "thousand", "of those, killed or wounded since the start", 0, 100),
    Term("returned", "stock", 2, "thousand", "of those, returned home since the start", 0, 100),
    Term("depletion", "stock", 1, "share", "share of an army's munitions reserve used up", 0, 1),
    Term("demand", "stock", 1, "share", "munitions an army wants from abroad, 1 at most", 0, 1),
    Term("cohesion", "stock", 1, "share", "institutional integration of a bloc", 0, 1),
    Term("war_intensity", "condition", 0, "share", "fighting in the war, 1 as in 2023", 0, 1),
    Term(
        "western_support",
        "condition",
        0,
        "share",
        "outside support of the defender, 1 as at its height",
        0,
        1,
    ),
    Term("sanctions", "condition", 0, "share", "sanctions against the attacker, 1 as at their height", 0, 1),
    Term("enforcement", "condition", 0, "share", "enforcement of the United Nations sanctions", 0, 1),
    Term("rivalry", "condition", 0, "share", "strategic rivalry of the two largest powers", 0, 1),
    Term(
        "thaw",
        "condition",
        0,
        "share",
        "understanding between the attacker and the defender's supporters",
        0,
        1,
    ),
    Term("pact", "condition", 0, "share", "how far a bloc's cooperation is laid down in a pact", 0, 1),
    Term(
        "grants", "condition", 0, "USD bn/month", "help without return that a patron gives its client", 0, 2
    ),
    Term("payments_halted", "condition", 0, "share", "share of a patron's payments that is withheld", 0, 1),
    Term(
        "supplies_halted",
        "condition",
        0,
        "share",
        "share of a supplier's goods and aid that is withheld",
        0,
        1,
    ),
    Term("accommodation", "condition", 0, "share", "what a bloc offers its opponent for talks", 0, 1),
    Term("talks", "condition", 0, "flag", "the bloc and its opponent talk", 0, 1),
    Term(
        "technology_offer", "condition", 0, "share", "military technology a patron is willing to share", 0, 1
    ),
    Term("nuclear_help", "condition", 0, "flag", "nuclear technology has been shared", 0, 1),
    Term(
        "links_frozen", "condition", 0, "flag", "documents tell that tours and trains have not resumed", 0, 1
    ),
    Term("tours_open", "condition", 0, "flag", "group tours cross the border", 0, 1),
    Term("passengers_open", "condition", 0, "flag", "passenger trains and flights cross the border", 0, 1),
    Term("bridge_open", "condition", 0, "flag", "the new bridge over the border river is open", 0, 1),
    Term("border_open", "condition", 0, "share", "traffic over the closed land border, 1 as in 2019", 0, 1),
    Term(
        "arms_channel",
        "condition",
        0,
        "share",
        "share of the arms capacity that agreements have opened",
        0,
        1,
    ),
    Term("deployment", "condition", 0, "flag", "an agreement to send troops abroad is in force", 0, 1),
    Term("silence", "condition", 0, "flag", "documents tell that no admission of the troops has come", 0, 1),
    Term("untenable", "condition", 0, "flag", "secrecy about the troops can no longer be kept", 0, 1),
    Term("disclosed", "condition", 0, "flag", "the sender has admitted its troops abroad", 0, 1),
    Term("river_offer", "condition", 0, "flag", "navigation of the shared river is on the table", 0, 1),
    Term("river_open", "condition", 0, "flag", "all riparian states have agreed to navigation", 0, 1),
    Term("celebration", "condition", 0, "flag", "foreign guests come to an anniversary this month", 0, 1),
)

TERMS: Mapping[str, Term] = {term.name: term for term in _TERMS}


def terms_of(kind: Kind) -> tuple[Term, ...]:
    """Return the terms of one kind, in the order of the vocabulary."""
    return tuple(term for term in _TERMS if term.kind == kind)


def key_text(key: Key) -> str:
    """Write a key as `war_intensity`, `cohesion bloc` or `arrears a->b`."""
    term, *actors = key
    return " ".join([term, pair_text(*actors) if len(actors) == 2 else "".join(actors)]).strip()


def parse_key(text: str) -> Key:
    """Read a key from its text; the actors are not checked against a cast.

    Raises
    ------
    ValueError
        If the term is unknown or does not name the right number of actors.
    """
    name, _, rest = text.partition(" ")
    if name not in TERMS:
        raise ValueError(f'"{name}" is not a term of the model.')
    actors = parse_pair(rest) if "->" in rest else tuple(rest.split())
    wanted = TERMS[name].arity
    if len(actors) != wanted:
        shape = (name, f"{name} actor", f"{name} giver->receiver")[wanted]
        raise ValueError(f'"{text}" does not name what it is about. Write it as: {shape}.')
    return (name, *actors)
