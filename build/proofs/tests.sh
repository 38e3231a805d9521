#!/usr/bin/env bash
# All tests with all of what repeats itself, of which .ci/run takes a sample: every record byte by byte, the longest texts.
# Arguments go to dotnet test.
set -euo pipefail

export LLM_TESTS=all
dotnet test LlmHttpMetrics.sln -c Release "$@"
