#!/usr/bin/env python3
"""Makes the bundled fonts from Debian's fonts-noto-cjk (Noto Sans CJK, face "SC") and the crate egui_material_icons.

    apt-get install fonts-noto-cjk        # 1:20220127+repack1-1, Noto Sans CJK 2.004
    cargo fetch                           # egui_material_icons 0.9.0
    pip install fonttools==4.68.0 brotli==1.2.1
    python3 assets/fonts/subset.py [FOLDER WITH NotoSansCJK-*.ttc]

Regular keeps all of GBK, the characters that China's tax software can hold. Bold keeps GB2312, which has nearly
every character of a title; a rarer one falls back to Regular (see src/ui/fonts.rs). Of the icons those stay that
src/ui/icons.rs names. What is written is packed with Brotli.
"""

import io
import os
import re
import sys
from pathlib import Path

import brotli
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent
CRATES = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo")) / "registry/src"
SOURCE = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/noto")
FACE = "Noto Sans CJK SC"
# The font's own "modified" stamp, so that the same input gives the same bytes.
os.environ["SOURCE_DATE_EPOCH"] = "1630454400"


def two_byte(codec):
    """Every character that `codec` writes in two bytes."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(ord(c) for c in text if not 0xE000 <= ord(c) <= 0xF8FF)
    return found


COMMON = (
    set(range(0x20, 0x7F))  # ASCII
    | set(range(0xA0, 0x100))  # Latin-1 supplement
    | set(range(0x2010, 0x2060))  # general punctuation
    | {0x20AC, 0x2116, 0x2122, 0x2212}  # euro, numero, trade mark, minus
    | set(range(0x2190, 0x219A))  # arrows
    | set(range(0x2460, 0x2474))  # circled digits
    | set(range(0x25A0, 0x2600))  # geometric shapes
    | {0x2605, 0x2606, 0x2713, 0x2717}  # stars, check, cross
    | set(range(0x3000, 0x3040))  # CJK punctuation
    | set(range(0xFF01, 0xFFEF))  # full-width forms
)


def pack(font, name):
    """Writes `font` to `name`.br. One block of 16 MB holds a whole font."""
    plain = io.BytesIO()
    font.save(plain)
    packed = brotli.compress(plain.getvalue(), quality=11, lgwin=24)
    (HERE / f"{name}.br").write_bytes(packed)
    count, size = len(font.getBestCmap()), len(plain.getvalue())
    print(f"{name}: {count} characters, {size:,} bytes, packed {len(packed):,}")


def keep(font, characters, **options):
    """Takes all but `characters` from `font`, with alternates and kerning: digits stay tabular in every pair."""
    chosen = subset.Options()
    chosen.set(layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], name_languages=[0x409],
               notdef_outline=True, recalc_timestamp=False, **options)
    subsetter = subset.Subsetter(chosen)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def make_text(weight, characters):
    """Writes NotoSansSC-`weight`.otf.br with `characters`."""
    collection = TTCollection(str(SOURCE / f"NotoSansCJK-{weight}.ttc"))
    font = next(f for f in collection.fonts if f["name"].getDebugName(4).startswith(FACE)
                and "Mono" not in f["name"].getDebugName(4))
    # No hinting: text is drawn antialiased. Outlines that share no parts pack better.
    unused = subset.Options().drop_tables + ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    keep(font, characters, hinting=False, desubroutinize=True, drop_tables=unused)
    digits = {font["hmtx"][font.getBestCmap()[ord(c)]][0] for c in "0123456789"}
    assert len(digits) == 1, f"digits are not tabular: {digits}"
    pack(font, f"NotoSansSC-{weight}.otf")


def make_icons():
    """Writes MaterialSymbolsRounded.ttf.br with the icons that the program names."""
    (crate,) = CRATES.glob("*/egui_material_icons-0.9.0")
    names = re.findall(r"= ICON_(\w+);", (HERE / "../../src/ui/icons.rs").read_text())
    lines = (crate / "MaterialSymbolsRounded-Regular.codepoints").read_text().splitlines()
    codes = {name.upper(): int(code, 16) for name, code in map(str.split, lines)}
    font = TTFont(crate / "MaterialSymbolsRounded-Regular.ttf", recalcTimestamp=False)
    keep(font, [codes[name] for name in names], hinting=True)
    pack(font, "MaterialSymbolsRounded.ttf")


if __name__ == "__main__":
    make_text("Regular", COMMON | two_byte("gbk"))
    make_text("Bold", COMMON | two_byte("gb2312"))
    make_icons()
