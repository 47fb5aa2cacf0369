"""Packets 材料包: which forms are bound together, in which order, and numbered how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from generator.errors import UsageError
from generator.forms.form import Strict, Titles
from generator.i18n import _

if TYPE_CHECKING:
    from generator.forms.description import Role, Text


@dataclass(frozen=True, slots=True)
class PacketDocument(Strict):
    """One form of a packet; what is not said is as the form has it.

    In a form's place, behind all forms, may stand the files a record hands in.
    """

    form: Text | Literal[""] = ""
    label: Text | None = None  # behind its title, as 送达 and 留存 of a form bound in twice
    attachments: Text | None = None  # the record's field with the files to bind, each on A4 sheets
    when: Text | None = None  # only for records that have something in this field
    due: bool = False  # with `when`: a record without it lacks the document, the checklist says so
    straddle: tuple[Role, ...] | None = None  # other roles for 骑缝章 than the form's
    even: bool = False  # on the back of a sheet; an empty page goes before it where it must

    def __post_init__(self) -> None:
        """Raises ValueError where it is neither or both."""
        if bool(self.form) == bool(self.attachments):
            raise ValueError("a document is either a form or attachments")


@dataclass(frozen=True, slots=True)
class Packet(Strict):
    """What `forms/packets/<id>.yaml` says."""

    id: Text  # the file's name without `.yaml`
    titles: Titles
    case: Text  # kind of case
    documents: tuple[PacketDocument, ...]
    policy: Text | None = None  # None: for cases of every policy
    cover: Text | None = None  # id of the form used as cover
    contents: Text | None = None  # id of the form used as contents
    checklist: Text | None = None  # id of the form used as checklist, behind the contents
    # made once for the case, in a folder of their own
    case_documents: tuple[PacketDocument, ...] = ()
    annexes: Text | None = None  # the record's field with its annexes, bound behind the first
    turned: bool = False  # landscape sheets stand upright in it, heads at the left (GB/T 9704, 8)
    papers: tuple[
        Text, ...
    ] = ()  # what others add to the packet on paper; the checklist names them
    numbering: Literal["own", "continuous"] = "own"
    duplex: bool = True  # printed on both sides: straddle seals count sheets, not pages

    def __post_init__(self) -> None:
        """Raises ValueError where attachments stand before a form."""
        kinds = [bool(document.attachments) for document in self.documents]
        if kinds != sorted(kinds) or any(document.attachments for document in self.case_documents):
            raise ValueError("attachments stand behind all forms of a record's documents")

    @property
    def forms(self) -> tuple[PacketDocument, ...]:
        """The documents that are made from forms."""
        return tuple(document for document in self.documents if document.form)


def case_packet(packet: Packet) -> Packet:
    """The packet of what is made once for the whole case: `case_documents`, without any front."""
    return replace(
        packet,
        cover=None,
        contents=None,
        checklist=None,
        documents=packet.case_documents,
        case_documents=(),
    )


def choose_packet(
    packets: Mapping[str, Packet], policy: str, case: str, wanted: str | None = None
) -> Packet:
    """The packet for a kind of case: the one asked for, else the policy's own, else a general one.

    Raises UsageError when there is none, or `wanted` is for another kind of case.
    """
    fitting = {
        packet.id: packet
        for packet in packets.values()
        if packet.case == case and packet.policy in (policy, None)
    }
    if wanted is not None:
        if wanted in fitting:
            return fitting[wanted]
        raise UsageError(
            _(
                "no packet {packet} for {case} cases of {policy}",
                packet=wanted,
                case=case,
                policy=policy,
            ),
            remedy=_("There are: {packets}.", packets=", ".join(sorted(fitting)) or "-"),
        )
    if not fitting:
        raise UsageError(
            _("no packet for {case} cases of {policy}", case=case, policy=policy),
            remedy=_("Describe one in forms/packets/, or name forms with --only."),
        )
    return min(fitting.values(), key=lambda packet: (packet.policy is None, packet.id))
