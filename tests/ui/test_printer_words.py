# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whatever a printer may say, an operator reads words for it."""

import pytest

from fieldkit.printers import cups, escpos, lines, spooler, standings
from fieldkit.printers.paper_sizes import ROLLS_MM, SIZES_MM
from fieldkit.printers.ticket import WHYS, JobState, Kind, Standing
from fieldkit.problems import PrinterGone, PrinterNotReady, PrinterRefused, PrintUnsure
from fieldkit.ui.printer_words import kind_words, paper_words, standing_words, why_words
from fieldkit.ui.problems import sentence
from fieldkit.ui.setup.printer_form import PAPERS

RAISED = sorted(
    {
        *cups.STATUS_WHY.values(),
        *spooler.REFUSALS.values(),
        *lines.WHY.values(),
        *standings.REASONS.values(),
        *(why for _, _, why in escpos.TROUBLES),
        *("no-answer", "no-service", "cut", "too-wide", "format", "paused", "trouble", "not-accepting"),
    }
)


def test_every_cause_is_one_of_ours():
    assert set(RAISED) <= set(WHYS)


@pytest.mark.parametrize("why", RAISED)
@pytest.mark.parametrize("problem", [PrinterGone, PrinterNotReady, PrinterRefused, PrintUnsure])
def test_a_printers_problem_names_the_printer_the_cause_and_what_to_do(qapp, problem, why):
    told = sentence(problem(printer="凭条 1", why=why))
    assert "“凭条 1”" in told.title
    assert told.advice
    assert told.title != sentence(problem(printer="凭条 1")).title
    if problem is PrintUnsure:
        assert "出纸口" in told.advice  # look before it is printed again
    else:
        assert "出纸口" not in told.advice


@pytest.mark.parametrize("why", ["", *WHYS])
@pytest.mark.parametrize("state", JobState)
def test_every_standing_has_words(qapp, state, why):
    said = standing_words(Standing(state, why))
    assert why_words(why) in said
    assert said


def test_kinds_and_papers_have_names(qapp):
    assert len({kind_words(kind) for kind in Kind}) == len(Kind)
    assert len({paper_words(paper) for paper in PAPERS}) == len(PAPERS)
    assert paper_words("54x86mm") == "54x86mm"
    assert set(PAPERS) == {"", *SIZES_MM, *ROLLS_MM}
