#!/usr/bin/env python3
"""Imports the same new bills with fapiao-desk and with sqlite3's .import into a table with three indexes, in turn, each
time into a new file. Prints a line of JSON a size: CPU seconds (user and system), wall seconds, the largest memory in
megabytes, and how many times as much as sqlite3 the desk takes. Of several rounds the one of least CPU counts.

    benches/import_against_sqlite.py --program target/release/fapiao-desk --rows 10000 100000 1000000
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

CUSTOMERS = 20_000
ISSUER = '{"op":"add_issuer","code":"Q","name":"Q","policy":"qweather"}\n'
TABLE = """CREATE TABLE bill (id INTEGER PRIMARY KEY, bill_no TEXT NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL,
    amount INTEGER NOT NULL, billed_on TEXT NOT NULL, due_on TEXT NOT NULL, paid_on TEXT);
CREATE UNIQUE INDEX bill_by_no ON bill (bill_no);
CREATE INDEX bill_by_account ON bill (account, billed_on);
CREATE INDEX bill_by_date ON bill (billed_on);
.mode csv
.import plain.csv bill
"""


def write_rows(folder, rows, is_shuffled):
    """The rows as a billing system exports them, and as sqlite3 takes them."""
    export = open(os.path.join(folder, "bills.csv"), "w", encoding="utf-8")
    plain = open(os.path.join(folder, "plain.csv"), "w", encoding="utf-8")
    with export, plain:
        export.write("账单号,客户编号,账单类型,账单日期,应付日期,账单金额(元),支付日期\n")
        for i in range(rows):
            number = f"NEW{i * 7_919 % 1_000_000_007 if is_shuffled else i:09d}"
            customer, day, yuan, fen = f"C{i % CUSTOMERS:06d}", f"{1 + i % 28:02d}", i % 9_000, i % 100
            billed, due = f"2026-10-{day}", f"2026-11-{day}"
            export.write(f'{number},{customer},按量计费,{billed},{due},"{yuan}.{fen:02d}",{billed}\n')
            plain.write(f"{i + 1},{number},{customer},pay_as_you_go,{yuan * 100 + fen},{billed},{due},{billed}\n")


def measured(command, folder, text=""):
    """Runs a command to its end: CPU seconds, wall seconds, megabytes."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as given:
        given.write(text.encode())
        given.seek(0)
        child = subprocess.Popen(command, cwd=folder, stdin=given, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    megabytes = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return used.ru_utime + used.ru_stime, time.monotonic() - began, megabytes


def compare(args, rows):
    with tempfile.TemporaryDirectory() as folder:
        write_rows(folder, rows, args.shuffled)
        program = [os.path.abspath(args.program), "--store", "empty.sqlite"]
        measured([*program, "run", "-"], folder, ISSUER)
        with open(os.path.join(folder, "customers.csv"), "w", encoding="utf-8") as customers:
            customers.write("客户编号,客户名称,客户类型\n")
            customers.writelines(f"C{i:06d},客户{i}有限公司,企业\n" for i in range(CUSTOMERS))
        measured([*program, "import", "accounts", "customers.csv", "--issuer", "Q"], folder)
        program[2] = "desk.sqlite"
        desk, sqlite = [], []
        for _ in range(args.rounds):
            shutil.copy(os.path.join(folder, "empty.sqlite"), os.path.join(folder, "desk.sqlite"))
            desk.append(measured([*program, "import", "bills", "bills.csv", "--issuer", "Q"], folder))
            sqlite.append(measured([args.sqlite3, "sqlite.sqlite"], folder, TABLE))
            for made in os.listdir(folder):
                if made.startswith(("desk.sqlite", "sqlite.sqlite")):
                    os.remove(os.path.join(folder, made))
    desk, sqlite = min(desk), min(sqlite)
    shown = lambda of: dict(zip(("cpu_s", "wall_s", "memory_mb"), (round(value, 2) for value in of)))
    ratios = {"cpu": round(desk[0] / sqlite[0], 2), "wall": round(desk[1] / sqlite[1], 2)}
    print(json.dumps({"rows": rows, "desk": shown(desk), "sqlite3": shown(sqlite), "ratio": ratios}), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/fapiao-desk")
    parser.add_argument("--sqlite3", default=shutil.which("sqlite3"))
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shuffled", action="store_true", help="numbers do not come in their order")
    args = parser.parse_args()
    if args.sqlite3 is None:
        sys.exit("sqlite3 is not on the search path; --sqlite3 names it")
    for rows in args.rows:
        compare(args, rows)


if __name__ == "__main__":
    main()
