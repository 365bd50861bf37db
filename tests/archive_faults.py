"""What an archive does when the system says no: calls that fail, and kills before and behind each of them.

Usage: python tests/archive_faults.py PROGRAM [POINTS]

strace makes the N-th call on the store fail with “no space left”, “input/output error” or “permission denied”, that one only or all from
there on, or kills the program there. A run must not say that all is well, the message must name the store, what was exported must be whole,
and a run afterwards must come to what a run without faults comes to, byte for byte; `PRAGMA integrity_check` finds nothing. Every write,
sync and rename of an output is made to fail in its turn.
"""

import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

KO = "정부는 14일 도로에 {n}조5000억원을 쓴다고 밝혔다.\n\n공사는 4월에 시작한다."
EN = "The government said Monday that it will spend {n}.5 {unit} won on roads.\n\nWork begins in April."
STORE = ["archive.db", "archive.db-wal"]
# What each call on the store may be refused with. One that only brings the log into the file at the end is made good by the next run.
REFUSED = {"pwrite64": ["ENOSPC", "EIO", "EDQUOT"], "fsync": ["EIO"], "fdatasync": ["EIO"], "ftruncate": ["EIO"], "openat": ["EACCES", "EIO", "EMFILE"]}
# What the static program says for it.
REFUSED["open"] = REFUSED["openat"]
OUTPUTS = [
    ("links.csv", ["export", "--csv", "--table", "links", "--out"]),
    ("all.jsonl", ["export", "--jsonl", "--out"]),
    ("tables", ["export", "--parquet", "--out"]),
    ("report.html", ["report", "--format", "html", "--jobs", "1", "--out"]),
    ("names.csv", ["names", "--jobs", "1", "--out"]),
]


def articles(n):
    rows = ({"id": f"a{i}", "ko": KO.format(n=i), "en": EN.format(n=i, unit="billion" if i % 3 == 0 else "trillion"), "date": "2025-04-15"} for i in range(1, n + 1))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def run(program, folder, *args, inject=None, paths=()):
    before = []
    if inject:
        only = [word for path in paths for name in (path, folder / path) for word in ("-P", name)]
        before = ["strace", "-f", "-qq", "-o", "/dev/null", *only, "-e", f"trace={inject.split(':')[0]}", "-e", f"inject={inject}"]
    return subprocess.run([*before, program, "archive", *args], cwd=folder, capture_output=True, timeout=120)


def fill(program, folder, **more):
    return run(program, folder, "run", "pairs.jsonl", "--store", "archive.db", "--quiet", **more)


def export(program, folder):
    ran = run(program, folder, "export", "--store", "archive.db", "--jsonl")
    assert ran.returncode == 0, ran
    return ran.stdout


def clear(folder):
    for file in folder.glob("archive.db*"):
        file.unlink()


def is_whole(folder):
    if (folder / "archive.db").exists():
        store = sqlite3.connect(folder / "archive.db")
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if store.execute("PRAGMA user_version").fetchone() != (0,):
            assert store.execute("SELECT count(*) - count(DISTINCT id) FROM article").fetchone() == (0,)
        store.close()


def counts(program, folder, args, calls, paths=()):
    """How often a command makes each call."""
    log = folder / "trace"
    only = [word for path in paths for name in (path, folder / path) for word in ("-P", name)]
    subprocess.run(["strace", "-f", "-qq", "-o", log, *only, "-e", "trace=" + ",".join(calls), program, "archive", *args], cwd=folder, capture_output=True)
    text = log.read_text(errors="replace")
    log.unlink()
    return {call: text.count(f" {call}(") for call in calls}


