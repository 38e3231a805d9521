#!/usr/bin/env bash
# Mutants of the rules that decide figures, each room with its own tests: at least 95 % must be killed (an hour).
# Arguments are the rooms to run, all without any. Needs jq. Mutants that may survive are listed with a reason in mutation.json beside this file:
# those that change nothing that a test could see. Any other survivor is printed in the form of that list, and the room falls short.
set -euo pipefail
shopt -s globstar nullglob

readonly least=95
readonly output="$PWD/artifacts/mutation"
readonly listed="$PWD/build/proofs/mutation.json"

# One room a line: its name, the project under src, its files, the project under tests, and the names of its tests, separated by commas.
readonly rooms='
outcomes  LlmHttpMetrics           **/OutcomeRules.cs                                                       LlmHttpMetrics.Tests  OutcomeRules,Precedence,FailureTests
pricing   LlmHttpMetrics           **/Pricing/**/*.cs                                                       LlmHttpMetrics.Tests  .Tests.Pricing.,.Calls.Costs.,PricingBinding
usage     LlmHttpMetrics           **/ResponseFacts.Figures.cs,**/ResponseFacts.Passes.cs,**/PassFigures.cs LlmHttpMetrics.Tests  UsageFigures,.Tests.Providers.,LateUsage,MeteredPasses
framing   LlmHttpMetrics           **/Framing/**/*.cs                                                       LlmHttpMetrics.Tests  .Tests.Framing.
tags      LlmHttpMetrics           **/TagValues.cs                                                          LlmHttpMetrics.Tests  TagValues,TagLimit
calendar  LlmHttpMetrics.Insights  **/Budgets/Periods/**/*.cs                                               LlmHttpMetrics.Tests  .Budgets.Periods.,BudgetCalendar,Projection,ClockJump,SpendTests
'

field() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' <<< "$rooms"; }

# The test filter of a room: FullyQualifiedName~A|FullyQualifiedName~B.
filter() { field "$1" 5 | sed 's/,/|FullyQualifiedName~/g; s/^/FullyQualifiedName~/'; }

# Files move; a pattern that matches none of them would leave a room measured by what is left of it, or not at all.
check() {
    local glob files
    while read -r glob; do
        # shellcheck disable=SC2206 # The pattern is to be expanded.
        files=("src/$(field "$1" 2)"/$glob)
        if [[ ${#files[@]} == 0 ]]; then
            echo "$1 cannot be measured: no file of src/$(field "$1" 2) matches $glob." >&2
            return 1
        fi
    done < <(field "$1" 3 | tr , '\n')
}

mutate() {
    local room="$1" glob options=()
    while read -r glob; do
        options+=(--mutate "$glob")
    done < <(field "$room" 3 | tr , '\n')
    rm -rf "${output:?}/$room"
    mkdir -p "$output/$room"
    (
        cd "tests/$(field "$room" 4)"
        dotnet stryker --project "$(field "$room" 2).csproj" "${options[@]}" --test-case-filter "$(filter "$room")" \
            --target-framework net10.0 --configuration Release --concurrency 2 --reporter json --output "$output/$room" --skip-version-check
    ) > "$output/$room/log.txt" 2>&1 || { tail -n 30 "$output/$room/log.txt" >&2; return 1; }
    # Without it the mutants are not switched on one by one either, and all seem to survive. It happens on a machine under load.
    if grep -q 'coverage capture failed' "$output/$room/log.txt"; then
        echo "$room was not measured: the tests did not report what they cover. Run it again on a quieter machine." >&2
        return 1
    fi
}

# Prints the score of a room and its survivors: those listed with their reasons, then the others. Fails below the least score, where there was no
# mutant at all, and where a survivor is not listed.
report() {
    jq -r --arg room "$1" --argjson least "$least" --slurpfile listed "$listed" '
        def killed: .status == "Killed" or .status == "Timeout";
        def alive: .status == "Survived" or .status == "NoCoverage";
        def one_line: gsub("\\s+"; " ") | ltrimstr(" ") | rtrimstr(" ");
        def place: "\(.file):\(.line)";
        [.files | to_entries[] | (.key | sub("^.*/src/"; "src/")) as $file | (.value.source | split("\n")) as $lines
            | .value.mutants[]
            | . + { $file, line: .location.start.line, code: ($lines[.location.start.line - 1] | one_line), mutant: (.replacement | one_line) }] as $all
        | ($all | map(select(killed)) | length) as $killed
        | ($all | map(select(alive)) | sort_by(.file, .line)
            | map(. as $one | . + { reason: ($listed[0] | map(select([.file, .code, .mutant] == ($one | [.file, .code, .mutant]))) | .[0].reason) })) as $alive
        | ($killed + ($alive | length)) as $total
        | (if $total == 0 then 0 else 100 * $killed / $total end) as $score
        | ($alive | map(select(.reason == null))) as $unlisted
        | "\($room): \($score * 10 | floor / 10) % of \($total) mutants killed, of \($least) % required; \($alive | length) survived, \($unlisted | length) of them not listed",
          ($alive[] | select(.reason != null) | "  \(place) \(.code) => \(.mutant[:120]): \(.reason)"),
          ($unlisted[] | "  \(place) \(.mutatorName)\(if .status == "NoCoverage" then " (no test runs it)" else "" end):",
              "    \({ file, code, mutant, reason: "" } | tojson)"),
          (if $score < $least or ($unlisted | length) > 0 then "short" else "reached" end)' \
        "$output/$1/reports/mutation-report.json" > "$output/$1/summary.txt" || return 1
    sed '$d' "$output/$1/summary.txt"
    [[ "$(tail -n 1 "$output/$1/summary.txt")" == reached ]]
}

names="$(awk 'NF { print $1 }' <<< "$rooms")"
if [[ $# == 0 ]]; then
    # shellcheck disable=SC2086 # One argument a room.
    set -- $names
fi

for room in "$@"; do
    grep -qx -- "$room" <<< "$names" || { printf "There is no room '%s'; there are:\n%s\n" "$room" "$names" >&2; exit 2; }
    check "$room"
done

dotnet tool restore > /dev/null
code=0
for room in "$@"; do
    mutate "$room" && report "$room" || { code=1; echo "$room falls short." >&2; }
done
exit "$code"
