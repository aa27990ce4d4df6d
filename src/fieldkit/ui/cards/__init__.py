# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page of card layouts: how cards will look, what is wrong with a layout, and which one is used."""
