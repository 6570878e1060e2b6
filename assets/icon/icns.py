"""Makes fapiao-desk.icns, the icon of macOS, of fapiao-desk.svg: a head, and a PNG for each size behind its name."""

import struct
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
# The names that macOS gives the sizes.
SIZES = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def picture(size):
    command = ["rsvg-convert", "-w", str(size), "-h", str(size), str(HERE / "fapiao-desk.svg")]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def main():
    parts = b"".join(
        name + struct.pack(">I", len(data) + 8) + data for name, data in ((n, picture(s)) for n, s in SIZES.items())
    )
    (HERE / "fapiao-desk.icns").write_bytes(b"icns" + struct.pack(">I", len(parts) + 8) + parts)


main()
