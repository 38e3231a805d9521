#!/usr/bin/env bash
# Installs Chromium, for the tests that look at the live page of samples/WebApi in a real browser. Where that cannot be done, it fails in
# CI; elsewhere those tests are skipped.
set -euo pipefail

readonly programs=(chromium chromium-browser google-chrome-stable google-chrome)

found() {
    local program
    for program in "${programs[@]}"; do
        command -v "$program" && return 0
    done
    return 1
}

# The fonts are those that the page asks for last: without any there would be no text to look at.
install() {
    command -v apt-get > /dev/null && [[ "$(id -u)" == 0 ]] || return 1
    apt-get update -qq > /dev/null &&
        RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core > /dev/null
}

if ! found > /dev/null; then
    install || true
    if ! found > /dev/null; then
        echo 'There is no Chromium, and apt-get as root could not install it.' >&2
        [[ "${CI:-}" == true ]] && exit 1
        echo 'Skipped: the tests of the live page in a browser.'
        exit 0
    fi
fi

"$(found)" --version 2> /dev/null
