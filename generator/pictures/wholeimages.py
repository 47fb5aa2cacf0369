"""Reading images so that half a file is an error, whatever other libraries have asked of Pillow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ImageFile


@contextmanager
def whole_images() -> Iterator[None]:
    """While the body reads images, a truncated one raises OSError.

    WeasyPrint, once loaded, has Pillow pad such images without a word, for the whole process.
    """
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
