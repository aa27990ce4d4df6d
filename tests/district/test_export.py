# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""From the booth to the official table: sealed at the desk, unread by the district, opened by the registrar alone."""

import contextlib
import csv
import datetime as dt
import io
import shutil
import subprocess

import openpyxl
import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from fieldkit.protocol.messages import ConsentBody, SealSession, SessionBox, WithdrawBody
from fieldkit.registrar import console as desk
from fieldkit.registrar import log, sheets
from fieldkit.registrar.cells import unguarded
from fieldkit.registrar.packages import open_export
from fieldkit.seals import identities, keytexts
from sync.commands import console
from sync.db.office_tables import registrar
from sync.district import open_district
from sync.office.export import NoRegistrar, take_export
from sync.office.export_requests import NotApproved, UnknownRequest, approve, ask
from sync.office.office_log import check_log, entries
from sync.office.rights import Scope
from sync.office.staff import Member, add_staff
from sync.trust.registrars import add_registrar, registrars
from tests.support.devices import enrol_body

NOW = dt.datetime.now(dt.UTC)
NUMBERS = {"u-1": ("119999199001010018", "15400138000"), "u-2": ("11999919900101002X", "+8615400139000")}
CLERK = Member("clerk", "登记甲", "registrar", "", "", must_change=False)
SECOND = Member("second", "登记乙", "registrar", "", "", must_change=False)


class SealingBooth:
    """A device that seals what it enters, to all registrars of the district."""

    def __init__(self, device, keys):
        self.device, self.key = device, identities.new_session_key()
        boxes = tuple(
            SessionBox(
                registrar=card.key_id,
                box=identities.box_session(
                    self.key, card.public, device=device.device, life=device.life, session=1
                ),
            )
            for card in keys
        )
        self.session = SealSession(number=1, boxes=boxes)

    def sealed(self, document, phone):
        sequence = self.device.sequence + 1
        named = f"{self.device.device}-{self.device.life}-{sequence:06d}"
        sealed = identities.seal_identity(
            self.key, operation=named, sequence=sequence, document=document, phone=phone
        )
        return {"sealed": sealed, "session": 1}

    def tell(self, *operations):
        reply = self.device.tell(self.device.batch(*operations, sessions=(self.session,)))
        (receipt,) = reply.receipts
        assert [word.code for word in receipt.words if word.verdict == "rejected"] == []


@pytest.fixture
def key(district):
    """Give the first registrar's key, as it lies in the folder that was made with the district."""
    raw = (district.folder / "registrar" / "registrar.key").read_bytes()
    return keytexts.read_key(raw, keytexts.REGISTRAR)


@pytest.fixture
def booth(device, key):
    """Give a booth that took two people in, one of them under a hostile name, and amended one."""
    made = SealingBooth(device, [key.card])
    first = device.enrol("u-1", name="=cmd|'/C calc'!A0", employer="+1+1", **made.sealed(*NUMBERS["u-1"]))
    second = device.enrol("u-2", name="示例乙", **made.sealed("1", "2"))
    made.tell(first, second)
    serial = device.serials[0] - 1
    from sync.outgoing.serials import serial_of

    body = enrol_body(
        "u-2", name="示例乙改", serial=serial_of(serial), employer="＝SUM(1)", **made.sealed(*NUMBERS["u-2"])
    )
    made.tell(device.amend(second, "enrol", body))
    return made


@pytest.fixture
def opened(district, booth):
    """Give the district, opened."""
    found = open_district(district.folder)
    yield found
    found.close()


def asked_for(opened, *, by=CLERK, town="", site="", second=None):
    reference = opened.current()
    with opened.database.writing() as writing:
        wish = ask(
            writing, by, Scope(opened.id, town=town, site=site), "录入市总系统", reference=reference, now=NOW
        )
        if second is not None:
            approve(writing, second, wish.place, reference=reference, district=opened.id, now=NOW)
    return wish.place


def run(folder, *words):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = desk.main([words[0], "--folder", str(folder), *(str(word) for word in words[1:])])
    return code, out.getvalue(), err.getvalue()


