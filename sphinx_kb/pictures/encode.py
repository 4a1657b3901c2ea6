"""Making the published files of a picture: smaller, modern, and without what it tells of its maker.

Nothing of the original's metadata is kept: neither place nor time nor camera. Its orientation
and its colors are applied first.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps

from sphinx_kb.article.svg_cleaned import cleaned
from sphinx_kb.pictures.dark import with_dark
from sphinx_kb.pictures.facts import BROKEN, CARD, FORMATS, BadPicture, unreadable

if TYPE_CHECKING:
    from typing import Any

    from sphinx_kb.pictures.facts import Facts

# One thread an image: with more of them AVIF's bytes depend on the machine.
AVIF: dict[str, Any] = {"quality": 55, "speed": 7, "max_threads": 1}
WEBP: dict[str, Any] = {"quality": 78, "method": 4}
SHARP = {"AVIF": AVIF | {"quality": 75, "subsampling": "4:4:4"}, "WEBP": WEBP | {"quality": 90}}
PHOTO = {"AVIF": AVIF, "WEBP": WEBP}
JPEG: dict[str, Any] = {"quality": 82, "optimize": True, "progressive": True}
PLAIN = {".jpg": ("JPEG", JPEG), ".png": ("PNG", {})}
TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "icc_profile", "photoshop")


def encode(data: bytes, facts: Facts, path: str) -> dict[str, bytes]:
    """Return the files that are made of a picture, by their names.

    Raises Unusable with a remedy where the picture turns out to be damaged.
    """
    if facts.kind == "vector":
        return {facts.fallback_file: with_dark(cleaned(data))}
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
        files = _moving(opened, data, facts) if facts.kind == "moving" else {}
        image = _normalized(opened, facts)
    except BROKEN:
        raise BadPicture(unreadable(path)) from None
    assert facts.social_file  # noqa: S101  # for mypy: it is a raster
    files[facts.social_file] = _encoded(
        _on_white(_resized(image, min(facts.width, CARD))), "JPEG", JPEG
    )
    if facts.kind == "moving":
        return files
    qualities = SHARP if facts.suffix == ".png" else PHOTO
    for width in facts.widths:
        small = _resized(image, width)
        for name, options in qualities.items():
            files[f"{width}.{name.lower()}"] = _encoded(small, name, options)
    if facts.suffix in PLAIN:
        name, options = PLAIN[facts.suffix]
        files[facts.fallback_file] = _encoded(_resized(image, facts.widths[-1]), name, options)
    return files


def _moving(image: Image.Image, data: bytes, facts: Facts) -> dict[str, bytes]:
    """Return an animation: a GIF as it is, another without what it tells."""
    if facts.suffix == ".gif":
        return {facts.fallback_file: data}
    for name in TELLING:
        image.info.pop(name, None)
    result = io.BytesIO()
    image.save(result, image.format, save_all=True, exif=b"", xmp=b"", icc_profile=None)
    image.seek(0)
    return {facts.fallback_file: result.getvalue()}


def _normalized(image: Image.Image, facts: Facts) -> Image.Image:
    """Return a picture decoded, the right way up, in plain colors, and with nothing to tell."""
    scale = max(facts.widths) / facts.width
    needed = math.ceil(image.width * scale), math.ceil(image.height * scale)
    image.draft(None, needed)  # a large JPEG is decoded at half its size or less
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # sixteen bits
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode not in {"RGB", "RGBA", "CMYK", "L"} or (mode == "RGBA" and image.mode != mode):
        image = image.convert(mode)
    if profile:
        image = _in_srgb(image, profile, mode)
    image = image.convert(mode)
    image.info.clear()
    return image


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """Return a picture in the colors of the web, or as it is if its profile is unusable."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(
            image, given, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, *BROKEN):
        return image
    return found or image


def _resized(image: Image.Image, width: int) -> Image.Image:
    """Return a picture in a smaller width."""
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _on_white(image: Image.Image) -> Image.Image:
    """Return a picture without transparency, on white."""
    if image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, (255, 255, 255))
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _encoded(image: Image.Image, name: str, options: dict[str, Any]) -> bytes:
    """Return a picture as a file."""
    data = io.BytesIO()
    image.save(data, name, **options)
    return data.getvalue()
