"""Forms that are rendered need the open fonts, as all rendering tests do."""

from tests.render.conftest import fetched_fonts

__all__ = ["fetched_fonts"]
