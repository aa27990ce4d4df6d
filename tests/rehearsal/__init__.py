# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sample day, its pictures and the storms, played by the commands that people type."""
