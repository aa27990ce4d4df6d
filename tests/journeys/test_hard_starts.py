# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The program started where something is missing: it says so in a sentence, goes on where it can, and loses nothing."""

import datetime as dt
import os
import subprocess
import sys

import keyring
import pytest

from fieldkit import settings
from fieldkit.acts import outbox, papers, printing
from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import OrderState
from fieldkit.settings import Settings
from fieldkit.store import print_queue
from tests.support.clock import Clock
from tests.support.factories import draft
from tests.support.journey import CLERK, office
from tests.support.keyrings import NoKeyring
from tests.support.program import NOON, SmallDisk, make_device, programs
from tests.support.rooms import ROOT


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    with office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def start(qtbot, qapp):
    with programs(qtbot, qapp) as way:
        yield way


@pytest.fixture
def folder(tmp_path, district):
    make_device(tmp_path / "store", district)
    return tmp_path / "store"


@pytest.fixture
def small_disk(tmp_path):
    disk = SmallDisk(tmp_path / "disk")
    yield disk
    disk.end()


def enrol_by_hand(program, number):
    """Fill the enrolment page and save it by its button."""
    program.go("enrol")
    program.hands.fill(program.window, draft(number))
    program.hands.sign(program.window, "enrol_pad")
    program.press("enrol_save")


def do(program, act, **what):
    """Do an act with the store of the running program; return its answer."""
    answers, session = [], program.window.session
    session.local.run(lambda store: act(store, **what), done=answers.append, failed=answers.append)
    program.until(lambda: answers)
    return answers[0]


def enrol_here(program, number):
    session = program.window.session
    here = {"operator": session.operator, "desk": session.desk, "now": session.now()}
    return do(program, enrol, uid=new_uid(), draft=draft(number), **here)


# -- the network ----------------------------------------------------------------------------------------------


def test_without_a_network_it_works_and_says_that_records_wait(tmp_path, qtbot, start):
    with office(tmp_path) as district:
        make_device(tmp_path / "store", district)
    program = start(tmp_path / "store")
    program.sign_in()
    enrol_by_hand(program, 1)
    program.until(lambda: program.recorded() == "已记录 1")
    program.go("outbox")
    program.press("sync_now")
    program.until(lambda: "区里的服务器没有开。不影响登记" in program.words())
    assert do(program, outbox.counts).waiting == 1
    program = start(tmp_path / "store")
    program.sign_in()
    program.until(lambda: program.recorded() == "已记录 1")


# -- the printer ----------------------------------------------------------------------------------------------


def test_without_a_printer_the_paper_is_saved_and_the_operator_told_where(folder, start):
    program = start(folder)
    program.sign_in()
    enrolled = enrol_here(program, 2)
    told = []
    program.window.session.noted.connect(told.append)
    program.window.session.papers.print_card(enrolled.member.uid)
    program.until(lambda: told)
    assert "PDF" in told[0]
    assert len(list((folder / "papers").glob("*.pdf"))) == 1
    assert [line.outcome for line in do(program, papers.prints)] == ["saved"]


def test_a_chosen_printer_that_is_gone_is_told_and_the_paper_waits_to_be_saved_or_sent(folder, start):
    kept = Settings(site="S1", booth="1", last_operator=CLERK.id, printers=(("card", "示例打印机"),))
    settings.save(folder / "settings.json", kept)
    program = start(folder)
    program.sign_in()
    enrolled = enrol_here(program, 3)
    program.window.session.papers.print_card(enrolled.member.uid)
    program.until(lambda: "打印机“示例打印机”" in program.notice())
    program.go("prints")
    waiting = program.window.work.page("prints").waiting
    program.until(waiting.save.isVisible)
    program.press("order_save")
    program.until(lambda: [line.outcome for line in do(program, papers.prints)] == ["saved"])
    assert len(list((folder / "papers").glob("*.pdf"))) == 1


def test_a_print_cut_off_by_a_crash_is_a_question_at_the_next_start(folder, start):
    program = start(folder)
    program.sign_in()
    enrolled = enrol_here(program, 4)
    now = program.window.session.now()

    def cut(store):
        order = printing.order_paper(
            store,
            kind=PaperKind.CARD,
            about=enrolled.member.uid,
            printer="示例打印机",
            operator=CLERK,
            now=now,
        )
        with store.writing() as db:
            print_queue.move(db, order.place, [OrderState.QUEUED], OrderState.SENDING, title="x", now=now)

    do(program, cut)
    program = start(folder)
    program.sign_in()
    program.go("prints")
    program.until(lambda: [line.outcome for line in do(program, papers.prints)] == ["unknown"])


# -- the keyring ----------------------------------------------------------------------------------------------


