#!/usr/bin/env bash
# Sends mutated bodies through the monitoring: --count, --seed, --first, --save; "replay FILE"; "large". See --help.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec dotnet run -c Release --project tests/LlmHttpMetrics.FuzzTests -- "$@"
