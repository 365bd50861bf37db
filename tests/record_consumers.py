"""Records and their exports, given to the programs that they are for.

Every record that the program writes (checks and reviews, keys of Ed25519 and P-256, two revisions) is verified by OpenSSL, by securesystemslib and by
@sigstore/verify, and its statement by in-toto-attestation; every one that somebody has been at is refused by all three. PROV-JSON is read by prov, JSON-LD by
rdflib, XLIFF by Translate Toolkit, the page by html5lib; ninjs is held against what its schema asks of the properties that are used, since no registry has the schema.

Usage: python tests/record_consumers.py PROGRAM NODE_MODULES
"""

import base64
import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import html5lib
import jsonschema
import prov.model
import rdflib
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from google.protobuf import json_format
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1 import statement_pb2
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey
from translate.storage import xliff2

KO = """---
title: 도로에 3조5000억원
date: 2025-04-15
revision: 2
---

정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다.

공사는 다음 달 시작한다.
"""
EN = """---
title: "Roads <b>& bridges</b>"
date: 2025-04-15
translator: {kind: ai, model: example-mt-1}
edited_by: Kim Ha-neul
---

The government said Monday that it will spend 3.5 trillion won on roads.

Construction begins next month.

Translated from the Korean using generative AI and edited by Kim Ha-neul.
"""
OPENSSL = """
p=$(jq -r .payload r.json | base64 -d | wc -c); t=$(jq -r .payloadType r.json)
{ printf 'DSSEv1 %s %s %s ' "${#t}" "$t" "$p"; jq -r .payload r.json | base64 -d; } > pae
jq -r '.signatures[0].sig' r.json | base64 -d > sig
openssl pkeyutl -verify -pubin -inkey pub.pem -rawin -in pae -sigfile sig
"""
NODE = """
const {toTrustMaterial, toSignedEntity, Verifier} = require('@sigstore/verify');
const {bundleFromJSON} = require('@sigstore/bundle');
const {createPublicKey} = require('crypto');
const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const verified = cases.map(({bundle, pem}) => {
  try {
    const trust = toTrustMaterial({certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: []},
      (hint) => ({publicKey: createPublicKey(pem), validFor: () => true}));
    new Verifier(trust, {tlogThreshold: 0, ctlogThreshold: 0, tsaThreshold: 0}).verify(toSignedEntity(bundleFromJSON(bundle)));
    return 'good';
  } catch (e) { return String(e.message || e); }
});
console.log(JSON.stringify(verified));
"""


