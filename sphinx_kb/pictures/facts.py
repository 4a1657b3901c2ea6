"""What is known of a picture's file: what it is, how large, and what is made of it."""

from __future__ import annotations

import io
import re
import struct
import warnings
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, NamedTuple

from PIL import Image

from sphinx_kb.article.svg_cleaned import cleaned
from sphinx_kb.article.svg_tree import Unsafe
from sphinx_kb.pictures.svg_size import size

if TYPE_CHECKING:
    from pathlib import Path

RECIPE = 2  # raise it when other sizes or qualities are made: all pictures get new names
WIDTHS = (480, 800, 1200, 1600)
CARD = 1200  # the width of the JPEG that is shown where an article is shared
MOST_PIXELS = 50_000_000
MOST_MOVING = 100_000_000  # pixels of all frames of an animation that is encoded anew
TALLEST = 16_000  # pixels: WebP holds no more
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
SUFFIXES = {
    "JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "GIF": ".png", "WEBP": ".webp", "AVIF": ".avif",
}  # fmt: skip
TURNED = frozenset({5, 6, 7, 8})  # orientations that lie on their side
BROKEN = (  # what Pillow raises for damaged files
    OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, ArithmeticError,
    RuntimeError, struct.error,
)  # fmt: skip

Kind = Literal["still", "moving", "vector"]


class BadPicture(Exception):  # noqa: N818  # it is a fault of the author's
    """A picture that cannot be shown; it says what to do about it."""


class Facts(NamedTuple):
    """What a page needs to know of a picture."""

    key: str  # of its content, and of how it is made
    stem: str
    kind: Kind
    suffix: str  # of the file for all browsers
    width: int
    height: int

    @property
    def widths(self) -> list[int]:
        """Return the widths that are made of a still picture, never wider than itself."""
        widest = min(self.width, WIDTHS[-1])
        return [*(width for width in WIDTHS if width < widest), widest]

    @property
    def fallback_file(self) -> str:
        """Return the name of the file for all browsers, the largest one, among those made."""
        if self.kind == "vector":
            return "drawn.svg"
        return f"{self.widths[-1] if self.kind == 'still' else self.width}{self.suffix}"

    @property
    def sources(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Return the files for most browsers, smallest first: (type, [(file made, width)])."""
        if self.kind != "still":
            return []
        return [
            (f"image/{name}", [(f"{width}.{name}", width) for width in self.widths])
            for name in ("avif", "webp")
        ]

    @property
    def size(self) -> tuple[int, int]:
        """Return the width and height of the largest file, in pixels."""
        if self.kind != "still":
            return self.width, self.height
        width = self.widths[-1]
        return width, max(1, round(self.height * width / self.width))

    @property
    def social_file(self) -> str | None:
        """Return the name of the JPEG for sharing, if the picture is a raster."""
        return None if self.kind == "vector" else f"{min(self.width, CARD)}.jpg"

    @property
    def social_size(self) -> tuple[int, int]:
        """Return the width and height of the JPEG for sharing."""
        width = min(self.width, CARD)
        return width, max(1, round(self.height * width / self.width))

    def address(self, made: str) -> str:
        """Return the path in the output of a file that is made of this picture."""
        return address(self.stem, self.key, made)


def address(name: str, key: str, made: str) -> str:
    """Return the path in the output of a file, by what it shows and by its content."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:60] or "picture"
    return f"_images/{stem}-{key[:8]}-{made}"


def examine(file: Path, path: str) -> Facts:
    """Return the facts of a file; ``path`` is how its author knows it.

    Raises Unusable with a remedy.
    """
    try:
        data = file.read_bytes()
        key = blake2b(b"%d " % RECIPE + data, digest_size=16).hexdigest()
        if file.suffix.lower() == ".svg":
            return Facts(key, file.stem, "vector", ".svg", *size(cleaned(data)))
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
        width, height = image.size
        if width * height > MOST_PIXELS or max(width, height) > TALLEST:
            raise BadPicture(_too_large(path))
        moving = image.format != "MPO" and getattr(image, "is_animated", False)
        frames = getattr(image, "n_frames", 1) if moving and image.format != "GIF" else 1
        if frames * width * height > MOST_MOVING:
            raise BadPicture(_too_long(path))
        suffix = SUFFIXES[str(image.format)]
        if moving:
            suffix = f".{str(image.format).lower()}"
        elif image.getexif().get(0x0112) in TURNED:
            width, height = height, width
    except Unsafe as error:
        raise BadPicture(f"mend the drawing '{path}': {error}") from None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise BadPicture(_too_large(path)) from None
    except BROKEN:
        raise BadPicture(unreadable(path)) from None
    return Facts(key, file.stem, "moving" if moving else "still", suffix, width, height)


def unreadable(path: str) -> str:
    """Return what to do about a picture that is damaged."""
    return f"replace the picture '{path}': it cannot be read"


def _too_long(path: str) -> str:
    """Return what to do about an animation that is too large to work on."""
    most = f"{MOST_MOVING // 1_000_000} megapixels in all its frames"
    return f"make the animation '{path}' smaller or shorter: at most {most}"


def _too_large(path: str) -> str:
    """Return what to do about a picture that is too large to work on."""
    most = f"{MOST_PIXELS // 1_000_000} megapixels, and {TALLEST:,} pixels a side"
    return f"make the picture '{path}' smaller: at most {most}"
