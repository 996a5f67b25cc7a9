"""Indicators: what the world could see of the model's state, one line each."""

from collections.abc import Mapping
from typing import Final

from tumen.base.names import dyad_text, pair_text
from tumen.measurement.calendar import greeting_months, guest_months
from tumen.measurement.kinds import Below, Count, Indicator, Level, PublicRegard, Report
from tumen.world.vocabulary import Key

ARMS, BENEFIT = ("arms_delivered", "dprk", "russia"), ("benefit_received", "russia", "dprk")
TROOPS, CASUALTIES = ("troops_abroad", "dprk", "russia"), ("casualties", "dprk", "russia")
TRADE, COHESION = ("trade", "china", "dprk"), ("cohesion", "bloc")
PROVOCATION, DRILLS = ("pressure", "dprk", "bloc"), ("exercises", "bloc", "dprk")
SENDING, NEIGHBOURS = ("dprk", "russia"), ("dprk", "china")
RIPARIAN = ("dprk", "russia", "china")
WATCHED = (("dprk", "russia"), ("russia", "dprk"), ("dprk", "china"), ("china", "dprk"))
CELEBRATING = "dprk"  # who holds the celebration of the vocabulary


def _messages(sender: str, receiver: str) -> Indicator:
    pair = pair_text(sender, receiver)
    return Count(
        name=f"leader_messages {pair}",
        unit="1/month",
        meaning=f"messages of the leader of {sender} to that of {receiver} that are reported",
        high=12,
        rate=f"message_rate {pair}",
        gain="message_gain",
        regards=((sender, receiver),),
        publicity="publicity",
        anniversaries=greeting_months(sender, receiver),
        celebrated=receiver == CELEBRATING,
    )


def _visits(guest: str, host: str) -> Indicator:
    pair = pair_text(guest, host)
    return Count(
        name=f"senior_visits {pair}",
        unit="1/month",
        meaning=f"visits of senior officials of {guest} to {host} that are reported",
        high=12,
        rate=f"visit_rate {pair}",
        gain="visit_gain",
        regards=((guest, host), (host, guest)),
        factors=(("border_open",),),
        publicity="publicity",
        anniversaries=guest_months(host),
        celebrated=host == CELEBRATING,
    )


def _meetings(first: str, second: str, *factors: Key) -> Indicator:
    return Count(
        name=f"leader_meetings {dyad_text(first, second)}",
        unit="1/month",
        meaning=f"meetings of the leaders of {first} and {second}",
        high=6,
        rate=f"meeting_rate {pair_text(first, second)}",
        gain="meeting_gain",
        regards=((first, second), (second, first)),
        factors=factors,
    )


def _summits(first: str, second: str, condition: str, *, absent: bool = False) -> Indicator:
    """Opponents meet as far as a condition allows, or as far as it is absent."""
    return Count(
        name=f"leader_meetings {dyad_text(first, second)}",
        about=(first, second),
        unit="1/month",
        meaning=f"meetings of the leaders of {first} and {second}",
        high=4,
        rate=f"meeting_rate {pair_text(first, second)}",
        gain="summit_gain",
        driver=(condition,),
        absent=absent,
    )


def _level(name: str, unit: str, meaning: str, high: float, key: Key, *, per: str | None = None) -> Indicator:
    return Level(name=name, unit=unit, meaning=meaning, high=high, key=key, per=per)


def _report(name: str, unit: str, meaning: str, high: float, key: Key, *, known: str) -> Indicator:
    return Report(name=name, unit=unit, meaning=meaning, high=high, key=key, gain=known)


def _flag(name: str, meaning: str, condition: str, about: tuple[str, ...]) -> Indicator:
    return Level(name=name, unit="flag", meaning=meaning, high=1, key=(condition,), about=about)


def _count(
    name: str, meaning: str, high: float, rate: str, *factors: Key, about: tuple[str, ...] = ()
) -> Indicator:
    return Count(
        name=name, unit="1/month", meaning=meaning, high=high, rate=rate, factors=factors, about=about
    )


