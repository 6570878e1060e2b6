#!/usr/bin/env python3
"""Measures the desk against its budgets and against sqlite3, XlsxWriter, openpyxl and python-calamine, and writes the
tables of docs/performance.md.

    benches/performance.py               # 10,000 and 100,000 bills: five minutes, once everything is built
    benches/performance.py --full        # a million, too: a quarter of an hour
    benches/performance.py --report      # nothing but the tables, of what was measured before

It needs cargo. What else it finds, it compares with: `sqlite3`, the Python packages in the interpreter that runs it or
that `--python` names, and Xvfb with xdotool for the window. What is missing is said and left out. Each figure is kept
as a line of target/performance/figures.jsonl as soon as it is there: a run that was stopped goes on where it was, and
`--fresh` begins anew.

Two programs are measured in turn, A B A B; ratios are medians of those of the pairs. CPU seconds are user and system
time of the whole process as the system accounts for it.
"""

import argparse
import json
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "performance.md"
BENCHES = ["balance", "lists", "import", "frame"]
ISSUER = "Q"
# What a benchmark says that has sizes of its own.
LINE = re.compile(r"^(.+): ([0-9.]+) ms at ([0-9,]+) bills, ([0-9.]+) ms at ([0-9,]+)", re.MULTILINE)
BILLS_OF_A_CUSTOMER = 50

MS, S = "ms", "s"


class Budget:
    """A number to keep: at `size` bills, the worst figure whose name matches `names` is at most `limit` (at least,
    where the unit ends in /s)."""

    def __init__(self, words, names, limit, unit, size, why):
        self.words, self.names, self.limit, self.unit, self.size, self.why = words, names, limit, unit, size, why


BUDGETS = [
    Budget("open to usable", r"^window: shown$", 1.0, S, 10**6,
           "the schema is compared and nothing else is read before the window is there; lists come behind it"),
    Budget("open the store", r"^open$", 1000, MS, 10**6,
           "four statements and the calendar, whatever the store holds"),
    Budget("first page of any list, 200 rows", r"^(bills|lists)/(?!totals|.*found)", 50, MS, 10**6,
           "an index has the order, and pages begin at a key, not at an offset"),
    Budget("any search", r"^finding/|^(bills|lists)/.*found", 100, MS, 10**6,
           "pairs of characters in a full-text index; where very many match, those whose number begins so are shown"),
    Budget("a customer's balance, 5,000 bills", r"^balance/large$", 20, MS, 10**6,
           "read from the customer's bills, of which the large customer has one in 200"),
    Budget("prepare an application", r"^application/prepare$", 50, MS, 10**6,
           "the customer's own bills alone are read"),
    Budget("a command, with its fsync", r"^application/a top-up", 50, MS, 10**6,
           "one transaction with its audit entry; most of it is the disk's"),
    Budget("CPU time of a frame", r"^frame", 8, MS, 10**6,
           "what is in sight is laid out and nothing else, however much there is"),
    Budget("import of a CSV: rows checked and written", r"^import bills: rate$", 50_000, "rows/s", 10**6,
           "each row is looked up, checked by the rules, and stands in every index of its table"),
    Budget("XLSX export of 100,000 rows", r"^export xlsx$", 2.0, S, 10**5,
           "rows are written as they are read; most of it is compression"),
    Budget("XLSX export / XlsxWriter, CPU", r"^export xlsx / xlsxwriter: cpu$", 1.0, "×", 10**5,
           "the same cells, written by compiled code"),
    Budget("import of new bills / `sqlite3 .import`, CPU", r"^import bills / sqlite3: cpu$", 3.0, "×", 10**6,
           "sqlite3 keeps the text of each row in three indexes; the desk checks it and keeps every index of a bill, the "
           "search and the audit besides"),
    Budget("import of new bills / `sqlite3 .import`, wall", r"^import bills / sqlite3: wall$", 2.0, "×", 10**6,
           "reading and checking run beside the writing"),
    Budget("import of new bills, peak memory", r"^import bills: peak$", 200, "MB", 10**6,
           "rows are handed on in batches, and what waits is bounded"),
    Budget("an application for everything of a customer with 100,000 bills", r"^one customer/submit everything", 1000,
           MS, 10**5, "one pass over the customer's bills, and a row written for each"),
    Budget("its cancel, reversal and correction", r"^one customer/(cancel|reverse|request|approve)", 1000, MS, 10**5,
           "the same rows are given back, and taken again by the replacement"),
    Budget("that customer's balance, a page of it", r"^one customer/balance, a page", 20, MS, 10**5,
           "sums are kept with the account; the bills come by pages"),
    Budget("an amount applied for there", r"^one customer/submit an amount", 50, MS, 10**5,
           "the oldest bills are taken until the amount is there; the others are not read"),
    Budget("`check`, wall", r"^check: wall$", 10, S, 10**6,
           "SQLite looks up each row in each index, every law reads its tables once; parts are shared by a reader for each "
           "core on one snapshot"),
    Budget("`check`, CPU / SQLite's own `integrity_check`", r"^check / sqlite3: cpu$", math.inf, "×", 10**6,
           "no budget: says how much of it is SQLite's look at the file"),
    Budget("`restore`, wall", r"^restore: wall$", math.inf, S, 10**6,
           "no budget: the backup is looked over before it takes the store's place, which progress is shown of"),
    Budget("memory of the window", r"^window: memory$", 200, "MB", 10**6,
           "of this a software renderer's own share is large; with a graphics card it is less"),
    Budget("CPU while nothing changes", r"^window: idle$", 1.0, "%", 10**6,
           "nothing is drawn that has not changed"),
    Budget("the same with the keyboard in a field", r"^window: idle in a field$", 1.0, "%", 10**6,
           "the caret stands still after some seconds"),
    Budget("CPU of a scrolled step at 1440×900, software renderer", r"^window: scroll$", 66, MS, 10**4,
           "30 frames a second on two cores"),
    Budget("size of the program", r"^size$", 35, "MB", 0,
           "fonts with every character of GBK are a part of it"),
]


