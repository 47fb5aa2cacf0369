"""Draw the gallery: a picture of every form's sample pages, and the sample packet with its pictures.

`make gallery` runs it. Beside the pictures stands `digests.json`: what each was made from, so that
`--check` (and a test) can say which are stale without comparing pixels.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pypdf

from generator import pipeline
from generator.cases.kinds import KINDS
from generator.cases.records import Party
from generator.files import write_whole
from generator.fill import fill, filled_text
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms, discover_packets
from generator.load import load_case
from generator.options import BuildOptions
from generator.reference import load_reference
from generator.render.engine import render
from generator.stamp.marks import Mark
from generator.stamp.seals import seals_of
from generator.stamp.stamp import Stamps, stamp_bytes
from generator.stamp.straddle import Straddle
from tools.sheets import PageSpot, contact_sheet, crop, fan

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs/gallery"
SAMPLE = ROOT / "docs/sample"
DIGESTS = GALLERY / "digests.json"
PACKET = "sample packet"

_FONT = re.compile(r'font: "([^"]+)"')
_INTRODUCTION = """\
# Gallery

Every form, filled from its own `sample.yaml`: names of hospitals are real, numbers, dates and tasks are
invented, hence the mark 样本. The dashed circles are the places of the seals, true to size; they are no
seals. The pictures are made by `make gallery`, and a test says when they are stale.

每个表单按自带的 `sample.yaml` 填写后的样子。虚线圆是盖章处，按印章实际大小画出，不是印章。
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a picture was made from; `source` depends on the fonts of the machine, `text` does not."""

    fonts: tuple[str, ...]
    source: str  # SHA-256 of the laid-out Typst source and of what is stamped on it
    text: str  # SHA-256 of the document's text


@dataclass(frozen=True, slots=True)
class Document:
    """A stamped PDF to draw, and what it was made from."""

    pdf: bytes
    origin: Origin


# ----------------------------------------------------------------- what the pictures are made from


def form_document(form: Form) -> Document:
    """The form's filled sample, stamped as a packet would stamp it, with the mark 样本."""
    fields = sample_fields(form)
    filled, suffix = fill(form.template, fields), form.template.suffix
    rendered = render(filled, suffix, engine="typst", name=form.id)
    stamps = _stamps(form)
    source = f"{rendered.source}\n{stamps}"
    text = filled_text(filled, suffix)
    return Document(stamp_bytes(rendered.pdf, stamps), _origin([rendered.source], source, text))


def _stamps(form: Form) -> Stamps:
    seals = seals_of(_parties(form), form.seals) if form.seals else ()
    over = tuple(seal for seal in seals if seal.role in form.straddle)
    duplex = all(
        packet.duplex
        for packet in discover_packets().values()
        if form.id in {document.form for document in packet.forms}
    )
    return Stamps(
        seals=seals, straddle=Straddle(over, duplex=duplex) if over else None, mark=Mark.SAMPLE
    )


def _parties(form: Form) -> tuple[Party, ...]:
    case = load_case(form.sample).case
    records = KINDS[case.kind].records_for(form.per)(case, load_reference(), form.folder)
    return records[0].parties


def packet_document() -> Document:
    """The packet of the synthetic case docs/sample/pair.yaml, built as anybody builds it."""
    case = SAMPLE / "pair.yaml"
    with tempfile.TemporaryDirectory(prefix="bangfu-gallery-") as folder:
        order = BuildOptions((case,), Path(folder), engine="typst", workers=1)
        (result,) = pipeline.build(order, lambda _progress: None)
        (packet,) = result.folder.glob("*/packet.pdf")
        pdf = packet.read_bytes()
    sources = _sources(case)
    inputs = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.[sy]*"))]
    return Document(pdf, _origin(sources, "\n".join([*inputs, *sources]), packet_text(pdf)))


def _sources(case: Path) -> list[str]:
    """The laid-out source of each document of the case's first packet."""
    loaded = load_case(case)
    records = KINDS[loaded.case.kind].records(loaded.case, load_reference(), case.parent)
    forms = discover_forms()
    return [
        render(
            fill(forms[item.form].template, records[0].fields),
            forms[item.form].template.suffix,
            engine="typst",
        ).source
        for packet in discover_packets().values()
        if (packet.case, packet.policy) == (loaded.case.kind, loaded.case.policy)
        for item in packet.documents
    ]


