# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device that was revoked after the backup stays revoked when the district is made anew, as paper or a list says."""

import contextlib
import datetime as dt
import shutil

import msgspec
import pytest

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import JoinReply
from fieldkit.protocol.trust import FARTHEST_JUMP, TrustList
from fieldkit.seals import envelope
from fieldkit.seals.chain import shown_head
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from fieldkit.uplink.line import Line
from fieldkit.uplink.tickets import read_ticket
from sync.commands.made_anew import say_who_is_revoked
from sync.db.notes import read_note
from sync.district import open_district
from sync.safety import backups, restoring
from sync.safety.revocations import MOST_AHEAD, Known, ListRefused, Named
from sync.trust.devices import UnknownDevice
from sync.trust.registrar_folder import read_root_key
from sync.trust.trust import HIGHEST_TAKEN_OVER, for_holder, newest
from tests.district.test_backing_up import run
from tests.district.test_lost import revoked
from tests.district.test_restored import recovery
from tests.support.district import NOON, District

BEFORE = NOON - dt.timedelta(hours=14)


@pytest.fixture
def made(district, device, join, tmp_path):
    """Give a backup that knows two devices in good standing; ``device`` has told two batches."""
    join("S2")
    device.say(device.serve())
    device.say(device.serve())
    opened = open_district(district.folder)
    made = backups.back_up(opened, tmp_path / "stick", now=BEFORE, actor="console:test", elsewhere=True)
    opened.close()
    return made.file


@pytest.fixture
def anew(district, made, tmp_path, move):
    """Give what makes the district anew by what is known of revocations, and serves it."""
    running = []

    def restored(known=Known()):  # noqa: B008
        district.stop()
        move()
        done = restoring.restore(
            made, recovery(district), tmp_path / "new", now=NOON, actor="console:test", known=known
        )
        shutil.copytree(district.folder / "registrar", tmp_path / "new" / "registrar")
        served = District(tmp_path / "new")
        served.start()
        running.append(served)
        return served, done

    yield restored
    for one in running:
        one.stop()


def list_of(district):
    """Return the envelope of the newest trust list."""
    opened = open_district(district.folder)
    with opened.database.reading() as reading:
        _, raw = newest(reading)
    opened.close()
    return raw


def back(device, served):
    """Let ``device`` ask the district that was made anew; return its answer."""
    device.address = served.address
    reply = device.tell()
    return device.tell() if reply.refused == "stale" else reply


def test_without_a_word_it_would_be_trusted_again(anew, device, district):
    district.console("revoke", "D01")
    served, done = anew()
    assert (back(device, served).refused, done.revoked, revoked(served)) == ("", (), ())


def test_a_device_named_from_paper_is_revoked_in_the_first_list(anew, device, district):
    device.say(device.serve())  # after the backup
    district.console("revoke", "D01")
    served, done = anew(Known((Named("D01"),)))
    ((one,), (told,)) = done.revoked, revoked(served)
    assert (one.device, one.number, one.known) == ("D01", 2, True)
    assert (told.device, [chain.number for chain in told.chains]) == ("D01", [2])
    assert back(device, served).refused == "revoked"
    assert "revoke" in served.console("log")