def closed(**properties):
    """An object of these properties and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False}


STRING, URI = {"type": "string"}, {"type": "string", "format": "uri"}
# Properties of ninjs 3.1 with their types, after https://iptc.org/std/ninjs/ninjs-schema_3.1.json.
ITEM = {
    "uri": URI,
    "standard": closed(name=STRING, version=STRING, schema=URI),
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
    "representationType": {"enum": ["full", "partial"]},
    "language": STRING,
    "version": STRING,
    "versionCreated": {"type": "string", "format": "date-time"},
    "copyrightHolder": STRING,
    "headlines": {"type": "array", "items": closed(role=STRING, contentType=STRING, value=STRING) | {"required": ["value"]}},
    "digitalSourceType": closed(name=STRING, uri=URI, literal=STRING),
    "infoSources": {"type": "array", "items": closed(name=STRING, role=STRING, uri=URI, literal=STRING)},
    "altIds": {"type": "array", "items": closed(role=STRING, value=STRING)},
}
NINJS = closed(**ITEM, associations={"type": "array", "items": closed(**ITEM, name=STRING, rel=STRING) | {"required": ["name", "uri"]}}) | {"required": ["uri"]}


def run(program, folder, *args, minute=0, code=0):
    env = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": str(1795000000 + 60 * minute)}
    ran = subprocess.run([program, *args], cwd=folder, capture_output=True, text=True, env=env)
    assert ran.returncode == code, (args, ran)
    return ran.stdout


def record(program, folder, key_type):
    """A record of two revisions, each checked and signed off, and the public keys by their names."""
    for name, text in [("ko/a.md", KO), ("en/a.md", EN)]:
        path = pathlib.Path(folder, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pathlib.Path(folder, "config.toml").write_text('[record]\npublisher = "Daehan Daily"\n')
    for name, role in [("ci", "ci"), ("kim", "editor")]:
        run(program, folder, "record", "keys", "new", name, "--role", role, "--key-type", key_type)
    for minute, english in [(0, EN), (2, EN.replace("said Monday", "said on Monday"))]:
        pathlib.Path(folder, "en/a.md").write_text(english, encoding="utf-8")
        for n, name in enumerate(["ci", "kim"]):
            run(program, folder, "record", "sign", "ko/a.md", "en/a.md", "--key", f"{name}.key.pem", minute=minute + n)
    run(program, folder, "record", "verify", "en/a.md", minute=9)
    lines = pathlib.Path(folder, "en/a.md.intoto.jsonl").read_text().splitlines()
    assert len(lines) == 4, lines
    listed = json.loads(run(program, folder, "record", "keys", "list", "--format", "json"))
    return lines, {key["name"]: key for key in listed}


def tampered(envelope):
    """The envelope, altered in every way that must be seen."""
    payload = base64.b64decode(envelope["payload"])
    for at in range(0, len(payload), max(1, len(payload) // 12)):
        changed = bytearray(payload)
        changed[at] ^= 1
        yield {**envelope, "payload": base64.b64encode(changed).decode()}
    yield {**envelope, "payload": base64.b64encode(payload + b" ").decode()}
    yield {**envelope, "payloadType": "application/json"}
    other = copy.deepcopy(envelope)
    sig = bytearray(base64.b64decode(other["signatures"][0]["sig"]))
    sig[-1] ^= 1
    other["signatures"][0]["sig"] = base64.b64encode(sig).decode()
    yield other


def by_openssl(folder, envelope, pem):
    pathlib.Path(folder, "r.json").write_text(json.dumps(envelope))
    pathlib.Path(folder, "pub.pem").write_text(pem)
    return subprocess.run(["bash", "-c", OPENSSL], cwd=folder, capture_output=True).returncode == 0


def by_securesystemslib(envelope, pem):
    key = SSlibKey.from_crypto(load_pem_public_key(pem.encode()))
    try:
        # `from_dict` empties the dictionary that it is given.
        return len(Envelope.from_dict(copy.deepcopy(envelope)).verify([key], 1)) == 1
    except Exception:
        return False


def bundle(envelope):
    return {
        "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
        "verificationMaterial": {"publicKey": {"hint": envelope["signatures"][0]["keyid"]}, "tlogEntries": []},
        "dsseEnvelope": envelope,
    }


def by_sigstore(modules, cases):
    ran = subprocess.run(["node", "-e", NODE], input=json.dumps(cases), capture_output=True, text=True, env={**os.environ, "NODE_PATH": modules})
    assert ran.returncode == 0, ran
    return json.loads(ran.stdout)


def exports(program, folder):
    def export(form, *more):
        return run(program, folder, "record", "export", "en/a.md", "--as", form, *more, minute=9)

    document = prov.model.ProvDocument.deserialize(content=export("prov-json"), format="json")
    kinds = {type(r).__name__ for r in document.get_records()}
    wanted = {"ProvEntity", "ProvActivity", "ProvAgent", "ProvDerivation", "ProvGeneration", "ProvUsage", "ProvAssociation", "ProvAttribution"}
    assert wanted <= kinds, kinds
    # What is read is written again the same.
    assert prov.model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json") == document

    text = export("schema-org")
    assert "<" not in text and json.loads(text)["headline"] == "Roads <b>& bridges</b>"
    linked = json.loads(text)
    linked["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(linked), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    (article,) = [s for s in graph.subjects(rdflib.RDF.type, schema.NewsArticle) if (s, schema.translationOfWork, None) in graph]
    original = graph.value(article, schema.translationOfWork)
    assert str(graph.value(original, schema.inLanguage)) == "ko"
    assert str(graph.value(graph.value(article, schema.translator), schema.name)) == "example-mt-1"
    assert str(graph.value(article, schema.digitalSourceType)).endswith("/digitalsourcetype/compositeWithTrainedAlgorithmicMedia")
    assert str(graph.value(graph.value(article, schema.editor), schema.name)) == "kim"

    item = json.loads(export("ninjs"))
    jsonschema.Draft202012Validator(NINJS, format_checker=jsonschema.FormatChecker()).validate(item)
    assert item["uri"].startswith("ni:///sha-256;") and item["standard"]["version"] == "3.1", item
    assert item["associations"][0]["rel"] == "translationOf" and item["infoSources"][0]["name"] == "example-mt-1", item
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["versionCreated"])

    path = pathlib.Path(folder, "out.xlf")
    path.write_text(export("its"), encoding="utf-8")
    units = [(u.source, u.target) for u in xliff2.Xliff2File.parsefile(str(path)).units if u.istranslatable()]
    assert ("공사는 다음 달 시작한다.", "Construction begins next month.") in [(str(s), str(t)) for s, t in units], units
    file = xml.etree.ElementTree.parse(path).getroot()[0]
    its = "{http://www.w3.org/2005/11/its}"
    assert (file.get(its + "tool"), file.get(its + "revPerson"), file.get(its + "revOrg")) == ("example-mt-1", "kim", "Daehan Daily"), file.attrib

    page = export("html")
    parser = html5lib.HTMLParser(strict=True)
    tree = parser.parse(page)
    assert "공사는 다음 달 시작한다." in page
    assert not list(tree.iter("{http://www.w3.org/1999/xhtml}b")) and not list(tree.iter("{http://www.w3.org/1999/xhtml}script"))
    assert "Roads &lt;b&gt;&amp; bridges&lt;/b&gt;" in page

    statement = json.loads(export("test-result"))
    assert statement["predicate"]["result"] == "PASSED" and "magnitude-slip" in statement["predicate"]["passedTests"]
    json_format.ParseDict(statement, statement_pb2.Statement())
    envelope = json.loads(export("test-result", "--key", "ci.key.pem"))
    assert json.loads(base64.b64decode(envelope["payload"])) == statement
    return [json.loads(export("sigstore", "--line", str(n))) for n in range(1, 5)]


def main(program, modules):
    program = os.path.abspath(program)
    good, cases, refused = 0, [], 0
    for key_type in ["ed25519", "p256"]:
        with tempfile.TemporaryDirectory() as folder:
            lines, keys = record(program, folder, key_type)
            for line, name in zip(lines, ["ci", "kim", "ci", "kim"]):
                envelope, pem = json.loads(line), keys[name]["public"]
                assert by_openssl(folder, envelope, pem), line
                assert by_securesystemslib(envelope, pem), line
                assert envelope["signatures"][0]["keyid"] == SSlibKey.from_crypto(load_pem_public_key(pem.encode())).keyid == keys[name]["keyid"]
                cases.append(({"bundle": bundle(envelope), "pem": pem}, True))
                Statement.copy_from_pb(json_format.Parse(base64.b64decode(envelope["payload"]), statement_pb2.Statement())).validate()
                good += 1
                for altered in tampered(envelope):
                    assert not by_openssl(folder, altered, pem), altered
                    assert not by_securesystemslib(altered, pem), altered
                    cases.append(({"bundle": bundle(altered), "pem": pem}, False))
                    refused += 1
                # Another's key, and the other claim's signature.
                other = keys["kim" if name == "ci" else "ci"]["public"]
                assert not by_openssl(folder, envelope, other) and not by_securesystemslib(envelope, other)
                cases.append(({"bundle": bundle(envelope), "pem": other}, False))
            for n, made in enumerate(exports(program, folder)):
                assert made == bundle(json.loads(lines[n])), made
    answers = by_sigstore(modules, [case for case, _ in cases])
    for (case, wanted), answer in zip(cases, answers):
        assert (answer == "good") == wanted, (wanted, answer, case)
    print(f"{good} records verified by OpenSSL, securesystemslib and @sigstore/verify; {refused} altered ones refused by each; 7 exports read")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
