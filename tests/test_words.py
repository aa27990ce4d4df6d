# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One word for one thing: names that we define use the glossary's word and none of those it replaces."""

import pytest

from tests.support.rooms import ROOT
from tests.support.words import defined, module_words, refused, words_of

# The glossary's word, and what is not to be said for it.
GLOSSARY = {
    "member": "user users customer customers participant participants employee employees",
    "enrolment": "registration registrations registrant signup signups enrollment enrollments enroll",
    "member card": "badge badges",
    "event": "campaign campaigns",
    "site or booth": "location locations station stations",
    "service record": "visit visits usage transaction transactions",
    "welfare pack": "gift gifts",
    "operator, volunteer or clerk": "agent agents staff admin admins",
    "district": "cloud backend hq headquarters",
    "device": "client clients node nodes machine machines",
    "operation": "command commands mutation mutations",
    "outbox": "queue queues pending",
    "batch": "chunk chunks payload payloads",
    "exchange or round": "push pull job jobs",
    "acknowledgement": "ack acks response responses status statuses",
    "briefing": "cache dump snapshot",
    "signer (of a card)": "issuer issuers",
    "amend or void": "edit edits delete deletes deleted",
}
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "base"} | {
    "manager",
    "managers",
    "controller",
    "controllers",
}
FORBIDDEN = {word for words in GLOSSARY.values() for word in words.split()}

# Where a library, a standard or plain English needs one of these words: the start of a path, and the words.
EXEMPT = {
    "src/fieldkit/store": "cache transaction",  # SQLite's own words
    "src/fieldkit/ui": "edit edits",  # Qt's word for an input line
    "sync": "transaction status responses response snapshot staff",  # SQL, HTTP and OpenAPI; the office has staff
    "sync/commands": "commands command",  # the console's verbs, one group a file
    "sync/db/group.py": "job jobs",  # a piece of writing that waits for the writer
    "sync/db/database.py": "job jobs",
    "src/fieldkit/protocol": "snapshot",  # a first load in pieces, not the briefing
    "src/fieldkit/store/print_queue.py": "queue",  # as people and spoolers call it
    "src/fieldkit/printers": "job jobs status",  # IPP's and the printers' own words (RFC 8011)
    "src/fieldkit/uplink": "snapshot location",  # HTTP's Location
    "src/fieldkit/rehearsal/days": "snapshot",  # as in the protocol
    "src/fieldkit/rehearsal/cluster.py": "user admin backend",  # PostgreSQL's own words
    "sync/trust/authority.py": "usage machine issuer",  # X.509's own words; the district's own computer
    "src/fieldkit/seals": "payload snapshot",  # COSE calls it so (RFC 9052)
    "src/fieldkit/rehearsal": "visit visits",  # a person's walk past the booth in the invented day
    "src/fieldkit/sample": "visit visits",
}
FILES = sorted(
    file.relative_to(ROOT) for place in ("src/fieldkit", "sync") for file in (ROOT / place).rglob("*.py")
)


def forbidden_in(file: str) -> set[str]:
    """Return the words that are refused in this file."""
    spared = {word for start, words in EXEMPT.items() if file.startswith(start) for word in words.split()}
    return FORBIDDEN - spared


@pytest.mark.parametrize("file", FILES, ids=str)
def test_names_use_the_words_of_the_glossary(file):
    here = forbidden_in(file.as_posix())
    found = refused((ROOT / file).read_text(encoding="utf-8"), here)
    assert found == [], f"see the glossary in tests/test_words.py: {found}"
    assert module_words(file) & (here | DRAWERS) == set()


@pytest.mark.parametrize(
    "planted",
    [
        "def find_user(): ...",
        "class UserPage: ...",
        "def f(*, customer): ...",
        "sync_status = 1",
        "class A:\n    def __init__(self):\n        self.job_list = []",
        "for chunk in x: ...",
        "import requests as client",
        "async def pullAll(): ...",
        "x = [payload for payload in y]",
    ],
)
def test_a_planted_word_is_refused(planted):
    assert len(refused(planted, FORBIDDEN)) == 1


def test_words_inside_other_words_are_let_be():
    source = "def reuse(enrolment, clientele_free, jobless, employer): employment_group = 1"
    assert refused(source, FORBIDDEN) == []


def test_using_a_librarys_word_is_no_definition():
    assert refused("reply.status_code = response.status", FORBIDDEN) == []
    assert refused("send(reply.status_code, payload=queue)", FORBIDDEN) == []


def test_names_come_apart_into_words():
    assert words_of("sync_status") == words_of("SyncStatus") == ["sync", "status"]
    assert words_of("HTTPReply2") == ["http", "reply", "2"]
    assert {name for _, name in defined("def f(a, *b, c=1, **d):\n    e = 1")} == {*"fabcde"}
