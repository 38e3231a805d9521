#!/usr/bin/env bash
# A thousand open streams, ended in every way, over HTTP/1.1 and HTTP/2: meters, ledger and heap agree (12 min).
# With arguments one run with those alone: --streams, --minutes, --seed, --http2, --disturb; --help.
set -euo pipefail

readonly project=tests/LlmHttpMetrics.SoakTests
dotnet build "$project" -c Release -v quiet
run() { dotnet run -c Release --no-build --project "$project" -- "$@"; }

if [[ $# != 0 ]]; then
    run "$@"
    exit
fi

run --streams 1000 --minutes 5
run --streams 1000 --minutes 5 --http2
run --streams 16 --minutes 2 --disturb