# ------------------------------------------------------------------------------------------------ figures, kept

class Figures:
    """What was measured: (name, size) → value. A line of the file a figure, the last of a name and size counts."""

    def __init__(self, path, fresh):
        self.path, self.all = path, {}
        path.parent.mkdir(parents=True, exist_ok=True)
        if fresh:
            path.unlink(missing_ok=True)
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                figure = json.loads(line)
                self.all[figure["name"], figure["size"]] = figure

    def keep(self, name, size, value, unit):
        figure = {"name": name, "size": size, "value": value, "unit": unit, "on": date.today().isoformat()}
        self.all[name, size] = figure
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(figure, ensure_ascii=False) + "\n")
        print(f"  {name} at {size}: {shown(value, unit)}", flush=True)

    def has(self, name, size):
        return (name, size) in self.all

    def sizes(self, name):
        return sorted(size for (other, size) in self.all if other == name)

    def exponent(self, name):
        """How it grows with the bills: 0 not at all, 1 in proportion, 2 with the square; between the two largest sizes."""
        sizes = [size for size in self.sizes(name) if size > 0 and self.all[name, size]["value"] > 0]
        if len(sizes) < 2 or self.all[name, sizes[-1]]["unit"] not in (MS, S, "MB"):
            return None
        small, large = sizes[-2:]
        grown = self.all[name, large]["value"] / self.all[name, small]["value"]
        return math.log(grown) / math.log(large / small)


def shown(value, unit):
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{value:,.{digits}f}"
    return text + unit if unit in ("×", "%") else f"{text} {unit}"


# ------------------------------------------------------------------------------------------------ programs, timed

class Ran:
    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak


