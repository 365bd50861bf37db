"""The tables of an archive, read by the programs that they are for, and tables as sources.

Usage: python tests/archive_consumers.py PROGRAM

DuckDB and pandas read what is exported, and must find in it what the JSON Lines say; pyarrow and Python's own SQLite write tables
that an archive is read from; where there is a PostgreSQL on the machine, a server of its own is started in a folder of its own.
"""

import csv
import datetime
import glob
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile

import duckdb
import pandas
import pyarrow
import pyarrow.parquet

KO = "정부는 14일 도로에 {n}조5000억원을 쓴다고 밝혔다.\n\n공사는 4월에 시작한다."
EN = "The government said Monday that it will spend {n}.5 {unit} won on roads.\n\nWork begins in April."
HOSTILE = "=HYPERLINK(\"http://x\") 값은 3조원이다 \u202e\u0007 \"따옴표\", 줄\n바꿈."


def articles():
    rows = []
    for n in range(1, 201):
        unit = "billion" if n % 4 == 0 else "trillion"
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=n)
        rows.append({"id": f"a{n}", "ko": KO.format(n=n), "en": EN.format(n=n, unit=unit), "date": day.isoformat(), "section": ["economy", "politics"][n % 2], "translator": "mt-1"})
    rows.append({"id": "=1+1", "ko": HOSTILE, "en": "It is 3 billion won.", "date": None, "section": None, "translator": "=cmd"})
    return rows


