# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What went wrong, said to an operator: each problem's code and facts become a title and an advice."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.faults import Fault
from fieldkit.domain.outbox import Rejection
from fieldkit.problems import Problem
from fieldkit.ui.fault_words import FAULTS
from fieldkit.ui.problem_words import BUG, PROBLEMS
from fieldkit.ui.rejection_words import OTHERWISE, REJECTIONS
from fieldkit.ui.strings import (
    document_kind_name,
    draft_field_name,
    filled,
    from_table,
    in_language,
    moment_text,
    sex_name,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that says what is wrong, and one that says what to do."""

    title: str
    advice: str

    def __str__(self) -> str:
        between = " " if self.title[-1:].isascii() else ""  # a Chinese sentence ends with its own room
        return f"{self.title}{between}{self.advice}"


def sentence(fault: Exception, book: DayBook | None = None, *, doing: str = "") -> Told:
    """Return what to tell the operator about ``fault``; anything but a Problem is a bug of ours.

    With ``book`` the codes of goods and sites in its facts are told by their names. ``doing`` says what was being done,
    for which there may be closer words.
    """
    if not isinstance(fault, Problem):
        return _told("problems", BUG, {})
    facts = _by_name(fault.facts, book)
    closer = f"{doing}:{fault.code}"
    known = closer in PROBLEMS or f"{closer}/{facts.get('why', '')}" in PROBLEMS
    return _told("problems", _of_problem(closer if known else fault.code, facts), facts)


def fault_sentence(fault: Fault) -> str:
    """Return the line to show under the field of ``fault``."""
    words = FAULTS.get(fault.code)
    if words is None:
        raise KeyError(fault.code)
    if fault.facts.get("suggestion"):
        words = FAULTS.get(f"{fault.code}+suggestion", words)
    facts = dict(fault.facts)
    if "code_points" in facts:
        facts["code_points"] = " ".join(_shown(one) for one in facts["code_points"].split())
    if "kind" in facts:
        facts["kind"] = document_kind_name(facts["kind"])
    if fault.code.startswith("sex-") and "document" in facts:
        facts["document"] = sex_name(facts["document"])
    return filled(from_table("faults", words), facts)


def rejection_sentence(rejection: Rejection) -> Told:
    """Return what the district's refusal means and what a clerk can do."""
    facts = {**dict(rejection.facts), "code": rejection.code, "field": draft_field_name(rejection.field)}
    words = REJECTIONS.get(rejection.code, OTHERWISE)
    words = REJECTIONS.get(f"{rejection.code}/{rejection.field}", words)
    if facts.get("union"):
        words = REJECTIONS.get(f"{rejection.code}+union", words)
    return _told("rejections", words, facts)


def outcome_sentence(outcome: str) -> Told:
    """Return what to tell about a problem of which only the code was kept (a round's or a print's outcome)."""
    return _told("problems", _of_problem(outcome, {}), {})


def _of_problem(code: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """Return the words for ``code``: the closest variant by what the facts say."""
    for name in ("why", "kind", "act", "what"):
        if f"{code}/{facts.get(name, '')}" in PROBLEMS:
            code = f"{code}/{facts[name]}"
            break
    for name in ("wait_seconds", "tries_left", "limit", "group", "name", "why", "printer", "place"):
        variant = PROBLEMS.get(f"{code}+{name}") if facts.get(name) else None
        if variant is not None:
            return variant
    return PROBLEMS.get(code, BUG)


def _shown(code_point: str) -> str:
    """Return the character that ``U+XXXX`` names, or the name itself of one that nobody can see."""
    character = chr(int(code_point.removeprefix("U+"), 16))
    return character if character.isprintable() else code_point


def _by_name(facts: Mapping[str, str], book: DayBook | None) -> dict[str, str]:
    """Return ``facts`` with goods, sites and times as people say them."""
    told = dict(facts)
    if "name" in told:  # a stranger's own word: it names itself and says no more
        told["name"] = "".join(sign for sign in told["name"] if sign not in "<>&")
    if book is not None:
        goods = next((one for one in book.goods if one.code == told.get("goods")), None)
        site = book.site(told.get("site", ""))
        told |= {"goods": in_language(goods.name, goods.name_en)} if goods else {}
        told |= {"site": in_language(site.name, site.name_en)} if site else {}
    with contextlib.suppress(ValueError):
        told |= {"at": moment_text(dt.datetime.fromisoformat(told["at"]))} if told.get("at") else {}
    return told


def _told(context: str, words: tuple[str, str], facts: Mapping[str, str]) -> Told:
    title, advice = words
    return Told(filled(from_table(context, title), facts), filled(from_table(context, advice), facts))
