"""What the DPRK's neighbours and opponents do to one another (7.3.6, 7, 10, 11, 16)."""

from oracle.scene import Scene, Values, excess, lasting

HABITS = (("dprk", "russia"), ("dprk", "china"))
RIVALS = {"china": "russia", "russia": "china"}
LINKS = {  # whose leave each link needs
    "tours": (("china", "dprk"),),
    "passengers": (("china", "dprk"), ("dprk", "china")),
    "bridge": (("china", "dprk"), ("dprk", "china")),
}


def integration(scene: Scene, given: Values) -> Values:
    number, now = scene.numbers["mechanisms/integration"], scene.values["cohesion", "bloc"]
    rest, pact = number["rest"], scene.condition("pact")
    pair = excess(scene.closeness("dprk", "russia"))
    trio = pair * excess(scene.closeness("dprk", "china")) * excess(scene.closeness("russia", "china"))
    push = number["reaction"] * pair + number["reaction_to_trio"] * trio
    push += number["drilling"] * given["exercises", "bloc", "dprk"]
    slack = now - rest - pact * (1 - rest)
    cost = number["cost_to_neighbour"] * excess(now, rest) + number["cost_of_pact"] * pact
    return {
        ("cohesion", "bloc"): push * (1 - now) - number["fatigue"] * slack,
        lasting("dprk", "bloc"): -number["threat"] * excess(now, rest),
        lasting("russia", "bloc"): -number["threat"] * excess(now, rest),
        lasting("china", "dprk"): -cost,
        lasting("china", "russia"): -number["patron_share"] * cost,
    }


def rivalry(scene: Scene, _: Values) -> Values:
    number, changes = scene.numbers["mechanisms/rivalry"], {}
    turn, seen = {}, {}
    for client, patron in HABITS:
        now = scene.regard(client, patron)
        turn[patron] = now - scene.values["usual", client, patron]
        seen[patron] = now - scene.values["accepted", client, patron]
        changes["usual", client, patron] = number["habit_rate"] * turn[patron]
        changes["accepted", client, patron] = number["patience_rate"] * seen[patron]
    for patron, rival in RIVALS.items():
        jealousy = scene.numbers[f"pairs/{patron}->dprk"]["jealousy"] * excess(seen[rival])
        changes[lasting("dprk", patron)] = -number["coupling"] * turn[rival]
        changes[lasting(patron, "dprk")] = -jealousy
        changes[lasting(patron, rival)] = -number["patron_share"] * jealousy
    return changes


def river(scene: Scene, given: Values) -> Values:
    number, is_open = scene.numbers["mechanisms/veto"], scene.condition("river_open")
    changes = {lasting("bloc", "china"): -number["worry"] * is_open}
    consent = 1.0
    for riparian in ("dprk", "russia"):
        allowed = given["access", riparian, "china"]
        consent *= allowed
        withheld = (1 - is_open) * scene.condition("river_offer") * (1 - allowed)
        changes[lasting("china", riparian)] = number["gain"] * is_open - number["disappointment"] * withheld
        changes[lasting(riparian, "china")] = number["goodwill"] * is_open
    return {**changes, ("river_open",): (1 - is_open) * consent}


def links(scene: Scene, given: Values) -> Values:
    number = scene.numbers["mechanisms/links"]
    changes: Values = {}
    opened = 0.0
    for link, consents in LINKS.items():
        is_open, leave = scene.condition(f"{link}_open"), 1.0
        for giver, receiver in consents:
            leave *= given[link, giver, receiver]
        changes[f"{link}_open",] = (1 - is_open) * leave
        opened += is_open / len(LINKS)
    changes[lasting("dprk", "china")] = number["gain"] * opened
    changes[lasting("china", "dprk")] = number["giver_share"] * number["gain"] * opened
    return changes


def wedges(scene: Scene, given: Values) -> Values:
    number, thaw = scene.numbers["mechanisms/wedge"], scene.condition("thaw")
    talks = given["engagement", "dprk", "bloc"]
    return {
        ("talks",): talks - scene.condition("talks"),
        lasting("dprk", "bloc"): number["warming_by_talks"] * talks,
        lasting("bloc", "dprk"): number["warming_by_talks"] * talks,
        lasting("dprk", "russia"): -number["loosening_of_client"] * talks,
        ("cohesion", "bloc"): -number["cost_to_bloc"] * talks * scene.values["cohesion", "bloc"],
        lasting("russia", "bloc"): number["warming_by_thaw"] * thaw,
        lasting("bloc", "russia"): number["warming_by_thaw"] * thaw,
        lasting("russia", "dprk"): -number["loosening_of_patron"] * thaw,
    }
