"""Agreement cases for tests, with as little said as a case may say."""

from __future__ import annotations

from typing import Any

from generator.cases.agreement import AgreementCase

PAIR = {"county": "禄劝县", "receiver": "禄劝县人民医院", "helpers": ["昆明市延安医院"]}


def agreement(*pairs: dict[str, Any], mode: str = "pairwise", **more: Any) -> AgreementCase:
    """A case of these pairs, each what it says over a correct pair of 禄劝县."""
    rows = [{**PAIR, **pair} for pair in pairs or ({},)]
    given = {"policy": "yunnan-2022", "name": "测试", "mode": mode, "pairs": rows, **more}
    return AgreementCase.model_validate({"kind": "agreement", **given})
