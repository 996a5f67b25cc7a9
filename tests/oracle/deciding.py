"""What each actor gives in a month: section "Decisions" of docs/model.md, for one history."""

from math import exp

from oracle.scene import Scene, Values, excess, monthly_chance, saturating

CHOICES = {
    "dprk": ("ship", "dispatch", "acknowledge", "court", "hail", "provoke", "consent"),
    "russia": ("pay", "praise", "lean_east", "consent"),
    "china": ("honour", "squeeze", "back_russia"),
    "bloc": ("drill",),
    "ukraine": ("accuse",),
}


def flows(scene: Scene) -> Values:
    return {**dprk(scene), **russia(scene), **china(scene), **bloc(scene), **ukraine(scene)}


def dprk(scene: Scene) -> Values:
    own = scene.numbers["actors/dprk"]
    threat = own["provoke_readiness"] + own["provoke_threat"] * scene.values["cohesion", "bloc"]
    passage = own["consent_readiness"] + own["consent_regard"] * scene.regard("dprk", "china")
    offered = scene.condition("river_offer") > 0
    return {
        ("arms", "dprk", "russia"): arms_shipped(scene),
        ("troops", "dprk", "russia"): troops_sent(scene),
        ("acknowledgement", "dprk", "russia"): float(admits(scene)),
        **words_of_dprk(scene),
        ("pressure", "dprk", "bloc"): own["provocation"] * scene.chooses("dprk", "provoke", threat),
        ("access", "dprk", "china"): float(offered and scene.chooses("dprk", "consent", passage)),
    }


def unpaid(scene: Scene) -> float:
    patience = scene.numbers["actors/dprk"]["patience_with_arrears"]
    return saturating(scene.values["arrears", "russia", "dprk"], patience)


def arms_shipped(scene: Scene) -> float:
    own = scene.numbers["actors/dprk"]
    wish = own["ship_readiness"] + own["ship_regard"] * scene.regard("dprk", "russia")
    wish -= own["ship_unpaid"] * unpaid(scene)
    arms = own["arms_capacity"] * scene.condition("arms_channel") * scene.values["demand", "russia"]
    return arms if scene.chooses("dprk", "ship", wish) else own["held_back"] * arms


def troops_sent(scene: Scene) -> float:
    own, state = scene.numbers["actors/dprk"], scene.values
    bond = state["commitment", "dprk", "russia"] * scene.condition("war_intensity")
    losses = saturating(state["casualties", "dprk", "russia"], own["losses_half"])
    wish = own["dispatch_readiness"] + own["dispatch_bond"] * bond - own["dispatch_losses"] * losses
    sends = scene.chooses("dprk", "dispatch", wish)
    needed = scene.condition("deployment") * scene.condition("war_intensity")
    return own["tranche"] * needed if sends else 0.0


def admits(scene: Scene) -> bool:
    own, state = scene.numbers["actors/dprk"], scene.values
    losses = saturating(state["casualties", "dprk", "russia"], own["losses_half"])
    returned = saturating(state["returned", "dprk", "russia"], own["returned_half"])
    strain = own["admission_losses"] * losses + own["admission_returned"] * returned
    chance = monthly_chance(own["admission_rate"] * exp(strain))
    chance = max(chance, scene.condition("untenable"))
    chance *= scene.condition("deployment")
    chance *= (1 - scene.condition("disclosed")) * (1 - scene.condition("silence"))
    return scene.luck["dprk/acknowledge"] < chance


def words_of_dprk(scene: Scene) -> Values:
    own = scene.numbers["actors/dprk"]
    moscow = scene.regard("dprk", "russia")
    hail = own["hail_readiness"] + own["hail_regard"] * moscow
    court = own["court_readiness"] + own["court_unpaid"] * unpaid(scene)
    court += own["court_need"] * scene.values["dependence_economic", "dprk", "china"]
    court += own["court_repair"] * excess(own["wanted_regard"], scene.regard("china", "dprk"))
    court -= own["court_focus"] * excess(moscow, 0)
    return {
        ("support", "dprk", "russia"): own["backing"] * scene.chooses("dprk", "hail", hail),
        ("support", "dprk", "china"): own["backing"] * scene.chooses("dprk", "court", court),
    }


def russia(scene: Scene) -> Values:
    own, war = scene.numbers["actors/russia"], scene.condition("war_intensity")
    closed = own["trade_lost_to_sanctions"] * scene.condition("sanctions")
    passage = own["consent_readiness"] + own["consent_regard"] * scene.regard("russia", "china")
    passage -= own["consent_stake"] * excess(scene.regard("russia", "dprk"), 0)
    offered = scene.condition("river_offer") > 0
    return {
        ("payment", "russia", "dprk"): payment(scene),
        **words_of_russia(scene),
        ("trade", "russia", "china"): own["trade_with_china"],
        ("trade", "russia", "dprk"): own["trade_with_dprk"] * scene.condition("border_open"),
        ("trade", "russia", "bloc"): own["trade_with_bloc"] * (1 - closed),
        ("pressure", "russia", "ukraine"): war,
        ("pressure", "russia", "bloc"): own["pressure_on_bloc"] * war,
        ("access", "russia", "china"): float(offered and scene.chooses("russia", "consent", passage)),
    }


