"""Technology: what a patron teaches its client binds the two, and frightens everybody else."""

from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import first_time
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def lessons(technology: Any, nuclear: Any, *, nuclear_weight: Any) -> Any:
    """What is taught in a month.

    Parameters
    ----------
    technology
        Help with missiles and space, in 0..1. [share]
    nuclear
        Whether nuclear technology is shared this month, 0 or 1. [flag]
    nuclear_weight
        What that counts beside full help of the other kind. [share]

    Returns
    -------
    Lessons in 0..1 + ``nuclear_weight``. [share]
    """
    return technology + nuclear_weight * nuclear


def impression(taught: Any, *, gain: Any) -> Any:
    """Monthly effect of lessons on a regard, with the sign of the gain. [latent/month]"""
    return gain * taught


def alarm(taught: Any, cohesion: Any, *, gain: Any) -> Any:
    """Monthly rise of a bloc's cohesion by what its opponent is taught; none when it is complete.

    Parameters
    ----------
    taught
        Lessons of the month, >= 0. [share]
    cohesion
        Of the bloc, in 0..1. [share]
    gain
        Integration by full lessons. [1/month]

    Returns
    -------
    Change in 0..``gain`` times the lessons. [share/month]
    """
    return gain * taught * (1 - cohesion)


@final
@dataclass(frozen=True, kw_only=True)
class Technology(Mechanism):
    """Transfer of military technology from every patron that has some to give."""

    key: ClassVar[str] = "technology"
    causes: ClassVar = {
        "gratitude": ("gratitude", "nuclear_weight"),
        "fear": ("fear", "fear_of_teacher", "nuclear_weight"),
    }

    nuclear_weight: PerReplicate  # [share]
    gratitude: PerReplicate  # pupil's regard for its teacher [latent/month]
    fear: PerReplicate  # others' regard for the pupil, as a loss [latent/month]
    fear_of_teacher: PerReplicate  # others' regard for the teacher, as a loss [latent/month]
    alarm: PerReplicate  # of the bloc [1/month]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield gratitude, fear and alarm, and whether nuclear help has come."""
        for teacher, pupil in moves.pairs("technology"):
            technology = moves.flows["technology", teacher, pupil]
            nuclear = moves.amount("nuclear_technology", teacher, pupil, like=technology)
            taught = lessons(technology, nuclear, nuclear_weight=self.nuclear_weight)
            yield Change(("nuclear_help",), first_time(world.condition("nuclear_help"), nuclear))
            yield Change(("persistent", pupil, teacher), impression(taught, gain=self.gratitude), "gratitude")
            blocs = moves.givers("exercises", pupil)
            for other in dict.fromkeys((*moves.givers("trade", pupil), *blocs)):
                if other != teacher:
                    yield Change(("persistent", other, pupil), impression(taught, gain=-self.fear), "fear")
                    doubt = impression(taught, gain=-self.fear_of_teacher)
                    yield Change(("persistent", other, teacher), doubt, "fear")
            for bloc in blocs:
                answer = alarm(taught, world["cohesion", bloc], gain=self.alarm)
                yield Change(("cohesion", bloc), answer)
