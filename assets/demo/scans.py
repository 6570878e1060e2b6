#!/usr/bin/env python3
"""Draws the two sample scans of the demo with the bundled font. Needs Pillow; run it in this folder."""

from PIL import Image, ImageDraw, ImageFont

FONT = "../fonts/NotoSansSC-{}.otf"
PAPER, INK, FAINT, RED = (250, 248, 242), (40, 44, 52), (205, 200, 190), (190, 45, 40)
SIZE = (1000, 700)

SCANS = {
    "tax-certificate.png": (
        "营业执照（样张）",
        ["统一社会信用代码　　以申请所填为准", "名称　　　　　　　　示例有限公司", "类型　　　　　　　　有限责任公司",
         "住所　　　　　　　　示例市示例区示例路 1 号", "经营范围　　　　　　仅供演示，不具任何效力"],
    ),
    "general-taxpayer-proof.png": (
        "增值税一般纳税人登记表（样张）",
        ["纳税人名称　　　　　示例有限公司", "纳税人识别号　　　　以申请所填为准", "一般纳税人生效之日　2020-01-01",
         "主管税务机关　　　　示例税务所", "备注　　　　　　　　仅供演示，不具任何效力"],
    ),
}


def font(size, weight="Regular"):
    return ImageFont.truetype(FONT.format(weight), size)


for name, (title, lines) in SCANS.items():
    page = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(page)
    draw.rectangle((24, 24, SIZE[0] - 24, SIZE[1] - 24), outline=RED, width=4)
    draw.text((SIZE[0] / 2, 100), title, fill=INK, font=font(44, "Bold"), anchor="mm")
    for row, line in enumerate(lines):
        draw.text((110, 190 + row * 72), line, fill=INK, font=font(26))
        draw.line((110, 234 + row * 72, SIZE[0] - 110, 234 + row * 72), fill=FAINT, width=2)
    draw.ellipse((710, 480, 890, 660), outline=RED, width=5)
    draw.text((800, 570), "样张", fill=RED, font=font(44, "Bold"), anchor="mm")
    page.quantize(16).save(name, optimize=True)
