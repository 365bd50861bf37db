"""Reports read by the programs that they are made for.

Usage: python tests/report_consumers.py PROGRAM NODE_MODULES JUNIT_XSD

SARIF is held against the SARIF Multitool, with its rules for GitHub, and read by sarif-tools; JUnit against the schema of
Jenkins, and read by junitparser; rdjson and rdjsonl against the validator of the Reviewdog Diagnostic Format; Checkstyle is read
by the plugin of Danger that puts such reports into pull requests, the table by Python's own reader of CSV.
"""

import csv
import json
import os
import pathlib
import stat
import subprocess
import sys
import tempfile

import junitparser
from lxml import etree
from sarif import loader

FORMATS = ["sarif", "github", "markdown", "junit", "gitlab", "checkstyle", "rdjson", "rdjsonl", "sonar", "csv"]
PAIRS = pathlib.Path(__file__).parent.parent / "corpus" / "pairs"
HOSTILE = "공사비는 3조원이다 ]]> <b>&amp; ::error::x [a](0) | `b` =1 @all \u202e\u0007 끝.\n"


def reports(program, folder):
    """All formats of one run over the corpus, a hostile pair and one that lacks its English."""
    tree = folder / "articles"
    for pair in sorted(PAIRS.iterdir()):
        for side in ["ko", "en"]:
            (tree / side).mkdir(parents=True, exist_ok=True)
            (tree / side / f"{pair.name}.md").write_bytes((pair / f"{side}.md").read_bytes())
    (tree / "ko" / "위험 100%.md").write_text(HOSTILE, encoding="utf-8")
    (tree / "en" / "위험 100%.md").write_text("It costs 3 billion won ]]> <b>&amp; ::error::x [a](0) | `b` =1 @all.\n", encoding="utf-8")
    (tree / "ko" / "alone.md").write_text(HOSTILE, encoding="utf-8")
    outputs = [f"--output={name}=../out/report.{name}" for name in FORMATS + ["json"]]
    ran = subprocess.run([program, "check", ".", "--quiet", *outputs], cwd=tree, capture_output=True)
    assert ran.returncode == 3, ran
    return folder / "out"


def expected(out):
    """Fingerprints, as often as the JSON report has them."""
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return sorted(f["fingerprint"] for result in report["results"] for f in result["findings"])


def sarif(out, modules, fingerprints):
    multitool = modules / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
    multitool.chmod(multitool.stat().st_mode | stat.S_IXUSR)
    log = out / "report.sarif"
    environment = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
    ran = subprocess.run([multitool, "validate", log, "--rule-kind", "Sarif;Ghas"], capture_output=True, text=True, env=environment)
    errors = [line for line in ran.stdout.splitlines() if ": error " in line]
    assert ran.returncode == 0 and "1 files scanned" in ran.stdout and not errors, "\n".join(errors) or ran
    read = loader.load_sarif_file(str(log))
    found = sorted(r["partialFingerprints"]["daejo/v1"] for r in read.get_results())
    assert found == fingerprints, (len(found), len(fingerprints))
    print(f"SARIF: {len(found)} results, {read.get_distinct_tool_names()}")


def junit(out, schema, fingerprints):
    tree = etree.parse(str(out / "report.junit"))
    held = etree.XMLSchema(etree.parse(str(schema)))
    assert held.validate(tree), held.error_log
    suites = junitparser.JUnitXml.fromfile(str(out / "report.junit"))
    words = [e.text for e in tree.iter("failure", "system-out")]
    assert sorted(w.rsplit(" ", 1)[1] for w in words) == fingerprints
    suites.update_statistics()
    assert suites.errors == 1 and suites.failures == len(list(tree.iter("failure"))), suites
    print(f"JUnit: {suites.tests} cases, {suites.failures} failures, {suites.errors} error")


def rdjson(out, modules, fingerprints):
    validator = modules / "@umbrelladocs" / "rdformat-validator" / "bin" / "rdformat-validator.js"
    lines = (out / "report.rdjsonl").read_text(encoding="utf-8").splitlines()
    (out / "lines.json").write_text("[" + ",".join(lines) + "]", encoding="utf-8")
    for name in ["report.rdjson", "lines.json"]:
        ran = subprocess.run(["node", validator, "--strict", out / name], capture_output=True, text=True)
        assert ran.returncode == 0, (name, ran.stdout, ran.stderr)
    document = json.loads((out / "report.rdjson").read_text(encoding="utf-8"))
    assert [json.loads(line) for line in lines] == document["diagnostics"]
    found = [d["message"].rsplit(" ", 1)[1] for d in document["diagnostics"] if d["code"]["value"] != "not-checked"]
    assert sorted(found) == fingerprints
    for diagnostic in document["diagnostics"]:
        where = diagnostic["location"]
        if "range" in where:
            line = (out.parent / "articles" / where["path"]).read_bytes().split(b"\n")[where["range"]["start"]["line"] - 1]
            start, end = where["range"]["start"], where["range"]["end"]
            if start["line"] == end["line"]:
                # Columns are bytes: the words there are those that the message quotes.
                assert line[start["column"] - 1 : end["column"] - 1].decode("utf-8")[:20] in diagnostic["message"], diagnostic
    print(f"rdjson: {len(found)} diagnostics")


READ = """
const { parseCheckstyle } = require("danger-plugin-checkstyle/dist/scan/checkstyle_parser");
const report = require("xml-js").xml2js(require("fs").readFileSync(process.argv[1]));
console.log(JSON.stringify(parseCheckstyle(report, "/")));
"""


def checkstyle(out, modules, fingerprints):
    ran = subprocess.run(["node", "-e", READ, out / "report.checkstyle"], cwd=modules, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    read = json.loads(ran.stdout)
    found = [v["message"].split() for v in read]
    assert sorted(words[-1] for words in found if words[-1] in fingerprints) == fingerprints, found[:3]
    assert all(v["line"] > 0 and v["severity"] in ("error", "warning", "info") for v in read), read
    print(f"Checkstyle: {len(read)} violations")


def table(out, fingerprints):
    with open(out / "report.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(r["fingerprint"] for r in rows if r["status"] == "checked") == fingerprints
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())
    print(f"CSV: {len(rows)} rows")


def main(program, modules, schema):
    with tempfile.TemporaryDirectory() as folder:
        out = reports(pathlib.Path(program).resolve(), pathlib.Path(folder))
        fingerprints = expected(out)
        assert len(fingerprints) > 20
        modules = pathlib.Path(modules).resolve()
        sarif(out, modules, fingerprints)
        junit(out, schema, fingerprints)
        rdjson(out, modules, fingerprints)
        checkstyle(out, modules, fingerprints)
        table(out, fingerprints)


if __name__ == "__main__":
    main(*sys.argv[1:])
