"""What is left of an archive when the power goes: a disk that has only what was synced, and some of the rest.

Usage: python tests/archive_power.py PROGRAM [POINTS]

A run is watched by strace, which notes every write, truncation and sync of the store with its bytes. At points drawn by chance the files are
put together again as a disk might have them then: what was synced, and of what was written since nothing, or any of it, in any order, the last
write torn. On each of these disks `PRAGMA integrity_check` finds nothing, and the next run comes to what a run without a power cut comes
to, byte for byte, no article lost and none twice.
"""

import ast
import json
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

KO = "정부는 14일 도로에 {n}조5000억원을 쓴다고 밝혔다.\n\n공사는 4월에 시작한다."
EN = "The government said Monday that it will spend {n}.5 {unit} won on roads.\n\nWork begins in April."
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,openat"
# A store is made by the first, written over by the second, which makes other work of the same articles, and by the first again.
CODES = {"one.toml": 1, "other.toml": 0}
# What a disk writes at once.
SECTOR = 512
LINE = re.compile(r"^([\d.]+) (\w+)\((.*)\) += (-?\d+)")


def articles(n):
    rows = ({"id": f"a{i}", "ko": KO.format(n=i), "en": EN.format(n=i, unit="billion" if i % 3 == 0 else "trillion"), "date": "2025-04-15"} for i in range(1, n + 1))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def run(program, folder, config):
    command = [program, "archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet", "--config", config]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=600)


def export(program, folder):
    ran = subprocess.run([program, "archive", "export", "--store", "archive.db", "--jsonl"], cwd=folder, capture_output=True, timeout=600)
    assert ran.returncode == 0, ran
    return ran.stdout


def watched(program, folder, config):
    """A run, as what it did to the store: (what, file, place, bytes), in order."""
    logs = folder / "logs"
    logs.mkdir()
    store = [word for name in ("archive.db", "archive.db-wal") for word in ("-P", folder / name)]
    command = [program, "archive", "run", "pairs.jsonl", "--store", folder / "archive.db", "--quiet", "--config", config]
    # A file a thread, so that no line is cut in two; the times put them in order.
    subprocess.run(["strace", "-ff", "-ttt", "-y", "-xx", "-s", "100000", "-qq", "-o", logs / "t", *store, "-e", "trace=" + CALLS, *command], cwd=folder, check=False)
    lines = [line for log in logs.iterdir() for line in log.read_text().splitlines()]
    shutil.rmtree(logs)
    deeds = []
    for line in sorted(lines, key=lambda line: float(line.split(" ", 1)[0])):
        found = LINE.match(line)
        assert found, line[:200]
        call, args, came = found.group(2), found.group(3), int(found.group(4))
        hexed = lambda text: ast.literal_eval("b" + text)
        named = re.search(r'<((?:\\x[0-9a-f]{2})+|[^>]*)>', args)
        name = pathlib.Path(hexed(f'"{named.group(1)}"').decode()).name if named and call != "openat" else None
        if came < 0 or call == "openat":
            continue
        if call == "pwrite64":
            data, size, place = re.search(r'"((?:\\x[0-9a-f]{2})*)", (\d+), (\d+)$', args).groups()
            data = hexed(f'"{data}"')
            assert len(data) == int(size) == came, line[:200]
            deeds.append(("write", name, int(place), data))
        elif call == "ftruncate":
            deeds.append(("cut", name, int(args.rsplit(", ", 1)[1]), b""))
        elif call in ("fsync", "fdatasync"):
            deeds.append(("sync", name, 0, b""))
        elif call == "unlink":
            deeds.append(("gone", pathlib.Path(hexed(re.search(r'"[^"]*"', args).group(0)).decode()).name, 0, b""))
        else:
            raise AssertionError(line[:200])
    return deeds


