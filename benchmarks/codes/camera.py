# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a camera sees of a printed code: a simulation, seeded, by Pillow alone (paper.md §2.3).

1. The print is black and white on the printer's dots. Ink spreads a little or runs thin, is not quite black, and the
   paper not quite white.
2. The card is turned by any angle and tilted by up to ``TILT`` degrees; the light falls unevenly.
3. The lens blurs, the sensor samples at so many pixels to a millimetre of the card, and adds noise.

It was set so that symbols of version 8-M at 3, 4, 5 and 6 dots of a 300 dpi printer are read at the first look about as
often as paper.md's own simulation read them: ``reference`` measures that along with everything else.
"""

import math
import random
from dataclasses import dataclass
from statistics import NormalDist

from PIL import Image, ImageChops, ImageDraw, ImageFilter

FINER = 3  # pixels of the print to a printer's dot
SPREAD_MM = 0.03  # how softly ink ends before it is cut off at a shade: the shade is the dot gain
GAIN = (90, 190)  # shades at which it is cut off: about 0.02 mm less ink to as much more
TILT = 22.0  # degrees
DISTANCE = 4.0  # of the camera, in widths of the picture: how strongly a tilt draws lines together
OVER = 3  # samples to a side of a sensor's pixel
UNEVEN = 0.18  # of the light, from one side to the other
QUANTILES = [NormalDist().inv_cdf((step + 0.5) / 256) for step in range(256)]


@dataclass(frozen=True)
class Camera:
    """Pixels to a millimetre of the card, blur (standard deviation) in millimetres, noise in grey levels."""

    name: str
    pixels: float
    blur: float
    noise: float


@dataclass(frozen=True)
class Held:
    """How the card is held: turned and tilted by radians, so many millimetres away."""

    turn: float
    axis: float
    tilt: float
    away: float

    def meets(self, right: float, down: float) -> tuple[float, float]:
        """Return where a ray through a place of the frame meets the card, in millimetres from its middle."""
        along = right * math.cos(self.axis) + down * math.sin(self.axis)
        across = -right * math.sin(self.axis) + down * math.cos(self.axis)
        depth = self.away / (math.cos(self.tilt) * self.away - across * math.sin(self.tilt))
        along, across = along * depth * math.cos(self.tilt), across * depth
        x = along * math.cos(self.axis) - across * math.sin(self.axis)
        y = along * math.sin(self.axis) + across * math.cos(self.axis)
        return (
            x * math.cos(self.turn) - y * math.sin(self.turn),
            x * math.sin(self.turn) + y * math.cos(self.turn),
        )


CAMERAS = (
    Camera("scanner", 12, 0.0, 4),
    Camera("phone", 12, 0.10, 6.5),
    Camera("webcam", 8, 0.12, 8),
    Camera("out_of_focus", 8, 0.20, 8),
    Camera("old_imager", 6, 0.06, 8),
)


def photograph(print_: Image.Image, dpi: float, camera: Camera, rng: random.Random) -> Image.Image:
    """Return what ``camera`` sees of a black-and-white print of ``dpi`` that has white around its code."""
    finer = dpi / 25.4 * FINER
    ink = print_.resize((print_.width * FINER, print_.height * FINER), Image.Resampling.NEAREST)
    cut = rng.uniform(*GAIN)
    ink = ink.filter(ImageFilter.GaussianBlur(SPREAD_MM * finer)).point(lambda grey: 255 * (grey > cut))
    dark, light = rng.uniform(20, 60), rng.uniform(205, 245)
    ink = ink.point(lambda grey: int(light if grey else dark))
    if camera.blur:
        ink = ink.filter(ImageFilter.GaussianBlur(camera.blur * finer))
    seen = turned(ink, finer, camera.pixels * OVER, int(light), rng).reduce(OVER)
    return noisy(lit(seen, rng), camera.noise, rng)


def turned(picture: Image.Image, finer: float, pixels: float, light: int, rng: random.Random) -> Image.Image:
    """Return the picture turned, tilted, and sampled at ``pixels`` to a millimetre."""
    width = picture.width / finer
    held = Held(
        turn=rng.uniform(0, 2 * math.pi),
        axis=rng.uniform(0, 2 * math.pi),
        tilt=math.radians(rng.uniform(0, TILT)),
        away=DISTANCE * width,
    )
    side = int(width * 1.5 * pixels)
    side -= side % OVER
    off = (
        rng.uniform(-0.5, 0.5),
        rng.uniform(-0.5, 0.5),
    )  # of a pixel: the grid of the sensor falls anywhere
    quad = []
    for x, y in (
        (-1, -1),
        (-1, 1),
        (1, 1),
        (1, -1),
    ):  # corners of the frame, as Image.transform asks for them
        right, down = (x * side / 2 + off[0]) / pixels, (y * side / 2 + off[1]) / pixels
        quad.append(held.meets(right, down))
    corners = [
        ((right * finer) + picture.width / 2, (down * finer) + picture.height / 2) for right, down in quad
    ]
    return picture.transform(
        (side, side),
        Image.Transform.PERSPECTIVE,
        homography(side, corners),
        Image.Resampling.BILINEAR,
        fillcolor=light,
    )


def homography(side: int, corners: list[tuple[float, float]]) -> list[float]:
    """Return the eight numbers that lead from a square frame of ``side`` to its ``corners`` on the picture.

    The corners are those of upper left, lower left, lower right and upper right (Heckbert 1989, square to quad).
    """
    (x0, y0), (x3, y3), (x2, y2), (x1, y1) = corners
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    under = dx1 * dy2 - dx2 * dy1
    g = (sx * dy2 - dx2 * sy) / under
    h = (dx1 * sy - sx * dy1) / under
    a, b = x1 - x0 + g * x1, x3 - x0 + h * x3
    d, e = y1 - y0 + g * y1, y3 - y0 + h * y3
    return [a / side, b / side, x0, d / side, e / side, y0, g / side, h / side]


def lit(picture: Image.Image, rng: random.Random) -> Image.Image:
    """Return the picture under a light that falls from one side."""
    ramp = Image.linear_gradient("L").resize(picture.size).rotate(rng.choice((0, 90, 180, 270)))
    shade = ramp.point(lambda grey: int(255 * (1 - UNEVEN * grey / 255)))
    return ImageChops.multiply(picture, shade)


def noisy(picture: Image.Image, level: float, rng: random.Random) -> Image.Image:
    """Return the picture with the noise of a sensor: a normal distribution of ``level`` grey levels."""
    grain = Image.frombytes("L", picture.size, rng.randbytes(picture.width * picture.height))
    grain = grain.point([128 + round(level * quantile) for quantile in QUANTILES])
    return ImageChops.add(picture, grain, 1, -128)


def damaged(print_: Image.Image, share: float, quiet: int, rng: random.Random) -> Image.Image:
    """Return the print with a patch of its code lost, ``share`` of its area: wiped white or blacked out."""
    side = print_.width - 2 * quiet
    aspect = rng.uniform(0.5, 2.0)
    wide, high = side * math.sqrt(share * aspect), side * math.sqrt(share / aspect)
    left, top = quiet + rng.uniform(0, side - wide), quiet + rng.uniform(0, side - high)
    hurt = print_.copy()
    ImageDraw.Draw(hurt).rectangle((left, top, left + wide, top + high), fill=rng.choice((0, 255)))
    return hurt