def run(program, folder, *args, codes=(0, 1)):
    ran = subprocess.run([program, "archive", *args], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode in codes, ran
    return ran


def exported(program, folder, store):
    return [json.loads(line) for line in run(program, folder, "export", "--store", store, "--jsonl").stdout.splitlines()]


def results(lines, places=True):
    """What came of each article, without what a source says beside it."""
    keep = ["id", "status", "findings", "counts"]
    return [{k: line[k] for k in keep} for line in lines]


def consumers(program, folder):
    rows = articles()
    (folder / "pairs.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    run(program, folder, "run", "pairs.jsonl", "--store", "archive.db", "--quiet")
    lines = exported(program, folder, "archive.db")
    assert len(lines) == len(rows), len(lines)
    run(program, folder, "export", "--store", "archive.db", "--parquet", "--out", "tables")
    run(program, folder, "export", "--store", "archive.db", "--csv", "--out", "sheets")
    findings = [(line["id"], f["rule"], f["fingerprint"]) for line in lines for f in line["findings"]]
    assert len(findings) >= 50, len(findings)

    base = duckdb.connect()
    table = lambda name: f"read_parquet('{folder}/tables/{name}.parquet')"
    assert base.sql(f"SELECT id, rule, fingerprint FROM {table('findings')}").fetchall() == findings
    by_section = base.sql(f"SELECT section, count(*) FROM {table('findings')} f WHERE section IS NOT NULL GROUP BY section ORDER BY section").fetchall()
    wanted = sorted({s: sum(1 for line in lines for _ in line["findings"] if line["section"] == s) for s in ["economy", "politics"]}.items())
    assert by_section == [w for w in wanted if w[1]], (by_section, wanted)
    days = base.sql(f"SELECT min(date), max(date), typeof(any_value(date)) FROM {table('articles')}").fetchall()[0]
    assert days == (datetime.date(2024, 1, 2), datetime.date(2024, 7, 19), "DATE"), days
    assert base.sql(f"SELECT count(*) FROM {table('links')} WHERE source IS NOT NULL AND target IS NOT NULL").fetchall()[0][0] >= 400
    assert base.sql(f"SELECT added FROM {table('runs')}").fetchall() == [(len(rows),)]

    frame = pandas.read_parquet(folder / "tables" / "articles.parquet")
    assert list(frame["id"]) == [line["id"] for line in lines]
    assert int(frame["critical"].sum()) == sum(f["severity"] == "critical" for line in lines for f in line["findings"])
    sheet = pandas.read_csv(folder / "sheets" / "findings.csv")
    assert len(sheet) == len(findings)
    with open(folder / "sheets" / "articles.csv", encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not any(cell.startswith(("=", "@", "+")) for cell in cells), "a cell is a formula"
    return rows, lines


def sources(program, folder, rows, lines):
    frame = pandas.DataFrame(rows)
    frame["date"] = pandas.to_datetime(frame["date"]).dt.date
    renamed = frame.rename(columns={"ko": "body_ko", "en": "body_en", "id": "article", "date": "published"})
    table = pyarrow.Table.from_pandas(renamed, preserve_index=False)
    pyarrow.parquet.write_table(table, folder / "pairs.parquet", row_group_size=64)
    refused = run(program, folder, "run", "pairs.parquet", "--store", "p.db", codes=(2,))
    assert "no column `ko`; it has `article`, `body_ko`" in refused.stderr and "--map ko=" in refused.stderr, refused
    names = "ko=body_ko,en=body_en,id=article,date=published"
    run(program, folder, "run", "pairs.parquet", "--map", names, "--store", "p.db", "--quiet")
    assert results(exported(program, folder, "p.db")) == results(lines), "Parquet gives something else"
    # A time of day in UTC is a day in Korea.
    times = [datetime.datetime(2025, 4, 14, 20, 0, tzinfo=datetime.timezone.utc)]
    late = pyarrow.table({"id": ["late"], "ko": ["14일 밝혔다."], "en": ["It said so on the 14th."], "date": pyarrow.array(times, pyarrow.timestamp("us", tz="UTC"))})
    pyarrow.parquet.write_table(late, folder / "late.parquet")
    run(program, folder, "run", "late.parquet", "--store", "late.db", "--quiet")
    assert exported(program, folder, "late.db")[0]["date"] == "2025-04-15"
    cut = (folder / "pairs.parquet").read_bytes()[:-100]
    (folder / "cut.parquet").write_bytes(cut)
    refused = run(program, folder, "run", "cut.parquet", "--store", "cut.db", codes=(2,))
    assert "not a Parquet file, or not whole" in refused.stderr, refused

    base = sqlite3.connect(folder / "cms.db")
    base.execute("CREATE TABLE story (article TEXT, body_ko TEXT, body_en TEXT, published TEXT)")
    base.executemany("INSERT INTO story VALUES (?, ?, ?, ?)", [(r["id"], r["ko"], r["en"], r["date"]) for r in rows])
    base.commit()
    base.close()
    query = "SELECT * FROM story ORDER BY rowid"
    run(program, folder, "run", f"sqlite:cms.db?query={query}", "--map", names, "--store", "s.db", "--quiet")
    assert results(exported(program, folder, "s.db")) == results(lines), "SQLite gives something else"
    refused = run(program, folder, "run", "sqlite:cms.db", "--query", "DELETE FROM story", "--store", "s2.db", codes=(2,))
    assert "one SELECT" in refused.stderr, refused


def certificates(data, user):
    """An authority, a certificate of it for `localhost`, and another authority that vouches for nobody."""
    for name in ("ca", "other"):
        ask = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", data / f"{name}.key", "-out", data / f"{name}.pem"]
        subprocess.run(ask, check=True, capture_output=True)
    subprocess.run(["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", data / "server.key", "-out", data / "server.csr"], check=True, capture_output=True)
    (data / "names").write_text("subjectAltName=DNS:localhost\n")
    signed = ["-CA", data / "ca.pem", "-CAkey", data / "ca.key", "-CAcreateserial", "-days", "2", "-extfile", data / "names"]
    subprocess.run(["openssl", "x509", "-req", "-in", data / "server.csr", "-out", data / "server.pem", *signed], check=True, capture_output=True)
    (data / "server.key").chmod(0o600)
    if user:
        shutil.chown(data / "server.key", "nobody")


def over_tls(program, folder, data, port, names, lines):
    """Each sslmode against a server that asks for TLS, whose certificate is for `localhost` and not for 127.0.0.1."""
    query = ["--query", "SELECT * FROM story ORDER BY published NULLS LAST", "--map", names, "--quiet"]
    cases = [
        ("localhost", "", None),
        ("127.0.0.1", "sslmode=require", None),
        ("localhost", f"sslmode=verify-full&sslrootcert={data}/ca.pem", None),
        ("127.0.0.1", f"sslmode=verify-ca&sslrootcert={data}/ca.pem", None),
        ("127.0.0.1", f"sslmode=verify-full&sslrootcert={data}/ca.pem", "not valid for name"),
        ("localhost", f"sslmode=verify-ca&sslrootcert={data}/other.pem", "UnknownIssuer"),
        ("localhost", f"sslmode=require&sslrootcert={data}/other.pem", "UnknownIssuer"),
        # Nobody of the system vouches for it.
        ("localhost", "sslmode=verify-full", "UnknownIssuer"),
        ("localhost", "sslmode=disable", "no pg_hba.conf entry"),
        ("localhost", f"sslmode=verify-full&sslrootcert={data}/none.pem", "none.pem"),
        ("localhost", "sslmode=perhaps", "`perhaps` is no sslmode"),
    ]
    environment = {**os.environ, "PGPASSWORD": "sp ace"}
    for n, (host, parameters, refusal) in enumerate(cases):
        address = f"postgres://daejo@{host}:{port}/postgres" + (f"?{parameters}" if parameters else "")
        ran = subprocess.run([program, "archive", "run", address, *query, "--store", f"tls{n}.db"], cwd=folder, capture_output=True, text=True, env=environment)
        if refusal is None:
            assert ran.returncode in (0, 1), (address, ran)
            assert results(exported(program, folder, f"tls{n}.db")) == results(lines), (address, "gives something else")
        else:
            assert ran.returncode == 2 and refusal in ran.stderr, (address, ran)
            assert "sp ace" not in ran.stderr and not (folder / f"tls{n}.db").exists(), (address, ran)


def postgresql(program, folder, rows, lines):
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found or not shutil.which("openssl") or os.geteuid() == 0 and not shutil.which("runuser"):
        print("PostgreSQL is not here; that source was not tried")
        return
    tools = pathlib.Path(found[-1]).parent
    data = pathlib.Path(tempfile.mkdtemp(prefix="daejo-pg-", dir="/tmp"))
    # The server does not run as root.
    user = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(data, "nobody")
    ask = lambda *args, **more: subprocess.run([*user, *args], check=True, capture_output=True, text=True, cwd=data, **more)
    try:
        ask(tools / "initdb", "-D", data / "db", "-U", "daejo", "-A", "trust", "-E", "UTF8", "--locale=C")
        certificates(data, user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # Over the network only with TLS, and with a password.
        (data / "db" / "pg_hba.conf").write_text("local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
        tls = f"-c ssl=on -c ssl_cert_file={data}/server.pem -c ssl_key_file={data}/server.key"
        ask(tools / "pg_ctl", "-D", data / "db", "-w", "-l", data / "log", "-o", f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={data} {tls}", "start")
        try:
            script = "SET password_encryption = 'scram-sha-256'; ALTER USER daejo PASSWORD 'sp ace';\nCREATE TABLE story (article text, body_ko text, body_en text, published date, section text);\n"
            quoted = lambda value: "NULL" if value is None else "'" + value.replace("'", "''") + "'"
            for r in rows:
                script += f"INSERT INTO story VALUES ({', '.join(quoted(r[k]) for k in ['id', 'ko', 'en', 'date', 'section'])});\n"
            ask(tools / "psql", "-h", data, "-p", str(port), "-U", "daejo", "-v", "ON_ERROR_STOP=1", "-q", "postgres", input=script)
            names = "ko=body_ko,en=body_en,id=article,date=published"
            address = f"postgres://daejo@/postgres?host={data}&port={port}"
            run(program, folder, "run", address, "--query", "SELECT * FROM story ORDER BY published NULLS LAST;", "--map", names, "--store", "pg.db", "--quiet")
            assert results(exported(program, folder, "pg.db")) == results(lines), "PostgreSQL gives something else"
            refused = run(program, folder, "run", address, "--query", "SELECT article FROM story", "--store", "pg2.db", codes=(2,))
            assert "no column `ko`; it has `article`" in refused.stderr, refused
            refused = run(program, folder, "run", address, "--query", "DELETE FROM story RETURNING *", "--store", "pg2.db", codes=(2,))
            assert "the query cannot be asked" in refused.stderr, refused
            over_tls(program, folder, data, port, names, lines)
            print("PostgreSQL gives the same articles, over TLS, too")
        finally:
            ask(tools / "pg_ctl", "-D", data / "db", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(data, ignore_errors=True)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        rows, lines = consumers(program, folder)
        sources(program, folder, rows, lines)
        postgresql(program, folder, rows, lines)
    print("tables of an archive: read by DuckDB and pandas; Parquet and SQLite give the same articles")


main()
