# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every problem, fault and refusal has a sentence: what is wrong, and what to do."""

import ast
import inspect
import re

import pytest

from fieldkit import problems as every_problem
from fieldkit.acts import enrol  # noqa: F401 - it has problems of its own
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.events import Goods, Site
from fieldkit.domain.faults import FAULT_CODES, Fault
from fieldkit.domain.outbox import Rejection
from fieldkit.problems import (
    AlreadyTaken,
    DiskFull,
    DistrictNotTrusted,
    DistrictUnreachable,
    JoiningRefused,
    NotAllowed,
    PinTooShort,
    Problem,
    WrongPin,
)
from fieldkit.ui.enrol import agreement
from fieldkit.ui.fault_words import FAULTS
from fieldkit.ui.problem_words import PROBLEMS
from fieldkit.ui.problems import Told, fault_sentence, outcome_sentence, rejection_sentence, sentence
from fieldkit.ui.rejection_words import OTHERWISE, REJECTIONS
from tests.support.booths import NOON
from tests.support.rooms import ROOT

ENDS = ("。", "？", "！")
PLACE = re.compile(r"\{(\w+)\}")


def subclasses(kind):
    for one in kind.__subclasses__():
        if one.__module__.startswith("fieldkit."):
            yield one
        yield from subclasses(one)


def codes_in(folder):
    """Return the codes with which the district rejects: the first argument of ``Finding`` and ``rejected``."""
    found = set()
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in ("Finding", "rejected")
                and node.args
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant) and first.value:
                    found.add(first.value)
    return found


def reasons_in(folder, problem):
    """Return the causes that ``problem`` is raised with (``why="…"``)."""
    found = set()
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == problem:
                found |= {
                    keyword.value.value
                    for keyword in node.keywords
                    if keyword.arg == "why" and isinstance(keyword.value, ast.Constant)
                }
    return found


@pytest.mark.parametrize("problem", sorted(set(subclasses(Problem)), key=lambda one: one.__name__))
def test_every_problem_has_a_title_and_an_advice(problem):
    assert problem.code in PROBLEMS, f"{problem.__name__} has no words in ui/problem_words.py"


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_words_of_a_problem_are_whole_sentences(code):
    title, advice = PROBLEMS[code]
    assert title.endswith(ENDS)
    assert advice.endswith(ENDS)
    assert "请" in advice or "不" in advice or "记录" in advice or "可以" in advice or "文件" in advice


@pytest.mark.parametrize(
    "problem", ["JoiningRefused", "DistrictUnreachable", "DistrictNotTrusted", "DistrictRefused"]
)
def test_every_cause_that_the_uplink_names_has_words_of_its_own(problem):
    code = getattr(every_problem, problem).code
    named = reasons_in("src/fieldkit/uplink", problem) | reasons_in("src/fieldkit/store", problem)
    assert {why for why in named if f"{code}/{why}" not in PROBLEMS} == set()


def test_every_fault_has_its_line_and_no_line_is_left_over():
    assert {key.partition("+")[0] for key in FAULTS} == FAULT_CODES


@pytest.mark.parametrize("code", sorted(FAULT_CODES))
def test_a_fault_without_facts_is_still_a_sentence(code):
    said = fault_sentence(Fault("name", code))
    assert said.endswith(ENDS)
    assert "{" not in said


def test_a_suggestion_is_offered_where_there_is_one():
    fault = Fault("document_number", "document-check-digit", facts={"suggestion": "119999199001010012"})
    assert "是不是 119999199001010012？" in fault_sentence(fault)
    assert "是不是" not in fault_sentence(Fault("document_number", "document-check-digit"))


def test_codes_in_facts_are_said_in_words():
    fault = Fault("document_kind", "document-kind-other", facts={"kind": "hmt_resident"})
    assert "港澳台居民居住证" in fault_sentence(fault)
    assert "证件上是“女”" in fault_sentence(Fault("sex", "sex-differs", facts={"document": "2"}))


def test_a_fault_nobody_has_words_for_is_a_bug():
    with pytest.raises(KeyError):
        fault_sentence(Fault("name", "no-such-code"))


@pytest.mark.parametrize("code", sorted(codes_in("sync")))
def test_every_code_with_which_the_district_rejects_has_words(code):
    assert code in REJECTIONS


@pytest.mark.parametrize("code", sorted(REJECTIONS))
def test_words_of_a_refusal_are_whole_sentences(code):
    title, advice = REJECTIONS[code]
    assert title.endswith(ENDS)
    assert advice.endswith(ENDS)


def rejection(code, field="", **facts):
    return Rejection("D01-1-1", "enrol", NOON, "P01", code, field, tuple(facts.items()), "FK-1", "示*", "u")


