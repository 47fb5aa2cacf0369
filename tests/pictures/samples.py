"""Pictures as cameras, scanners and clerks hand them in: a red corner tells which way is up."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

RED, GREY = (220, 20, 20), (190, 200, 210)
SIDEWAYS = 6  # Exif: the camera was turned, the picture must be, too


def portrait(width: int = 600, height: int = 800) -> Image.Image:
    """A drawn portrait: grey paper, the top left corner red."""
    image = Image.new("RGB", (width, height), GREY)
    ImageDraw.Draw(image).rectangle((0, 0, width // 3, height // 4), fill=RED)
    return image


def jpeg(path: Path, image: Image.Image | None = None, **options: Any) -> Path:
    """The picture as a JPEG file."""
    (image or portrait()).save(path, "JPEG", quality=95, **options)
    return path


def held_as(path: Path, orientation: int) -> Path:
    """A phone's photo, its pixels stored as the phone was held, with a place in its metadata."""
    stored = {
        1: (),
        2: (Image.Transpose.FLIP_LEFT_RIGHT,),
        3: (Image.Transpose.ROTATE_180,),
        4: (Image.Transpose.FLIP_TOP_BOTTOM,),
        5: (Image.Transpose.TRANSPOSE,),
        6: (Image.Transpose.ROTATE_90,),
        7: (Image.Transpose.TRANSVERSE,),
        8: (Image.Transpose.ROTATE_270,),
    }[orientation]
    image = portrait()
    for turn in stored:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    exif.get_ifd(0x8825)[2] = (30.0, 55.0, 12.0)
    return jpeg(path, image, exif=exif, comment=b"GPS 30.9 108.7")


def png_header(path: Path, width: int, height: int) -> Path:
    """A PNG that says it is enormous, and holds nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    content = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + content)
    return path


def shown(data: bytes) -> Image.Image:
    """A prepared picture, decoded."""
    return Image.open(io.BytesIO(data)).convert("RGB")


def is_red(image: Image.Image, across: float, down: float) -> bool:
    """Whether the picture is red at these shares of its width and height."""
    pixel = image.getpixel((int(across * image.width), int(down * image.height)))
    assert isinstance(pixel, tuple)
    return pixel[0] > 180 and pixel[1] < 80 and pixel[2] < 80


def is_upright(image: Image.Image) -> bool:
    """Whether the red corner stands top left, and in no other corner."""
    corners = [(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)]
    return [is_red(image, *corner) for corner in corners] == [True, False, False, False]
