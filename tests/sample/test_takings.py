# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What people take: only what they may, never more than there is, and one item is short by two."""

from collections import Counter

from fieldkit.sample.arrivals import Does
from fieldkit.sample.day import sample_day

DAY = sample_day()


def test_nearly_everybody_who_enrols_takes_a_pack():
    enrolled = [arrival for arrival in DAY.arrivals if arrival.does is Does.ENROL]
    assert sum("pack" in arrival.packs for arrival in enrolled) > 0.93 * len(enrolled)
    assert all(len(set(arrival.packs)) == len(arrival.packs) for arrival in DAY.arrivals)


def test_nobody_takes_what_is_not_for_them():
    audience = {goods.code: goods.audience for goods in DAY.goods}
    for arrival in DAY.arrivals:
        taken = {audience[item] for item in arrival.packs}
        if arrival.does in (Does.SERVE_ONLY, Does.ENROL_UNKNOWN_MEMBER):
            assert taken <= {"visitors", "need"}
        elif arrival.does is Does.TRANSFER:
            assert taken <= {"members", "visitors", "need"}
        elif arrival.does is Does.REFUSED_AGE:
            assert not taken
        elif arrival.does is Does.VISITING_CARD:
            assert arrival.packs == ("pack",)


def test_no_item_runs_out():
    issued = Counter((arrival.site, item) for arrival in DAY.arrivals for item in arrival.packs)
    opening = {(stock.site, stock.goods): stock.opening for stock in DAY.stocks}
    assert all(count < opening[place] for place, count in issued.items())


def test_the_day_end_count_balances_but_for_one_item_short_by_two():
    assert [(end.site, end.goods, end.difference) for end in DAY.day_ends if end.difference] == [
        ("PGZ", "herbal_soap", -2)
    ]
    assert all(end.counted >= 0 for end in DAY.day_ends)
    assert len(DAY.day_ends) == len(DAY.stocks)


def test_services_fit_the_person_and_the_site():
    named = {service.code for service in DAY.services if service.named}
    heritage = {service.code for service in DAY.services if service.group == "heritage"}
    for arrival in DAY.arrivals:
        used = set(arrival.services)
        if arrival.does is Does.SERVE_ONLY:
            assert used
            assert not used & named
        if arrival.site != "PGZ":
            assert not used & heritage
        if arrival.anomalies & {"refuses_bank", "has_card"}:
            assert "card_application" not in used
        if arrival.does in (Does.VISITING_CARD, Does.REFUSED_AGE):
            assert not used
