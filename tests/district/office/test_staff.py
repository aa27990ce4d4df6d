# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Signing in: a password, a one-time word that works once, an account that shuts, a session that ends."""

import datetime as dt

import pytest
from sqlalchemy import select

from sync.db.office_tables import staff as staff_table
from sync.db.office_tables import staff_session
from sync.district import open_district
from sync.office import sessions, staff
from sync.office.passwords import step_of
from sync.office.staff import Locked, Member, NotSignedIn
from tests.support.office import PASSWORD

CLERK = ("--role", "town-clerk", "--town", "DX-PGZ")
VIEWER = ("--role", "district-viewer")
NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)


@pytest.fixture
def opened(district):
    """Give the district's tables beside the server."""
    made = open_district(district.folder)
    yield made
    made.close()


@pytest.fixture
def viewer(opened):
    """Give an account without one-time words, and its password."""
    with opened.database.writing() as writing:
        first = staff.add_staff(writing, Member("v", "", "district-viewer", "", "", must_change=True), NOW)
    return opened.database, first.password


def test_the_password_must_be_changed_before_anything_is_told(hire):
    clerk = hire("clerk", *CLERK)
    told = clerk.sign_in()
    assert told.json()["must_change"] is True
    assert clerk.get("/sites").json() == {"fault": "must-change", "field": ""}
    assert clerk.get("/me").status_code == 200
    for new, why in (("短", "malformed"), (clerk.password, "bad-password")):
        assert clerk.post("/password", old=clerk.password, new=new).json()["fault"] == why
    assert clerk.post("/password", old=clerk.password, new=PASSWORD).status_code == 200
    assert clerk.get("/me").status_code == 401
    assert clerk.sign_in().status_code == 401
    assert clerk.sign_in(password=PASSWORD).json()["must_change"] is False
    assert clerk.get("/sites").status_code == 200


def test_a_one_time_word_works_once_and_is_needed(hire):
    clerk = hire("clerk", *CLERK)
    word = clerk.word()
    assert clerk.sign_in(word="").status_code == 401
    assert clerk.sign_in(word=word).status_code == 200
    again = clerk.sign_in(word=word)
    assert (again.status_code, again.json()["fault"]) == (401, "word-used")
    assert clerk.sign_in().status_code == 200


def test_only_who_has_the_password_is_told_that_a_word_was_used(hire, opened):
    clerk = hire("clerk", *CLERK)
    word = clerk.word()
    assert clerk.sign_in(word=word).status_code == 200
    told = [
        clerk.sign_in(**words).json()["fault"]
        for words in (
            {"word": word, "password": "falsch"},
            {"word": "000000"},
            {"word": word, "id": "nobody"},
            {"word": word},
        )
    ]
    assert told == ["not-signed-in", "not-signed-in", "not-signed-in", "word-used"]
    with opened.database.reading() as reading:
        assert reading.execute(select(staff_table.c.failures)).scalar_one() == 3  # a used word is a wrong try


def test_the_cookie_is_kept_from_scripts_plain_lines_and_other_pages(hire, opened):
    viewer = hire("v", *VIEWER)
    said = viewer.sign_in().headers["set-cookie"]
    name, _, rest = said.partition("=")
    assert name == "__Host-fieldkit"
    assert {part.strip().lower() for part in rest.split(";")[1:]} == {
        "httponly",
        "path=/",
        "samesite=strict",
        "secure",
    }
    token = rest.partition(";")[0]
    with opened.database.reading() as reading:
        kept = reading.execute(select(staff_session)).one()
    assert token not in str(kept)
    assert viewer.get("/me").headers["cache-control"] == "no-store"


def test_a_session_ends_after_silence_after_the_day_and_with_the_account(hire, clock, office):
    viewer = hire("v", *VIEWER).settle()
    for _ in range(13):
        clock.later(minutes=50)
        assert viewer.get("/me").status_code == 200
    clock.later(minutes=61)
    assert viewer.get("/me").status_code == 401
    viewer.sign_in()
    for _ in range(14):
        clock.later(minutes=50)
        viewer.get("/me")
    clock.later(minutes=30)
    assert viewer.get("/me").status_code == 401
    viewer.sign_in()
    assert viewer.get("/me").status_code == 200
    office.console("end-staff", "v")
    assert viewer.get("/me").status_code == 401
    assert viewer.sign_in().status_code == 401
    with pytest.raises(AssertionError, match="账号 v 已用过"):
        office.console("add-staff", "v", *VIEWER)
    with pytest.raises(AssertionError, match="没有在用的账号 v"):
        office.console("end-staff", "v")


def test_who_signs_out_is_out(hire):
    viewer = hire("v", *VIEWER).settle()
    kept = viewer.browser.cookies.copy()
    assert viewer.post("/sign-out").status_code == 200
    viewer.browser.cookies.update(kept)
    assert viewer.get("/me").status_code == 401


def test_lost_words_are_renewed_and_old_sessions_end(hire, office):
    clerk = hire("clerk", *CLERK).settle()
    before = clerk.secret
    clerk.hand_out(office.console("renew-staff", "clerk"))
    assert clerk.secret != before
    assert clerk.get("/me").status_code == 401
    assert clerk.settle().get("/sites").status_code == 200


def test_wrong_tries_shut_the_account_for_twice_as_long_each_time(viewer):
    database, password = viewer
    now = NOW
    shut = []
    for _ in range(12):
        with pytest.raises(NotSignedIn):
            sessions.sign_in(database, "v", "falsch", "", now)
        try:
            staff.prove(database, "v", "falsch", "", now)
        except NotSignedIn:
            continue
        except Locked as locked:
            shut.append(locked.args[0])
            with pytest.raises(Locked):
                sessions.sign_in(database, "v", password, "", now)
            now += dt.timedelta(seconds=locked.args[0])
    assert shut[:6] == [30, 60, 120, 240, 480, 900]
    assert shut[-1] == 900
    member, _ = sessions.sign_in(database, "v", password, "", now)
    assert member.id == "v"
    with database.reading() as reading:
        assert reading.execute(select(staff_table.c.failures)).scalar_one() == 0


def test_nobody_is_told_that_a_name_does_not_exist(viewer):
    database, password = viewer
    for named, said in (("v", "falsch"), ("nobody", password), ("", ""), ("v' OR '1'='1", password)):
        with pytest.raises(NotSignedIn):
            sessions.sign_in(database, named, said, "", NOW)


def test_a_word_of_before_or_after_half_a_minute_counts_and_no_older_one():
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    secret, here = bytes(range(20)), int(NOW.timestamp()) // 30
    words = {
        drift: TOTP(secret, 6, SHA1(), 30).generate((here + drift) * 30).decode() for drift in range(-2, 3)
    }
    found = {drift: step_of(secret, word, NOW, 0) for drift, word in words.items()}
    assert found == {-2: None, -1: here - 1, 0: here, 1: here + 1, 2: None}
    assert step_of(secret, words[0], NOW, here) is None
    assert step_of(secret, "12345", NOW, 0) is None


def test_too_many_tries_from_one_address_wait(hire):
    stranger = hire()
    codes = [stranger.post("/sign-in", id="x", password="y").status_code for _ in range(21)]
    assert codes == [401] * 20 + [429]
    assert stranger.post("/sign-in", id="x", password="y").headers["retry-after"] == "60"
