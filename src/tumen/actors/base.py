"""What every actor is: a Mesa agent with traits, the flows it may give, and one decision rule."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import mesa

from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import chance_to_choose, flag
from tumen.base.randomness import Dice
from tumen.parameters.draws import Numbers
from tumen.world.state import World
from tumen.world.vocabulary import Key

Intent: TypeAlias = dict[Key, PerReplicate]


def wish(consideration: Any, *, readiness: Any, weight: Any) -> Any:
    """Advantage of an option that one consideration speaks for.

    Parameters
    ----------
    consideration
        What speaks for the option, where positive. [any unit]
    readiness
        Advantage where nothing speaks for or against it. [utility]
    weight
        Of the consideration, >= 0. [utility/unit of the consideration]

    Returns
    -------
    How much better the option is than its alternative. [utility]
    """
    return readiness + weight * consideration


def help_in_war(western_support: Any, war: Any, *, full: Any) -> Any:
    """Flow between a defender and its supporters, which lives by the support and by the war.

    Parameters
    ----------
    western_support, war
        Outside support of the defender, and intensity of the war, in 0..1. [share]
    full
        Flow at the height of both. [unit of the flow]

    Returns
    -------
    Flow in 0..``full``. [unit of the flow]
    """
    return full * (western_support * war)


def trade_under_sanctions(sanctions: Any, *, before: Any, lost: Any) -> Any:
    """Trade between an attacker and those who sanction it.

    Parameters
    ----------
    sanctions
        How far they have gone, in 0..1. [share]
    before
        Trade without them. [USD bn/month]
    lost
        Share lost at their height, in 0..1. [share]

    Returns
    -------
    Trade in 0..``before``. [USD bn/month]
    """
    return before * (1 - lost * sanctions)


def capped(flow: Any, enforcement: Any, *, lost: Any) -> Any:
    """What is left of a flow under sanctions of the United Nations [1]_.

    Parameters
    ----------
    flow
        Flow without them, >= 0. [unit of the flow]
    enforcement
        How far they are enforced, in 0..1. [share]
    lost
        Share lost where they are enforced in full, in 0..1. [share]

    Returns
    -------
    Flow in 0..``flow``. [unit of the flow]

    References
    ----------
    .. [1] B. R. Early, Busted Sanctions, Stanford University Press, 2015: third parties carry on below a cap.
       The linear form is our assumption.
    """
    return flow * (1 - lost * enforcement)


def reopening(agrees: Any, frozen: Any) -> Any:
    """Consent to reopen a link over the border: 1 where the actor agrees and nothing forbids it. [share]"""
    return flag(agrees) * (1 - frozen)


def consent(offered: Any, agrees: Any) -> Any:
    """Consent to what is on the table: 1 where it is offered and the actor agrees, else 0. [share]"""
    return flag((offered > 0) & agrees)


@dataclass(frozen=True, kw_only=True)
class CommonTraits:
    """What every actor has; values come from the draws."""

    precision: PerReplicate  # how reliably the better option is taken [1/utility]
    other_imports: PerReplicate  # goods from outside the cast [USD bn/month]
    own_revenue: PerReplicate  # of the state, without help [USD bn/month]
    own_security: PerReplicate  # what it provides for itself [share]


class Actor(mesa.Agent, ABC):
    """One party, standing for itself in every replicate at once.

    A subclass states its rule in its docstring, its traits as a frozen dataclass `Traits` whose fields are
    the names in `parameters/data/actors/<key>.yaml`, the choices that need luck in `choices`, and the flows
    it may give in `flows`. Its arithmetic lies in functions of the module, which know only numbers; `decide`
    hands them what they need.
    """

    key: ClassVar[str]
    choices: ClassVar[tuple[str, ...]] = ()
    flows: ClassVar[Mapping[str, tuple[str, ...]]]  # flow -> receivers
    Traits: ClassVar[type[CommonTraits]]
    traits: CommonTraits

    def __init__(self, model: mesa.Model, numbers: Numbers) -> None:
        super().__init__(model)
        self.traits = self.Traits(**numbers.group(f"actors/{self.key}"))

    @classmethod
    def flow_keys(cls) -> tuple[Key, ...]:
        """Return the keys of every flow that this actor may give."""
        return tuple(
            (flow, cls.key, receiver) for flow, receivers in cls.flows.items() for receiver in receivers
        )

    @classmethod
    def streams(cls) -> tuple[str, ...]:
        """Return the names of the streams that this actor's choices roll."""
        return tuple(f"{cls.key}/{choice}" for choice in cls.choices)

    @abstractmethod
    def decide(self, world: World, dice: Dice) -> Intent:
        """Return what this actor gives this month; changes nothing."""

    def chooses(self, choice: str, advantage: PerReplicate, dice: Dice) -> PerReplicateMask:
        """Return where this actor takes an option, by how much better it is [utility]: a quantal response."""
        return dice.happens(f"{self.key}/{choice}", chance_to_choose(advantage, self.traits.precision))

    def follows(
        self, choice: str, consideration: Any, dice: Dice, *, readiness: PerReplicate, weight: PerReplicate
    ) -> PerReplicateMask:
        """Return where this actor takes an option for which a single consideration speaks."""
        return self.chooses(choice, wish(consideration, readiness=readiness, weight=weight), dice)

    def gives(self, **flows: Mapping[str, PerReplicate]) -> Intent:
        """Return an intent from flows by receiver, for example `gives(trade={"a": amount})`.

        Raises
        ------
        KeyError
            If a flow is not declared in `flows`.
        """
        intent: Intent = {
            (flow, self.key, receiver): amount
            for flow, by_receiver in flows.items()
            for receiver, amount in by_receiver.items()
        }
        for flow, _, receiver in intent.keys() - self.flow_keys():
            raise KeyError(f"{self.key} does not declare the flow {flow} to {receiver}")
        return intent