def payment(scene: Scene) -> float:
    own, arrears = scene.numbers["actors/russia"], scene.values["arrears", "russia", "dprk"]
    wish = own["pay_readiness"] + own["pay_need"] * scene.values["demand", "russia"]
    wish += own["pay_regard"] * scene.regard("russia", "dprk")
    wish -= own["pay_burden"] * saturating(arrears, own["burden_half"])
    return arrears * own["prompt_share" if scene.chooses("russia", "pay", wish) else "stalled_share"]


def words_of_russia(scene: Scene) -> Values:
    own = scene.numbers["actors/russia"]
    praise = own["praise_readiness"] + own["praise_need"] * scene.values["demand", "russia"]
    praise += own["praise_regard"] * scene.regard("russia", "dprk")
    praise -= own["praise_thaw"] * scene.condition("thaw")
    lean = own["lean_readiness"] + own["lean_war"] * scene.condition("war_intensity")
    return {
        ("support", "russia", "dprk"): own["backing"] * scene.chooses("russia", "praise", praise),
        ("support", "russia", "china"): own["backing"] * scene.chooses("russia", "lean_east", lean),
    }


def china(scene: Scene) -> Values:
    own, rivalry = scene.numbers["actors/china"], scene.condition("rivalry")
    displeasure = excess(scene.regard("dprk", "russia"), own["tolerance"])
    honour = own["honour_readiness"] + own["honour_regard"] * scene.regard("china", "dprk")
    honour += own["honour_rivalry"] * rivalry - own["honour_displeasure"] * displeasure
    back = own["back_russia_readiness"] + own["back_russia_rivalry"] * rivalry
    squeeze = own["squeeze_readiness"] + own["squeeze_displeasure"] * displeasure
    goods = own["trade_with_dprk"] * scene.condition("border_open")
    if scene.chooses("china", "squeeze", squeeze):
        goods *= own["squeezed_trade"]
    growth = 1 + own["trade_gained_by_war"] * scene.condition("war_intensity")
    return {
        ("trade", "china", "dprk"): goods,
        ("trade", "china", "russia"): own["trade_with_russia"] * growth,
        ("trade", "china", "bloc"): own["trade_with_bloc"],
        ("support", "china", "dprk"): own["backing"] * scene.chooses("china", "honour", honour),
        ("support", "china", "russia"): own["backing"] * scene.chooses("china", "back_russia", back),
        ("pressure", "china", "bloc"): own["pressure_on_bloc"] * rivalry,
    }


def bloc(scene: Scene) -> Values:
    own, war = scene.numbers["actors/bloc"], scene.condition("war_intensity")
    sanctions = scene.condition("sanctions")
    helped = scene.condition("western_support") * war
    drill = own["drill_readiness"] + own["drill_threat"] * scene.values["hostility", "dprk", "bloc"]
    drill += own["drill_closing_ranks"] * excess(scene.regard("dprk", "russia"), 0)
    return {
        ("military_aid", "bloc", "ukraine"): own["aid_to_ukraine"] * helped,
        ("support", "bloc", "ukraine"): own["backing"] * helped,
        ("trade", "bloc", "china"): own["trade_with_china"],
        ("trade", "bloc", "russia"): own["trade_with_russia"]
        * (1 - own["trade_lost_to_sanctions"] * sanctions),
        ("trade", "bloc", "ukraine"): own["trade_with_ukraine"],
        ("exercises", "bloc", "dprk"): own["drill_size"] * scene.chooses("bloc", "drill", drill),
        ("pressure", "bloc", "dprk"): own["sanctions_on_dprk"],
        ("pressure", "bloc", "russia"): own["sanctions_in_peace"] + own["sanctions_added"] * sanctions,
        ("pressure", "bloc", "china"): own["pressure_on_china"] * scene.condition("rivalry"),
    }


def ukraine(scene: Scene) -> Values:
    own, war = scene.numbers["actors/ukraine"], scene.condition("war_intensity")
    delivered = saturating(scene.values["arms_delivered", "dprk", "russia"], own["arms_half"])
    accuse = own["accuse_readiness"] + own["accuse_arms"] * delivered
    accuse += own["accuse_troops"] * scene.condition("deployment")
    accuse += own["accuse_disclosed"] * scene.condition("disclosed")
    return {
        ("pressure", "ukraine", "russia"): war,
        ("pressure", "ukraine", "dprk"): own["accusation"] * scene.chooses("ukraine", "accuse", accuse),
        ("support", "ukraine", "bloc"): own["gratitude"] * scene.condition("western_support") * war,
        ("trade", "ukraine", "bloc"): own["trade_with_bloc"],
    }