def test_without_a_keyring_the_set_up_asks_for_a_passphrase_and_says_why(tmp_path, start):
    keyring.set_keyring(NoKeyring())
    program = start(tmp_path / "new")
    program.press("welcome_on")
    program.until(lambda: "没有系统钥匙串" in program.words())
    program.type_into("operator_name", "示例干部")
    program.type_into("pin", "short")
    program.type_into("pin_again", "short")
    program.press("make_store")
    assert "8 个字符" in program.words()
    program.type_into("pin", "a long passphrase")
    program.type_into("pin_again", "a long passphrase")
    program.press("make_store")
    program.until(lambda: program.window.session is not None)
    assert b"a long passphrase" not in (tmp_path / "new" / "keys.json").read_bytes()
    program = start(tmp_path / "new")
    program.give_secret("a long passphrase")
    program.until(lambda: program.window.session is not None)


def test_a_keyring_that_went_away_is_told_and_nothing_is_lost(folder, start):
    program = start(folder)
    program.sign_in()
    enrol_here(program, 5)
    program.window.close()  # it keeps the newest head in the keyring whenever it likes
    with_secret = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    program = start(folder)
    program.give_secret()
    program.until(lambda: "钥匙串" in program.words())
    assert "没有丢失" in program.words()
    assert program.window.session is None
    keyring.set_keyring(with_secret)
    program = start(folder)
    program.sign_in()
    program.until(lambda: program.recorded() == "已记录 1")


# -- the disk -------------------------------------------------------------------------------------------------


def test_a_disk_that_fills_up_keeps_the_form_on_the_screen(district, small_disk, start):
    store = small_disk.folder / "store"
    make_device(store, district)
    program = start(store)
    program.sign_in()
    enrol_by_hand(program, 6)
    program.until(lambda: program.recorded() == "已记录 1")
    small_disk.fill()
    enrol_by_hand(program, 7)
    program.until(lambda: "没有保存，填写的内容都在" in program.words())
    assert "磁盘" in program.words()
    assert program.recorded() == "已记录 1"
    small_disk.free()
    program.press("enrol_save")
    program.until(lambda: program.recorded() == "已记录 2")


def test_a_start_on_a_full_disk_opens_or_says_why_and_nothing_is_lost(
    district, small_disk, start, expect_log
):
    store = small_disk.folder / "store"
    make_device(store, district)
    program = start(store)
    program.sign_in()
    enrol_here(program, 8)
    small_disk.fill()
    program = start(store)
    program.give_secret()
    program.until(lambda: program.window.work is not None or "磁盘" in program.words())
    small_disk.free()
    program = start(store)
    program.sign_in()
    program.until(lambda: program.recorded() == "已记录 1")


# -- the clock ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(dt.datetime(1970, 1, 1, 3, tzinfo=dt.UTC), id="1970"),
        pytest.param(NOON + dt.timedelta(days=1), id="tomorrow"),
        pytest.param(NOON - dt.timedelta(days=400), id="last-year"),
    ],
)
def test_a_wrong_clock_refuses_nobody_and_the_district_is_told(district, folder, start, wrong):
    program = start(folder, clock=Clock(wrong))
    program.sign_in()
    number = 20 + wrong.year % 50
    enrol_by_hand(program, number)
    program.until(lambda: program.recorded() == "已记录 1")
    assert b'"clock":"doubtful"' in do(program, outbox_bytes)
    program.go("outbox")
    program.press("sync_now")
    program.until(lambda: do(program, outbox.counts).confirmed == 1)


def test_a_wrong_clock_is_said_in_a_sentence(folder, start):
    program = start(folder, clock=Clock(dt.datetime(1970, 1, 1, 3, tzinfo=dt.UTC)))
    program.sign_in()
    program.until(lambda: "时间" in program.words(), seconds=3)


def outbox_bytes(store):
    with store.reading() as db:
        return b"".join(bytes(row[0]) for row in db.conn.execute("SELECT raw FROM operations"))


# -- another program, and the real process ----------------------------------------------------------------------


def test_a_store_that_another_program_has_open_is_told(folder, start, expect_log):
    holder = (
        "import sys; from pathlib import Path; from fieldkit.keys import open_keys; from fieldkit.store.vault import"
        " open_store\nimport datetime as dt\nfolder = Path(sys.argv[1])\nimport fieldkit.store.lockfile as lockfile\n"
        "hold = lockfile.take(folder)\nprint('held', flush=True)\nsys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", holder, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    try:
        assert other.stdout.readline() == b"held\n"
        expect_log("store-locked")
        program = start(folder)
        program.give_secret()
        program.until(lambda: "另一个 FieldKit" in program.words())
        assert program.window.session is None
    finally:
        other.communicate()
    program.sign_in()


@pytest.mark.slow
@pytest.mark.parametrize("hardship", ["nothing", "no-folder", "full-disk"])
def test_the_real_process_shows_its_first_window_in_every_hardship(folder, small_disk, hardship):
    where = {
        "nothing": folder,
        "no-folder": folder / "not" / "there",
        "full-disk": small_disk.folder / "store",
    }
    if hardship == "full-disk":
        small_disk.fill()
    ended = subprocess.run(
        [sys.executable, "-m", "fieldkit", "--data", str(where[hardship]), "--quit-when-usable"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
