"""A LibreOffice profile for converting: bookmarks become destinations, nothing is fetched or run.

Its fontconfig file gives LibreOffice the very faces the embedded engine draws each official name
with, so that comparing the two compares layout and not fonts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from generator.render.fontchains import StandIn
from generator.render.fonts import FontSet
from generator.resources import cache_folder

_CLOSED_PROXY = "127.0.0.1"  # port 9 (discard): whatever asks for the network finds none
_SETTINGS = (
    ("Office.Common/Filter/PDF/Export", "ExportBookmarksToPDFDestination", "true"),
    ("Office.Common/Filter/PDF/Export", "UseTaggedPDF", "false"),
    ("Office.Common/Filter/PDF/Export", "UseLosslessCompression", "true"),
    ("Office.Common/Filter/PDF/Export", "ReduceImageResolution", "false"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Save/URL", "FileSystem", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Office.Linguistic/General", "DefaultLocale_CJK", "zh-CN"),
    ("Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", _CLOSED_PROXY),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", _CLOSED_PROXY),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetFTPProxyName", _CLOSED_PROXY),
    ("Inet/Settings", "ooInetFTPProxyPort", "9"),
)


def write_profile(folder: Path, fonts: FontSet) -> None:
    """Put the settings (`user/registrymodifications.xcu`) and `fonts.conf` into the folder."""
    user = folder / "user"
    user.mkdir(parents=True)
    user.joinpath("registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    folder.joinpath("fonts.conf").write_text(font_configuration(fonts), encoding="utf-8")


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n"
    )


def font_configuration(fonts: FontSet) -> str:
    """A fontconfig file: our folders, and for each declared name the families that draw it."""
    folders = "".join(f"<dir>{escape(str(folder))}</dir>\n" for folder in fonts.folders)
    rules = "".join(_rule(fonts, name) for name in _declared_names(fonts))
    rules = _weights(fonts) + rules + _last_resort(fonts)
    # What fontconfig keeps of a folder holds the changed weights, so it belongs to these rules.
    kept = cache_folder() / "fontconfig" / hashlib.sha256(rules.encode()).hexdigest()[:16]
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n{folders}<cachedir>{escape(str(kept))}</cachedir>\n{rules}</fontconfig>\n"
    )


def _weights(fonts: FontSet) -> str:
    """Bold faces said to be bold: Fandol's call themselves regular in OS/2, and would be unused."""
    return "".join(
        f'<match target="scan"><test name="file"><string>{escape(str(face.file.path))}</string>'
        '</test><edit name="weight" mode="assign"><const>bold</const></edit></match>\n'
        for face in fonts.faces
        if face.weight == 700 and face.index == 0
    )


def _declared_names(fonts: FontSet) -> Iterator[str]:
    for face in fonts.chains.faces:
        yield from (face.name, *face.aliases, *face.also)


def _rule(fonts: FontSet, name: str) -> str:
    """What draws `name`; nothing where the face itself is installed."""
    if fonts.find(StandIn(family=name), bold=False, italic=False):
        return ""
    face = fonts.resolve(name)
    weight = ""
    if face.weight > 400:  # 小标宋 is drawn by a bold face whatever weight the text asks for
        weight = '<edit name="weight" mode="assign"><const>bold</const></edit>'
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="same">{_families(fonts, name)}</edit>'
        f"{weight}</match>\n"
    )


def _last_resort(fonts: FontSet) -> str:
    """What draws names that stand nowhere, and characters a face lacks."""
    families = _families(fonts, fonts.chains.default)
    return (
        '<match target="pattern"><edit name="family" mode="append_last" binding="strong">'
        f"{families}</edit></match>\n"
    )


def _families(fonts: FontSet, name: str) -> str:
    found = (fonts.find(stand_in, False, False) for stand_in in fonts.chain(name))
    families = dict.fromkeys(face.family for face in found if face)
    return "".join(f"<string>{escape(family)}</string>" for family in families)
