# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is true: members, enrolments, events, services; frozen values and rules, no I/O."""
