# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Problems are values: they pass from one process to another as they are."""

import pickle

from fieldkit.problems import DiskFull, PrinterRefused


def test_a_problem_comes_whole_from_another_process():
    for problem in (PrinterRefused(printer="Beispiel"), DiskFull()):
        again = pickle.loads(pickle.dumps(problem))
        assert (type(again), again.facts, again.code) == (type(problem), problem.facts, problem.code)
