"""How a month changes the state: section "Changes" of docs/model.md, for one history, by its paragraphs."""

from oracle import fighting, neighbouring, relating, supplying
from oracle.scene import Scene, Values

PARAGRAPHS = (
    relating.persistence,
    relating.disturbance,
    relating.reciprocity,
    fighting.exchange,
    fighting.war,
    fighting.deployment,
    fighting.admission,
    neighbouring.integration,
    neighbouring.rivalry,
    supplying.dependence,
    supplying.interest,
    relating.commitment,
    neighbouring.river,
    neighbouring.links,
    relating.common_threat,
    relating.dilemma,
    supplying.autonomy,
    relating.balance,
    neighbouring.wedges,
    fighting.lessons,
)


def after(scene: Scene, given: Values) -> Values:
    """Return the state at the end of the month: all changes are made from the same state, and add up."""
    changed = {**scene.values}
    for paragraph in PARAGRAPHS:
        for key, change in paragraph(scene, given).items():
            changed[key] += change
    return changed
