# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every word with which the district refuses a whole request has its own sentence, in the protocol's table or not."""

import ast
import re

import pytest

from fieldkit.problems import DistrictRefused, JoiningRefused
from fieldkit.ui.parcel_words import TAKING
from fieldkit.ui.problem_words import PROBLEMS
from fieldkit.ui.problems import outcome_sentence, sentence
from tests.support.rooms import ROOT

CODE = re.compile(r"`([a-z-]+)`")
ONLY_JOINING = {"unknown", "expired", "used"}
"""Of a ticket; nothing else is refused for it."""
BY_VERSION = {"malformed", "too-old-protocol", "too-new-protocol"}
"""Any request may be refused for it, a joining one too, though 5.4 does not say so again."""
BROUGHT_ON = {"stale"}
"""Tried again at once with the fresh word that came with it; told when that is refused too."""


def refusals_in(folder):
    """Return what ``Refusal``, ``NotJoined`` and ``_Taken`` are made with, also by a name."""
    found = set()
    for file in (ROOT / folder).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                place = {"Refusal": 0, "NotJoined": 0, "_Taken": 2}.get(getattr(node.func, "id", ""))
                if place is not None:
                    said = [
                        *node.args[place : place + 1],
                        *(k.value for k in node.keywords if k.arg == "refused"),
                    ]
                    for one in said:
                        found |= words_in(named.get(one.id, one) if isinstance(one, ast.Name) else one)
    return found


def words_in(node):
    """Return what ``node`` may be: a word, or one of two by a condition."""
    if isinstance(node, ast.IfExp):
        return words_in(node.body) | words_in(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and node.value else set()


def told(begins, ends):
    """Return the codes that the protocol names between two words of it."""
    text = (ROOT / "docs/protocol.md").read_text(encoding="utf-8")
    return set(CODE.findall(text.partition(begins)[2].partition(ends)[0]))


JOINING = told("MUST NOT be sent the tag key. Refusals:", "\n5.")
EXCHANGING = told("nothing was taken. Codes:", "(section 9)") - {"held"}


def test_the_protocol_names_every_refusal_of_the_district_and_no_other():
    assert {*ONLY_JOINING, "revoked", "signature"} == JOINING
    assert refusals_in("sync") == JOINING | EXCHANGING
    assert not EXCHANGING & ONLY_JOINING
    assert BROUGHT_ON | BY_VERSION < EXCHANGING


@pytest.mark.parametrize("why", sorted(EXCHANGING))
def test_each_refusal_of_an_exchange_has_a_sentence_of_its_own(why):
    assert f"district-refused/{why}" in PROBLEMS
    general = sentence(DistrictRefused(why="brand-new"))
    assert sentence(DistrictRefused(why=why)).title != general.title
    assert sentence(DistrictRefused(why=why), doing=TAKING).title == sentence(DistrictRefused(why=why)).title


@pytest.mark.parametrize("why", sorted(JOINING | BY_VERSION))
def test_each_refusal_of_a_joining_has_a_sentence_of_its_own(why):
    assert f"joining-refused/{why}" in PROBLEMS
    assert sentence(JoiningRefused(why=why)).title != sentence(JoiningRefused(why="brand-new")).title


def test_a_refusal_of_a_newer_district_is_told_by_its_code():
    assert sentence(DistrictRefused(why="brand-new")).title == "区里没有接收这次上报（brand-new）。"


def test_a_full_quarantine_says_that_nothing_is_lost_and_whom_to_ask():
    by_wire = sentence(DistrictRefused(why="quarantine-full"))
    assert by_wire.title == "这台设备被区里扣留待决的内容已满，这次上报没有收下。"
    assert by_wire.advice.startswith("记录都还在本机，没有丢：请联系区里先处理扣留的内容")
    by_stick = sentence(DistrictRefused(why="quarantine-full"), doing=TAKING)
    assert "把同一个包裹读一次" in by_stick.advice
    assert "立即上报" not in by_stick.advice


@pytest.mark.parametrize(
    "code", ["district-refused", "printer-refused", "layout-refused", "form-layout-refused"]
)
def test_a_kept_outcome_leaves_no_place_empty(code):
    said = str(outcome_sentence(code))
    assert not re.search(r"（\s*）|“\s*”|：\s*。", said)
