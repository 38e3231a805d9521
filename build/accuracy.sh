#!/usr/bin/env bash
# Prints what the counts and estimates of this library are off by, provider by provider and model by model, over recorded calls.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet test tests/LlmHttpMetrics.IntegrationTests -f net10.0 --filter Category=Accuracy --logger "console;verbosity=detailed" "$@" |
    awk '/Standard Output Messages:/ { shown = 1; next } /^(  )?(Passed|Failed|Test Run)/ { shown = 0; print; next } shown || /error [A-Z]+[0-9]+/ { print }'
