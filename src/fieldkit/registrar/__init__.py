# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The registrar's desk: keys are made here and never leave, exports are opened here and nowhere else."""
