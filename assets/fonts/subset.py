#!/usr/bin/env python3
"""Makes the bundled fonts from Debian's fonts-noto-cjk (Noto Sans CJK, face "SC").

    apt-get install fonts-noto-cjk        # 1:20220127+repack1-1, Noto Sans CJK 2.004
    pip install fonttools==4.68.0
    python3 assets/fonts/subset.py [FOLDER WITH NotoSansCJK-*.ttc]

Regular keeps all of GBK, the characters that China's tax software can hold. Bold keeps GB2312, which has nearly
every character of a title; a rarer one falls back to Regular (see src/ui/fonts.rs).
"""

import os
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = Path(__file__).parent
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


def make(weight, characters):
    """Writes NotoSansSC-`weight`.otf with `characters`."""
    collection = TTCollection(str(SOURCE / f"NotoSansCJK-{weight}.ttc"))
    font = next(f for f in collection.fonts if f["name"].getDebugName(4).startswith(FACE)
                and "Mono" not in f["name"].getDebugName(4))
    options = subset.Options()
    # No hinting (text is drawn antialiased), no alternates and no kerning: digits stay tabular in every pair.
    options.hinting = False
    options.layout_features = []
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    digits = {font["hmtx"][font.getBestCmap()[ord(c)]][0] for c in "0123456789"}
    assert len(digits) == 1, f"digits are not tabular: {digits}"
    target = HERE / f"NotoSansSC-{weight}.otf"
    font.save(target)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    make("Regular", COMMON | two_byte("gbk"))
    make("Bold", COMMON | two_byte("gb2312"))
