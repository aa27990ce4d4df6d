# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Welfare packs: who may take what, the hand-over with a signature, the receipt."""
