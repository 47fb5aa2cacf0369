"""Pictures as PDF image objects, transparency kept."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from generator.errors import EngineError
from generator.i18n import _
from generator.render.pdf.objects import Objects, reference


def add_picture(objects: Objects, data: bytes) -> int:
    """The image object of a PNG or JPEG file. Raises EngineError when it cannot be read."""
    try:
        image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG"])
        if image.format == "JPEG" and image.mode in ("RGB", "L"):
            return objects.plain_stream(data, {**_entries(image), "Filter": "/DCTDecode"})
        pixels = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise EngineError(_("a picture cannot be read: {reason}", reason=fault)) from fault
    colours, alpha = pixels.convert("RGB"), pixels.getchannel("A")
    entries = _entries(colours)
    if alpha.getextrema() != (255, 255):
        mask = objects.stream(alpha.tobytes(), _entries(alpha))
        entries["SMask"] = reference(mask)
    return objects.stream(colours.tobytes(), entries)


def _entries(image: Image.Image) -> dict[str, str]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(image.width),
        "Height": str(image.height),
        "ColorSpace": "/DeviceGray" if image.mode == "L" else "/DeviceRGB",
        "BitsPerComponent": "8",
    }
