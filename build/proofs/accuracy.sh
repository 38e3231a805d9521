#!/usr/bin/env bash
# How far counts and estimates are off, by provider and model, over recorded calls (LLM_CORPUS).
# Arguments go to dotnet test. The table is that of docs/accuracy.md; each provider's total must be within a tenth.
set -euo pipefail

output="$(mktemp)"
trap 'rm -f "$output"' EXIT
dotnet test tests/LlmHttpMetrics.IntegrationTests -c Release --filter Category=Accuracy --logger "console;verbosity=detailed" "$@" | tee "$output" |
    awk '/Standard Output Messages:/ { shown = 1; next } /^(  )?(Passed|Failed|Skipped|Test Run)/ { shown = 0; print; next } shown || /error [A-Z]+[0-9]+/ { print }'
if grep -q '^  Skipped ' "$output"; then
    echo 'Nothing was compared: the recorded calls are not at hand.' >&2
    exit 1
fi