class Disk:
    """What is on the disk for sure, and what was asked of it since."""

    def __init__(self, files):
        self.safe = {name: bytearray(data) for name, data in files.items()}
        self.asked = []

    def take(self, deed):
        what, name, _, _ = deed
        if what == "sync":
            kept = [d for d in self.asked if d[1] == name]
            self.asked = [d for d in self.asked if d[1] != name]
            for one in kept:
                apply(self.safe, one)
        else:
            self.asked.append(deed)

    def after_power_cut(self, chance, how):
        """The files as they may be then."""
        files = {name: bytearray(data) for name, data in self.safe.items()}
        if how == "nothing":
            return files
        asked = list(self.asked)
        if how == "beginning":
            asked = asked[: chance.randint(0, len(asked))]
        elif how == "any":
            # Sizes of files are kept in order; what is written in between comes to the disk as it likes.
            asked = [d for d in asked if d[0] != "write" or chance.random() < 0.5]
        for what, name, place, data in asked:
            if what == "write" and chance.random() < 0.3:
                data = data[: chance.randint(0, -(-len(data) // SECTOR)) * SECTOR]
            apply(files, (what, name, place, data))
        return files


def apply(files, deed):
    what, name, place, data = deed
    if what == "gone":
        files.pop(name, None)
        return
    file = files.setdefault(name, bytearray())
    if what == "cut":
        del file[place:]
        file.extend(bytes(place - len(file)))
    else:
        file.extend(bytes(max(0, place - len(file))))
        file[place : place + len(data)] = data


def is_whole(path):
    if not path.exists():
        return
    store = sqlite3.connect(path)
    assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)], path
    if store.execute("PRAGMA user_version").fetchone() != (0,):
        twice = store.execute("SELECT count(*) - count(DISTINCT id) FROM article").fetchone()
        half = store.execute("SELECT count(*) FROM article a LEFT JOIN version v ON v.n = a.version LEFT JOIN body b ON b.n = a.version WHERE v.n IS NULL OR b.n IS NULL").fetchone()
        assert twice == half == (0,), (twice, half)
    store.close()


def clear(folder):
    for file in folder.glob("archive.db*"):
        file.unlink()


def trial(program, folder, config, points, chance):
    """Power cuts during a run over what is in the folder; gives back how many left less than was written."""
    files = {f.name: f.read_bytes() for f in folder.glob("archive.db*") if f.name in ("archive.db", "archive.db-wal")}
    deeds = watched(program, folder, config)
    # What was seen is all that was done: the files are what comes of it.
    whole = Disk(files)
    for deed in deeds:
        whole.take(deed)
    for deed in whole.asked:
        apply(whole.safe, deed)
    assert bytes(whole.safe["archive.db"]) == (folder / "archive.db").read_bytes(), "the watch missed something"
    want = export(program, folder)
    at, disk, lost = sorted(chance.randrange(len(deeds) + 1) for _ in range(points)), Disk(files), 0
    done = 0
    for n, point in enumerate(at):
        while done < point:
            disk.take(deeds[done])
            done += 1
        how = ["nothing", "beginning", "any"][n % 3]
        clear(folder)
        for name, data in disk.after_power_cut(chance, how).items():
            (folder / name).write_bytes(data)
        lost += bool(disk.asked)
        for name in ("archive.db", "archive.db-wal"):
            if (folder / name).exists():
                shutil.copy(folder / name, folder / name.replace("archive", "looked"))
        is_whole(folder / "looked.db")
        for file in folder.glob("looked.db*"):
            file.unlink()
        ran = run(program, folder, config)
        assert ran.returncode == CODES[config], (point, how, ran)
        assert export(program, folder) == want, (point, how)
        is_whole(folder / "archive.db")
    return lost, len(deeds)


def main():
    program, points = str(pathlib.Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 36
    if not shutil.which("strace") or subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        print("strace cannot be used here; skipped")
        return
    chance = random.Random(20250415)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "pairs.jsonl").write_text(articles(400), encoding="utf-8")
        (folder / "one.toml").write_text("")
        (folder / "other.toml").write_text('[rules]\nmagnitude-slip = "minor"\n')
        told = []
        for config in ("one.toml", "other.toml", "one.toml"):
            told.append(trial(program, folder, config, points // 3, chance))
        lost = sum(n for n, _ in told)
        assert lost >= points // 2, told
    print(f"{points} power cuts among {sum(n for _, n in told)} calls on the store, {lost} of them with writes that no sync had followed: nothing lost, nothing twice")


main()
