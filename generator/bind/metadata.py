"""A packet's metadata, in the PDF's information dictionary and as XMP; no author and no clock."""

from __future__ import annotations

from html import escape

from msgspec import Struct

from generator import __version__
from generator.pdf.objects import Obj, Value, dictionary, plain_stream, text_string

PRODUCER = f"bangfu {__version__}"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:description>
    <rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>
   </dc:description>
   <pdf:Keywords>{keywords}</pdf:Keywords>
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


class Metadata(Struct, frozen=True):
    """What the packet says about itself."""

    title: str
    subject: str = ""
    keywords: str = ""
    language: str = "zh-CN"


def information(metadata: Metadata) -> Obj:
    """The information dictionary."""
    info: dict[str, Value] = {
        "Title": text_string(metadata.title),
        "Producer": text_string(PRODUCER),
    }
    if metadata.subject:
        info["Subject"] = text_string(metadata.subject)
    if metadata.keywords:
        info["Keywords"] = text_string(metadata.keywords)
    return Obj(dictionary(info))


def catalog_entries(metadata: Metadata) -> dict[str, Value]:
    """What the catalogue says: the same as XMP, the language, and that viewers show the title."""
    xmp = _XMP.format(
        language=escape(metadata.language),
        title=_xml(metadata.title),
        subject=_xml(metadata.subject),
        keywords=_xml(metadata.keywords),
        producer=_xml(PRODUCER),
    )
    return {
        "Metadata": plain_stream(xmp.encode(), {"Type": "/Metadata", "Subtype": "/XML"}),
        "Lang": text_string(metadata.language),
        "ViewerPreferences": "<< /DisplayDocTitle true >>",
    }


def _xml(text: str) -> str:
    return escape("".join(c for c in text if c.isprintable()))
