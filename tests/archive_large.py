"""What is too large: memory stays small, the rest is checked, and what was not is told.

Usage: python tests/archive_large.py PROGRAM [SCALE]

At SCALE 1, which takes minutes: a folder of a million files, a file of a gigabyte, a line of 100 MB, ten million paragraphs, and a run over
1,000,000 articles and over the same ones unchanged. The largest memory of each run (as the system counts it) must be under 300 MB. Without
SCALE a fiftieth of that is tried, and memory is held to what that needs.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

LIMIT = 300 << 20
KO, EN = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.", "The government said it will spend 3.5 trillion won on roads."


def run(program, folder, *args):
    """Exit code, what was said, seconds, and the largest memory."""
    began = time.monotonic()
    with open(folder / "said", "w+", encoding="utf-8") as said:
        child = subprocess.Popen([program, *args], cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return child.returncode, said.read(), time.monotonic() - began, usage.ru_maxrss << 10


def told(name, seconds, memory):
    print(f"{name}: {seconds:.1f} s, {memory / 1e6:.0f} MB", flush=True)
    assert memory < LIMIT, (name, memory)


def repeated(path, text, times):
    """Little by little: the system counts the memory of whoever starts a program as the program's own."""
    with open(path, "w", encoding="utf-8") as file:
        while times > 0:
            file.write(text * min(times, 10_000))
            times -= 10_000


def large_items(program, folder, scale):
    """Each among articles that are checked all the same."""
    inside = folder / "in"
    inside.mkdir()
    pair = lambda name, ko, en: ((inside / f"{name}.ko.md").write_text(ko, encoding="utf-8"), (inside / f"{name}.en.md").write_text(en, encoding="utf-8"))
    pair("good", KO, EN)
    pair("paragraphs", KO, EN)
    repeated(inside / "paragraphs.ko.md", "가다.\n\n", max(int(5_000_000 * scale), 125_000))
    repeated(inside / "paragraphs.en.md", "It.\n\n", max(int(5_000_000 * scale), 125_000))
    pair("sentences", KO, EN)
    repeated(inside / "sentences.en.md", "It is. ", max(int(8_000_000 * scale), 125_000))
    pair("html", KO, EN)
    (inside / "tags.ko.html").write_text(f"<p>{KO}</p>", encoding="utf-8")
    repeated(inside / "tags.en.html", "<p>It is.</p>", max(int(2_000_000 * scale), 251_000))
    pair("file", KO, EN)
    with open(inside / "file.en.md", "r+b") as file:
        file.truncate(max(int((1 << 30) * scale), 65 << 20))
    code, said, seconds, memory = run(program, folder, "archive", "run", "in", "--store", "in.db", "--quiet")
    told("large files", seconds, memory)
    assert code == 3, (code, said)
    lines = [json.loads(line) for line in subprocess.run([program, "archive", "export", "--store", "in.db", "--jsonl"], cwd=folder, capture_output=True, check=True).stdout.splitlines()]
    status = {line["id"]: (line["status"], line["reason"] or "") for line in lines}
    assert status["good"][0] == status["html"][0] == "checked", status
    for name, why in [("paragraphs", "no article has"), ("sentences", "no article has"), ("tags", "more than an article has"), ("file", "more than the")]:
        assert status[name][0] == "incomplete" and why in status[name][1], (name, status[name])

    with open(folder / "long.jsonl", "w", encoding="utf-8") as file:
        row = lambda name, en: json.dumps({"id": name, "ko": KO, "en": en}, ensure_ascii=False) + "\n"
        file.write(row("before", EN))
        start, end = row("long", "#").split("#")
        file.write(start)
        for _ in range(max(int(100 * scale), 9) + 1):
            file.write("x" * 1_000_000)
        file.write(end)
        file.write(row("behind", EN))
    code, said, seconds, memory = run(program, folder, "archive", "run", "long.jsonl", "--store", "long.db", "--quiet")
    told("a long line", seconds, memory)
    exported = subprocess.run([program, "archive", "export", "--store", "long.db", "--jsonl"], cwd=folder, capture_output=True, check=True).stdout
    status = {line["id"]: line["status"] for line in map(json.loads, exported.splitlines())}
    assert code == 3 and status["before"] == status["behind"] == "checked" and list(status.values()).count("incomplete") == 1, status


def many_files(program, folder, scale):
    """A folder of a million files, half of them without a counterpart."""
    inside = folder / "many"
    count = int(1_000_000 * scale)
    for n in range(count * 2 // 3):
        place = inside / f"desk-{n % 20:02}" / f"{n % 2000 // 20:02}"
        if n < 2000:
            place.mkdir(parents=True, exist_ok=True)
        # One file under many names costs the disk little.
        for lang, text in [("ko", KO), ("en", EN)] if n % 2 else [("ko", KO)]:
            (place / f"기사-{n:07}.{lang}.md").write_text(text, encoding="utf-8")
    code, said, seconds, memory = run(program, folder, "archive", "run", "many", "--store", "many.db", "--quiet", "--limit", "1000")
    told(f"a folder of {count} files", seconds, memory)
    assert code in (0, 3), (code, said)


def many_articles(program, folder, scale):
    code, said, seconds, memory = run(program, folder, "bench", "archive", "--articles", str(int(1_000_000 * scale)), "--sentences", "2", "--format", "json")
    told(f"{int(1_000_000 * scale)} articles, twice", seconds, memory)
    assert code == 0, said
    measured = json.loads(said)
    print(f"unchanged ones {measured['unchanged_seconds']:.1f} s", flush=True)
    assert measured["unchanged_seconds"] < 20, measured
    # The larger the archive, the less memory may grow with it.
    assert measured["peak_memory_bytes"] < LIMIT, measured


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    scale = float(sys.argv[2]) if len(sys.argv) > 2 else 0.02
    for trial in (large_items, many_files, many_articles):
        with tempfile.TemporaryDirectory() as folder:
            trial(program, pathlib.Path(folder), scale)
    print(f"what is too large was told, and memory stayed under {LIMIT // 1_000_000} MB")


main()