def run(command, ok=(0,), stdin=None, **options):
    """Runs a program to its end: wall and CPU seconds, and its peak memory in MB where the system tells."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command], stdin=stdin or subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    output = process.stdout.read()
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = code = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime
        peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    else:
        code, cpu, peak = process.wait(), None, None
    if code not in ok:
        raise RuntimeError(f"{command[0]} ended with {code}: {output[-600:].decode('utf-8', 'replace')}")
    return Ran(time.monotonic() - begun, cpu, peak)


def in_turn(runs, *programs):
    """Has each done in turn, as often as this; the runs of each."""
    ran = [[] for _ in programs]
    for _ in range(runs):
        for place, program in enumerate(programs):
            ran[place].append(program())
    return ran


def median(ran, of):
    values = [getattr(one, of) for one in ran]
    return None if None in values else statistics.median(values)


class Measuring:
    def __init__(self, options, figures):
        self.options, self.figures = options, figures
        self.work = ROOT / "target" / "performance"
        self.runs = options.runs
        self.binary = None
        self.tools = {"sqlite3": shutil.which(options.sqlite3), "xvfb": shutil.which("Xvfb"),
                      "xdotool": shutil.which("xdotool")}
        for package in ["xlsxwriter", "openpyxl", "python_calamine"]:
            found = subprocess.run([options.python, "-c", f"import {package}"], capture_output=True, check=False)
            self.tools[package] = options.python if found.returncode == 0 else None
        self.missing = [name for name, found in self.tools.items() if not found]

    def wants(self, name, size):
        """Whether a figure is to be measured: asked for, and not there yet."""
        return re.search(self.options.only, name) is not None and not self.figures.has(name, size)

    def keep_times(self, name, size, ran, peak=False):
        self.figures.keep(f"{name}: wall", size, median(ran, "wall"), S)
        if (cpu := median(ran, "cpu")) is not None:
            self.figures.keep(f"{name}: cpu", size, cpu, S)
        if peak and (most := median(ran, "peak")) is not None:
            self.figures.keep(f"{name}: peak", size, most, "MB")

    def keep_ratios(self, name, size, ran, than):
        for of in ["cpu", "wall"]:
            if median(ran, of) is not None:
                ratios = [getattr(a, of) / max(getattr(b, of), 0.001) for a, b in zip(ran, than)]
                self.figures.keep(f"{name}: {of}", size, statistics.median(ratios), "×")

    def desk(self, store, *arguments, ok=(0,), **options):
        return run([self.binary, "--store", store, *arguments], ok, **options)

    # ------------------------------------------------------------------------------------------ inside the program

    def build(self):
        if subprocess.run(["cargo", "build", "--release"], cwd=ROOT, check=False).returncode != 0:
            sys.exit("the program cannot be built")
        told = subprocess.run(["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT, check=True,
                              capture_output=True)
        target = Path(json.loads(told.stdout)["target_directory"])
        self.binary = target / "release" / ("fapiao-desk.exe" if os.name == "nt" else "fapiao-desk")
        self.figures.keep("size", 0, self.binary.stat().st_size / 1e6, "MB")
        self.criterion = target / "criterion"

    def generated(self, size):
        """Where the generated store of this size is; it is made once."""
        env = {**os.environ, "FAPIAO_BENCH_BILLS": str(size)}
        told = subprocess.run(["cargo", "bench", "--bench", "stores"], cwd=ROOT, env=env, check=True,
                              stdout=subprocess.PIPE, text=True)
        return Path(told.stdout.strip().splitlines()[-1])

    def benches(self, size):
        for bench in BENCHES:
            if not self.wants(f"bench {bench}", size):
                continue
            env = {**os.environ, "FAPIAO_BENCH_BILLS": str(size)}
            begun = time.time()
            # What was measured before it failed is kept all the same.
            ran = subprocess.run(["cargo", "bench", "--bench", bench, "--", "--quick", "--noplot"], cwd=ROOT, env=env,
                                 check=False, stdout=subprocess.PIPE, text=True, encoding="utf-8")
            for name, *pairs in LINE.findall(ran.stdout):
                for value, bills in zip(pairs[::2], pairs[1::2]):
                    self.figures.keep(name, int(bills.replace(",", "")), float(value), MS)
            for told in self.criterion.rglob("new/benchmark.json"):
                if told.stat().st_mtime < begun:
                    continue
                benchmark = json.loads(told.read_text("utf-8"))
                estimates = json.loads(told.with_name("estimates.json").read_text("utf-8"))
                nanoseconds = estimates["median"]["point_estimate"]
                group, function, value = (benchmark[key] for key in ["group_id", "function_id", "value_str"])
                # A name that ends with the size is of a benchmark without a group.
                name = group.rsplit("/", 1)[0] if function is None else f"{group}/{function}"
                of = int(value) if value and value.isdigit() else size
                self.figures.keep(name, of, nanoseconds / 1e6, MS)
                rows = (benchmark.get("throughput") or {}).get("Elements")
                if rows:
                    self.figures.keep(f"{name}: rate", of, rows / nanoseconds * 1e9, "rows/s")
            if ran.returncode != 0:
                print(f"  {bench} failed at {size}", file=sys.stderr)
            else:
                self.figures.keep(f"bench {bench}", size, time.time() - begun, S)

    # ------------------------------------------------------------------------------------------ files in and out

    def bills_file(self, size):
        """A billing system's export with so many bills, and the customers whose they are."""
        bills, accounts = self.work / f"bills-{size}.csv", self.work / f"accounts-{size}.csv"
        customers = max(20, size // BILLS_OF_A_CUSTOMER)
        if not bills.exists():
            with accounts.open("w", encoding="utf-8") as file:
                file.write("客户编号,客户名称,客户类型\n")
                for i in range(customers):
                    file.write(f"C{i:06},测试{i}科技有限公司,企业\n")
            part = bills.with_suffix(".part")
            with part.open("w", encoding="utf-8") as file:
                file.write("账单号,客户编号,账单类型,账单日期,应付日期,账单金额(元),支付日期\n")
                for i in range(size):
                    # Numbers do not come in the order of the lines.
                    number, day = i * 7919 % 1_000_000_007, 1 + i % 28
                    file.write(f"NEW{number:010},C{i % customers:06},按量计费,2026-10-{day:02},2026-11-{day:02},"
                               f"{i % 9000}.{i % 100:02},2026-10-{day:02}\n")
            part.rename(bills)
        return bills, accounts

    def files(self, size):
        bills, accounts = self.bills_file(size)
        base, full = self.work / f"base-{size}.sqlite", self.work / f"imported-{size}.sqlite"
        if not base.exists():
            new = base.with_suffix(".new.sqlite")
            remove_store(new)
            lines = self.work / "issuer.jsonl"
            issuer = {"op": "add_issuer", "code": ISSUER, "name": "示例气象服务有限公司", "policy": "qweather"}
            lines.write_text(json.dumps(issuer) + "\n", "utf-8")
            self.desk(new, "run", lines)
            self.desk(new, "import", "accounts", accounts, "--issuer", ISSUER, ok=(0, 1))
            new.rename(base)

        if not full.exists():
            new = full.with_suffix(".new.sqlite")
            remove_store(new)
            shutil.copy(base, new)
            self.desk(new, "import", "bills", bills, "--issuer", ISSUER, "--json")
            new.rename(full)
        if self.wants("preview bills: wall", size):
            preview = lambda: self.desk(full, "import", "bills", bills, "--issuer", ISSUER, "--preview", "--json")
            self.keep_times("preview bills", size, in_turn(self.runs, preview)[0], peak=True)
        if self.wants("export xlsx", size):
            self.workbooks(size, full)

    def imports(self, size):
        """New bills, beside sqlite3's `.import` of the same rows."""
        if not (self.tools["sqlite3"] and self.wants("import bills: wall", size)):
            return
        told = subprocess.run(
            [sys.executable, ROOT / "benches" / "import_against_sqlite.py", "--program", self.binary, "--sqlite3",
             self.tools["sqlite3"], "--rows", str(size), "--rounds", str(self.runs if size < 10**6 else 1)],
            check=True, stdout=subprocess.PIPE, text=True)
        told = json.loads(told.stdout.strip().splitlines()[-1])
        for name, of in [("import bills", told["desk"]), ("sqlite3 .import", told["sqlite3"])]:
            self.figures.keep(f"{name}: wall", size, of["wall_s"], S)
            self.figures.keep(f"{name}: cpu", size, of["cpu_s"], S)
            self.figures.keep(f"{name}: peak", size, of["memory_mb"], "MB")
        self.figures.keep("import bills: rate", size, size / told["desk"]["wall_s"], "rows/s")
        for of, ratio in told["ratio"].items():
            self.figures.keep(f"import bills / sqlite3: {of}", size, ratio, "×")

    def workbooks(self, size, store):
        """A list as a workbook and back, beside other programs that do."""
        workbook, table = self.work / f"bills-{size}.xlsx", self.work / f"exported-{size}.csv"
        self.desk(store, "export", "bills", "--to", table)

        def written(package):
            made = self.work / f"{package}.xlsx"
            return lambda: run([self.tools[package], "-c", WRITE[package], table, made])

        def read(package):
            return lambda: run([self.tools[package], "-c", READ[package], workbook])

        writers = [package for package in WRITE if self.tools[package] and size <= 10**5]
        ours, *theirs = in_turn(
            self.runs, lambda: self.desk(store, "export", "bills", "--to", workbook), *map(written, writers))
        self.figures.keep("export xlsx", size, median(ours, "wall"), S)
        for package, ran in zip(writers, theirs):
            self.keep_times(f"{package} writes", size, ran)
            self.keep_ratios(f"export xlsx / {package}", size, ours, ran)
        readers = [package for package in READ if self.tools[package] and size <= 10**5]
        preview = lambda: self.desk(
            store, "import", "bills", workbook, "--issuer", ISSUER, "--preview", "--json", ok=(0, 1))
        ours, *theirs = in_turn(self.runs, preview, *map(read, readers))
        self.keep_times("preview xlsx", size, ours, peak=True)
        for package, ran in zip(readers, theirs):
            self.keep_times(f"{package} reads", size, ran)
            self.keep_ratios(f"preview xlsx / {package}", size, ours, ran)

    # ------------------------------------------------------------------------------------------ whole stores

    def whole(self, size, store):
        if self.wants("check: wall", size):
            sqlite = self.tools["sqlite3"]
            theirs = lambda: run([sqlite, "-readonly", store, "PRAGMA integrity_check"])
            ours, theirs = in_turn(self.runs, lambda: self.desk(store, "check", "--json"),
                                   theirs if sqlite else lambda: None)
            self.keep_times("check", size, ours, peak=True)
            if sqlite:
                self.keep_times("sqlite3 integrity_check", size, theirs)
                self.keep_ratios("check / sqlite3", size, ours, theirs)
        if self.wants("restore: wall", size):
            copy, place = self.work / "copy.sqlite", self.work / "restored.sqlite"

            def back_up():
                remove_store(copy)
                return self.desk(store, "backup", "--to", copy)

            def restore():
                remove_store(place)
                return self.desk(place, "restore", copy)

            backed_up, restored = in_turn(self.runs, back_up, restore)
            self.keep_times("backup", size, backed_up)
            self.keep_times("restore", size, restored, peak=True)
            remove_store(copy)
            remove_store(place)

    # ------------------------------------------------------------------------------------------ the window

    def window(self, size, store):
        if not (self.tools["xvfb"] and self.tools["xdotool"] and sys.platform == "linux"):
            return
        if not self.wants("window: memory", size):
            return
        home, copy = self.work / "home", self.work / "window.sqlite"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        remove_store(copy)
        shutil.copy(store, copy)
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        program = None
        try:
            display = ":" + os.read(read, 16).decode().strip()
            env = {**os.environ, "DISPLAY": display, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"),
                   "XDG_DATA_HOME": str(home / "data"), "XDG_RUNTIME_DIR": str(home)}
            env.pop("WAYLAND_DISPLAY", None)
            begun = time.monotonic()
            program = subprocess.Popen([self.binary, "--store", copy], env=env, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)

            def press(*arguments):
                subprocess.run(["xdotool", *map(str, arguments)], env=env, check=False, stdout=subprocess.DEVNULL)

            window = ""
            while not window and program.poll() is None and time.monotonic() - begun < 60:
                found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(program.pid)], env=env,
                                       check=False, capture_output=True, text=True)
                window = found.stdout.split()[-1] if found.stdout.split() else ""
                time.sleep(0.01)
            if not window:
                print("  no window came", file=sys.stderr)
                return
            self.figures.keep("window: shown", size, time.monotonic() - begun, S)
            press("windowsize", window, 1440, 900, "windowfocus", window)
            time.sleep(15)
            self.figures.keep("window: idle", size, self.cpu_over(program.pid, 10), "%")
            press("key", "--window", window, "ctrl+k")
            time.sleep(20)
            self.figures.keep("window: idle in a field", size, self.cpu_over(program.pid, 10), "%")
            press("key", "--window", window, "Escape")
            # To the bills, and down the list.
            press("key", "--window", window, "ctrl+9")
            time.sleep(5)
            press("mousemove", 800, 500)
            before, steps = cpu_of(program.pid), 100
            for _ in range(steps):
                press("click", 5)
                time.sleep(0.05)
            time.sleep(1)
            self.figures.keep("window: scroll", size, (cpu_of(program.pid) - before) / steps * 1000, MS)
            self.figures.keep("window: memory", size, peak_of(program.pid), "MB")
        finally:
            for process in [program, server]:
                if process:
                    process.terminate()
                    process.wait()
            os.close(read)
            remove_store(copy)

    @staticmethod
    def cpu_over(pid, seconds):
        before = cpu_of(pid)
        time.sleep(seconds)
        return (cpu_of(pid) - before) / seconds * 100


