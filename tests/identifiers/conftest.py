"""Messages in English, whatever the machine's locale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator import i18n


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BANGFU_LANG", "en")
    i18n.language.cache_clear()
    yield
    i18n.language.cache_clear()
