# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What devices tell, from the sealed request to the rows: opened, checked, judged, written, kept aside."""
