"""Asks POST /api/v1/check at an even rate, and tells how long answers took from the moment at which they were due. Part of check_api.sh."""

import http.client
import json
import os
import queue
import sys
import threading
import time
import urllib.parse

KO = [
    "한국은행은 {d}일 기준금리를 연 2.75%로 0.25%포인트 내렸다고 밝혔다.",
    "수출은 지난해 같은 기간보다 {p}.3% 늘어난 {n}조5000억원을 기록했다.",
    "김하늘 기획재정부 차관은 “{n}00억원을 더 쓰겠다”고 말했다.",
    "경찰은 서울에서 일어난 화재로 {d}명이 다쳤다고 설명했다.",
    "국회는 다음 달 {d}일 본회의에서 예산안을 처리할 예정이다.",
]
EN = [
    "The Bank of Korea said it cut its key rate by 0.25 percentage point to 2.75 percent on the {o}.",
    "Exports rose {p}.3 percent from a year earlier to {n}.5 trillion won.",
    '"We will spend {n}0 billion won more," said Vice Finance Minister Kim Ha-neul.',
    "Police said {d} people were hurt in a fire in Seoul.",
    "The National Assembly plans to pass the budget bill at a plenary session on the {o} of next month.",
]


def article(lines: list[str]) -> str:
    values = [{"d": d, "o": f"{d}th", "n": d + 3, "p": d} for d in range(4, 9)]
    return "\n\n".join(" ".join(line.format(**v) for line in lines) for v in values)


def asked() -> bytes:
    ko, en = article(KO), article(EN)
    return json.dumps({"id": "bench", "source": {"text": ko}, "target": {"text": en}, "date": "2025-04-15"}, ensure_ascii=False).encode()


def main(base: str, rate: int, seconds: int) -> int:
    host = urllib.parse.urlsplit(base).netloc
    body = asked()
    headers = {"Authorization": f"Bearer {os.environ['DAEJO_REVIEW_TOKEN']}", "Content-Type": "application/json"}

    def one(connection: http.client.HTTPConnection) -> bytes:
        connection.request("POST", "/api/v1/check", body, headers)
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status == 200, (answer.status, text[:300])
        return text

    first = http.client.HTTPConnection(host, timeout=30)
    told = json.loads(one(first))
    sentences = (told["counts"]["passages_source"], told["counts"]["passages_target"])
    for _ in range(200):
        one(first)
    alone = []
    for _ in range(500):
        start = time.perf_counter()
        one(first)
        alone.append(time.perf_counter() - start)

    due: queue.Queue = queue.Queue()
    took: list[float] = []

    def worker() -> None:
        connection = http.client.HTTPConnection(host, timeout=30)
        while (at := due.get()) is not None:
            one(connection)
            took.append(time.perf_counter() - at)

    threads = [threading.Thread(target=worker) for _ in range(16)]
    for thread in threads:
        thread.start()
    begin = time.perf_counter()
    for n in range(rate * seconds):
        at = begin + n / rate
        if (wait := at - time.perf_counter()) > 0:
            time.sleep(wait)
        due.put(at)
    for _ in threads:
        due.put(None)
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begin

    def share(values: list[float], part: float) -> str:
        return f"{sorted(values)[min(len(values) - 1, int(len(values) * part))] * 1000:.1f} ms"

    print(f"{sentences[0]} and {sentences[1]} sentences, {len(told['findings'])} findings, {len(body)} bytes")
    print(f"one after another: half within {share(alone, 0.5)}, 99% within {share(alone, 0.99)}, {len(alone) / sum(alone):.0f} a second")
    print(f"{rate} a second asked, {len(took) / spent:.0f} answered: half within {share(took, 0.5)}, 99% within {share(took, 0.99)}, all within {share(took, 1)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
