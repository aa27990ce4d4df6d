# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What ``fieldkit-district`` can be told, a group of verbs to a file.

Each group has ``add(verbs)``, which tells its verbs and the words they take, and ``FAULTS``: what is said of each thing
that can go wrong in them. ``sync.commands.words`` lists the groups.
"""
