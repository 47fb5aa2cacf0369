"""Looking a picture over by its header alone: kind, size and wholeness, before anything is decoded."""

from __future__ import annotations

import io
import struct
from pathlib import Path

from msgspec import Struct
from PIL import Image, UnidentifiedImageError

from generator.errors import CaseError
from generator.i18n import _
from generator.pictures.file import again, read_picture, refused

MOST_PIXELS = 64_000_000  # decoded, a quarter of a gigabyte; A4 at 600 dpi has 35 million
MM_PER_INCH = 25.4
SUFFIXES = {".jpg": "JPEG", ".jpeg": "JPEG", ".jfif": "JPEG", ".png": "PNG"}

_ORIENTATION = 0x0112  # Exif
_SIDEWAYS = (5, 6, 7, 8)
_SOI, _SOS, _EOI = b"\xff\xd8\xff", b"\xff\xda", b"\xff\xd9"
_PNG, _IEND = b"\x89PNG\r\n\x1a\n", b"IEND"
_OTHERS = (  # what people hand in instead, by the bytes at an offset
    (0, b"%PDF", "PDF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (8, b"WEBP", "WebP"),
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"PK\x03\x04", "Office"),
)
BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
    struct.error,
    KeyError,
    TypeError,
    IndexError,
    OverflowError,
    EOFError,
)
"""What Pillow raises at damaged files."""


class Facts(Struct, frozen=True):
    """What a picture's header tells."""

    kind: str  # JPEG | PNG
    width: int  # pixels, as it is seen upright
    height: int
    orientation: int  # Exif, 1 to 8; 1: upright

    def dpi_within(self, width_mm: float, height_mm: float) -> float:
        """Dots an inch when it is placed as large as it fits into a box, unturned."""
        return MM_PER_INCH * max(self.width / width_mm, self.height / height_mm)


def look_over(path: Path) -> Facts:
    """The facts of a picture's file, without decoding it.

    Raises CaseError naming the file and the remedy where it cannot be read, is neither JPEG nor
    PNG, is of another kind than its name says, breaks off, or has more than `MOST_PIXELS`.
    """
    return facts_of(path, read_picture(path))


def facts_of(path: Path, content: bytes) -> Facts:
    """The same of a file already read."""
    kind = _kind(path, content)
    image = opened(path, content, kind)
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise refused(
            path,
            _("the picture is {width} × {height} pixels, more than {limit} million",
              width=width, height=height, limit=MOST_PIXELS // 1_000_000),
            _smaller(),
        )  # fmt: skip
    if _breaks_off(kind, content):
        raise refused(path, _("the picture breaks off: a part of it is missing"), again())
    turned = orientation(image)
    if turned in _SIDEWAYS:
        width, height = height, width
    return Facts(kind, width, height, turned)


def opened(path: Path, content: bytes, kind: str) -> Image.Image:
    """The picture as Pillow has it, not yet decoded. Raises CaseError for a damaged header."""
    try:
        return Image.open(io.BytesIO(content), formats=[kind])
    except Image.DecompressionBombError as fault:
        message = _(
            "the picture has more than {limit} million pixels", limit=MOST_PIXELS // 1_000_000
        )
        raise refused(path, message, _smaller()) from fault
    except BROKEN as fault:
        raise broken(path, fault) from fault


def broken(path: Path, fault: Exception) -> CaseError:
    """The error for a picture that Pillow cannot make sense of."""
    return refused(path, _("the picture is damaged: {reason}", reason=fault), again())


def orientation(image: Image.Image) -> int:
    """How the camera was held (Exif 0x0112), 1 where that is not told or damaged."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except BROKEN:
        return 1
    return found if found in range(1, 9) else 1


def _smaller() -> str:
    return _("Save it smaller: 300 dots an inch are enough for print.")


def _kind(path: Path, content: bytes) -> str:
    """The kind of picture that both the content and the file's name say it is."""
    found = next(
        (kind for kind, sign in (("JPEG", _SOI), ("PNG", _PNG)) if content.startswith(sign)), ""
    )
    suffix = path.suffix.lower()
    if found and SUFFIXES.get(suffix) == found:
        return found
    what = found or next((n for at, sign, n in _OTHERS if content[at:].startswith(sign)), "")
    if found:
        message = _("the file is named {suffix} but holds {kind}", suffix=suffix or "?", kind=what)
        right = ".png" if found == "PNG" else ".jpg"
        remedy = _("Rename it to {name}, here and in the case.", name=path.with_suffix(right).name)
    elif what:
        message = _("the picture is a {kind} file, neither JPEG nor PNG", kind=what)
        remedy = _("Open it and save it as JPEG (.jpg).")
    elif suffix in SUFFIXES:
        message, remedy = _("the picture is damaged: not a picture at all"), again()
    else:
        message = _("the picture is neither JPEG nor PNG")
        remedy = _("Open it and save it as JPEG (.jpg).")
    raise refused(path, message, remedy)


def _breaks_off(kind: str, content: bytes) -> bool:
    """Whether the file's end is missing, as after a download that was cut."""
    if kind == "PNG":
        return _IEND not in content[-64:] and _IEND not in content
    # A thumbnail before the picture has an end of its own.
    return content.rfind(_EOI) < content.rfind(_SOS)
