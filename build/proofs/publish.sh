#!/usr/bin/env bash
# All libraries in one program, published trimmed and as native code without a warning, and run (6 min).
# "trimmed" or "native" as argument does that one alone. Native code needs clang or gcc with zlib's headers, which root has installed with
# apt-get; where that cannot be done, this fails in CI and leaves native code out elsewhere.
set -euo pipefail

readonly project=tests/LlmHttpMetrics.AotSmoke/LlmHttpMetrics.AotSmoke.csproj
readonly output="$PWD/artifacts/smoke"
readonly runtime=linux-x64
readonly kind="${1:-all}"

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

# publish_and_run FRAMEWORK trimmed|native [properties]
publish_and_run() {
    local folder="$output/$1-$2"
    rm -rf "$folder"
    dotnet publish "$project" -c Release -f "$1" -r "$runtime" -o "$folder" -warnaserror -nologo -v quiet "${@:3}"
    printf '%s, %s: %d KB\n' "$1" "$2" "$(($(stat -c %s "$folder/LlmHttpMetrics.AotSmoke") / 1024))"
    timeout 60 "$folder/LlmHttpMetrics.AotSmoke" "$2"
}

if [[ ! "$kind" =~ ^(all|trimmed|native)$ ]]; then
    echo "publish: '$kind' is neither trimmed nor native." >&2
    exit 2
fi

if [[ "$(uname -sm)" != 'Linux x86_64' ]]; then
    echo "Skipped: programs are published for $runtime alone."
    exit 0
fi

if [[ "$kind" != native ]]; then
    publish_and_run net10.0 trimmed
fi

if [[ "$kind" == trimmed ]]; then
    exit 0
fi

if ! compiler="$(linker)"; then
    install_linker || true
    if ! compiler="$(linker)"; then
        echo 'There is neither clang nor gcc with zlib to link native code, and apt-get as root could not install one.' >&2
        [[ "${CI:-}" == true ]] && exit 1
        echo 'Skipped: native code.'
        exit 0
    fi
fi

for framework in net8.0 net10.0; do
    publish_and_run "$framework" native -p:PublishAot=true -p:PublishSingleFile=false -p:CppCompilerAndLinker="$compiler"
done
