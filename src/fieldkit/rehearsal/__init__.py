# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A whole outreach day played through the real program: the demo, its pictures, and the storms that try to break it."""
