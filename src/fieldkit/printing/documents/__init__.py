# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The tables and forms of an outreach day, one file each, all on the one page of ``page``."""
