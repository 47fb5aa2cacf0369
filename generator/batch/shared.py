"""What the workers of a build share: their fork server loads it once, before it forks them off.

Loading this module is the work: libraries, and the forms of the packet that is to be built, filled
with their samples. It only saves time; whatever is wrong with a form, whoever builds it says so.
"""

from __future__ import annotations

import gc
import json
import logging
import os
from importlib import import_module

from generator.batch.documents import form_stock
from generator.batch.hint import HINT
from generator.errors import BangfuError
from generator.fill.compiled import compiled_docx
from generator.forms.discover import discover_forms, discover_packets
from generator.forms.packets import choose_packet

_COLLECT_AFTER = 50_000  # objects; what workers keep they keep for good, and cycles are few

log = logging.getLogger(__name__)


def _prepare(kind: str, policy: str, wanted: str | None) -> None:
    for module in ("generator.batch.run", "generator.batch.record"):  # what the first job loads
        import_module(module)
    forms = discover_forms()
    packet = choose_packet(discover_packets(), policy, kind, wanted)
    fronts = (packet.cover, packet.contents, packet.checklist)
    for form_id in (*fronts, *(item.form for item in packet.forms)):
        if form_id and forms[form_id].template.suffix == ".docx":
            compiled_docx(forms[form_id].template)
            _ = form_stock(forms[form_id]).fonts


if hint := os.environ.get(HINT):
    try:
        _prepare(*json.loads(hint))
    except (BangfuError, ValueError, KeyError, TypeError) as fault:
        log.info("nothing prepared: %s", fault)
gc.collect()
gc.freeze()
gc.set_threshold(_COLLECT_AFTER)
