"""Encryption of a finished packet."""

from __future__ import annotations

import io


def encrypted(content: bytes, password: str) -> bytes:
    """The PDF under AES-256, the password needed to open it; never the same bytes twice."""
    import pikepdf  # few packets are encrypted

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return out.getvalue()
