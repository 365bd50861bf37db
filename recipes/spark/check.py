"""Checks an archive of articles in Parquet on Apache Spark: the program is a filter, Spark does the rest.

    spark-submit check.py --program daejo ARCHIVE.parquet RESULTS.parquet

Needs pyspark 4 and pyarrow. Spark brings the program, the configuration and the files that it names to every worker; each
task starts it once, as `daejo check --pairs - --format jsonl`, and sends the articles of its partition through it, a batch at
a time. README.md beside this file says what goes in and what comes out, and what it costs.
"""

import argparse
import collections
import datetime
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

# What the program reads of a row; the first two sides must be there.
FIELDS = ["id", "ko", "en", "date", "section", "draft"]
NEEDED = ["id", "ko", "en"]
SEVERITIES = ["critical", "major", "minor", "info"]

PLACE = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string()), ("value", pa.string())])
FINDING = pa.struct(
    [(name, pa.string()) for name in ["rule", "category", "severity"]]
    + [("confidence", pa.float64()), ("message", pa.string()), ("explanation", pa.string()), ("source", PLACE), ("target", PLACE)]
    + [("suggestion", pa.string()), ("fingerprint", pa.string())]
)
RESULT = pa.schema(
    [("id", pa.string()), ("status", pa.string()), ("reason", pa.string())]
    + [(severity, pa.int32()) for severity in SEVERITIES]
    + [("findings", pa.list_(FINDING)), ("line", pa.string())]
)


class Program:
    """The program at work, as a filter: lines in, as many lines out, in their order."""

    def __init__(self, command, patience):
        self.said = tempfile.TemporaryFile()  # A file cannot fill up and hold the program, as a pipe would.
        self.patience, self.heard, self.silent = patience, time.monotonic(), False
        try:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said)
        except OSError as e:
            raise RuntimeError(f"{command[0]} could not be started on this worker: {e}; was it built for this kind of machine?") from e
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self):
        while self.process.poll() is None:
            if time.monotonic() - self.heard > self.patience:
                self.silent = True
                self.process.kill()
            time.sleep(0.5)

    def _feed(self, lines):
        try:
            for line in lines:
                self.process.stdin.write(line)
            self.process.stdin.flush()
        except OSError:
            pass  # It has ended; who reads its answers sees that.

    def answers(self, lines):
        """Feeds the lines on a thread, so that neither pipe can fill up and hold both sides, and gives back what is
        answered: less than there were lines when the program has ended."""
        self.heard = time.monotonic()
        feeder = threading.Thread(target=self._feed, args=(lines,), daemon=True)
        feeder.start()
        for _ in lines:
            answer = self.process.stdout.readline()
            if not answer.endswith(b"\n"):
                break
            self.heard = time.monotonic()
            yield answer
        else:
            # While Spark fetches the next batch, nothing is expected of it.
            self.heard = float("inf")
        feeder.join()

    def end(self):
        """Lets it end: its exit code, and the last of what it said."""
        self.heard = time.monotonic()
        try:
            self.process.stdin.close()
        except OSError:
            pass
        rest = self.process.stdout.read()
        code = self.process.wait()
        self.said.seek(max(0, self.said.seek(0, os.SEEK_END) - 2000))
        said = self.said.read().decode("utf-8", "replace").strip()
        if rest and code in (0, 1, 3):
            raise RuntimeError(f"the program answered more than it was asked: {rest[:200]!r}")
        return code, said

    def kill(self):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdout, self.said):
            stream.close()


def how(code, silent, patience):
    if silent:
        return f"the program gave no answer for {patience} seconds and was ended"
    return f"the program was ended by signal {-code}" if code < 0 else f"the program ended with exit code {code}"


class Checker:
    """Sends the rows of one task through the program. Where it ends before all is answered, the rows that are left are sent
    one by one, so that the one at which it ends is known; that row is not checked, the others are."""

    def __init__(self, command, patience, most_lost):
        self.command, self.patience, self.most_lost = command, patience, most_lost
        self.program, self.lost = Program(command, patience), 0

    def check(self, lines):
        """An answer for each line: what the program wrote, or as a string why it did not."""
        answers, one_by_one = [], False
        while len(answers) < len(lines):
            sent = lines[len(answers) : len(answers) + 1] if one_by_one else lines[len(answers) :]
            before = len(answers)
            answers.extend(self.program.answers(sent))
            if len(answers) - before == len(sent):
                continue
            code, said = self.program.end()
            if code in (0, 1, 2, 3) and not self.program.silent:
                raise RuntimeError(f"the program ended (exit code {code}) with {len(lines) - len(answers)} articles unanswered: {said}")
            reason = how(code, self.program.silent, self.patience)
            self.program.kill()
            if one_by_one:
                answers.append(f"{reason} at this article")
                self.lost += 1
                if self.lost > self.most_lost:
                    raise RuntimeError(f"{reason} at {self.lost} articles of one partition, more than {self.most_lost}: {said}")
            one_by_one = True
            self.program = Program(self.command, self.patience)
        return answers

    def end(self):
        code, said = self.program.end()
        if code not in (0, 1, 3):
            raise RuntimeError(f"{how(code, self.program.silent, self.patience)} after the last article: {said}")


def plain(value):
    """A cell as the program wants it: days as 2025-04-15, everything else as text."""
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, (datetime.date, datetime.datetime)) else str(value)


def request(row):
    # The id comes first: of a line that is too long it is all that is read.
    fields = {name: plain(value) for name, value in row.items()}
    return json.dumps({name: value for name, value in fields.items() if value is not None}, ensure_ascii=False).encode() + b"\n"


