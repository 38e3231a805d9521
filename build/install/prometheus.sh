#!/usr/bin/env bash
# Installs Prometheus, its promtool and its Pushgateway, for the tests that are scraped, checked and pushed to by the real ones. Where that
# cannot be done, it fails in CI; elsewhere those tests are skipped.
set -euo pipefail

readonly programs=(prometheus promtool prometheus-pushgateway)

are_there() {
    local program
    for program in "${programs[@]}"; do
        command -v "$program" > /dev/null || return 1
    done
}

# Runlevel 1 keeps the packages from starting their servers.
install() {
    command -v apt-get > /dev/null && [[ "$(id -u)" == 0 ]] || return 1
    apt-get update -qq > /dev/null &&
        RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends prometheus prometheus-pushgateway > /dev/null
}

if ! are_there; then
    install || true
    if ! are_there; then
        echo "There are not all of ${programs[*]}, and apt-get as root could not install them." >&2
        [[ "${CI:-}" == true ]] && exit 1
        echo 'Skipped: the tests with Prometheus itself.'
        exit 0
    fi
fi

prometheus --version 2>&1 | head -n 1
