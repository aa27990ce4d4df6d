# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A day in small: two sites work without a network, hand in over a bad line, and the district has all of it, once."""

import pytest

from fieldkit.acts import transfer
from fieldkit.acts.enrol import AlreadyMember
from fieldkit.problems import DistrictUnreachable
from fieldkit.rehearsal.cuts import CuttingProxy
from tests.support.factories import consents
from tests.support.journey import FieldDevice, member_of, office

KNOWN, TWICE = 900, 1


@pytest.fixture
def district(tmp_path):
    with office(tmp_path, members=[member_of("known-1", KNOWN, "欧阳示例", serial="FK-9000-0002-2")]) as made:
        yield made


@pytest.fixture
def sites(tmp_path, district):
    """Two devices, joined and briefed at the office in the morning."""
    devices = []
    for site in ("S1", "S2"):
        device = FieldDevice(tmp_path / site, site=site)
        device.join(district)
        devices.append(device)
    yield devices
    for device in devices:
        device.close()


def work_the_day(main, branch):
    """Play the day at both sites; return the numbers that the person of both sites got, and of a card carried over."""
    first = main.enrol(TWICE)
    main.print_card(first.member.uid)
    main.print_application(first.member.uid)
    main.print_receipt(main.give(uid=first.member.uid).issue.operation)
    others = [main.enrol(number) for number in (2, 3)]
    for other in others:
        main.give(uid=other.member.uid)
    main.serve("legal", uid=others[0].member.uid)
    for _ in range(3):
        main.serve("haircut", count=5)
    main.give("leaflet", quantity=4)
    with pytest.raises(AlreadyMember) as already:
        main.enrol(KNOWN)
    main.act(
        transfer.transfer,
        uid=already.value.line.uid,
        employer="示例保安服务公司",
        phone="",
        employment_group="guard",
        consents=consents(),
    )
    branch.clock.move(minutes=5)
    again = branch.enrol(TWICE)
    branch.give(uid=again.member.uid)
    branch.enrol(4)
    branch.give(number=others[1].member.serial)
    return {first.member.serial, again.member.serial}, others[1].member.serial


def hand_in(device):
    """Sync until nothing waits, however often the line is cut."""
    for _ in range(60):
        try:
            device.sync()
        except DistrictUnreachable:
            continue
        if not device.counts.waiting:
            return
    pytest.fail("the line never held")


def by_site(district):
    return {line["site"]: line for line in district.facts("sites")}


def test_the_day_in_small(tmp_path, district, sites):
    main, branch = sites
    district.stop()
    with pytest.raises(DistrictUnreachable):
        main.sync()

    person, card = work_the_day(main, branch)
    assert main.counts.waiting == main.counts.recorded == 12
    assert branch.counts.waiting == branch.counts.recorded == 4
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in main.printed)
    assert len(main.printed) == 3

    district.start(port=district.port)
    for device in (branch, main):
        hand_in(device)
        assert device.counts.confirmed == device.counts.recorded
        assert device.counts.attention == 0

    lines = by_site(district)
    for device in sites:
        assert lines[device.desk.site]["recorded"] == device.counts.recorded
    assert (lines["S1"]["enrolled"], lines["S2"]["enrolled"]) == (3, 2)
    assert (lines["S1"]["packs"], lines["S2"]["packs"]) == (4, 2)
    assert lines["S1"]["goods"] == {"pack": 3, "leaflet": 4}
    assert lines["S1"]["served"] == 16
    assert lines["S1"]["transferred"] == 1

    found = district.facts("overlaps")
    assert [set(one["serials"]) for one in found["two_sites"]] == [person]
    assert sorted(tuple(sorted(one["serials"])) for one in found["double_packs"]) == sorted(
        [tuple(sorted(person)), (card,)]
    )
    assert [(one["serial"], one["how"]) for one in found["already_members"]] == [
        ("FK-9000-0002-2", "transferred")
    ]


def test_the_day_over_a_line_that_is_cut_again_and_again(tmp_path, district):
    with CuttingProxy(district.port, seed=20231129, cut_rate=0.0) as line:
        sites = [FieldDevice(tmp_path / f"cut-{site}", site=site) for site in ("S1", "S2")]
        for device in sites:
            device.join(district, address=line.address)
        work_the_day(*sites)
        line.cut_rate = 0.6
        for device in sites:
            hand_in(device)
        line.cut_rate = 0.9
        for device in sites:  # and once more by hand, which must change nothing
            hand_in(device)
        assert line.stats["before-reply"], "a cut after the district committed is the one that matters"
    lines = by_site(district)
    for device in sites:
        assert device.counts.confirmed == device.counts.recorded == lines[device.desk.site]["recorded"]
        operations = device.rows("SELECT sequence FROM operations ORDER BY sequence")
        assert operations == [(number,) for number in range(1, len(operations) + 1)]
        device.close()
    assert (lines["S1"]["enrolled"], lines["S2"]["enrolled"]) == (3, 2)


def test_a_round_with_nothing_to_say_changes_nothing(district, sites):
    main, _ = sites
    main.enrol(2)
    main.sync()
    before = (main.counts, by_site(district)["S1"]["recorded"])
    outcome = main.sync()
    assert (outcome.sent, outcome.outcome) == (0, "done")
    assert (main.counts, by_site(district)["S1"]["recorded"]) == before
