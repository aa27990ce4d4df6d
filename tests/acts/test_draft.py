# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The draft on the screen outlives the program."""

from fieldkit.acts.draft import KeptDraft, drop_draft, keep_draft, kept_draft
from fieldkit.acts.enrol import enrol
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, draft


def test_a_draft_comes_back_as_it_was(store):
    keep_draft(store, uid="u1", draft=draft(1), now=TEN)
    store.close()
    again = open_store(store.folder, KEY)
    assert kept_draft(again) == KeptDraft("u1", draft(1), saved=False)
    again.close()


def test_the_newest_draft_takes_the_place_of_the_one_before(store):
    keep_draft(store, uid="u1", draft=draft(1), now=TEN)
    keep_draft(store, uid="u2", draft=EnrolmentDraft(), now=TEN)
    assert kept_draft(store) == KeptDraft("u2", EnrolmentDraft(), saved=False)


def test_a_draft_that_was_saved_before_the_crash_says_so(store):
    keep_draft(store, uid="u1", draft=draft(1), now=TEN)
    enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    assert kept_draft(store).saved


def test_a_dropped_draft_is_gone(store):
    assert kept_draft(store) is None
    keep_draft(store, uid="u1", draft=draft(1), now=TEN)
    drop_draft(store)
    assert kept_draft(store) is None