def cpu_of(pid):
    """CPU seconds of a process so far; the name in its second field may hold blanks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_of(pid):
    told = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(told.group(1)) / 1024


def remove_store(path):
    for tail in ["", "-wal", "-shm"]:
        Path(f"{path}{tail}").unlink(missing_ok=True)
    shutil.rmtree(path.with_suffix(".files"), ignore_errors=True)


WRITE = {
    "xlsxwriter": """
import csv, re, sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True})
sheet, number = book.add_worksheet(), re.compile(r"-?[0-9]+[.][0-9]{2}")
for r, row in enumerate(csv.reader(open(sys.argv[1], encoding="utf-8-sig"))):
    for c, cell in enumerate(row):
        sheet.write_number(r, c, float(cell)) if number.fullmatch(cell) else sheet.write_string(r, c, cell)
book.close()
""",
    "openpyxl": """
import csv, openpyxl, re, sys
book = openpyxl.Workbook(write_only=True)
sheet, number = book.create_sheet(), re.compile(r"-?[0-9]+[.][0-9]{2}")
for row in csv.reader(open(sys.argv[1], encoding="utf-8-sig")):
    sheet.append([float(cell) if number.fullmatch(cell) else cell for cell in row])
book.save(sys.argv[2])
""",
}

READ = {
    "python_calamine": """
