"""Makes hanzi.tsv from the Unihan database: python3 hanzi.py FOLDER-WITH-UNIHAN > hanzi.tsv"""
import sys, unicodedata, collections, pathlib
folder = pathlib.Path(sys.argv[1])

def field(file, name):
    for line in (folder / file).read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) == 3 and parts[1] == name:
            yield chr(int(parts[0][2:], 16)), parts[2]

def plain(reading):
    letters = unicodedata.normalize("NFD", reading.split()[0].replace("ü", "v").replace("ǚ", "v").replace("ǜ", "v").replace("ǘ", "v"))
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("v", "yu")

usual = {c for c, _ in field("Unihan_IRGSources.txt", "kIICore")}
by_reading = collections.defaultdict(list)
for c, reading in field("Unihan_Readings.txt", "kMandarin"):
    if c in usual:
        by_reading[plain(reading)].append(c)
print("# Mandarin readings of the characters in usual use (IICore), without tones: reading <TAB> characters. ü is written yu.")
print("# From the Unihan database of Unicode 14.0 (Unicode License v3), made by hanzi.py beside it.")
for reading in sorted(by_reading):
    print(reading + "\t" + "".join(sorted(by_reading[reading])))
