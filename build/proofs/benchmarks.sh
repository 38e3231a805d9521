#!/usr/bin/env bash
# The figures of speed and memory, each against a reference measured in the same run, and what each must reach.
# Arguments are the figures to measure, all without any. On a busy machine, one that is short deserves a second run.
set -euo pipefail

readonly project=tests/LlmHttpMetrics.Benchmarks
output="$(mktemp)"
trap 'rm -f "$output"' EXIT
dotnet build "$project" -c Release -v quiet
dotnet run -c Release --no-build --project "$project" -- quick "$@" | tee "$output"
printf '%d reached, %d short\n' "$(grep -c $'\tok$' "$output" || true)" "$(grep -c $'\tshort$' "$output" || true)"
! grep -q $'\tshort$' "$output" && grep -q $'\tok$' "$output"
