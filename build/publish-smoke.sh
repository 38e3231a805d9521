#!/usr/bin/env bash
# Publishes tests/LlmHttpMetrics.AotSmoke as native code (net8.0) and as one trimmed file (net10.0), every warning an error, and runs
# both. A compiler to link with is installed where there is none; where that cannot be done, it fails in CI and is skipped elsewhere.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"

readonly project=tests/LlmHttpMetrics.AotSmoke/LlmHttpMetrics.AotSmoke.csproj
readonly output="$root/artifacts/smoke"
readonly runtime=linux-x64

# Prints the compiler that can link with zlib, which the runtime needs.
linker() {
    local compiler
    for compiler in clang gcc; do
        if echo 'int main(void) { return 0; }' | "$compiler" -x c - -o /dev/null -lz 2> /dev/null; then
            echo "$compiler"
            return
        fi
    done
    return 1
}

install_linker() {
    command -v apt-get > /dev/null && [[ "$(id -u)" == 0 ]] || return 1
    apt-get update -qq > /dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq gcc libc6-dev zlib1g-dev > /dev/null
}

publish() {
    dotnet publish "$project" -c Release -f "$1" -r "$runtime" -o "$output/$1" -warnaserror -nologo -v quiet "${@:2}"
}

run() {
    printf '%s, %s: %d KB\n' "$1" "$2" "$(($(stat -c %s "$output/$1/LlmHttpMetrics.AotSmoke") / 1024))"
    timeout 60 "$output/$1/LlmHttpMetrics.AotSmoke" "$2"
}

if [[ "$(uname -sm)" != 'Linux x86_64' ]]; then
    echo "Skipped: native code is published for $runtime alone."
    exit 0
fi

rm -rf "$output"
publish net10.0
run net10.0 trimmed

if ! compiler="$(linker)"; then
    install_linker || true
    if ! compiler="$(linker)"; then
        echo 'There is neither clang nor gcc with zlib to link native code, and apt-get as root could not install one.' >&2
        [[ "${CI:-}" == true ]] && exit 1
        echo 'Skipped: native code.'
        exit 0
    fi
fi

publish net8.0 -p:CppCompilerAndLinker="$compiler"
run net8.0 native
