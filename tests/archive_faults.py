"""What an archive does when the system says no: calls that fail, and kills before and behind each of them.

Usage: python tests/archive_faults.py PROGRAM [POINTS]

strace makes the N-th call of a kind fail with “no space left”, “input/output error” or “permission denied”, or kills the program there.
A run must not say that all is well, the message must name the store, what was exported must be whole, and a run afterwards must come to
what a run without faults comes to, byte for byte.
"""

import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

KO = "정부는 14일 도로에 {n}조5000억원을 쓴다고 밝혔다.\n\n공사는 4월에 시작한다."
EN = "The government said Monday that it will spend {n}.5 {unit} won on roads.\n\nWork begins in April."
CALLS = ["pwrite64", "fdatasync", "fsync", "ftruncate", "openat", "unlink", "rename", "write"]
ERRORS = ["ENOSPC", "EIO", "EACCES", "EDQUOT"]


def articles(n):
    rows = ({"id": f"a{i}", "ko": KO.format(n=i), "en": EN.format(n=i, unit="billion" if i % 3 == 0 else "trillion"), "date": "2025-04-15"} for i in range(1, n + 1))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def run(program, folder, *args, inject=None):
    before = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={inject.split(':')[0]}", "-e", f"inject={inject}"] if inject else []
    return subprocess.run([*before, program, "archive", *args], cwd=folder, capture_output=True, timeout=120)


def export(program, folder):
    ran = run(program, folder, "export", "--store", "archive.db", "--jsonl")
    assert ran.returncode == 0, ran
    return ran.stdout


def clear(folder):
    for file in folder.glob("archive.db*"):
        file.unlink()


def counts(program, folder):
    """How often a run makes each call."""
    log = folder / "trace"
    clear(folder)
    subprocess.run(["strace", "-f", "-qq", "-o", log, "-e", "trace=" + ",".join(CALLS), program, "archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"], cwd=folder, capture_output=True)
    text = log.read_text(errors="replace")
    log.unlink()
    return {call: text.count(f" {call}(") for call in CALLS}


def main():
    program, points = str(pathlib.Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 40
    if not shutil.which("strace") or subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        print("strace cannot be used here; skipped")
        return
    chance = random.Random(20250415)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "pairs.jsonl").write_text(articles(400), encoding="utf-8")
        assert run(program, folder, "run", "pairs.jsonl", "--store", "archive.db", "--quiet").returncode == 1
        want = export(program, folder)
        often = counts(program, folder)
        kinds = [call for call in CALLS if often[call]]
        failed = killed = 0
        clear(folder)
        for point in range(points):
            call = kinds[point % len(kinds)]
            nth = chance.randint(1, often[call])
            kill = point % 2 == 0
            what = "signal=KILL" if kill else f"error={chance.choice(ERRORS)}"
            if chance.random() < 0.3:
                clear(folder)
            ran = run(program, folder, "run", "pairs.jsonl", "--store", "archive.db", "--quiet", inject=f"{call}:{what}:when={nth}")
            if kill:
                killed += ran.returncode not in (0, 1, 2, 3)
            elif ran.returncode in (2, 3):
                failed += 1
                assert ran.stderr.strip(), (call, what, nth, ran)
                assert b"panicked" not in ran.stderr, (call, what, nth, ran)
            else:
                # A call that the store can do without: a lock file's note, a checkpoint that is made later.
                assert ran.returncode == 1, (call, what, nth, ran)
                assert export(program, folder) == want, (call, what, nth)
            after = run(program, folder, "run", "pairs.jsonl", "--store", "archive.db", "--quiet")
            assert after.returncode == 1, (call, what, nth, after)
            assert export(program, folder) == want, (call, what, nth)
        assert failed >= points // 16 and killed >= points // 8, (failed, killed)
        # A file that an export cannot write is not there, or as it was.
        for nth in (1, 2):
            ran = run(program, folder, "export", "--store", "archive.db", "--csv", "--table", "links", "--out", "links.csv", inject=f"write:error=ENOSPC:when={nth}+")
            assert ran.returncode in (2, 3) and not (folder / "links.csv").exists(), ran
    print(f"{failed} failed calls were told and {killed} kills survived, of {points}")


main()
