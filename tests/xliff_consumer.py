"""Annotated XLIFF read by Translate Toolkit: the same units, the same words, and the issues where they were put.

Usage: python tests/xliff_consumer.py PROGRAM
"""

import pathlib
import subprocess
import sys
import tempfile

from lxml import etree
from translate.storage import xliff, xliff2

ITS = "{http://www.w3.org/2005/11/its}"
FORMATS = pathlib.Path(__file__).parent.parent / "corpus" / "formats"


def words(path):
    """Identifier, source and target of each unit, without markup."""
    version_2 = b'urn:oasis:names:tc:xliff:document:2.0' in path.read_bytes()
    store = (xliff2.Xliff2File if version_2 else xliff.xlifffile).parsefile(str(path))
    plain = lambda text: "".join((text or "").split())
    return [(unit.getid(), plain(unit.source), plain(unit.target)) for unit in store.units if unit.istranslatable()]


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        for name in ["article.xlf", "article.2.xlf"]:
            before, after = pathlib.Path(folder, name), pathlib.Path(folder, "out." + name)
            text = (FORMATS / name).read_text(encoding="utf-8").replace("14 container ships", "41 container ships")
            before.write_text(text, encoding="utf-8")
            ran = subprocess.run([program, "check", str(before), "--annotate", str(after), "--quiet"], capture_output=True)
            assert ran.returncode == 1, ran
            assert words(before) == words(after), name
            issues = [e for e in etree.parse(str(after)).iter() if e.get(ITS + "locQualityIssueType")]
            assert [e.text for e in issues] and all(e.get(ITS + "locQualityIssueComment") for e in issues), name
            print(f"{name}: {len(words(after))} units read back, {len(issues)} issues")


if __name__ == "__main__":
    main(sys.argv[1])
