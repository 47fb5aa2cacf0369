"""The ledger's key: what identifies people, contents and certificates without telling about them."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from generator.errors import LedgerError
from generator.files import unwritable
from generator.i18n import _

_BYTES = 32
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without I, L, O and U
_CODE = 16  # characters of 5 bits: nobody guesses 80 bits
_GROUP = 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


class Key(Struct, frozen=True):
    """A secret of 32 bytes; its uses are kept apart by name."""

    secret: bytes

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Key({self.fingerprint})"

    def identity(self, *parts: str) -> str:
        """What stands in the ledger for a person and course, or for a letter."""
        return self._mac("identity", parts).hex()

    def content(self, *parts: str) -> str:
        """What stands in the ledger for what a document says."""
        return self._mac("content", parts).hex()

    def code(self, number: str) -> str:
        """The code 核验码 a certificate of that number bears: K7Q2-9XHB-3MTA-PD5W."""
        value = int.from_bytes(self._mac("code", (number,))[:10], "big")
        letters = "".join(ALPHABET[value >> 5 * at & 31] for at in range(_CODE))
        return "-".join(letters[at : at + _GROUP] for at in range(0, _CODE, _GROUP))

    def confirms(self, number: str, code: str) -> bool:
        """Whether the code is that number's, however it was typed."""
        return hmac.compare_digest(plain_code(code), plain_code(self.code(number)))

    @property
    def fingerprint(self) -> str:
        """Tells this key from others, and nothing about it."""
        return self._mac("fingerprint", ()).hex()[:16]

    def _mac(self, use: str, parts: Sequence[str]) -> bytes:
        # Each part with its length: no two lists of parts give the same message.
        message = b"".join(
            len(part).to_bytes(4, "big") + part
            for text in (use, *parts)
            for part in [text.encode()]
        )
        return hmac.new(self.secret, message, sha256).digest()


def plain_code(code: str) -> str:
    """A code without hyphens and spaces, upper case, with 0 and 1 for letters misread."""
    kept = "".join(char for char in code.upper() if char.isascii() and char.isalnum())
    return kept.translate(_MISREAD)


def read_key(path: Path) -> Key:
    """The key in a file. Raises LedgerError when it is not there or no key."""
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError as fault:
        raise LedgerError(
            _("the ledger's key is missing"),
            where=str(path),
            remedy=_("Put it back from a backup; without it no certificate can be verified."),
        ) from fault
    except (OSError, ValueError) as fault:
        raise LedgerError(
            _("the ledger's key cannot be read: {reason}", reason=fault), where=str(path)
        ) from fault
    if len(secret) != _BYTES:
        raise LedgerError(
            _("this file is no key of a ledger"),
            where=str(path),
            remedy=_("Put the key back from a backup."),
        )
    return Key(secret)


def make_key(path: Path) -> Key:
    """A new key in a file that only its owner reads. Raises OutputError."""
    key = Key(secrets.token_bytes(_BYTES))
    write_key(path, key)
    return key


def write_key(path: Path, key: Key) -> None:
    """The key in a file of mode 0600, never half of it. Raises OutputError; never overwrites."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(key.secret.hex() + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            if path.exists():
                raise FileExistsError(17, "File exists", str(path))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise unwritable(path, fault) from fault