def result(row, answer):
    """A row of the result. An answer to another article than was asked about would put findings where they do not belong."""
    name = plain(row["id"])
    if isinstance(answer, str):
        return {"id": name, "status": "incomplete", "reason": answer, **dict.fromkeys(SEVERITIES, 0), "findings": [], "line": None}
    line = answer.decode().rstrip("\n")
    told = json.loads(line)
    if name is not None and told["id"] != name:
        raise RuntimeError(f"asked about the article {name!r}, the program answered about {told['id']!r}")
    counted = collections.Counter(f["severity"] for f in told["findings"] if "disposition" not in f)
    for finding in told["findings"]:
        for side in (finding["source"], finding["target"]):
            if side and side["value"] is not None:
                side["value"] = json.dumps(side["value"], ensure_ascii=False)
    counts = {severity: counted[severity] for severity in SEVERITIES}
    return {"id": name, "status": told["status"], "reason": told["reason"], **counts, "findings": told["findings"], "line": line}


def task(program, config, columns, keep, patience, most_lost):
    """What a task does with its batches."""

    def run(batches):
        command = [SparkFiles.get(program), "check", "--pairs", "-", "--input-format", "jsonl", "--format", "jsonl", "--jobs", "1"]
        # Without one, what happens to lie on a worker's disk must not matter.
        command += ["--config", SparkFiles.get(config) if config else os.devnull]
        checker = None
        try:
            for batch in batches:
                checker = checker or Checker(command, patience, most_lost)
                rows = batch.select(list(columns.values())).rename_columns(list(columns)).to_pylist()
                answers = checker.check([request(row) for row in rows])
                checked = pa.RecordBatch.from_pylist([result(*pair) for pair in zip(rows, answers, strict=True)], schema=RESULT)
                kept = [batch.column(batch.schema.get_field_index(name)) for name in keep]
                yield pa.RecordBatch.from_arrays(checked.columns + kept, names=RESULT.names + keep)
            if checker:
                checker.end()
        finally:
            if checker:
                checker.program.kill()

    return run


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", help="Parquet: a file or a folder, wherever Spark can read it")
    parser.add_argument("results", help="where to write Parquet; nothing may be there yet")
    parser.add_argument("--program", required=True, help="the program daejo, built for the workers' kind of machine")
    parser.add_argument("--config", help="a configuration; without one the defaults hold, whatever lies on the workers")
    parser.add_argument("--file", action="append", default=[], help="a file that the configuration names, as a house list: it will lie beside it")
    parser.add_argument("--column", action="append", default=[], metavar="FIELD=COLUMN", help=f"what a column is called here, of {', '.join(FIELDS)}")
    parser.add_argument("--keep", action="append", default=[], metavar="COLUMN", help="a column of the archive to have in the results too")
    parser.add_argument("--batch", type=int, default=500, help="articles that a task holds at a time")
    parser.add_argument("--patience", type=float, default=300, help="seconds without an answer after which the program is ended")
    parser.add_argument("--most-lost", type=int, default=10, help="articles of a task at which the program may end before the task fails")
    return parser.parse_args()


def mapped(given, there):
    """Fields of the program by the columns of the archive."""
    columns = {name: name for name in FIELDS if name in there}
    for pair in given:
        field, _, column = pair.partition("=")
        if field not in FIELDS or column not in there:
            sys.exit(f"--column {pair}: the fields are {', '.join(FIELDS)}; the archive has the columns {', '.join(there)}")
        columns[field] = column
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        sys.exit(f"the archive has no column {', '.join(missing)}, but {', '.join(there)}; name it with --column {missing[0]}=COLUMN")
    return {name: columns[name] for name in FIELDS if name in columns}


def main():
    asked = arguments()
    spark = SparkSession.builder.appName("daejo").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", asked.batch)
    archive = spark.read.parquet(asked.archive)
    columns = mapped(asked.column, archive.columns)
    unknown = [name for name in asked.keep if name not in archive.columns or name in RESULT.names]
    if unknown:
        sys.exit(f"--keep {unknown[0]}: no such column, or one that the results have anyway; the archive has {', '.join(archive.columns)}")
    for path in [asked.program, *([asked.config] if asked.config else []), *asked.file]:
        spark.sparkContext.addFile(path)
    name = os.path.basename
    work = task(name(asked.program), asked.config and name(asked.config), columns, asked.keep, asked.patience, asked.most_lost)
    wanted = archive.select(*dict.fromkeys([*columns.values(), *asked.keep]))
    schema = StructType(from_arrow_schema(RESULT).fields + [archive.schema[name] for name in asked.keep])
    wanted.mapInArrow(work, schema).write.parquet(asked.results)

    # What was written is counted again, against what there was.
    written = spark.read.parquet(asked.results)
    total = written.agg(f.count("*"), f.sum((f.col("status") != "checked").cast("long")), *(f.sum(s) for s in SEVERITIES)).first()
    articles, incomplete, *found = (n or 0 for n in total)
    there = archive.count()
    print(f"{articles} articles, {incomplete} of them not checked; findings: " + ", ".join(f"{n} {s}" for n, s in zip(found, SEVERITIES)))
    if articles != there:
        sys.exit(f"the archive has {there} articles and the results have {articles}: do not use them")
    sys.exit(3 if incomplete or not articles else 1 if found[0] or found[1] else 0)


if __name__ == "__main__":
    main()
