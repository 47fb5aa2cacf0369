"""The CFF reader against fontTools, over subsets of the fonts at hand."""

from __future__ import annotations

import io

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from generator.render.fonts import load_fonts
from generator.render.pdf.cff import cids
from generator.render.pdf.embedding import _table


@pytest.mark.parametrize("face", ["仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"])
@pytest.mark.parametrize("text", ["一", "卫生健康委—12", "".join(map(chr, range(0x4E00, 0x4F40)))])
def test_cids(face: str, text: str) -> None:
    used = load_fonts().resolve(face)
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, text))
    font = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(used.path)), used.index)
    subset = bytes(uharfbuzz.subset(font, wanted).blob.data)
    top = TTFont(io.BytesIO(subset))["CFF "].cff[0]
    names = [name.removeprefix("cid") for name in top.charset]
    assert hasattr(top, "ROS")
    assert cids(_table(subset, b"CFF ")) == [0, *map(int, names[1:])]
