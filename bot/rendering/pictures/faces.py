"""The fonts that draw the pictures, and which signs each of them has.

Nothing is read before it is needed: a name in Latin letters opens one file of 2 MB, and only one
in Chinese waits for a font of 18 MB.
"""

from __future__ import annotations

from enum import Enum
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types
from PIL import ImageFont

REGULAR, SEMIBOLD = 400, 600  # on the axis of weight, as OpenType defines it


class Face(Enum):
    """A font file: the package that brings it, and where it is inside."""

    SANS = ("justmytype_western_core", "fonts/ofl/notosans/NotoSans[wdth,wght].ttf")
    ARABIC = ("justmytype_intl_rtl", "fonts/ofl/notosansarabic/NotoSansArabic[wdth,wght].ttf")
    HEBREW = ("justmytype_intl_rtl", "fonts/ofl/notosanshebrew/NotoSansHebrew[wdth,wght].ttf")
    THAI = ("justmytype_intl_sea", "fonts/ofl/notosansthai/NotoSansThai[wdth,wght].ttf")
    LAO = ("justmytype_intl_sea", "fonts/ofl/notosanslao/NotoSansLao[wdth,wght].ttf")
    KHMER = ("justmytype_intl_sea", "fonts/ofl/notosanskhmer/NotoSansKhmer[wdth,wght].ttf")
    MYANMAR = ("justmytype_intl_sea", "fonts/ofl/notosansmyanmar/NotoSansMyanmar[wdth,wght].ttf")
    DEVANAGARI = (
        "justmytype_intl_south_asia",
        "fonts/ofl/notosansdevanagari/NotoSansDevanagari[wdth,wght].ttf",
    )
    BENGALI = (
        "justmytype_intl_south_asia",
        "fonts/ofl/notosansbengali/NotoSansBengali[wdth,wght].ttf",
    )
    TAMIL = ("justmytype_intl_south_asia", "fonts/ofl/notosanstamil/NotoSansTamil[wdth,wght].ttf")
    TELUGU = (
        "justmytype_intl_south_asia",
        "fonts/ofl/notosanstelugu/NotoSansTelugu[wdth,wght].ttf",
    )
    ETHIOPIC = (
        "justmytype_intl_africa",
        "fonts/ofl/notosansethiopic/NotoSansEthiopic[wdth,wght].ttf",
    )
    JAPANESE = ("justmytype_intl_cjk", "fonts/ofl/notosansjp/NotoSansJP[wght].ttf")
    KOREAN = ("justmytype_intl_cjk", "fonts/ofl/notosanskr/NotoSansKR[wght].ttf")
    CHINESE = ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf")
    CHINESE_TRADITIONAL = ("justmytype_intl_cjk", "fonts/ofl/notosanstc/NotoSansTC[wght].ttf")
    SYMBOLS = (
        "justmytype_western_core",
        "fonts/ofl/notosanssymbols2/NotoSansSymbols2-Regular.ttf",
    )
    DEJAVU = ("matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf")

    @property
    def path(self) -> str:
        """Where the file is."""
        package, inside = self.value
        spec = find_spec(package)  # not importlib.resources: that would import all of matplotlib
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(name=package)
        return str(Path(spec.origin).parent / inside)


EAST_ASIAN = (Face.JAPANESE, Face.KOREAN, Face.CHINESE, Face.CHINESE_TRADITIONAL)
OTHERS = tuple(face for face in Face if face not in EAST_ASIAN)  # cheap to ask, in order of use


class Faces:
    """Opens fonts and remembers them; whoever shares one between threads holds a lock."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._signs: dict[Face, frozenset[int]] = {}
        self._fonts: dict[tuple[Face, int, int], ImageFont.FreeTypeFont] = {}

    def has(self, face: Face, sign: str) -> bool:
        """Tell whether a font has a glyph for a sign."""
        if face not in self._signs:
            with TTFont(face.path, lazy=True) as font:
                # Any names for the glyphs, or fontTools makes some up, which takes half the time.
                font.setGlyphOrder([str(glyph) for glyph in range(font["maxp"].numGlyphs)])
                self._signs[face] = frozenset(font.getBestCmap())
        return ord(sign) in self._signs[face]

    def font(self, face: Face, size_px: int, weight: int) -> ImageFont.FreeTypeFont:
        """Return a font in one size and weight; one that has no weights comes as it is."""
        key = (face, size_px, weight)
        if key not in self._fonts:
            font = ImageFont.truetype(face.path, size_px, layout_engine=ImageFont.Layout.RAQM)
            if "wght" in face.path:
                # A variable font starts as its designer drew it first, which may be hair-thin.
                axes = font.get_variation_axes()
                font.set_variation_by_axes(
                    [
                        weight if axis["name"] == b"Weight" else axis["default"] or 0
                        for axis in axes
                    ]
                )
            self._fonts[key] = font
        return self._fonts[key]
