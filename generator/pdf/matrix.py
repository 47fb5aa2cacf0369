"""Affine maps of the plane as PDF writes them: six numbers (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from msgspec import Struct


class Matrix(Struct, frozen=True):
    """Takes (x, y) to (ax + cy + e, bx + dy + f); `one @ other` does `one` first."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, other: Matrix) -> Matrix:
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """The point that (x, y) goes to."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inverse(self) -> Matrix:
        """The map back. Raises ZeroDivisionError where all points fall on a line."""
        determinant = self.a * self.d - self.b * self.c
        a, b, c, d = (v / determinant for v in (self.d, -self.b, -self.c, self.a))
        return Matrix(a, b, c, d, -(self.e * a + self.f * c), -(self.e * b + self.f * d))

    def operands(self) -> str:
        """The six numbers, as they stand before `cm`."""
        values = (self.a, self.b, self.c, self.d, self.e, self.f)
        return " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in values)
