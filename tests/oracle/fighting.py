"""What arms, soldiers, money and lessons do in the war and to who watches it (7.3.3, 4, 5, 17)."""

from oracle.scene import Scene, Values, lasting, saturating


def exchange(scene: Scene, given: Values) -> Values:
    number, owed = scene.numbers["mechanisms/exchange"], scene.values["arrears", "russia", "dprk"]
    arms, paid = given["arms", "dprk", "russia"], given["payment", "russia", "dprk"]
    due = number["price"] * arms + number["wage"] * scene.values["troops_abroad", "dprk", "russia"]
    received = saturating(paid + given["aid", "russia", "dprk"], number["payment_half"])
    return {
        ("arms_delivered", "dprk", "russia"): arms,
        ("arrears", "russia", "dprk"): due - paid,
        ("benefit_received", "russia", "dprk"): paid,
        lasting("dprk", "russia"): number["payment_gain"] * received
        - number["grievance"] * saturating(owed, number["arrears_half"]),
        lasting("russia", "dprk"): number["delivery_gain"] * saturating(arms, number["delivery_half"]),
    }


def war(scene: Scene, given: Values) -> Values:
    number, fighting = scene.numbers["mechanisms/war"], scene.condition("war_intensity")
    used, wanted = scene.values["depletion", "russia"], scene.values["demand", "russia"]
    support, arms = scene.condition("western_support"), given["arms", "dprk", "russia"]
    resistance = 1 - number["support_share"] * (1 - support)
    recovery = number["rebuild"] + number["relief"] * saturating(arms, number["relief_half"])
    demand = fighting * (1 + number["demand_half"]) * saturating(used, number["demand_half"])
    opposed = number["defence"] * (1 + number["defence_by_support"] * support)
    service = number["service_gain"] * fighting * saturating(arms, opposed)
    return {
        ("depletion", "russia"): number["burn"] * fighting * resistance * (1 - used) - recovery * used,
        ("demand", "russia"): demand - wanted,
        lasting("russia", "dprk"): number["need_gain"] * wanted + service,
    }


def deployment(scene: Scene, given: Values) -> Values:
    number, fighting = scene.numbers["mechanisms/deployment"], scene.condition("war_intensity")
    soldiers = scene.values["troops_abroad", "dprk", "russia"]
    lost = number["loss_rate"] * fighting * soldiers
    home = (number["rotation"] * fighting + number["withdrawal"] * (1 - fighting)) * soldiers
    noticed = saturating(soldiers, number["soldiers_half"])
    return {
        ("troops_abroad", "dprk", "russia"): given["troops", "dprk", "russia"] - lost - home,
        ("casualties", "dprk", "russia"): lost,
        ("returned", "dprk", "russia"): home,
        lasting("russia", "dprk"): number["service"] * noticed,
        lasting("bloc", "dprk"): -number["indignation"] * noticed,
        lasting("ukraine", "dprk"): -number["indignation"] * noticed,
        lasting("china", "dprk"): -number["worry"] * noticed,
        lasting("china", "russia"): -number["host_share"] * number["worry"] * noticed,
        ("cohesion", "bloc"): number["alarm"] * (1 - scene.values["cohesion", "bloc"]) * noticed,
    }


def admission(scene: Scene, given: Values) -> Values:
    number = scene.numbers["mechanisms/covert"]
    revealed = (1 - scene.condition("disclosed")) * given["acknowledgement", "dprk", "russia"]
    return {
        ("disclosed",): revealed,
        lasting("dprk", "russia"): number["solidarity"] * revealed,
        lasting("russia", "dprk"): number["honour"] * revealed,
        lasting("bloc", "dprk"): -number["outrage"] * revealed,
        lasting("ukraine", "dprk"): -number["outrage"] * revealed,
    }


def lessons(scene: Scene, given: Values) -> Values:
    number, shared = scene.numbers["mechanisms/technology"], given["nuclear_technology", "russia", "dprk"]
    taught = given["technology", "russia", "dprk"] + number["nuclear_weight"] * shared
    return {
        ("nuclear_help",): (1 - scene.condition("nuclear_help")) * shared,
        lasting("dprk", "russia"): number["gratitude"] * taught,
        lasting("china", "dprk"): -number["fear"] * taught,
        lasting("bloc", "dprk"): -number["fear"] * taught,
        lasting("china", "russia"): -number["fear_of_teacher"] * taught,
        lasting("bloc", "russia"): -number["fear_of_teacher"] * taught,
        ("cohesion", "bloc"): number["alarm"] * taught * (1 - scene.values["cohesion", "bloc"]),
    }
