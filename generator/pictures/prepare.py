"""A picture made fit for print: upright, in plain colours, no larger than needed, without metadata."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from PIL import Image, ImageCms

from generator.pictures.file import read_picture
from generator.pictures.look import (
    BROKEN,
    MM_PER_INCH,
    broken,
    facts_of,
    opened,
    orientation,
)
from generator.pictures.wholeimages import whole_images

PRINT_DPI = 300  # dots an inch: more than an office printer shows of a photo
_QUALITY = 90  # of JPEG: no loss the eye sees
_KEPT = 128  # prepared pictures; a member's photo stands on several pages

_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}


class Prepared(Struct, frozen=True):
    """A picture ready to be set: its file, and how large it stands in the box it was made for."""

    data: bytes
    suffix: str  # jpeg | png
    width_mm: float
    height_mm: float


def prepared(path: Path, width_mm: float, height_mm: float) -> Prepared:
    """The picture for a box of that size: as large as it fits, its proportions kept.

    It is turned upright, converted to plain RGB or grey (colour profiles applied), brought down to
    `PRINT_DPI` where it has more, and written anew: camera, place and whatever else the file told
    is gone. Black-and-white scans become PNG, all else JPEG. The same file gives the same bytes.
    Raises CaseError as `look_over`, and where the picture turns out damaged when it is decoded.
    """
    try:
        state = path.stat()
        mark = (state.st_mtime_ns, state.st_size)
    except OSError:
        mark = (0, 0)  # reading says what is wrong
    return _prepared(path, mark, width_mm, height_mm)


@lru_cache(maxsize=_KEPT)
def _prepared(path: Path, _mark: tuple[int, int], width_mm: float, height_mm: float) -> Prepared:
    content = read_picture(path)
    facts = facts_of(path, content)
    scale = min(width_mm / facts.width, height_mm / facts.height)  # mm a pixel
    size = (facts.width * scale, facts.height * scale)
    most = [max(1, round(side * PRINT_DPI / MM_PER_INCH)) for side in size]
    try:
        with whole_images():
            opened(path, content, facts.kind).verify()  # checksums, which decoding does not look at
            image = _decoded(opened(path, content, facts.kind), most)
    except BROKEN as fault:
        raise broken(path, fault) from fault
    data, suffix = _written(image)
    return Prepared(data, suffix, *size)


def _decoded(image: Image.Image, most: list[int]) -> Image.Image:
    """Upright, in `1`, `L` or `RGB`, with `most` pixels each way."""
    turned = orientation(image)
    if image.format in ("JPEG", "MPO"):
        image.draft(None, (max(most), max(most)))  # decodes no more than is needed
    image.load()
    plain = _plain(image)
    for turn in _TURNS.get(turned, ()):
        plain = plain.transpose(turn)
    if plain.width > most[0]:
        if plain.mode == "1":
            plain = plain.convert("L")  # strokes thin out to grey, they do not break
        plain = plain.resize((most[0], most[1]), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return plain


def _plain(image: Image.Image) -> Image.Image:
    """The picture on white paper, in bilevel, grey or RGB with 8 bits a colour."""
    if image.mode == "1":
        return image
    if image.mode.startswith("I"):  # 16 bits of grey: Pillow would cut them off, not scale them
        return image.convert("I").point(lambda value: value / 257).convert("L")
    profile = image.info.get("icc_profile")
    if image.mode == "P" or "transparency" in image.info or image.mode.endswith(("A", "a")):
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image).convert("RGB")
    if profile and (converted := _by_profile(image, profile)):
        return converted
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The picture in sRGB by its own colour profile; None where that is of no use."""
    if image.mode not in ("RGB", "CMYK"):
        return None
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, own, _srgb(), outputMode="RGB")
    except (ImageCms.PyCMSError, *BROKEN):
        return None


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _written(image: Image.Image) -> tuple[bytes, str]:
    stream = io.BytesIO()
    if image.mode == "1":
        # Of a picture's own entries none may come along: `info` holds what the file told.
        clean = Image.frombytes("1", image.size, image.tobytes())
        clean.save(stream, "PNG", optimize=True)
        return stream.getvalue(), "png"
    clean = Image.frombytes(image.mode, image.size, image.tobytes())
    clean.save(stream, "JPEG", quality=_QUALITY, dpi=(PRINT_DPI, PRINT_DPI))
    return stream.getvalue(), "jpeg"
