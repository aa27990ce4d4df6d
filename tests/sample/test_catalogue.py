# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the office prepares hangs together: codes, unions, sites, goods and texts."""

from fieldkit.sample import catalogue
from fieldkit.sample.day import sample_day
from fieldkit.sample.rules import rules

DAY = sample_day()


def codes_of(table: str) -> set[str]:
    return {code.code for code in DAY.codes if code.table == table}


def test_the_union_tree_has_22_town_level_unions_and_parents_come_first():
    seen = {""}
    for organisation in DAY.organisations:
        assert organisation.parent in seen
        seen.add(organisation.code)
    levels = [organisation.level for organisation in DAY.organisations]
    assert (levels.count("city"), levels.count("district"), levels.count("town")) == (1, 1, 22)
    assert len(seen) == len(DAY.organisations) + 1


def test_ten_employers_have_a_union_five_do_not_and_one_is_closed():
    unions = [employer for employer in DAY.employers if employer.union]
    without = [employer for employer in DAY.employers if not employer.union and not employer.closed]
    assert (len(unions), len(without), len(DAY.employers)) == (10, 5, 16)
    assert sum(employer.heads >= 25 for employer in without) == 3
    assert {employer.org_code for employer in DAY.employers} <= {o.code for o in DAY.organisations}
    groups = {group for employer in DAY.employers for group in employer.groups}
    assert groups == codes_of("employment_group")


def test_there_is_one_main_site_and_21_others_each_run_by_its_town_union():
    roles = [site.role for site in DAY.sites]
    assert roles == ["main"] + ["branch"] * 21
    assert (DAY.sites[0].code, DAY.sites[0].venue, DAY.sites[0].booths) == ("PGZ", "四季缤纷体验馆", 8)
    venues = {site.code: site.venue for site in DAY.sites}
    assert (venues["YH"], venues["TGY"]) == ("首航超市", "京南物流园区")
    assert {site.org_code for site in DAY.sites} == {o.code for o in DAY.organisations if o.level == "town"}
    assert {site.venue_kind for site in DAY.sites} <= codes_of("venue_kind")
    assert {site.event for site in DAY.sites} == {DAY.event.code}
    assert next(site.theme for site in DAY.sites if site.code == "YH").startswith("团结奋斗")


def test_the_event_is_the_city_day():
    assert (DAY.event.short_title, str(DAY.event.day), DAY.event.level) == (
        "20231129 市级沟通会",
        "2023-11-29",
        "city",
    )
    assert DAY.event.day.strftime("%A") == "Wednesday"
    assert DAY.event.level in codes_of("event_level")
    assert len(DAY.event.title) >= 40


def test_services_and_goods_are_known_and_named_in_english():
    assert {service.group for service in DAY.services} <= codes_of("service_group")
    assert {service.code for service in DAY.services if service.named} == {
        "legal",
        "card_application",
        "appeal",
    }
    assert all(service.name_en for service in DAY.services)
    assert set(rules("arrivals")["services"]) <= {service.code for service in DAY.services}
    assert {goods.code for goods in DAY.goods} == set(rules("arrivals")["takes"]) - {"reserve"}
    pack = DAY.goods[0]
    assert (pack.audience, pack.once, len(pack.components)) == ("new", True, 4)


def test_stock_is_split_over_the_sites_as_planned():
    total = {goods.code: sum(s.opening for s in DAY.stocks if s.goods == goods.code) for goods in DAY.goods}
    assert total == {"pack": 1380, "voucher": 200, "mugwort_cake": 150, "herbal_soap": 150, "leaflet": 2000}
    assert next(s.opening for s in DAY.stocks if (s.site, s.goods) == ("PGZ", "pack")) == 500
    assert all(stock.left == stock.opening > 0 for stock in DAY.stocks)


def test_groups_carry_both_groupings():
    flagged = {
        flag: {code.code for code in DAY.codes if code.table == "employment_group" and flag in code.flags}
        for flag in ("national-4", "beijing-8")
    }
    assert (len(flagged["national-4"]), len(flagged["beijing-8"])) == (4, 8)
    assert flagged["national-4"] - flagged["beijing-8"] == {"ride_hailing"}
    assert all(code.name_en and code.version for code in DAY.codes)


def test_texts_have_versions_and_both_languages():
    assert [text.kind for text in DAY.consent_texts] == ["notice", "upper_union", "bank", "publicity"]
    assert all(t.version and t.title and t.text and t.title_en and t.text_en for t in DAY.consent_texts)
    assert dict(DAY.settings)["oath_text"].startswith("我自愿加入中华全国总工会")
    assert dict(DAY.settings)["oath_version"]


def test_the_run_sheet_is_in_order():
    assert [line.order for line in DAY.programme] == list(range(1, len(DAY.programme) + 1))
    assert [line.starts for line in DAY.programme] == sorted(line.starts for line in DAY.programme)
    assert {line.kind for line in DAY.programme} <= codes_of("programme_kind")
    assert DAY.programme[0].title == "舞龙开场"


def test_a_town_union_has_a_code_of_its_own():
    assert catalogue.town_code("PGZ") == "DX-PGZ"
