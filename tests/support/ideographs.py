# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which ideographs a name may be written with."""

LEVEL_3 = {
    "the basic block": (0x4E00, 0x9FEF, 20_976),
    "Extension A": (0x3400, 0x4DB5, 6_582),
    "Extension B": (0x20000, 0x2A6D6, 42_711),
    "Extension C": (0x2A700, 0x2B734, 4_149),
    "Extension D": (0x2B740, 0x2B81D, 222),
    "Extension E": (0x2B820, 0x2CEA1, 5_762),
    "Extension F": (0x2CEB0, 0x2EBE0, 7_473),
}
"""The ideographs of GB 18030-2022, implementation level 3: the blocks as Unicode 11 has them, with their counts."""
