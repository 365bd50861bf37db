"""An archive checked on Apache Spark, held against the same archive checked by the program alone.

Usage: python tests/spark.py PROGRAM

Spark runs in local-cluster mode: a master and two workers, each a process of its own with its own folder, to which the program
is brought. Every line must be the one that the single machine writes. Then the program is made to die, to hang and to be none.
"""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark

ROOT = pathlib.Path(__file__).parent.parent
RECIPE = ROOT / "recipes" / "spark" / "check.py"
PAIRS = ROOT / "corpus" / "pairs"

# Dies of a signal at one article, whenever it meets it, and sleeps at another; else it is the program.
FRAGILE = """#!/bin/sh
exec {python} -c '
import os, subprocess, sys, time
program = subprocess.Popen(["{program}", *sys.argv[1:]], stdin=subprocess.PIPE)
for line in sys.stdin.buffer:
    if b"the-one-that-kills" in line:
        program.kill()
        os.kill(os.getpid(), 9)
    if b"the-one-that-hangs" in line:
        time.sleep(1000)
    program.stdin.write(line)
    program.stdin.flush()
program.stdin.close()
sys.exit(program.wait())
' "$@"
"""


def articles():
    """The articles of the corpus, many times over, and rows that an archive should not have."""
    text = lambda pair, side: re.sub(r"\A---\n.*?\n---\n", "", (pair / f"{side}.md").read_text(encoding="utf-8"), flags=re.S)
    pairs = [(text(pair, "ko"), text(pair, "en")) for pair in sorted(PAIRS.iterdir())]
    day = datetime.date(2025, 4, 15)
    rows = [{"id": f"a{i:04}", "ko": pairs[i % len(pairs)][0], "en": pairs[(i + i // 97) % len(pairs)][1], "date": day} for i in range(400)]
    odd = [
        {"id": "두 번", "ko": "이익은 3조5000억원이다.", "en": "Profit was 3.5 billion won."},
        {"id": "두 번", "ko": "이익은 3조5000억원이다.", "en": "Profit was 3.5 trillion won."},
        {"id": 'quote " and \\ and \u2028', "ko": "값은\n\n5%다.\r\n", "en": "It is 6%.\n\n\u0085\x00", "date": None},
        {"id": "no English", "ko": "값은 5%다."},
        {"id": "empty", "ko": "", "en": ""},
        {"id": "long", "ko": "값은 5%다. " * 700_000, "en": "It is 5%. " * 700_000},
        {"id": "house", "ko": "강유정 대변인은 말했다.", "en": "Spokesperson Kang Yoo-jung said so."},
    ]
    empty = {"id": None, "ko": None, "en": None, "date": None, "section": "politics"}
    return [empty | row for row in rows[:200] + odd + rows[200:]]


def write(path, rows, files):
    path.mkdir()
    schema = pa.schema([("id", pa.string()), ("ko", pa.string()), ("en", pa.string()), ("date", pa.date32()), ("section", pa.string())])
    for n in range(files):
        pq.write_table(pa.Table.from_pylist(rows[n::files], schema=schema), path / f"part-{n}.parquet", row_group_size=64)


def spark(folder, master, *arguments):
    home = pathlib.Path(pyspark.__file__).parent
    command = [home / "bin" / "spark-submit", "--master", master]
    for setting in ["spark.ui.enabled=false", "spark.task.maxFailures=1", "spark.sql.files.maxPartitionBytes=64k", "spark.sql.files.openCostInBytes=0"]:
        command += ["--conf", setting]
    # Machines that live for seconds: compiling well and collecting garbage on many threads would cost more than it brings.
    settings = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"}
    settings |= {"SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.run([*command, RECIPE, *arguments], cwd=folder, env=os.environ | settings, capture_output=True, text=True, timeout=600)


def problem(ran):
    """What a run of Spark says of why it failed, without what it says of everything else."""
    return "\n".join(line for line in (ran.stdout + ran.stderr).splitlines() if not re.search(r"\b(INFO|WARN)\b|^\s+at ", line))[-4000:]


def read(path):
    return pq.read_table(path).to_pylist()


def numberless(line):
    """A line without the number of the line at which a refused row stood, which is another one in each part of an archive."""
    return re.sub(r'"reason":"line \d+: ', '"reason":"', line)


def same(program, folder):
    """The same lines, whoever checks."""
    rows = articles()
    write(folder / "archive", rows, 3)
    (folder / "config.toml").write_text('[names]\nhouse = ["names.csv"]\n', encoding="utf-8")
    (folder / "names.csv").write_text("ko,en,kind\n강유정,Kang Yu-jung,person\n", encoding="utf-8")
    ran = spark(folder, "local-cluster[2,1,1024]", "--program", program, "--config", "config.toml", "--file", "names.csv", "--keep", "date", "--batch", "50", "archive", "results")
    assert ran.returncode == 3, problem(ran)
    line = lambda row: json.dumps({k: str(v) if k == "date" else v for k, v in row.items() if v is not None}, ensure_ascii=False) + "\n"
    command = [program, "check", "--pairs", "-", "--format", "jsonl", "--config", "config.toml"]
    alone = subprocess.run(command, cwd=folder, input="".join(map(line, rows)).encode(), capture_output=True)
    assert alone.returncode == 3, alone
    lines, results = alone.stdout.decode().split("\n")[:-1], read(folder / "results")
    assert len(lines) == len(results) == len(rows), (len(lines), len(results))
    for one, other in zip(sorted(map(numberless, lines)), sorted(numberless(r["line"]) for r in results), strict=True):
        assert one == other, f"alone: {one[:2000]}\non Spark: {other[:2000]}"
    for row in results:
        told = json.loads(row["line"])
        assert (row["id"], row["status"], row["reason"]) == (told["id"], told["status"], told["reason"])
        assert [f["fingerprint"] for f in row["findings"]] == [f["fingerprint"] for f in told["findings"]]
        assert row["major"] == sum(f["severity"] == "major" for f in told["findings"])
        assert row["date"] is None or row["date"].year == 2025
    unchecked = sorted(r["id"] for r in results if r["status"] == "incomplete")
    assert {"no English", "empty", "long"} <= set(unchecked), unchecked
    assert [f["rule"] for r in results if r["id"] == "house" for f in r["findings"]] == ["house-spelling"]
    parts = len(list((folder / "results").glob("part-*.parquet")))
    assert parts > 2, parts
    print(f"{len(rows)} articles on two workers in {parts} tasks: the same {sum(len(r['findings']) for r in results)} findings, line for line")


def broken(program, folder):
    """What breaks costs its own article, or the run, and never another article."""
    python = sys.executable
    (folder / "fragile").write_text(FRAGILE.format(python=python, program=os.path.realpath(program)), encoding="utf-8")
    (folder / "fragile").chmod(0o755)
    good = articles()[:120]
    bad = [{"id": f"the-one-that-{how}", "ko": "값은 5%다.", "en": "It is 5%.", "date": None, "section": None} for how in ["kills", "hangs"]]
    write(folder / "fragile-archive", good[:40] + bad[:1] + good[40:70] + bad[1:] + good[70:], 1)
    ran = spark(folder, "local[2]", "--program", "fragile", "--patience", "4", "fragile-archive", "fragile-results")
    assert ran.returncode == 3, problem(ran)
    told = {r["id"]: r for r in read(folder / "fragile-results")}
    assert len(told) == 122
    reasons = {name: told[name]["reason"] for name in told if told[name]["line"] is None}
    assert set(reasons) == {b["id"] for b in bad}, reasons
    assert "signal 9 at this article" in reasons["the-one-that-kills"] and "no answer for 4" in reasons["the-one-that-hangs"], reasons
    print("an article that kills the program and one that hangs it: both named, the other 120 checked")


def refused(folder):
    """What is no program, or answers about something else, fails the task: nothing is given out as checked."""
    sys.path.insert(0, str(RECIPE.parent))
    import check

    row = {"id": "a", "ko": "값은 5%다.", "en": "It is 5%."}
    scripts = {
        "another": ("read line; echo '{\"id\": \"b\", \"status\": \"checked\", \"reason\": null, \"findings\": []}'", "answered about 'b'"),
        "too little": ("exit 0", "with 1 articles unanswered"),
        "wrong usage": ("echo 'no such option' >&2; exit 2", "no such option"),
        "too much": ("read line; echo '{\"id\": \"a\", \"status\": \"checked\", \"reason\": null, \"findings\": []}'; echo more", "more than it was asked"),
        "always dying": ("kill -9 $$", "more than 2"),
    }
    for name, (script, why) in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
        try:
            checker = check.Checker([str(folder / name)], 10, 2)
            rows = [row] * (5 if name == "always dying" else 1)
            for answer in zip(rows, checker.check([check.request(r) for r in rows])):
                check.result(*answer)
            checker.end()
        except RuntimeError as e:
            assert why in str(e), (name, e)
        else:
            raise AssertionError(f"{name} was let pass")
    try:
        check.Checker([str(folder / "not there")], 10, 2)
    except RuntimeError as e:
        assert "could not be started" in str(e), e
    print(f"{len(scripts) + 1} programs that are none: each refused, with its reason")


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        same(os.path.realpath(program), pathlib.Path(folder))
        broken(program, pathlib.Path(folder))
        refused(pathlib.Path(folder))


if __name__ == "__main__":
    main(sys.argv[1])
