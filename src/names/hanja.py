"""Makes hanja.tsv from the Unihan database: python3 hanja.py FOLDER-WITH-UNIHAN > hanja.tsv"""
import sys, unicodedata, collections, pathlib
folder = pathlib.Path(sys.argv[1])

def field(name):
    for line in (folder / "Unihan_Readings.txt").read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) == 3 and parts[1] == name:
            yield parts[0], parts[2]

def plain(reading):
    letters = unicodedata.normalize("NFD", reading)
    # The diaeresis of ü is no tone.
    letters = letters.replace("u\u0308", "v")
    return "".join(c for c in letters if not unicodedata.combining(c))

usual = {c: [plain(r) for r in value.split()] for c, value in field("kMandarin")}
other = {c: {plain(r) for entry in value.split() for r in entry.split(":")[1].split(",")} for c, value in field("kXHC1983")}
def in_front(hangul):
    """How a syllable is written at the beginning of a word: 리 as 이, 로 as 노."""
    initial, rest = divmod(ord(hangul) - 0xAC00, 588)
    bright = rest // 28 in (2, 3, 6, 7, 12, 17, 20)
    if initial == 5 or initial == 2 and bright:
        initial = 11 if bright else 2
    return chr(0xAC00 + initial * 588 + rest)

counts = collections.defaultdict(collections.Counter)
for c, value in field("kHangul"):
    entries = dict(entry.split(":") for entry in value.split())
    for hangul, sources in list(entries.items()):
        entries[in_front(hangul)] = max(sources, entries.get(in_front(hangul), ""), key=len)
    for hangul, sources in entries.items():
        # Characters taught at school and those allowed in names are met oftener than the rest.
        weight = 6 if "E" in sources or "N" in sources else 2 if "0" in sources else 1
        for n, reading in enumerate(usual.get(c, [])):
            counts[hangul][reading] += weight if n == 0 else 1
        for reading in other.get(c, set()) - set(usual.get(c, [])):
            counts[hangul][reading] += 1
print("# Mandarin readings of the characters that a Korean syllable can stand for, without tones (v is ü), each with a weight:")
print("# syllable <TAB> reading:weight … A character taught in schools or allowed in names counts 6, another one of KS X 1001 2, any else 1.")
print("# From the Unihan database of Unicode 15.0 (Unicode License v3; kHangul, kMandarin, kXHC1983), made by hanja.py beside it.")
for hangul in sorted(counts):
    rows = sorted(counts[hangul].items(), key=lambda r: (-r[1], r[0]))
    print(hangul + "\t" + " ".join(f"{r}:{n}" for r, n in rows))