import python_calamine, sys
rows = python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(len(rows))
""",
    "openpyxl": """
import openpyxl, sys
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]
print(sum(1 for _ in sheet.iter_rows(values_only=True)))
""",
}


# ------------------------------------------------------------------------------------------------ the document

BEGIN, END = "<!-- begin: measured -->", "<!-- end: measured -->"


def budget_row(budget, figures):
    """The row of a budget, with the worst figure that it is about, and whether it is kept at its size or the nearest."""
    names = {name for name, _ in figures.all if re.search(budget.names, name)}
    more_is_better = budget.unit.endswith("/s")
    at = {}
    for (name, size), figure in figures.all.items():
        if name in names:
            worse = min if more_is_better else max
            kept = at.get(size)
            at[size] = figure if kept is None else worse(kept, figure, key=lambda one: one["value"])
    limit = "" if budget.limit == math.inf else shown(budget.limit, budget.unit)
    cells = [shown(at[size]["value"], at[size]["unit"]) if size in at else "" for size in (10**4, 10**5, 10**6)]
    if not at:
        return [budget.words, limit, *cells, "", "not measured", budget.why]
    size = budget.size if budget.size in at else max(at)
    if size == 0:
        cells[-1] = shown(at[0]["value"], budget.unit)
    figure = at[size]
    exponent = figures.exponent(figure["name"])
    ratio = figure["value"] / budget.limit if budget.limit != math.inf else None
    if ratio is None:
        verdict = ""
    elif (ratio >= 1) if more_is_better else (ratio <= 1):
        verdict = "yes" if size == budget.size else f"yes, at {size:,}"
    else:
        verdict = f"no: {shown(ratio, '×')} of it"
    which = figure["name"] if len(names) > 1 else ""
    why = budget.why + (f" (slowest: {which})" if which else "")
    return [budget.words, limit, *cells, f"{exponent:.1f}" if exponent is not None else "", verdict, why]


def table(heads, rows, right):
    lines = ["| " + " | ".join(heads) + " |", "|" + "|".join("---:" if i in right else "---" for i in range(len(heads))) + "|"]
    return lines + ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]


def report(figures, missing):
    if not figures.all:
        sys.exit("nothing was measured yet")
    days = sorted({figure["on"] for figure in figures.all.values()})
    memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB" if hasattr(os, "sysconf") else ""
    lines = [BEGIN, "", f"Measured {days[0] if days[0] == days[-1] else days[0] + ' to ' + days[-1]}: {platform.system()} "
             f"{platform.machine()}, {os.cpu_count()} cores{memory}."]
    if missing:
        lines += [f"Not found, and left out: {', '.join(missing)}."]
    lines += ["", "### Budgets", ""]
    heads = ["", "to keep", "10⁴", "10⁵", "10⁶", "grows as n^", "met", "why"]
    lines += table(heads, [budget_row(budget, figures) for budget in BUDGETS], {1, 2, 3, 4, 5})
    lines += ["", "### Every figure", ""]
    rows = []
    for name in sorted({name for name, _ in figures.all if not name.startswith("bench ")}):
        of = {size: figures.all[name, size] for size in figures.sizes(name)}
        exponent = figures.exponent(name)
        cells = [shown(of[size]["value"], of[size]["unit"]) if size in of else "" for size in (10**4, 10**5, 10**6)]
        if 0 in of:
            cells[-1] = shown(of[0]["value"], of[0]["unit"])
        rows.append([name, *cells, f"{exponent:.1f}" if exponent is not None else ""])
    lines += table(["", "10⁴", "10⁵", "10⁶", "grows as n^"], rows, {1, 2, 3, 4})
    lines += ["", END]
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(before + "\n".join(lines) + after, "utf-8")
    print(f"{DOCUMENT.relative_to(ROOT)} is written")


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--full", action="store_true", help="a million bills, too")
    words.add_argument("--report", action="store_true", help="only write what was measured before")
    words.add_argument("--fresh", action="store_true", help="forget what was measured before")
    words.add_argument("--only", default="", metavar="REGEX", help="only figures whose names match")
    words.add_argument("--runs", type=int, default=3, help="how often each program is run (3)")
    words.add_argument("--python", default=sys.executable, help="the interpreter that has the packages")
    words.add_argument("--sqlite3", default="sqlite3", help="the sqlite3 shell")
    options = words.parse_args()
    figures = Figures(ROOT / "target" / "performance" / "figures.jsonl", options.fresh and not options.report)
    measuring = Measuring(options, figures)
    if not options.report:
        if measuring.missing:
            print(f"not found, and left out: {', '.join(measuring.missing)}")
        measuring.build()
        for size in [10**4, 10**5, *([10**6] if options.full else [])]:
            print(f"{size:,} bills", flush=True)
            store = measuring.generated(size)
            for part in [measuring.benches, measuring.imports, measuring.files,
                         lambda size: measuring.whole(size, store), lambda size: measuring.window(size, store)]:
                try:
                    part(size)
                # One that fails takes no other with it.
                except Exception as error:
                    print(f"  {type(error).__name__}: {error}", file=sys.stderr)
                # What is there is shown, whatever comes.
                report(figures, measuring.missing)
    report(figures, measuring.missing)


if __name__ == "__main__":
    main()
