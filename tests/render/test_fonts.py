"""The faces: chains, measures, fallbacks, what is reported, and that Typst knows them by name."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import typst
from msgspec.structs import replace

from generator.errors import EngineError, FormError
from generator.render import fontcatalogue, fontchains, fontmetrics
from generator.render.fonts import FontSet, load_fonts
from generator.render.typst.compiler import compile_pdf

OFFICIAL = ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "Times New Roman"]

pytestmark = pytest.mark.usefixtures("fetched_fonts")


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return load_fonts()


@pytest.mark.parametrize(
    ("requested", "bold", "family", "weight", "synthetic"),
    [
        ("方正小标宋简体", False, "Noto Serif CJK SC", 700, False),
        ("方正小标宋简体", True, "Noto Serif CJK SC", 700, False),
        ("仿宋_GB2312", False, "FandolFang R", 400, False),
        ("FangSong_GB2312", False, "FandolFang R", 400, False),
        ("华文仿宋", False, "FandolFang R", 400, False),
        ("仿宋_GB2312", True, "FandolFang R", 400, True),
        ("楷体_GB2312", True, "FandolKai", 400, True),
        ("SimHei", False, "FandolHei", 400, False),
        ("黑体", True, "FandolHei", 700, False),
        ("simsun", True, "FandolSong", 700, False),
        ("Times New Roman", True, "Liberation Serif", 700, False),
        ("LXGW WenKai", False, "LXGW WenKai", 400, False),
        ("某公司专用体", False, "FandolSong", 400, False),
    ],
)
def test_a_named_face_is_drawn_by_the_first_of_its_chain(
    fonts: FontSet, requested: str, bold: bool, family: str, weight: int, synthetic: bool
) -> None:
    face = fonts.resolve(requested, bold)
    assert (face.family, face.weight, face.synthetic_bold) == (family, weight, synthetic)


def test_italic_is_the_files_own_or_slanted(fonts: FontSet) -> None:
    assert fonts.resolve("Times New Roman", italic=True).style == "italic"
    assert not fonts.resolve("Times New Roman", italic=True).synthetic_italic
    assert fonts.resolve("宋体", italic=True).synthetic_italic


def test_typst_finds_every_face_by_the_name_given(fonts: FontSet) -> None:
    known = {
        (info.family, info.weight, info.style)
        for info in typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(path) for path in fonts.font_paths()],
        ).fonts()
    }
    faces = {fonts.resolve(name, bold) for name in OFFICIAL for bold in (False, True)}
    assert len(faces) == 11  # 小标宋 is bold already
    assert {(face.typst_family, face.weight, face.style) for face in faces} <= known


def test_the_compiler_sets_text_in_the_projects_fonts() -> None:
    pdf = compile_pdf('#set text(font: "FandolFang R")\n对口支援')
    assert b"FandolFang" in pdf
    with pytest.raises(EngineError, match="unknown font"):
        compile_pdf('#set text(font: "no such family")\n对口支援')


@pytest.mark.parametrize(
    ("requested", "bold", "height", "above"),
    [
        # Measured in LibreOffice 7.4 at 16 pt by the distance of baselines, see test_oracle.py.
        ("仿宋_GB2312", False, 1.2, 1.08),
        ("宋体", False, 1.254, 0.978),  # hhea descent has the wrong sign
        ("宋体", True, 1.2, 1.08),
        ("方正小标宋简体", False, 1.437, 1.151),
        ("LXGW WenKai", False, 1.184, 0.928),
        ("Times New Roman", False, 1.1499, 0.9336),
    ],
)
def test_natural_lines_are_as_high_as_libreoffice_makes_them(
    fonts: FontSet, requested: str, bold: bool, height: float, above: float
) -> None:
    kept = fonts.resolve(requested, bold)
    face = replace(kept, metrics=fontmetrics.read_metrics(kept.path, kept.index))
    assert face.line_height == pytest.approx(height, abs=1e-4)
    assert face.line_gap + face.ascent == pytest.approx(above, abs=1e-4)
    assert face.descent > 0


def test_advances_are_in_em(fonts: FontSet) -> None:
    face = fonts.resolve("仿宋_GB2312")
    assert {face.advance(char) for char in "院，。〇　"} == {1.0}
    assert fonts.resolve("Times New Roman").advance("0") == 0.5
    assert face.advance("\u200b") == 0  # prints nothing, so every face has it
    with pytest.raises(EngineError, match=r"“蔈” \(U\+8508\)"):
        face.advance("蔈")


@pytest.mark.parametrize(
    ("requested", "char", "family"),
    [
        ("仿宋_GB2312", "院", "FandolFang R"),
        ("仿宋_GB2312", "蔈", "Noto Serif CJK SC"),
        ("宋体", "佉", "Noto Serif CJK SC"),
        ("楷体_GB2312", "蔈", "LXGW WenKai"),
        ("黑体", "蔈", "Noto Sans CJK SC"),
        ("方正小标宋简体", "蔈", "Noto Serif CJK SC"),
        ("Times New Roman", "院", "FandolSong"),
        ("仿宋_GB2312", "𠮷", "Noto Serif CJK SC"),  # beyond the basic plane
    ],
)
def test_a_missing_character_comes_from_the_nearest_face(
    fonts: FontSet, requested: str, char: str, family: str
) -> None:
    found = fonts.for_char(fonts.resolve(requested), char)
    assert found.family == family
    assert found.advance(char) == 1.0


def test_a_fallback_is_as_bold_as_the_text(fonts: FontSet) -> None:
    assert fonts.for_char(fonts.resolve("宋体", bold=True), "蔈").weight == 700
    assert fonts.for_char(fonts.resolve("仿宋", bold=True), "蔈").weight == 700


def test_a_character_no_font_has_is_named(fonts: FontSet) -> None:
    with pytest.raises(EngineError, match=r"\(U\+E123\)"):
        fonts.for_char(fonts.resolve("宋体"), "\ue123")


def test_the_form_marks_can_be_drawn(fonts: FontSet) -> None:
    for name in OFFICIAL:
        face = fonts.resolve(name)
        for char in "□☑√〔〕〇—“”…㎡￥·①×":
            assert fonts.for_char(face, char).covers(char)


def test_every_stand_in_is_reported_once(fonts: FontSet) -> None:
    found = fonts.substitutions(["仿宋_GB2312", "LXGW WenKai", "仿宋_GB2312", "黑体"])
    assert [(one.requested, one.used) for one in found] == [
        ("仿宋_GB2312", "FandolFang R"),
        ("黑体", "FandolHei"),
    ]


@pytest.mark.parametrize("names", [("甲", "乙"), ("乙", "甲")])
def test_each_name_has_its_own_stand_ins_whichever_is_asked_first(
    fonts: FontSet, names: tuple[str, str]
) -> None:
    behind = {"甲": "FandolSong", "乙": "FandolKai"}
    chains = fontchains.Chains(
        faces=tuple(
            fontchains.OfficialFace(
                name, (fontchains.StandIn("Liberation Serif"), fontchains.StandIn(family))
            )
            for name, family in behind.items()
        ),
        fallback=(),
        default="甲",
    )
    two = FontSet(fonts.faces, chains, fonts.folders)
    for name in names:
        found = two.for_char(two.resolve(name), "汉")
        assert found.family.startswith(behind[name])


def test_without_fonts_the_remedy_is_given() -> None:
    empty = FontSet((), fontchains.load_chains(), ())
    with pytest.raises(EngineError) as caught:
        empty.resolve("仿宋_GB2312")
    assert "make fonts" in caught.value.remedy


def test_a_changed_or_damaged_cache_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fonts: FontSet
) -> None:
    monkeypatch.setattr(fontmetrics, "cache_folder", lambda: tmp_path)
    path = fonts.resolve("Times New Roman").path
    first = fontmetrics.load_metrics(path, 0, 1, 1)
    (kept,) = (tmp_path / "metrics").iterdir()
    good = kept.read_bytes()
    for damaged in (b"", b"rubbish", good[:-20]):
        kept.write_bytes(damaged)
        assert fontmetrics.load_metrics(path, 0, 1, 1).advances == first.advances
        assert kept.read_bytes() == good
    fontmetrics.load_metrics(path, 0, 1, 2)
    assert len(list((tmp_path / "metrics").iterdir())) == 2


def test_the_list_of_fonts_is_kept_until_a_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fonts: FontSet
) -> None:
    monkeypatch.setattr("generator.ondisk.cache_folder", lambda: tmp_path / "cache")
    folder = tmp_path / "fonts"
    folder.mkdir()
    source = fonts.resolve("Times New Roman").path
    folder.joinpath("a.ttf").write_bytes(source.read_bytes())
    folder.joinpath("broken.ttf").write_bytes(b"no font")
    (face,) = fontcatalogue.catalogue((folder,))
    assert face.family == "Liberation Serif"
    monkeypatch.setattr(fontcatalogue, "_read", lambda *_: ())
    assert fontcatalogue.catalogue((folder,)) == (face,)
    folder.joinpath("b.ttf").write_bytes(source.read_bytes())
    assert fontcatalogue.catalogue((folder,)) == ()


def test_a_warm_start_is_quick(fonts: FontSet) -> None:
    for name in OFFICIAL:
        fonts.resolve(name)  # makes sure that the measures are kept
    best = min(_seconds_to_load() for _ in range(3))
    assert best < 0.1  # usually 0.02


def _seconds_to_load() -> float:
    start = time.perf_counter()
    found = fontcatalogue.catalogue(load_fonts().folders)
    official = [load_fonts().resolve(name) for name in OFFICIAL]
    for face in official:
        file = next(one.file for one in found if one.file.path == face.path)
        fontmetrics.load_metrics(face.path, face.index, file.size, file.modified_ns)
    return time.perf_counter() - start


def test_a_broken_declaration_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontchains, "data_dir", lambda: tmp_path)
    for content in ("faces: [", "faces: []\nfallback: []\ndefault: 宋体\n", "face: 1\n"):
        tmp_path.joinpath("fonts.yaml").write_text(content, encoding="utf-8")
        fontchains.load_chains.cache_clear()
        with pytest.raises(FormError, match=r"fonts\.yaml"):
            fontchains.load_chains()
    fontchains.load_chains.cache_clear()
