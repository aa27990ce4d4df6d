# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A receipt printer's reading of what it is sent: pictures and text on paper, cut off; nothing is guessed."""

from dataclasses import dataclass, field

from PIL import Image


@dataclass
class Slip:
    """A paper that was cut off: its rows of dots, its text, how many lines were fed."""

    width: int = 0
    rows: list[bytes] = field(default_factory=list)
    text: str = ""
    fed: int = 0

    def picture(self) -> Image.Image:
        """Return the dots, black on white."""
        image = Image.frombytes("1", (self.width, len(self.rows)), b"".join(self.rows), "raw", "1;I")
        return image.convert("L")


@dataclass
class Reader:
    """Reads commands as they come; ``slips`` is what was cut off, ``asked`` what has to be answered."""

    slips: list[Slip] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    asked: list[tuple[str, int]] = field(default_factory=list)
    begun: Slip = field(default_factory=Slip)
    _left: bytes = b""
    _chinese: bool = False

    def feed(self, data: bytes) -> None:
        """Take in more bytes; obey every command that is whole."""
        self._left += data
        while self._left and (count := self._command(self._left)):
            self._left = self._left[count:]

    def done(self) -> bool:
        """Tell whether nothing is left half said or uncut."""
        return not self._left and not self.begun.rows and not self.begun.text

    def _command(self, data: bytes) -> int:
        """Obey the first command; return how many bytes it took, 0 if it is not whole yet."""
        if data[0] == 0:  # says nothing
            return len(data) - len(data.lstrip(b"\0"))
        for start, length, obey in (
            (b"\x1b@", 2, self._initialise),
            (b"\x1bd", 3, self._feed_lines),
            (b"\x1dVB", 4, self._cut),
            (b"\x1dr", 3, lambda data: self.asked.append(("mark", data[2]))),
            (b"\x10\x04", 3, lambda data: self.asked.append(("status", data[2]))),
            (b"\x1c&", 2, lambda _: self._in_chinese(True)),
            (b"\x1c.", 2, lambda _: self._in_chinese(False)),
        ):
            if start.startswith(data[: len(start)]):
                if len(data) < length:
                    return 0
                obey(data)
                return length
        if b"\x1dv0".startswith(data[:3]):
            return self._raster(data)
        return self._sign(data)

    def _initialise(self, _data: bytes) -> None:
        assert not self._chinese

    def _feed_lines(self, data: bytes) -> None:
        self.begun.fed += data[2]

    def _cut(self, _data: bytes) -> None:
        self.slips.append(self.begun)
        self.begun = Slip()

    def _in_chinese(self, on: bool) -> None:
        self._chinese = on

    def _raster(self, data: bytes) -> int:
        if len(data) < 8:
            return 0
        assert data[3] == 0, "scaled"
        row, rows = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
        length = 8 + row * rows
        if len(data) < length:
            return 0
        assert self.begun.width in (0, row * 8), "two widths on one paper"
        self.begun.width = row * 8
        self.begun.rows += [data[at : at + row] for at in range(8, length, row)]
        self.pieces.append(rows)
        return length

    def _sign(self, data: bytes) -> int:
        if data[0] == 0x0A or 0x20 <= data[0] < 0x7F:
            self.begun.text += chr(data[0])
            return 1
        assert self._chinese, f"no command of ours: {data[:8]!r}"
        if len(data) < 2:
            return 0
        self.begun.text += data[:2].decode("gb18030")
        return 2


def slips(data: bytes) -> list[Slip]:
    """Return the papers that a printer would make of the bytes, which must end with a cut."""
    reader = Reader()
    reader.feed(data)
    assert reader.done(), "bytes that make no whole paper"
    return reader.slips
