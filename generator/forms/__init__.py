"""Forms 表单: the folders of forms/, discovered and described; what to fill, never how."""

from generator.forms.discover import discover_forms, discover_packets
from generator.forms.form import Collecting, Form, Seal
from generator.forms.packets import Packet, PacketDocument, choose_packet

__all__ = [
    "Collecting",
    "Form",
    "Packet",
    "PacketDocument",
    "Seal",
    "choose_packet",
    "discover_forms",
    "discover_packets",
]
