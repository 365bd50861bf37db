#!/usr/bin/env bash
# How fast POST /api/v1/check answers, for an article of 25 sentences a side:
#
#     cargo build --release && benches/check_api.sh [RATE] [SECONDS] [CPU]
#
# The page runs on one core (taskset) with one thread for checks, and is asked RATE times a second, evenly (200 without one): what is told is
# how long answers took from the moment at which they were due, so that a page that falls behind cannot look fast.
set -euo pipefail
cd "$(dirname "$0")/.."

rate=${1:-200}
seconds=${2:-20}
cpu=${3:-0}
program="$(realpath "${CARGO_TARGET_DIR:-target}/release/daejo")"
work=$(mktemp -d)
page=
trap '[ -z "$page" ] || kill "$page" 2> /dev/null; rm -rf "$work"' EXIT
command -v python3 > /dev/null

export DAEJO_REVIEW_TOKEN
DAEJO_REVIEW_TOKEN=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
(cd "$work" && exec taskset -c "$cpu" "$program" review --no-open --editor bench --jobs 1 > out 2> err) &
page=$!
for _ in $(seq 100); do [ -s "$work/out" ] && break; sleep 0.1; done
base=$(sed 's|/enter/.*||' "$work/out")
python3 benches/check_api.py "$base" "$rate" "$seconds"
