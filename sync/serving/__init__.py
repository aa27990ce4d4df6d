# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district as a server: the roads, the workers, limits, figures, log lines."""