def store(program, folder, points, chance):
    """Calls on the store; gives back how many failures were told and how many kills there were."""
    assert fill(program, folder).returncode == 1
    want = export(program, folder)
    clear(folder)
    often = counts(program, folder, ["run", "pairs.jsonl", "--store", "archive.db", "--quiet"], list(REFUSED), STORE)
    kinds = [call for call in REFUSED if often[call]]
    assert "pwrite64" in kinds and {"open", "openat"} & set(kinds) and sum(often.values()) > 100, often
    told = killed = 0
    clear(folder)
    for point in range(points):
        # As often as they are made, but each kind at times.
        call = chance.choice(kinds) if point % 4 == 0 else chance.choices(kinds, [often[c] for c in kinds])[0]
        kill = point % 2 == 0
        # How many calls there are differs a little from run to run. The second half of the writes brings the log into the file, which a run
        # can do without: failures there tell little.
        nth = chance.randint(1, max(1, often[call] * 3 // 4 if kill or chance.random() < 0.3 else often[call] // 2))
        what = "signal=KILL" if kill else f"error={chance.choice(REFUSED[call])}"
        last = "+" if not kill and chance.random() < 0.5 else ""
        if chance.random() < 0.85:
            clear(folder)
        before = (folder / "archive.db").exists() and export(program, folder) == want
        where = (call, what, f"{nth}{last}", "again" if before else "new")
        ran = fill(program, folder, inject=f"{call}:{what}:when={nth}{last}", paths=STORE)
        if kill:
            killed += ran.returncode not in (0, 1, 2, 3)
        elif ran.returncode in (2, 3):
            told += 1
            assert b"archive.db" in ran.stderr and b"panicked" not in ran.stderr, (where, ran)
        else:
            # Nothing came of it: fewer calls were made, or it was one that the next run makes good.
            assert ran.returncode == 1, (where, ran)
            assert export(program, folder) == want, where
        is_whole(folder)
        after = fill(program, folder)
        assert after.returncode == 1, (where, after)
        assert export(program, folder) == want, where
        is_whole(folder)
    assert told >= points // 4 and killed >= points // 4, (told, killed)
    return told, killed


def interrupted(program, folder):
    """A call that was interrupted is made again."""
    clear(folder)
    assert fill(program, folder).returncode == 1
    want = export(program, folder)
    clear(folder)
    assert fill(program, folder, inject="pwrite64:error=EINTR:when=3+7", paths=STORE).returncode == 1
    assert export(program, folder) == want


def outputs(program, folder):
    """Each write, sync and rename of each output in its turn: the file is not there then, or is as it was; gives back how many were told."""
    told = 0
    for name, args in OUTPUTS:
        out, command = folder / name, [*args[:1], "--store", "archive.db", *args[1:], name]
        clean = run(program, folder, *command)
        assert clean.returncode == 0, clean
        kept = lambda: sorted((f.name, f.read_bytes()) for f in (out.iterdir() if out.is_dir() else [out]) if f.is_file())
        want = kept()
        # What opens, reads and locks the store is no output; its files are not among the paths that are renamed.
        calls = {"write": "ENOSPC", "rename": "EACCES", "renameat2": "EACCES", "fsync": "EIO"}
        for call, often in counts(program, folder, command, list(calls)).items():
            # Of many alike the first ones and the last.
            for nth in sorted({*range(1, min(often, 3) + 1), often} - {0}):
                shutil.rmtree(out) if out.is_dir() else out.unlink()
                ran = run(program, folder, *command, inject=f"{call}:error={calls[call]}:when={nth}")
                if ran.returncode in (2, 3):
                    told += 1
                    assert ran.stderr.strip() and b"panicked" not in ran.stderr, (name, call, nth, ran)
                    whole = dict(want)
                    left = list(out.iterdir()) if out.is_dir() else [out] if out.exists() else []
                    assert all(whole.get(f.name) == f.read_bytes() for f in left), (name, call, nth, left)
                else:
                    # A line on standard error that nobody heard, or a sync that this file system does without.
                    assert ran.returncode == 0 and kept() == want, (name, call, nth, ran)
                run(program, folder, *command)
    assert told >= 2 * len(OUTPUTS), told
    return told


def main():
    program, points = str(pathlib.Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 40
    if not shutil.which("strace") or subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        print("strace cannot be used here; skipped")
        return
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "pairs.jsonl").write_text(articles(400), encoding="utf-8")
        told, killed = store(program, folder, points, random.Random(20250415))
        interrupted(program, folder)
        written = outputs(program, folder)
    print(f"{told} failed calls on the store were told and {killed} kills survived, of {points}; {written} failed calls on outputs were told")


main()
