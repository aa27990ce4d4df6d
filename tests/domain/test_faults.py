# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Fault codes: what the rules can say is listed, so that the window has a sentence for each."""

import ast
from pathlib import Path

import fieldkit.domain
from fieldkit.domain.faults import FAULT_CODES


def test_every_fault_code_in_the_rules_is_listed_and_every_listed_one_is_used():
    used: set[str] = set()
    for file in Path(fieldkit.domain.__file__).parent.glob("*.py"):
        if file.name != "faults.py":
            words = [
                node.value
                for node in ast.walk(ast.parse(file.read_text("utf-8")))
                if isinstance(node, ast.Constant)
            ]
            used |= {word for word in words if word in FAULT_CODES}
            calls = [
                node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)
            ]
            given = [
                call.args[1]
                for call in calls
                if getattr(call.func, "id", "") == "Fault" and len(call.args) > 1
            ]
            assert {node.value for node in given if isinstance(node, ast.Constant)} <= FAULT_CODES
    assert used == FAULT_CODES
