# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How alike two pictures of a paper are, and which character a drawn one is most like."""

from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageStat

from fieldkit.paths import resources

SIDE = 24  # dots to a side of a character that is compared
LOCAL = 3  # dots over which a difference counts
MOST = 24  # shades that a spot of that size may differ by: smoothing does not reach it, a lost stroke does


def differs(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box in which two grey pictures differ for the eye, or None; pictures of two sizes differ all over."""
    if one.size != other.size:
        return (0, 0, *one.size)
    soft = ImageFilter.BoxBlur(LOCAL / 2)
    apart = ImageChops.difference(one.convert("L").filter(soft), other.convert("L").filter(soft))
    return apart.point(lambda shade: 255 if shade > MOST else 0).getbbox()


def most_like(drawn: Image.Image, alphabet: str) -> str:
    """Return the character of ``alphabet`` that a black-and-white picture of one, cut to its ink, is most like."""
    seen = squared(drawn)
    return min(alphabet, key=lambda each: apart(seen, template(each), drawn.width / drawn.height, each))


def apart(seen: Image.Image, known: Image.Image, shape: float, each: str) -> float:
    """Return how far a picture is from a template, in shades; an unlike shape counts too."""
    stretched = abs(shape / proportion(each) - 1)
    return ImageStat.Stat(ImageChops.difference(seen, known)).mean[0] + 40 * min(stretched, 2)


def squared(drawn: Image.Image) -> Image.Image:
    """Return a picture at the size in which characters are compared."""
    return drawn.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.7))


@cache
def template(character: str) -> Image.Image:
    """Return a character as FreeType draws it, which no paper of ours is drawn by."""
    return squared(_drawn(character))


@cache
def proportion(character: str) -> float:
    """Return the width of a character's ink as a multiple of its height."""
    drawn = _drawn(character)
    return drawn.width / drawn.height


@cache
def _drawn(character: str) -> Image.Image:
    for name in ("NotoSansSC-Regular.ttf", "HanaMinB.ttf"):
        font = ImageFont.truetype(str(resources() / "fonts" / name), 96)
        if (
            font.getmask(character).getbbox()
            and font.getmask(character).size != font.getmask("\U0010ffff").size
        ):
            break
    image = Image.new("L", (220, 220), 255)
    ImageDraw.Draw(image).text((50, 50), character, font=font, fill=0)
    box = ImageChops.invert(image).getbbox()
    assert box is not None, f"{character!r} has no ink"
    return image.crop(box)
