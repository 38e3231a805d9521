#!/usr/bin/env bash
# Mutants of the rules that decide figures, each room with its own tests: at least 95 % must be killed (an hour).
# Arguments are the rooms to run, all without any. Needs jq. What survives is listed with its place and what stood there instead.
set -euo pipefail

readonly least=95
readonly output="$PWD/artifacts/mutation"

# One room a line: its name, the project under src, its files, the project under tests, and the names of its tests, separated by commas.
readonly rooms='
outcomes  LlmHttpMetrics           **/OutcomeRules.cs                                          LlmHttpMetrics.Tests  .Tests.Calls.,.Tests.Interception.,FinishKinds,StreamTime
pricing   LlmHttpMetrics           **/Pricing/**/*.cs                                          LlmHttpMetrics.Tests  .Tests.Pricing.,.Calls.Costs.,PricingBinding
usage     LlmHttpMetrics           **/ResponseFacts.Figures.cs,**/ResponseFacts.Cumulative.cs  LlmHttpMetrics.Tests  .Tests.Providers.,.Tests.Reading.,LateUsage
framing   LlmHttpMetrics           **/Framing/**/*.cs                                          LlmHttpMetrics.Tests  .Tests.Framing.,.Tests.Reading.,.AwsBedrock.,.Ollama.
tags      LlmHttpMetrics           **/TagValues.cs                                             LlmHttpMetrics.Tests  TagValues,TagLimit
calendar  LlmHttpMetrics.Insights  **/Budgets/Periods/**/*.cs                                  LlmHttpMetrics.Tests  .Insights.Budgets.
'

field() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' <<< "$rooms"; }

# The test filter of a room: FullyQualifiedName~A|FullyQualifiedName~B.
filter() { field "$1" 5 | sed 's/,/|FullyQualifiedName~/g; s/^/FullyQualifiedName~/'; }

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

# Prints the score of a room and its survivors; fails below the least score, and where there was no mutant at all.
report() {
    jq -r --arg room "$1" --argjson least "$least" '
        def killed: .status == "Killed" or .status == "Timeout";
        def alive: .status == "Survived" or .status == "NoCoverage";
        [.files | to_entries[] | .key as $file | .value.mutants[] | . + { file: $file }] as $all
        | ($all | map(select(killed)) | length) as $killed
        | ($all | map(select(alive))) as $alive
        | ($killed + ($alive | length)) as $total
        | (if $total == 0 then 0 else 100 * $killed / $total end) as $score
        | "\($room): \($score * 10 | floor / 10) % of \($total) mutants killed, of \($least) % required",
          ($alive | sort_by(.file, .location.start.line)[]
            | "  \(.file | sub("^.*/src/"; "src/")):\(.location.start.line) \(.mutatorName)\(if .status == "NoCoverage" then " (no test runs it)" else "" end): \(.replacement | gsub("\\s+"; " ") | .[:120])"),
          (if $score < $least then "short" else "reached" end)' "$output/$1/reports/mutation-report.json" > "$output/$1/summary.txt" || return 1
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
done

dotnet tool restore > /dev/null
code=0
for room in "$@"; do
    mutate "$room" && report "$room" || { code=1; echo "$room falls short." >&2; }
done
exit "$code"