def test_a_refusal_names_the_field_in_words():
    told = rejection_sentence(rejection("unknown-code", "employment_group"))
    assert told.title == "“就业群体”一栏选的代码，区里的代码表中没有。"


def test_a_refusal_that_nobody_knows_is_told_by_its_code():
    assert rejection_sentence(rejection("brand-new")).title == OTHERWISE[0].format(code="brand-new")


def test_what_a_problem_knows_is_in_its_sentence():
    assert sentence(WrongPin(tries_left=2)).title == "PIN 不对，还可以再试 2 次。"
    assert sentence(WrongPin(wait_seconds=30)).title == "输错的次数太多，请等 30 秒再试。"
    assert sentence(PinTooShort(least=8, kind="passphrase")).title == "口令至少要 8 个字符。"
    assert sentence(JoiningRefused(why="used")).title == "这张入网票已经用过。"
    assert sentence(WrongPin(kind="passphrase", tries_left=2)).title == "口令不对，还可以再试 2 次。"
    assert sentence(JoiningRefused(why="else")).title == "入网票没有被接受。"
    assert sentence(NotAllowed(act="void")).title == "志愿者只能在 10 分钟内作废自己的记录。"


def test_goods_and_sites_are_told_by_name_and_times_by_the_wall_here():
    taken = AlreadyTaken(goods="pack", at="2023-11-29T04:00:00+00:00", site="S1")
    event_site = Site("S1", "E1", "main", "DX", "主会场", "示例馆")
    book = DayBook(goods=(Goods("pack", "福利包"),), sites=(event_site,))
    assert sentence(taken, book).title == "“福利包”每人一份，这位会员已经领过了（11月29日 12:00，主会场）。"
    assert sentence(taken).title.startswith("“pack”")


def test_anything_else_is_told_as_a_fault_of_ours_without_what_it_says():
    told = sentence(ValueError("119999199001010012"))
    assert told.title == "程序出错了，已保存的记录都还在。"
    assert "119999199001010012" not in str(told)


def test_a_kept_outcome_is_told_like_the_problem_it_was():
    assert outcome_sentence("printer-refused").title.startswith("打印机")
    assert outcome_sentence("district-unreachable") == sentence(DistrictUnreachable())


def test_no_sentence_asks_for_a_fact_that_could_be_about_a_person():
    places = {place for words in PROBLEMS.values() for text in words for place in PLACE.findall(text)}
    assert places <= {
        "tries_left", "wait_seconds", "least", "goods", "at", "site", "left", "why", "folder", "printer", "code_points",
        "signs", "wanted", "group", "name", "place",
    }  # fmt: skip


def test_signs_that_can_be_seen_are_shown_themselves():
    fault = Fault("name", "name-characters", facts={"code_points": "U+0031 U+0039 U+D800"})
    assert fault_sentence(fault) == "姓名里有不能用于姓名的符号（1 9 U+D800），请删去。"


def test_the_notice_is_called_what_its_box_is_called():
    words = "已向本人出示或宣读，本人已知悉"
    assert words in fault_sentence(Fault("notice_read", "notice-unread"))
    assert words in inspect.getsource(agreement)


def test_who_answers_in_the_district_s_place_is_named():
    portal = sentence(DistrictNotTrusted(why="portal", name="wifi.example"))
    assert portal.title == "这个网络要先登录：答复的是“wifi.example”的网页，不是区里的服务器。"
    assert "完成上网登录" in portal.advice
    stranger = sentence(DistrictNotTrusted(why="certificate", name="proxy.example"))
    assert stranger.title.startswith("答复的是“proxy.example”")
    assert "proxy.example" in stranger.advice
    assert sentence(DistrictNotTrusted(why="certificate")).title.startswith("对方的证书不是区里的")


def test_what_was_being_done_chooses_closer_words():
    assert sentence(DiskFull(), doing="make-parcel").title == "U 盘满了，没有装成。"
    assert sentence(DiskFull(), doing="take-answer") == sentence(DiskFull())
    assert sentence(DistrictNotTrusted(why="signature"), doing="take-answer").title.startswith("回执上没有")
    unreachable = DistrictUnreachable(why="refused")
    assert sentence(unreachable, doing="carry-parcels") == sentence(unreachable)
    assert sentence(ValueError(), doing="make-parcel") == sentence(ValueError())


def test_title_and_advice_are_two_sentences_in_any_language():
    assert str(Told("连不上区里。", "请再试。")) == "连不上区里。请再试。"
    assert str(Told("No connection.", "Try again.")) == "No connection. Try again."
