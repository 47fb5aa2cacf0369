"""Stage 1, load: a YAML case file becomes a typed, frozen case, every value knowing its place."""

from generator.load.case import LoadedCase, load_case

__all__ = ["LoadedCase", "load_case"]