def packet_text(pdf: bytes) -> str:
    """The text of a PDF's pages, without the white space, of which readers think differently."""
    with tempfile.TemporaryFile() as file:
        file.write(pdf)
        pages = pypdf.PdfReader(file).pages
        return "\f".join("".join(page.extract_text().split()) for page in pages)


def _origin(drawn: Iterable[str], source: str, text: str) -> Origin:
    fonts = {font for each in drawn for font in _FONT.findall(each)}
    return Origin(tuple(sorted(fonts)), _sha256(source), _sha256(text))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# --------------------------------------------------------------------------------- what is written


def documents() -> dict[str, Document]:
    """Every document there are pictures of, by form id, and the packet."""
    forms = {form.id: form_document(form) for form in discover_forms().values()}
    return {**forms, PACKET: packet_document()}


def picture_name(form_id: str) -> str:
    """The file of a form's picture in docs/gallery."""
    return form_id.replace("/", "-") + ".png"


def gallery_page(forms: Iterable[Form]) -> str:
    """The Markdown page that shows the pictures."""
    status = {"official": "official form 官方表式", "proposed": "proposal 建议稿"}
    parts = [
        f"## {form.titles.zh}\n\n"
        f"{form.titles.en} · `{form.id}` · {form.edition} · {status[form.status]}\n\n"
        f"![{form.titles.zh}]({picture_name(form.id)})\n"
        for form in forms
    ]
    return "\n".join([_INTRODUCTION, *parts])


def files(drawn: Mapping[str, Document]) -> dict[Path, bytes]:
    """All files of the gallery and the sample."""
    packet = drawn[PACKET].pdf
    forms = discover_forms()
    pictures = {GALLERY / picture_name(form): contact_sheet(drawn[form].pdf) for form in forms}
    origins = {name: asdict(document.origin) for name, document in drawn.items()}
    digests = json.dumps(origins, ensure_ascii=False, indent=1) + "\n"
    return {
        **pictures,
        GALLERY / "README.md": gallery_page(forms.values()).encode(),
        DIGESTS: digests.encode(),
        SAMPLE / "packet.pdf": packet,
        SAMPLE / "packet.png": contact_sheet(packet, columns=5, width=250),
        SAMPLE / "signing.png": crop(
            packet, PageSpot(page=8, left=22, top=102, width=172, height=106)
        ),
        SAMPLE / "straddle.png": fan(packet, pages=(5, 7), shift=21, left=95, top=20, height=262),
    }


def recorded() -> dict[str, Origin]:
    """What the pictures that stand there were made from."""
    content = json.loads(DIGESTS.read_text(encoding="utf-8"))
    return {
        name: Origin(tuple(each["fonts"]), each["source"], each["text"])
        for name, each in content.items()
    }


def stale(then: Mapping[str, Origin], now: Mapping[str, Origin]) -> list[str]:
    """The pictures that no longer show what they would show if drawn now.

    A machine that draws with other fonts lays out otherwise: there the texts alone are compared.
    """
    names = [name for name in now if name not in then] + [name for name in then if name not in now]
    for name in then.keys() & now.keys():
        old, new = then[name], now[name]
        if old.text != new.text or (old.fonts == new.fonts and old.source != new.source):
            names.append(name)
    return sorted(names)


def main(arguments: list[str]) -> int:
    """Write the gallery, or with `--check` say what of it is stale."""
    drawn = documents()
    if "--check" in arguments:
        found = stale(recorded(), {name: document.origin for name, document in drawn.items()})
        for name in found:
            print(f"stale: {name}; run `make gallery`", file=sys.stderr)
        return 1 if found else 0
    wanted = files(drawn)
    for path in set(GALLERY.glob("*.png")) - set(wanted):
        path.unlink()
    for path, content in wanted.items():
        write_whole(path, content)
        print(f"{path.relative_to(ROOT)}  {len(content) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