@pytest.mark.parametrize(("number", "good"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_no_more_of_it_is_good_than_the_paper_says_and_than_the_backup_holds(
    anew, district, device, number, good
):
    late = device.batch(device.serve())
    device.tell(late)
    served, done = anew(Known((Named("D01", number),)))
    assert [(one.number, one.wanted) for one in done.revoked] == [(good, number)]
    assert [chain.number for chain in revoked(served)[0].chains] == [good]
    back(device, served)
    assert [receipt.level for receipt in device.tell(late).receipts] == ["held"]


def test_a_newer_list_says_it_whole_also_of_a_device_that_the_backup_does_not_know(
    anew, device, join, district
):
    late = device.batch(device.serve())
    device.tell(late)
    stranger = join("S3")
    district.console("revoke", "D01", "--reason", "lost")
    district.console("revoke", stranger.device)
    before, raw = revoked(district), list_of(district)
    served, done = anew(Known(trust_list=raw))
    assert [(one.device, one.number, one.known) for one in done.revoked] == [
        ("D01", 3, True),
        (stranger.device, 0, False),
    ]
    assert revoked(served) == before
    back(device, served)
    assert [receipt.level for receipt in device.tell(late).receipts] == ["received"]  # good by its own list
    assert [r.level for r in device.tell(device.batch(device.serve())).receipts] == ["held"]
    with Line(served.address, stranger.ca_pem) as line:
        code = read_ticket(served.ticket(site="S3")).code
        came = line.post("/v1/devices", stranger.joining(code, certificate=stranger.joined.certificate))
    assert stranger.opened(came.body, envelope.JOINED, JoinReply)[0].refused == "revoked"
    served.console("revoke", "D02")  # and every list after it names it too
    assert {one.device for one in revoked(served)} == {"D01", "D02", stranger.device}


def test_what_a_thief_tells_below_the_listed_head_and_above_the_backup_is_held(
    anew, device, district, capsys
):
    """The list knows the head of batch 5 alone, the backup ends with 2: whoever has the key could tell any 3 and 4."""
    before = device.number, device.head, device.sequence
    late = [device.batch(device.serve()) for _ in range(3)]
    device.tell(*late)
    district.console("revoke", "D01", "--reason", "stolen")
    good = device.head.hex()
    served, done = anew(Known(trust_list=list_of(district)))
    assert [(one.number, one.wanted, one.head) for one in done.revoked] == [(2, 5, good)]
    assert [(one.number, one.head) for one in revoked(served)[0].chains] == [(5, good)]
    say_who_is_revoked(done)
    printed = capsys.readouterr().out
    assert "第 3–5 批不在备份里" in printed
    assert f"第 5 批的链头应是 {shown_head(device.head)}" in printed
    back(device, served)
    device.number, device.head, device.sequence = before
    forged = [device.batch(device.serve()) for _ in range(2)]
    assert [one.level for one in device.tell(*forged).receipts] == ["held"] * 2
    assert [one.level for one in device.tell(*late).receipts] == ["held"] * 3
    assert device.tell().standings[0].number == 2


def test_the_list_says_which_numbers_were_given(anew, district):
    for _ in range(3):
        district.console("revoke", "D01", "--last-number", "1")
    raw = list_of(district)
    served, _ = anew(Known(trust_list=raw))
    assert version_of(list_of(served)) > version_of(raw) + restoring.TRUST_LEFT_OUT


@pytest.fixture
def far(district, made):
    """Give the trust list by its distance from the backup's, signed by the district or by its ``root``."""

    def signed(ahead, *, root=False):
        told = content_of(list_of(district))
        raw = to_bytes(msgspec.structs.replace(told, version=told.version + ahead))
        with contextlib.closing(open_district(district.folder)) as opened:
            if not root:
                return opened.sign(raw, envelope.TRUST)
            key = read_root_key(district.folder / "registrar", "", opened.root_public)
        return envelope.sign(raw, key, key_id(public_bytes(key)), envelope.TRUST)

    return signed


def made_by(made, district, to, raw):
    restoring.restore(made, recovery(district), to, now=NOON, actor="", known=Known(trust_list=raw))


def test_a_list_too_far_ahead_makes_nothing_unless_the_root_signed_it(made, far, district, tmp_path, move):
    stick, ours = district.folder / "registrar" / "recovery.key", version_of(list_of(district))
    raws = far(MOST_AHEAD + 1), far(5_000_000, root=True)
    district.stop()
    move()
    with pytest.raises(ListRefused) as refused:
        made_by(made, district, tmp_path / "new", raws[0])
    assert refused.value.args == ("far",)
    (tmp_path / "far.list").write_bytes(raws[0])
    words = ("--recovery-key", stick, "--trust-list", tmp_path / "far.list")
    code, out, err = run("restore", made, "--to", tmp_path / "new", *words)
    assert (code, out, "大得太多" in err) == (1, "", True)
    assert not (tmp_path / "new").exists()
    made_by(made, district, tmp_path / "new", raws[1])
    assert version_of(list_of(District(tmp_path / "new"))) > ours + 5_000_000


@pytest.mark.parametrize("ahead", [1, 500, MOST_AHEAD])
def test_with_a_list_too_devices_that_hold_the_backups_take_ours_however_often_it_is_made_anew(
    made, far, district, tmp_path, move, ahead
):
    ours, raw = version_of(list_of(district)), far(ahead)
    for _ in range(4):
        restoring._count(made)
    district.stop()
    move()
    made_by(made, district, tmp_path / "new", raw)
    with contextlib.closing(open_district(tmp_path / "new")) as opened, opened.database.writing() as writing:
        highest = int(read_note(writing, HIGHEST_TAKEN_OVER))
        first, _ = newest(writing)
        version, _ = for_holder(opened, writing, highest, NOON, believed=True)
    assert ours + ahead < first <= version <= ours + FARTHEST_JUMP
    assert highest == ours + MOST_AHEAD


def version_of(raw):
    return content_of(raw).version


def content_of(raw):
    return from_bytes(envelope._parts(raw)[1], TrustList)


def test_a_list_that_does_not_count_makes_nothing(anew, made, district, tmp_path):
    old = list_of(district)
    district.console("revoke", "D01")
    good = list_of(district)
    thief = new_signing_key()
    forged = envelope.sign(to_bytes(content_of(good)), thief, key_id(public_bytes(thief)), envelope.TRUST)
    opened = open_district(district.folder)
    other = opened.sign(to_bytes(msgspec.structs.replace(content_of(good), district="FKD-0")), envelope.TRUST)
    reply = opened.sign(to_bytes(content_of(good)), envelope.REPLY)
    odd = opened.sign(b"{}", envelope.TRUST)
    opened.close()
    for raw, why in (
        (old, "older"),
        (forged, "key"),
        (other, "district"),
        (reply, "key"),
        (odd, "shape"),
        (b"x", "shape"),
        (good[:-1] + bytes([good[-1] ^ 1]), "key"),
    ):
        with pytest.raises(ListRefused) as refused:
            restoring.restore(
                made, recovery(district), tmp_path / "new", now=NOON, actor="", known=Known(trust_list=raw)
            )
        assert refused.value.args == (why,)
    with pytest.raises(UnknownDevice):
        restoring.restore(
            made, recovery(district), tmp_path / "new", now=NOON, actor="", known=Known((Named("D09"),))
        )
    assert not made.with_name(made.name + ".used").exists()
    assert not (tmp_path / "new").exists()
    anew(Known(trust_list=good))


@pytest.mark.parametrize("stolen", [True, False])
def test_a_list_that_brings_a_newer_word_of_the_roots(anew, device, district, stolen):
    district.console("revoke", "D01")
    district.console("new-signing-key", *(["--stolen"] if stolen else []))
    raw = list_of(district)
    served, done = anew(Known(trust_list=raw))
    assert (done.new_key, [one.device for one in done.revoked]) == (True, ["D01"])
    opened = open_district(served.folder)
    assert [one.vouched for one in opened.keys.signers] == [not stolen]
    assert opened.vouch == content_of(raw).vouch
    opened.close()
    served.console("new-signing-key", "--stolen")
    after = content_of(list_of(served))
    opened = open_district(served.folder)
    root = read_root_key(served.folder / "registrar", "", opened.root_public)
    vouch = restoring_vouch(after.vouch, root)
    assert len(vouch.keys) == 1
    assert vouch.version > restoring_vouch(content_of(raw).vouch, root).version
    opened.close()


def restoring_vouch(raw, root):
    from sync.safety.revocations import _keys, _vouch

    return _vouch(raw, _keys(public_bytes(root)))


def test_the_console_asks_and_says_what_it_did(made, device, district, tmp_path, move):
    raw = list_of(district)
    district.console("revoke", "D01")
    district.stop()
    move()
    (tmp_path / "old.list").write_bytes(raw)
    (tmp_path / "odd.list").write_bytes(b"")
    stick = district.folder / "registrar" / "recovery.key"
    words = ("restore", made, "--to", tmp_path / "new", "--recovery-key", stick)
    for more, sentence in (
        ((), "没有改动：备份（或映像）不知道"),
        (("--revoked", "D09"), "备份（或映像）里没有设备 D09"),
        (("--trust-list", tmp_path / "old.list"), "不比备份新"),
        (("--trust-list", tmp_path / "odd.list"), "不是信任表"),
        (("--trust-list", tmp_path / "none.list"), "没有这个文件"),
    ):
        code, out, err = run(*words, *more)
        assert (code, out, err.count("\n")) == (1, "", 1), err
        assert sentence in err
    assert not (tmp_path / "new").exists()
    for odd in ("D01,", "D01,x", ",3"):
        with pytest.raises(SystemExit):
            run(*words, "--revoked", odd)
    code, out, err = run(*words, "--revoked", "D01,5", "--revoked", "D02")
    assert (code, err) == (0, "")
    assert "已吊销 D01，最近的档案库到第 2 批算数" in out
    assert "第 3–5 批不在备份里" in out
    assert "已吊销 D02，最近的档案库到第 0 批算数" in out
    assert [one.device for one in revoked(District(tmp_path / "new"))] == ["D01", "D02"]
