"""A packet's metadata, in the PDF's information dictionary and as XMP; no author and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pikepdf

from generator import __version__

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


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the packet says about itself."""

    title: str
    subject: str = ""
    keywords: str = ""
    language: str = "zh-CN"


def write_metadata(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    """Write the metadata both ways, the same, and nothing else; viewers show the title."""
    info = {"/Title": metadata.title, "/Producer": PRODUCER}
    if metadata.subject:
        info["/Subject"] = metadata.subject
    if metadata.keywords:
        info["/Keywords"] = metadata.keywords
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(info))
    xmp = _XMP.format(
        language=escape(metadata.language),
        title=_xml(metadata.title),
        subject=_xml(metadata.subject),
        keywords=_xml(metadata.keywords),
        producer=_xml(PRODUCER),
    )
    pdf.Root.Metadata = pdf.make_stream(
        xmp.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
    pdf.Root.Lang = pikepdf.String(metadata.language)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def _xml(text: str) -> str:
    return escape("".join(c for c in text if c.isprintable()))
