"""What each actor gives in a month: section "Decisions" of docs/model.md, for one history."""

from math import exp

from oracle.scene import Scene, Values, excess, monthly_chance, saturating

CHOICES = {
    "dprk": (
        *("ship", "dispatch", "acknowledge", "hail", "court", "talk", "passengers", "bridge"),
        *("provoke", "consent"),
    ),
    "russia": ("pay", "teach", "share_nuclear", "praise", "lean_east", "consent"),
    "china": ("squeeze", "honour", "tours", "passengers", "bridge", "back_russia"),
    "bloc": ("drill",),
    "ukraine": ("accuse",),
}


def flows(scene: Scene) -> Values:
    return {**dprk(scene), **russia(scene), **china(scene), **bloc(scene), **ukraine(scene)}


def dprk(scene: Scene) -> Values:
    own, beijing = scene.numbers["actors/dprk"], scene.regard("dprk", "china")
    threat = own["provoke_readiness"] + own["provoke_threat"] * scene.values["cohesion", "bloc"]
    passage = own["consent_readiness"] + own["consent_regard"] * beijing
    reopening = own["link_readiness"] + own["link_regard"] * beijing
    return {
        ("arms", "dprk", "russia"): arms_shipped(scene),
        ("troops", "dprk", "russia"): troops_sent(scene),
        ("acknowledgement", "dprk", "russia"): float(admits(scene)),
        **words_of_dprk(scene),
        ("engagement", "dprk", "bloc"): float(talks(scene)),
        ("passengers", "dprk", "china"): leave(scene, "dprk", "passengers", reopening),
        ("bridge", "dprk", "china"): leave(scene, "dprk", "bridge", reopening),
        ("pressure", "dprk", "bloc"): own["provocation"] * scene.chooses("dprk", "provoke", threat),
        ("access", "dprk", "china"): consent(scene, "dprk", passage),
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
    court += own["court_need"] * scene.values["dependence_trade", "dprk", "china"]
    court += own["court_repair"] * excess(own["wanted_regard"], scene.regard("china", "dprk"))
    court += own["court_want"] * scene.condition("supplies_halted")
    court -= own["court_focus"] * excess(moscow)
    return {
        ("support", "dprk", "russia"): own["backing"] * scene.chooses("dprk", "hail", hail),
        ("support", "dprk", "china"): own["backing"] * scene.chooses("dprk", "court", court),
    }


def talks(scene: Scene) -> bool:
    own, offer = scene.numbers["actors/dprk"], scene.condition("accommodation")
    wish = own["talk_readiness"] + own["talk_offer"] * offer
    wish -= own["talk_bond"] * excess(scene.regard("dprk", "russia"))
    wish -= own["talk_pay"] * scene.values["dependence_fiscal", "dprk", "russia"]
    return scene.chooses("dprk", "talk", wish) and offer > 0


def leave(scene: Scene, actor: str, link: str, wish: float) -> float:
    """Return the leave that an actor gives to a link over the border."""
    return (1 - scene.condition("links_frozen")) * scene.chooses(actor, link, wish)


def consent(scene: Scene, actor: str, wish: float) -> float:
    """Return the leave that an actor gives to Chinese ships on the river."""
    return float(scene.chooses(actor, "consent", wish) and scene.condition("river_offer") > 0)


def russia(scene: Scene) -> Values:
    own, war = scene.numbers["actors/russia"], scene.condition("war_intensity")
    closed = own["trade_lost_to_sanctions"] * scene.condition("sanctions")
    banned = own["trade_lost_to_enforcement"] * scene.condition("enforcement")
    passage = own["consent_readiness"] + own["consent_regard"] * scene.regard("russia", "china")
    passage -= own["consent_stake"] * excess(scene.regard("russia", "dprk"))
    return {
        ("payment", "russia", "dprk"): payment(scene),
        ("aid", "russia", "dprk"): scene.condition("grants"),
        **lessons(scene),
        **words_of_russia(scene),
        ("trade", "russia", "china"): own["trade_with_china"],
        ("trade", "russia", "dprk"): own["trade_with_dprk"] * scene.condition("border_open") * (1 - banned),
        ("trade", "russia", "bloc"): own["trade_with_bloc"] * (1 - closed),
        ("pressure", "russia", "ukraine"): war,
        ("pressure", "russia", "bloc"): own["pressure_on_bloc"] * war,
        ("access", "russia", "china"): consent(scene, "russia", passage),
    }


def payment(scene: Scene) -> float:
    own, arrears = scene.numbers["actors/russia"], scene.values["arrears", "russia", "dprk"]
    wish = own["pay_readiness"] + own["pay_need"] * scene.values["demand", "russia"]
    wish += own["pay_regard"] * scene.regard("russia", "dprk")
    wish -= own["pay_burden"] * saturating(arrears, own["burden_half"])
    share = own["prompt_share" if scene.chooses("russia", "pay", wish) else "stalled_share"]
    passing = 1 - own["payment_lost_to_enforcement"] * scene.condition("enforcement")
    return share * arrears * (1 - scene.condition("payments_halted")) * passing


def lessons(scene: Scene) -> Values:
    own, offer = scene.numbers["actors/russia"], scene.condition("technology_offer")
    wish = own["teach_readiness"] + own["teach_need"] * scene.values["demand", "russia"]
    wish -= own["teach_thaw"] * scene.condition("thaw")
    passing = 1 - own["technology_lost_to_enforcement"] * scene.condition("enforcement")
    shares = scene.luck["russia/share_nuclear"] < monthly_chance(own["nuclear_rate"] * offer)
    return {
        ("technology", "russia", "dprk"): offer * passing * scene.chooses("russia", "teach", wish),
        ("nuclear_technology", "russia", "dprk"): float(shares),
    }


def words_of_russia(scene: Scene) -> Values:
    own = scene.numbers["actors/russia"]
    praise = own["praise_readiness"] + own["praise_need"] * scene.values["demand", "russia"]
    praise += own["praise_regard"] * scene.regard("russia", "dprk")
    praise -= own["praise_thaw"] * scene.condition("thaw")
    praise -= own["praise_law"] * scene.condition("enforcement")
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
    growth = 1 + own["trade_gained_by_war"] * scene.condition("war_intensity")
    return {
        **supplies(scene, displeasure),
        **links(scene, displeasure),
        ("trade", "china", "russia"): own["trade_with_russia"] * growth,
        ("trade", "china", "bloc"): own["trade_with_bloc"],
        ("support", "china", "dprk"): own["backing"] * scene.chooses("china", "honour", honour),
        ("support", "china", "russia"): own["backing"] * scene.chooses("china", "back_russia", back),
        ("pressure", "china", "bloc"): own["pressure_on_bloc"] * rivalry,
    }


def supplies(scene: Scene, displeasure: float) -> Values:
    own = scene.numbers["actors/china"]
    squeeze = own["squeeze_readiness"] + own["squeeze_displeasure"] * displeasure
    let_through = scene.condition("border_open") * (1 - scene.condition("supplies_halted"))
    if scene.chooses("china", "squeeze", squeeze):
        let_through *= own["squeezed_trade"]
    goods = own["trade_with_dprk"] * (1 + own["trade_gained_by_bridge"] * scene.condition("bridge_open"))
    goods *= 1 - own["trade_lost_to_enforcement"] * scene.condition("enforcement")
    return {
        ("trade", "china", "dprk"): goods * let_through,
        ("aid", "china", "dprk"): own["aid_to_dprk"] * let_through,
    }


def links(scene: Scene, displeasure: float) -> Values:
    own = scene.numbers["actors/china"]
    wish = own["link_readiness"] + own["link_regard"] * scene.regard("china", "dprk")
    wish -= own["link_displeasure"] * displeasure
    return {
        (link, "china", "dprk"): leave(scene, "china", link, wish)
        for link in ("tours", "passengers", "bridge")
    }


def bloc(scene: Scene) -> Values:
    own, war = scene.numbers["actors/bloc"], scene.condition("war_intensity")
    sanctions, rivalry = scene.condition("sanctions"), scene.condition("rivalry")
    helped, cohesion = scene.condition("western_support") * war, scene.values["cohesion", "bloc"]
    closed = own["trade_lost_to_sanctions"] * sanctions
    drill = own["drill_readiness"] + own["drill_threat"] * scene.memory("dprk", "bloc")
    drill += own["drill_closing_ranks"] * excess(scene.regard("dprk", "russia"))
    return {
        ("military_aid", "bloc", "ukraine"): own["aid_to_ukraine"] * helped,
        ("aid", "bloc", "ukraine"): own["financial_aid"] * helped,
        ("support", "bloc", "ukraine"): own["backing"] * helped,
        ("trade", "bloc", "china"): own["trade_with_china"],
        ("trade", "bloc", "russia"): own["trade_with_russia"] * (1 - closed),
        ("trade", "bloc", "ukraine"): own["trade_with_ukraine"],
        ("exercises", "bloc", "dprk"): own["drill_size"] * scene.chooses("bloc", "drill", drill),
        ("pressure", "bloc", "dprk"): own["sanctions_on_dprk"] + own["deterrence"] * cohesion,
        ("pressure", "bloc", "russia"): own["sanctions_in_peace"] + own["sanctions_added"] * sanctions,
        ("pressure", "bloc", "china"): own["pressure_on_china"] * rivalry + own["containment"] * cohesion,
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