_INDICATORS = (
    _level("arms_containers", "containers", "DPRK arms sent to Russia so far", 120_000, ARMS),
    _level("benefit_received", "USD bn", "Russia's payments to the DPRK so far", 40, BENEFIT),
    _level(
        "benefit_to_budget",
        "share",
        "those payments over a yearly DPRK state budget",
        4,
        BENEFIT,
        per="dprk_budget",
    ),
    _level("arrears", "USD bn", "what Russia owes the DPRK", 20, ("arrears", "russia", "dprk")),
    _level("china_dprk_trade", "USD bn/month", "goods China supplies to the DPRK", 1, TRADE),
    _level("troops_in_russia", "thousand", "DPRK soldiers in Russia", 100, TROOPS),
    _level("casualties", "thousand", "DPRK soldiers killed or wounded so far", 100, CASUALTIES),
    _level("bloc_cohesion", "share", "integration of the US, the ROK and Japan", 1, COHESION),
    _report(
        "arms_reported",
        "containers",
        "DPRK arms sent so far, as reported",
        200_000,
        ARMS,
        known="share_of_arms_known",
    ),
    _report(
        "benefit_reported",
        "USD bn",
        "Russia's payments so far, as estimated",
        60,
        BENEFIT,
        known="share_of_benefit_known",
    ),
    _report(
        "china_dprk_trade_reported",
        "USD bn/month",
        "goods China supplies to the DPRK, by customs",
        1,
        TRADE,
        known="share_of_trade_known",
    ),
    PublicRegard(
        name="public_regard china->dprk",
        unit="alignment",
        meaning="what China lets show of its regard for the DPRK",
        high=1,
        low=-1,
        pair=("china", "dprk"),
        formula="formula_of_friendship",
        gain="candour",
    ),
    _flag("deployment_acknowledged", "the DPRK has admitted its troops in Russia", "disclosed", SENDING),
    _flag("tumen_navigation_agreed", "Chinese ships may use the lower Tumen", "river_open", RIPARIAN),
    _flag("group_tours_resumed", "group tours from China to the DPRK run", "tours_open", NEIGHBOURS),
    _flag(
        "passenger_traffic_resumed",
        "passenger trains and flights to China run",
        "passengers_open",
        NEIGHBOURS,
    ),
    _flag("bridge_opened", "the new bridge over the Amnok is open", "bridge_open", NEIGHBOURS),
    _flag("nuclear_help", "nuclear technology has been shared with the DPRK", "nuclear_help", SENDING),
    Below(
        name="ceasefire_in_force",
        unit="flag",
        meaning="there is hardly any fighting in Ukraine",
        high=1,
        key=("war_intensity",),
        threshold="ceasefire_below",
        about=("russia", "ukraine"),
    ),
    *(_messages(*pair) for pair in WATCHED),
    *(_visits(*pair) for pair in WATCHED),
    _meetings("dprk", "russia", ("border_open",)),
    _meetings("dprk", "china", ("border_open",)),
    _meetings("russia", "china"),
    _summits("dprk", "bloc", "talks"),
    _summits("russia", "bloc", "thaw"),
    _summits("russia", "ukraine", "war_intensity", absent=True),
    _count(
        "missile_tests", "missile tests by the DPRK below long range", 12, "missile_test_rate", PROVOCATION
    ),
    _count("icbm_tests", "long-range missile tests by the DPRK", 4, "icbm_test_rate", PROVOCATION),
    _count(
        "trilateral_exercises", "joint exercises of the US, the ROK and Japan", 6, "exercise_rate", DRILLS
    ),
    _count(
        "sanctions_reports",
        "reports of those who watch the sanctions on the DPRK",
        4,
        "report_rate",
        ("enforcement",),
        about=("dprk",),
    ),
    _count(
        "further_dispatch_announced",
        "announcements of further troops for Russia",
        4,
        "announcement_rate",
        ("disclosed",),
        ("troops", "dprk", "russia"),
    ),
)

INDICATORS: Final[Mapping[str, Indicator]] = {indicator.name: indicator for indicator in _INDICATORS}
