# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One word for one thing: names that we define use the glossary's word and none of those it replaces."""

import ast
import re
import tomllib
import xml.etree.ElementTree as ET

import pytest

from fieldkit.domain.papers import PaperKind
from fieldkit.domain.receipts import RECEIPT_TITLE, receipt_title
from fieldkit.paths import resources
from fieldkit.rehearsal import captions, gallery
from fieldkit.ui.strings import paper_name
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


# -- what people read ------------------------------------------------------------------------------------------------

SAID = {
    "联: a copy of a paper": r"补打第[ {}a-z0-9]*份|第 ?(\{\w*\}|\d+) ?份|[重再]打一份",
    "整版: a sheet of cards": r"连张|大张",
    "领取凭条: the receipt of a pack": r"签收单|领取小票",
    "领取签收表: the issue list": r"签名表|发放表|领取清单|签领表",
    "日终统计表: the day-end table": r"汇总表|日终表|活动统计表|日报表",
    "服务路线卡: the route card": r"联系卡",
    "排队号票: the number slip": r"排号单|号码条|取号单",
    "物资设备交接单: the custody slip": r"物资交接单|物资、设备交接单",
}
"""Chinese: what to say, and what is not to be said for it."""
SAID_IN_ENGLISH = {
    "copy": r"\b(duplicate|counterfoil)s?\b",
    "sheet": r"\bperforated\b",
    "issue list": r"\b(signing list|list of issues|distribution list)\b",
    "day-end table": r"\b(end-of-day|day-end (summary|report|statistics)|daily summary)\b",
    "number slip": r"\bqueue (number|ticket)s?\b",
}
TITLES = {
    PaperKind.MEMBER_FORM: "member_form",
    PaperKind.ROUTE: "route",
    PaperKind.NUMBER_SLIP: "number_slip",
    PaperKind.NOTICE: "notice",
    PaperKind.DAY_END: "day_end",
    PaperKind.ISSUE_LIST: "issue_list",
    PaperKind.CUSTODY: "custody",
    PaperKind.BULLETIN: "bulletin",
    PaperKind.OATH: "oath",
    PaperKind.REPRESENTATIVES: "representatives",
    PaperKind.APPEAL: "appeal",
    PaperKind.DATA_REQUEST: "data_request",
    PaperKind.RULER: "ruler",
}
"""Whose title is in ``resources/documents/texts.toml``, and under which name."""


def said():
    """Yield all that people read: where it is, and what."""
    for file in FILES:
        for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{file}:{node.lineno}", node.value
    for folder, pattern in (("resources", "*.toml"), ("docs/runbooks", "*.md")):
        for file in sorted((ROOT / folder).rglob(pattern)):
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


def english():
    """Yield each Chinese sentence of the program with its English."""
    for message in ET.parse(resources() / "i18n" / "fieldkit_en.ts").iter("message"):
        yield message.findtext("source", ""), message.findtext("translation", "")


def breaches_of(words, table):
    return [
        (meant, found[0])
        for meant, pattern in table.items()
        if (found := re.search(pattern, words, re.IGNORECASE))
    ]


def test_people_read_one_word_for_one_thing():
    assert [(place, *one) for place, words in said() for one in breaches_of(words, SAID)] == []
    assert [(words, *one) for _, words in english() for one in breaches_of(words, SAID_IN_ENGLISH)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "补打第{copy}份",
        "第 {0} 份",
        "重打一份（&P）",
        "连张纸",
        "福利物资领取签收单",
        "发放签名表",
        "日终汇总表",
    ],
)
def test_another_word_for_the_same_is_refused(planted):
    assert len(breaches_of(planted, SAID)) == 1


def test_a_thing_that_comes_in_pieces_may_be_counted():
    assert breaches_of("每人一份，还剩 {left} 份，另存一份", SAID) == []


def test_a_paper_says_the_name_that_it_has_in_the_program():
    """So that who holds it finds it in the list; the printed title may say more."""
    texts = tomllib.loads((resources() / "documents" / "texts.toml").read_text(encoding="utf-8"))
    for kind, name in TITLES.items():
        words = list(paper_name(kind))
        assert [sign for sign in words if sign not in texts[name]["title"]] == [], texts[name]["title"]
    assert [sign for sign in paper_name(PaperKind.RECEIPT) if sign not in RECEIPT_TITLE] == []
    assert receipt_title(2).endswith("（补打第 2 联）")


def test_the_gallery_calls_papers_as_the_program_does():
    names = {source: words for source, words in english() if words}
    for _, caption, kind, *_ in gallery.PAPERS:
        chinese, _, rest = caption.partition(" · ")
        assert chinese.startswith(paper_name(kind)), caption
        assert rest.lower().startswith(names[paper_name(kind)].lower()), caption


def test_every_picture_of_the_window_has_words():
    drawn = (ROOT / "src/fieldkit/rehearsal/shots.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'_take\(window, f?"([a-z-]+)(?:\{mark\})?"', drawn))
    assert taken - {"check-"} | {"check-good", "check-front-only", "check-altered"} == set(captions.WINDOWS)
    assert captions.caption("members-en-light") == "会员查询 · members（英文界面 · in English）"
    with pytest.raises(KeyError):
        captions.caption("unheard-of")
