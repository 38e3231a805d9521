#!/usr/bin/env bash
# A million mutated bodies (about 20 min), then a gigabyte of each kind of body that must not be held.
# With arguments those alone: --count, --seed, --first, --save; "replay FILE"; "large"; --help.
set -euo pipefail

readonly project=tests/LlmHttpMetrics.FuzzTests
dotnet build "$project" -c Release -v quiet
run() { dotnet run -c Release --no-build --project "$project" -- "$@"; }

if [[ $# != 0 ]]; then
    run "$@"
    exit
fi

run --count 1000000 --seed 1
run large
