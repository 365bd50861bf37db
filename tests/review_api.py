"""The interface for programs, held against its description by a program that knows neither: schemathesis.

    python tests/review_api.py PROGRAM

Starts the page on a small article, and asks every operation with what the description allows and with what it does not. Whatever comes
back must be described, by status, type and schema, and never be an error of the program.
"""

import os
import pathlib
import secrets
import subprocess
import sys
import tempfile

KO = "정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다.\n\n서울에서 5명이 다쳤다.\n"
EN = "The government said Monday that it will spend 3.5 billion won on roads.\n\nFour people were hurt in Seoul.\n"

# What the schema allows can still be impossible for this article: an edit beyond its end, a waiver of a finding that it has not.
# Coming in changes a session, so that it is refused to whoever is not the page, whatever the method.
OPTIONS = [
    "--phases=examples,coverage,fuzzing",
    "--max-examples=10",
    "--seed=1",
    "--request-timeout=20",
    "--exclude-checks=positive_data_acceptance",
    "--exclude-path=/api/v1/session",
    "--exclude-path=/api/v1/articles/{id}/events",
    "--no-color",
]


def main(program: str) -> int:
    token = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "ko.md").write_text(KO, encoding="utf-8")
        (place / "en.md").write_text(EN, encoding="utf-8")
        command = [program, "review", "ko.md", "en.md", "--no-open", "--editor", "Kim"]
        environment = {"PATH": os.environ["PATH"], "DAEJO_REVIEW_TOKEN": token}
        page = subprocess.Popen(command, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            base = page.stdout.readline().split("/enter/")[0]
            schemathesis = pathlib.Path(sys.executable).with_name("schemathesis")
            run = [schemathesis, "run", f"{base}/api/v1/openapi.json", "--header", f"Authorization: Bearer {token}", *OPTIONS]
            done = subprocess.run(run, cwd=place, capture_output=True, text=True, timeout=300)
            if done.returncode != 0:
                print(done.stdout[-6000:], done.stderr[-2000:])
                return 1
            print(next((line.strip() for line in done.stdout.splitlines() if "generated" in line), "passed"))
            return 0
        finally:
            page.terminate()
            page.wait(timeout=20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
