# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whom the district believes and who believes the district: devices, registrars, signing keys, the trust list."""
