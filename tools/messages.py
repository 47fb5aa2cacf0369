"""Extract the messages of the code and of click, merge them into the Chinese catalogue, compile it.

`--check` changes nothing and says whether what is committed is what would be written. Nothing that
changes by itself (dates, line numbers, versions) is written.
"""

from __future__ import annotations

import io
import sys
from importlib.metadata import distribution
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "generator/locale/bangfu.pot"
CHINESE = ROOT / "generator/locale/zh/LC_MESSAGES/bangfu.po"
COMPILED = CHINESE.with_suffix(".mo")

KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


class _Messages(Catalog):
    """A catalogue whose header says only what does not change by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        headers = [
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
        if self.locale:
            headers += [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return headers


def _empty(locale: str | None = None) -> Catalog:
    comment = "# Messages of bangfu 帮扶, merged by `make messages`. Translate in the .po only."
    return _Messages(locale=locale, header_comment=comment, fuzzy=False)


def extract() -> Catalog:
    """Every message of generator/, and those of click, which users meet too."""
    package = extract_from_dir(ROOT / "generator", [("**.py", "python")], keywords=KEYWORDS)
    messages = [message for _file, _line, message, _comments, _context in package]
    for file in distribution("click").files or ():
        if file.suffix == ".py":
            found = extract_from_file("python", file.locate(), keywords=KEYWORDS)
            messages += [message for _line, message, _comments, _context in found]
    catalogue = _empty()
    for message in messages:
        if message:
            catalogue.add(message)
    return catalogue


def merge(template: Catalog, chinese: bytes) -> Catalog:
    """The Chinese catalogue with exactly the template's messages; new ones stay untranslated."""
    known = read_po(io.BytesIO(chinese), locale="zh")
    catalogue = _empty("zh")
    for message in template:
        if message.id:
            translated = known.get(message.id)
            text = translated.string if translated and is_translated(translated) else None
            catalogue.add(message.id, text, flags=message.flags)
    return catalogue


def is_translated(message: Message) -> bool:
    """Whether it has a text in every plural form."""
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(texts)


def files() -> dict[Path, bytes]:
    """What each file of the catalogue must hold."""
    template = extract()
    chinese = merge(template, CHINESE.read_bytes() if CHINESE.exists() else b"")
    compiled = io.BytesIO()
    write_mo(compiled, _translated_part(chinese))
    return {TEMPLATE: _text(template), CHINESE: _text(chinese), COMPILED: compiled.getvalue()}


def _translated_part(catalogue: Catalog) -> Catalog:
    part = _empty("zh")
    for message in catalogue:
        if message.id and is_translated(message):
            part.add(message.id, message.string)
    return part


def _text(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, no_location=True, sort_output=True, width=100)
    return stream.getvalue()


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` compare them; 1 when one is stale."""
    stale = [
        path
        for path, content in files().items()
        if not path.exists() or path.read_bytes() != content
    ]
    if "--check" not in arguments:
        for path, content in files().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'stale' if '--check' in arguments else 'written'}")
    chinese = merge(extract(), CHINESE.read_bytes() if CHINESE.exists() else b"")
    missing = [message.id for message in chinese if message.id and not is_translated(message)]
    for message in missing:
        print(f"untranslated: {message!r}")
    return 1 if missing or ("--check" in arguments and stale) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
