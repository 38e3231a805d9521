#!/usr/bin/env bash
# Mutants of the rules that decide figures, each room with its own tests: at least 95 % must be killed (an hour).
# Arguments are the rooms to run, all without any. Needs jq. Mutants that may survive are listed with a reason in mutation.json beside this file:
# those that change nothing that a test could see. Any other survivor is printed in the form of that list, and its room falls short.
set -euo pipefail
shopt -s globstar nullglob

readonly least=95
readonly output="$PWD/artifacts/mutation"
readonly listed="$PWD/build/proofs/mutation.json"
readonly tests="tests/LlmHttpMetrics.Tests"

# One room a line: its name, the project under src, its files there, and parts of the names of its tests, each separated by commas. What occurs in
# the arguments of other tests as well ("Projection") leaves the run without a result: they are found, and not run.
readonly rooms='
outcomes LlmHttpMetrics          Calls/OutcomeRules.cs                               .OutcomeRulesTests.,.PrecedenceTests.,.FailureTests.
pricing  LlmHttpMetrics          Pricing/**/*.cs                                     .Tests.Pricing.,.Calls.Costs.,.PricingBindingTests.
usage    LlmHttpMetrics          Reading/*Figures.cs,Reading/AnswerPasses.cs         .UsageFiguresTests.,.UsagePassesTests.,.MeteredPassesTests.
framing  LlmHttpMetrics          Framing/**/*.cs                                     .Tests.Framing.
tags     LlmHttpMetrics          Telemetry/TagValues.cs                              .TagValuesTests.,.TagLimitTests.
calendar LlmHttpMetrics.Insights Budgets/Periods/**/*.cs                             .Budgets.Periods.,.BudgetCalendar,.ProjectionTests.,.ClockJump,.SpendTests.
'

field() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' <<< "$rooms"; }

# The files of a room. Files move; a pattern that matches none of them would leave the room measured by what is left of it, or not at all.
files() {
    local pattern found
    while read -r pattern; do
        # shellcheck disable=SC2206 # The pattern is to be expanded.
        found=("src/$(field "$1" 2)"/$pattern)
        # A name without a wildcard stays as it is, whether there is such a file or not.
        if [[ ${#found[@]} == 0 || ! -f "${found[0]}" ]]; then
            echo "$1 cannot be measured: no file of src/$(field "$1" 2) matches $pattern." >&2
            return 1
        fi
        printf '%s\n' "${found[@]}"
    done < <(field "$1" 3 | tr , '\n')
}

# Runs the mutants of rooms of one project together: to prepare a run takes longer than most rooms.
mutate() {
    local project="$1" room pattern options=() filters=()
    for room in "${@:2}"; do
        while read -r pattern; do
            options+=(--mutate "**/$pattern")
        done < <(field "$room" 3 | tr , '\n')
        while read -r pattern; do
            filters+=("FullyQualifiedName~$pattern")
        done < <(field "$room" 4 | tr , '\n')
    done
    rm -rf "${output:?}/$project"
    mkdir -p "$output/$project"
    (
        cd "$tests"
        # Every other build runs the analyzers, and they take most of its time.
        export RunAnalyzers=false
        dotnet stryker --project "$project.csproj" "${options[@]}" --test-case-filter "$(IFS='|'; echo "${filters[*]}")" \
            --target-framework net10.0 --configuration Release --concurrency 2 --reporter json --output "$output/$project" --skip-version-check
    ) > "$output/$project/log.txt" 2>&1 || { tail -n 30 "$output/$project/log.txt" >&2; return 1; }
    # Without it the mutants are not switched on one by one either, and all seem to survive. It happens on a machine under load.
    if grep -q 'coverage capture failed' "$output/$project/log.txt"; then
        echo "$project was not measured: the tests did not report what they cover. Run it again on a quieter machine." >&2
        return 1
    fi
}

# Prints the score of a room and its survivors: those listed with their reasons, then the others. Fails below the least score, where there was no
# mutant at all, and where a survivor is not listed.
report() {
    local room="$1" summary="$output/$1.txt"
    jq -r --arg room "$room" --argjson least "$least" --slurpfile listed "$listed" --argjson files "$(files "$room" | jq -R . | jq -s .)" '
        def killed: .status == "Killed" or .status == "Timeout";
        def alive: .status == "Survived" or .status == "NoCoverage";
        def one_line: gsub("\\s+"; " ") | ltrimstr(" ") | rtrimstr(" ");
        def place: "\(.file):\(.line)";
        [.files | to_entries[] | (.key | sub("^.*/src/"; "src/")) as $file | select($files | index($file)) | (.value.source | split("\n")) as $lines
            | .value.mutants[]
            | . + { $file, line: .location.start.line, code: ($lines[.location.start.line - 1] | one_line), mutant: (.replacement | one_line) }] as $all
        | ($all | map(select(killed)) | length) as $killed
        | ($all | map(select(alive)) | sort_by(.file, .line)
            | map(. as $one | . + { reason: ($listed[0] | map(select([.file, .code, .mutant] == ($one | [.file, .code, .mutant]))) | .[0].reason) })) as $alive
        | ($killed + ($alive | length)) as $total
        | (if $total == 0 then 0 else 100 * $killed / $total end) as $score
        | ($alive | map(select(.reason == null))) as $unlisted
        | "\($room): \($score * 10 | floor / 10) % of \($total) mutants killed, of \($least) % required; "
              + "\($alive | length) survived, \($unlisted | length) of them not listed",
          ($alive[] | select(.reason != null) | "  \(place) \(.code) => \(.mutant[:120]): \(.reason)"),
          ($unlisted[] | "  \(place) \(.mutatorName)\(if .status == "NoCoverage" then " (no test runs it)" else "" end):",
              "    \({ file, code, mutant, reason: "" } | tojson)"),
          (if $score < $least or ($unlisted | length) > 0 then "short" else "reached" end)' \
        "$output/$(field "$room" 2)/reports/mutation-report.json" > "$summary" || return 1
    sed '$d' "$summary"
    [[ "$(tail -n 1 "$summary")" == reached ]]
}

names="$(awk 'NF { print $1 }' <<< "$rooms")"
if [[ $# == 0 ]]; then
    # shellcheck disable=SC2086 # One argument a room.
    set -- $names
fi

for room in "$@"; do
    grep -qx -- "$room" <<< "$names" || { printf "There is no room '%s'; there are:\n%s\n" "$room" "$names" >&2; exit 2; }
    files "$room" > /dev/null
done

dotnet tool restore > /dev/null
code=0
for project in $(for room in "$@"; do field "$room" 2; done | sort -u); do
    chosen=()
    for room in "$@"; do
        [[ "$(field "$room" 2)" != "$project" ]] || chosen+=("$room")
    done
    mutate "$project" "${chosen[@]}" || { code=1; continue; }
    for room in "${chosen[@]}"; do
        report "$room" || { code=1; echo "$room falls short." >&2; }
    done
done
exit "$code"
