"""The Mesa model: every replicate of a scenario at once, one month a step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, TypeAlias, final

import mesa
import numpy as np

from tumen.actors import ACTORS, Actor
from tumen.base.arrays import PerReplicate, filled
from tumen.base.names import Pair
from tumen.base.randomness import Dice, Law, Past, Streams, Whose
from tumen.events import Event
from tumen.measurement import Measurement, Observations, milestones_of, note_milestones
from tumen.measurement.ledger import Caused, Contributions, attributed
from tumen.mechanisms import MECHANISMS
from tumen.parameters.draws import Numbers
from tumen.world.state import NEVER, Moves, World
from tumen.world.vocabulary import Key, terms_of

ACTOR_BY_KEY: Final[Mapping[str, type[Actor]]] = {actor.key: actor for actor in ACTORS}
Precision: TypeAlias = type[np.floating[Any]]


@final
@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a model needs to know: who takes part, when, what may happen, and with which luck."""

    cast: tuple[str, ...]
    first_month: int
    last_month: int
    events: tuple[Event, ...]
    numbers: Numbers
    replicates: Whose
    seed: int
    precision: Precision = np.float32
    without: frozenset[str] = frozenset()  # mechanisms that are switched off
    ledger: bool = False  # whether to tell why each alignment moved
    expected: bool = False  # whether to observe also the rates at which indicators count
    past: Past | None = None  # luck that is met again, where there is any


class ArrayModel(mesa.Model):
    """A month of the world, in every replicate at once.

    A month is: events set conditions; all actors decide at once, seeing last month; mechanisms return
    changes, which add up. After each step `world` holds the end of the month, `before` that of the last one,
    `moves` what everybody did, `observed` what results record of it, `pushes` what events did to alignments,
    and `ledger`, if asked for, why each alignment moved.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(rng=setting.seed)
        self.setting = setting
        self.actors: Sequence[Actor] = [ACTOR_BY_KEY[key](self, setting.numbers) for key in setting.cast]
        self.mechanisms = [mechanism.build(setting.numbers, setting.cast) for mechanism in MECHANISMS]
        self.measurement = Measurement.build(setting.numbers, setting.cast)
        self.laws = self._laws()
        self.streams = Streams(setting.seed, self.laws, setting.replicates, setting.precision, setting.past)
        self.world = self.before = self._start()
        self.pushes: Sequence[Caused] = ()
        self.moves = Moves({})
        self.observed: Observations = {}
        self.ledger = Contributions({}, {})

    def step(self) -> None:
        """Advance a month: events, then all decisions at once, then the sum of all changes."""
        dice = self.streams.in_month(self.world.month + 1)
        self.before = self.world
        self.happen(dice)
        self.respond(dice)
        self.running = self.world.month < self.setting.last_month

    def happen(self, dice: Dice) -> None:
        """Begin a month: what scenarios and history let happen, seen by all events as it was before."""
        self.world, self.pushes = self._after_events(self.world.next_month(), dice)

    def respond(self, dice: Dice) -> None:
        """End a month: what actors decide and mechanisms make of it, and what is seen of it."""
        world = self.world
        intents = self.agents.map("decide", world, dice)
        self.moves = Moves({key: amount for intent in intents for key, amount in intent.items()})
        caused = [
            (mechanism.key, change)
            for mechanism in self.mechanisms
            if mechanism.key not in self.setting.without
            for change in mechanism.change(world, self.moves, dice)
        ]
        self.world = note_milestones(self.before, world.after(change for _, change in caused))
        if self.setting.ledger:
            self.ledger = attributed(self.before, self.world, [*self.pushes, *caused])
        self.observed = self.measurement.observe(self.world, self.moves, dice)
        if self.setting.expected:
            self.observed |= self.measurement.expect(self.world, self.moves)

    def _after_events(self, world: World, dice: Dice) -> tuple[World, list[Caused]]:
        """Return the world after this month's events, who all see it as it was before, and their pushes."""
        possible = [event for event in self.setting.events if event.may_occur(world.month)]
        occurrences = [(event, event.occurs(world, dice)) for event in possible]
        pushes: list[Caused] = []
        for event, occurs in occurrences:
            before, world = world, event.apply(world, occurs)
            pushes += [(f"event/{event.name}", push) for push in event.pushes(before, world)]
        return world.advance_ramps(), pushes

    def _laws(self) -> Mapping[str, Law]:
        """Return every stream of the model and its law."""
        laws: dict[str, Law] = {name: "uniform" for actor in self.actors for name in actor.streams()}
        for mechanism in self.mechanisms:
            laws.update(mechanism.streams(self.setting.cast))
        for event in self.setting.events:
            laws.update(event.streams())
        laws.update(self.measurement.streams())
        return laws

    def _start(self) -> World:
        """Return the world at the end of the month before the first."""
        numbers, size = self.setting.numbers, len(self.setting.replicates)
        flows = _flow_pairs(self.actors)
        start: dict[Key, Any] = {
            (term.name,): numbers[f"conditions/{term.name}"] for term in terms_of("condition")
        }
        for mechanism in self.mechanisms:
            start.update(mechanism.start(self.setting.cast, flows))
        values: dict[Key, PerReplicate] = {
            key: filled(value, size, self.setting.precision) for key, value in start.items()
        }
        dated = [*(event.name for event in self.setting.events), *milestones_of(self.setting.cast)]
        never = {name: np.full(size, NEVER, np.int32) for name in dated}
        return World(self.setting.cast, self.setting.first_month - 1, values, never)


def _flow_pairs(actors: Sequence[Actor]) -> dict[str, list[Pair]]:
    """Return who may give each flow to whom."""
    flows: dict[str, list[Pair]] = {}
    for flow, giver, receiver in chain.from_iterable(actor.flow_keys() for actor in actors):
        flows.setdefault(flow, []).append((giver, receiver))
    return flows
