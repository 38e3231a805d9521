#!/usr/bin/env bash
# A million events written to files by a process that kill -9 ends in the middle: none that was confirmed is lost or torn.
# With arguments one run with those alone: --count, --compress; --help.
set -euo pipefail

readonly project=tests/LlmHttpMetrics.SoakTests
dotnet build "$project" -c Release -v quiet
run() { dotnet run -c Release --no-build --project "$project" -- events "$@"; }

if [[ $# != 0 ]]; then
    run "$@"
    exit
fi

run --count 1000000
run --count 1000000 --compress