def test_what_was_sealed_at_the_booth_is_read_at_the_registrars_desk_and_nowhere_between(
    district, opened, key, tmp_path
):
    made = take_export(opened, CLERK, asked_for(opened), NOW)
    assert (made.rows, made.left_out) == (2, 0)
    for number in [one for pair in NUMBERS.values() for one in pair]:
        for file in [one for one in district.folder.rglob("*") if one.is_file()]:
            assert number.encode() not in file.read_bytes()
        assert number.encode() not in made.raw
    file = tmp_path / "FieldKit-x-000001.export.age"
    file.write_bytes(made.raw)
    stick = district.folder / "registrar"
    code, out, err = run(stick, "open", file, "--csv")
    assert (code, err) == (0, "")
    assert "第一次打开" in out
    assert f"2 人，水印 {made.mark}" in out

    book = openpyxl.load_workbook(tmp_path / "FieldKit-x-000001.xlsx")
    sheet = book["会员登记表"]
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value is not None)
    head, *rows = [[unguarded(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    people = {row[head.index("证件号码")]: dict(zip(head, row, strict=True)) for row in rows}
    assert set(people) == {NUMBERS["u-1"][0], NUMBERS["u-2"][0]}
    first, second = (people[NUMBERS[uid][0]] for uid in ("u-1", "u-2"))
    assert (first["姓名"], first["手机号"], first["工作单位"]) == ("=cmd|'/C calc'!A0", "15400138000", "+1+1")
    assert (second["姓名"], second["手机号"], second["工作单位"]) == (
        "示例乙改",
        "+8615400139000",
        "＝SUM(1)",
    )
    assert (second["证件类型"], second["点位"], second["备注"]) == ("居民身份证", "主会场", "")
    assert second["流水号"].startswith("FK-")
    assert made.mark in sheet.oddFooter.left.text
    text = (tmp_path / "FieldKit-x-000001.csv").read_bytes().decode("utf-8-sig")
    lines = [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    assert lines == [head, *rows]


def test_both_ends_write_down_what_was_opened_and_nothing_is_written_over(district, opened, tmp_path):
    made = take_export(opened, CLERK, asked_for(opened), NOW)
    file = tmp_path / "x.export.age"
    file.write_bytes(made.raw)
    stick = district.folder / "registrar"
    assert run(stick, "open", file)[0] == 0
    (entry,) = log.entries(stick)
    assert (entry.act, entry.facts["rows"], entry.facts["mark"]) == ("open", 2, made.mark)
    code, _, err = run(stick, "open", file)
    assert (code, "没有覆盖" in err) == (1, True)
    assert run(stick, "log")[1].endswith("共 1 条，链条完好。\n")
    with opened.database.reading() as reading:
        check_log(reading)
        (told,) = entries(reading, act="export-made")
    assert (told.actor, told.facts["rows"], told.facts["mark"]) == ("clerk", 2, made.mark)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_no_formula(opened, key, tmp_path):
    made = take_export(opened, CLERK, asked_for(opened), NOW)
    book = sheets.as_xlsx(open_export(made.raw, key, None, lambda named: named))
    (tmp_path / "book.xlsx").write_bytes(book)
    line = ["soffice", "--headless", "--convert-to", "fods", "--outdir", tmp_path, tmp_path / "book.xlsx"]
    subprocess.run(line, check=True, capture_output=True)
    assert "table:formula" not in (tmp_path / "book.fods").read_text(encoding="utf-8")


def test_who_withdrew_or_never_gave_the_consent_is_left_out_and_counted(opened, booth, key):
    device = booth.device
    withdrawn = WithdrawBody(uid="u-1", consent="upper_union")
    booth.tell(device.operation("withdraw", to_bytes_of(withdrawn)))
    bank = (
        ConsentBody(kind="upper_union", given=True, version="1"),
        ConsentBody(kind="bank", given=True, version="1"),
    )
    booth.tell(device.enrol("u-3", consents=bank, **booth.sealed("3", "4")))
    booth.tell(device.operation("withdraw", to_bytes_of(WithdrawBody(uid="u-3", consent="bank"))))
    voided = device.enrol("u-4", **booth.sealed("5", "6"))
    booth.tell(voided)
    booth.tell(device.void(voided))
    made = take_export(opened, CLERK, asked_for(opened), NOW)
    found = open_export(made.raw, key, None, lambda named: named)
    assert sorted(one.document for one in found.people) == sorted([NUMBERS["u-2"][0], "3"])
    assert (made.rows, made.left_out, found.cover.left_out) == (2, 1, 1)
    assert [one.told.consents for one in found.people if one.document == "3"] == [
        {"upper_union": True, "bank": False}
    ]


def test_who_withdrew_at_one_booth_is_not_exported_by_another(opened, booth):
    tag = "cd" * 16
    booth.device.exchange(booth.device.enrol("v-1", tag=tag), booth.device.enrol("v-2", tag=tag))
    before = take_export(opened, CLERK, asked_for(opened), NOW)
    withdrawn = WithdrawBody(uid="v-1", consent="upper_union")
    booth.device.exchange(booth.device.operation("withdraw", to_bytes_of(withdrawn)))
    made = take_export(opened, CLERK, asked_for(opened), NOW)
    assert (made.rows, made.left_out) == (before.rows - 2, 2)


def test_a_part_holds_its_own_people_only(opened, booth, key):
    booth.tell(booth.device.enrol("u-5", site="S2", **booth.sealed("7", "8")))
    for scope, numbers in (
        ({"site": "S2"}, {"7"}),
        ({"town": "DX-PGZ"}, {"7", *(one for one, _ in NUMBERS.values())}),
        ({"town": "DX-YH"}, set()),
    ):
        made = take_export(opened, CLERK, asked_for(opened, **scope), NOW)
        found = open_export(made.raw, key, None, lambda named: named)
        assert {one.document for one in found.people} == numbers


def test_a_registrar_of_a_town_gets_no_more_than_the_town(opened):
    other = keytexts.new_key(keytexts.REGISTRAR, "镇登记员", "DX-YH")
    with opened.database.writing() as writing:
        add_registrar(writing, name="镇登记员", town="DX-YH", sealing_key=other.card.public, now=NOW)
    for scope in ({}, {"town": "DX-PGZ"}, {"site": "S1"}):
        with pytest.raises(NoRegistrar):
            take_export(opened, CLERK, asked_for(opened, **scope), NOW, registrar_id=other.card.key_id)
    made = take_export(opened, CLERK, asked_for(opened, town="DX-YH"), NOW, registrar_id=other.card.key_id)
    assert open_export(made.raw, other, None, lambda named: named).people == ()
    with pytest.raises(NoRegistrar):  # two may read it: which one is to be said
        take_export(opened, CLERK, asked_for(opened, town="DX-YH"), NOW)


def test_a_registrar_who_came_later_is_told_which_numbers_stay_shut(opened, tmp_path):
    later = keytexts.new_key(keytexts.REGISTRAR, "新登记员")
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "registrar.key").write_bytes(keytexts.write_key(later))
    with opened.database.writing() as writing:
        add_registrar(writing, name="新登记员", town="", sealing_key=later.card.public, now=NOW)
    made = take_export(opened, CLERK, asked_for(opened), NOW, registrar_id=later.card.key_id)
    (tmp_path / "x.export.age").write_bytes(made.raw)
    code, out, _ = run(tmp_path / "later", "open", tmp_path / "x.export.age")
    assert (code, "其中 2 人的证件号读不出" in out) == (0, True)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["会员登记表"]
    assert [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["证件号、手机号读不出"] * 2


def test_many_people_need_a_second_person(opened, monkeypatch):
    from sync.office import export_requests

    monkeypatch.setattr(export_requests, "ALONE_ROWS", 1)
    with pytest.raises(NotApproved):
        take_export(opened, CLERK, asked_for(opened), NOW)
    assert take_export(opened, CLERK, asked_for(opened, second=SECOND), NOW).rows == 2
    with pytest.raises(UnknownRequest):
        take_export(opened, SECOND, asked_for(opened, second=SECOND), NOW)


def test_what_has_grown_since_it_was_asked_for_or_comes_in_parts_needs_a_second_person(
    opened, booth, monkeypatch
):
    place = asked_for(opened)  # two people are there
    monkeypatch.setattr("sync.office.export_requests.ALONE_ROWS", 5)
    booth.tell(*(booth.device.enrol(f"w-{one}") for one in range(3)))
    assert take_export(opened, CLERK, place, NOW).rows == 5
    take_export(opened, CLERK, place, NOW)  # the same once more, should a stick be lost
    with pytest.raises(NotApproved):  # ten people in two parts are ten people
        take_export(opened, CLERK, asked_for(opened), NOW)
    booth.tell(booth.device.enrol("w-9"))
    with pytest.raises(NotApproved):  # few when asked for, many when taken
        take_export(opened, CLERK, place, NOW)
    with opened.database.writing() as writing:
        approve(writing, SECOND, place, reference=opened.current(), district=opened.id, now=NOW)
    assert take_export(opened, CLERK, place, NOW).rows == 6


def test_the_console_asks_for_password_and_word_before_it_exports(district, opened, tmp_path):
    with opened.database.writing() as writing:
        first = add_staff(writing, CLERK, NOW)
    place = asked_for(opened)
    words = tmp_path / "words"
    line = ["--data", str(district.folder), "export", str(place), "--staff", "clerk", "--to", str(tmp_path)]
    for password, fine in (("wrong", False), (first.password, True)):
        words.write_text(f"{password}\n{next_word(first.totp)}\n", encoding="utf-8")
        with (
            contextlib.redirect_stdout(io.StringIO()) as out,
            contextlib.redirect_stderr(io.StringIO()) as err,
        ):
            code = console.main([*line, "--words-file", str(words)])
        assert (code == 0, "2 人，水印 clerk-" in out.getvalue(), err.getvalue() == "") == (fine, fine, fine)
    (file,) = tmp_path.glob("*.export.age")
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_what_does_not_open_says_why_and_writes_nothing(district, opened, key, tmp_path):
    made = take_export(opened, CLERK, asked_for(opened), NOW)
    file = tmp_path / "x.export.age"
    stranger = tmp_path / "stranger"
    assert run(stranger, "keys", "--name", "别区", "--no-passphrase")[0] == 0
    here = district.folder / "registrar"
    (here / "district.json").write_text(
        '{"district":"FKD-00000000","root":"' + "ab" * 32 + '"}', encoding="ascii"
    )
    for raw, folder, sentence in (
        (made.raw, stranger, "不是封给这把钥匙的"),
        (made.raw[:-5], stranger, "不是封给这把钥匙的"),
        (made.raw[:-5], here, "不是完整的 FieldKit 导出"),
        (b"PK\3\4", here, "不是完整的 FieldKit 导出"),
        (made.raw, here, "不是本区的"),
        (made.raw, tmp_path / "none", "找不到钥匙"),
    ):
        file.write_bytes(raw)
        code, out, err = run(folder, "open", file)
        assert (code, out, err.count("\n")) == (1, "", 1), err
        assert sentence in err
    assert list(tmp_path.glob("x.*")) == [file]
    file.unlink()
    assert "没有这个文件" in run(here, "open", file)[2]


def test_keys_are_made_once_with_a_passphrase_and_their_cards_are_taken_by_the_district(district, tmp_path):
    folder, words = tmp_path / "stick", tmp_path / "words"
    words.write_text("四季缤纷\n", encoding="utf-8")
    line = ("keys", "--name", "登记丙", "--recovery", "--passphrase-file", words)
    code, out, _ = run(folder, *line)
    assert (code, "registrar.pub" in out, "recovery.pub" in out) == (0, True, True)
    assert b"AGE-SECRET-KEY" not in (folder / "registrar.key").read_bytes()
    assert "不会覆盖" in run(folder, *line)[2]
    district.console("add-registrar", str(folder / "registrar.pub"))
    district.console("recovery-key", str(folder / "recovery.pub"))
    opened = open_district(district.folder)
    with opened.database.reading() as reading:
        assert "登记丙" in [one.name for one in registrars(reading)]
        assert reading.execute(registrar.select()).all()
    opened.close()
    words.write_text("wrong\n", encoding="utf-8")
    (tmp_path / "x").write_bytes(b"")
    assert "口令打不开" in run(folder, "open", tmp_path / "x", "--passphrase-file", words)[2]


def to_bytes_of(body):
    from fieldkit.protocol.codec import to_bytes

    return to_bytes(body)


def next_word(secret):
    """Return the word of the next half minute: taken already, and for a minute yet, however slow this machine is."""
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    return TOTP(secret, 6, SHA1(), 30).generate(int(soon.timestamp())).decode()
