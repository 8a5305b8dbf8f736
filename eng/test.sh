#!/usr/bin/env bash
# Sets up, builds everything and runs all tests; arguments go on to `dotnet test`. Its last line, `N passed, N failed,
# N skipped`, is counted from the results files in artifacts/test-results, and what leaves no result counts as failed.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/eng/common.sh"

results=$artifacts/test-results
verify_tests=tests/Verify.Tests/Verify.Tests.csproj
passed=0 failed=0 skipped=0
broken=() untested=""
started_engine="" started_hosts=""

main() {
    case ${1-} in
        -h | --help | '-?')
            echo "./tracetoll test [OPTIONS OF dotnet test], for example: ./tracetoll test --filter Testbed=Loopback"
            return
            ;;
    esac
    rm -rf -- "$results" 2>/dev/null || true
    if "$root/eng/setup.sh" tests && "$root/eng/build.sh" all; then
        trap stop_what_was_started EXIT
        start_engine
        start_hosts
        run_all "$@"
    else
        failed=1 broken+=("set-up or build")
    fi
    report
    [ "$failed" -eq 0 ] && [ $((passed + skipped)) -gt 0 ]
}

# The tests' own, unless TRACETOLL_DOCKER_HOST names another. Without one, what needs it is skipped, or fails where it is required.
start_engine() {
    local address
    if [ -n "${TRACETOLL_DOCKER_HOST:-}" ] || [ "$(id -u)" -ne 0 ] || ! has dockerd; then return; fi
    started_engine=yes
    if address=$("$root/eng/docker.sh" start); then export TRACETOLL_DOCKER_HOST=$address; fi
}

# This machine twice, unless TRACETOLL_HOSTS names others.
start_hosts() {
    local hosts
    if [ -n "${TRACETOLL_HOSTS:-}" ] || [ ! -x /usr/sbin/sshd ]; then return; fi
    started_hosts=yes
    if hosts=$("$root/eng/hosts.sh" start); then export TRACETOLL_HOSTS=$hosts; fi
}

# Those that somebody else has started, by the same scripts even, stay.
stop_what_was_started() {
    if [ -n "$started_engine" ]; then "$root/eng/docker.sh" stop; fi
    if [ -n "$started_hosts" ]; then "$root/eng/hosts.sh" stop; fi
}

# One assembly after the other, as two must not measure at once; `dotnet test TraceToll.slnx` would run them side by side.
run_all() {
    local project is_test
    mkdir -p -- "$results"
    cd -- "$root"
    for project in tests/*/*.csproj; do
        if [ "$project" = "$verify_tests" ]; then continue; fi
        if is_test=$(sdk msbuild "$project" -getProperty:IsTestProject) && [ "$is_test" != true ]; then continue; fi
        run "$project" "$@"
    done
    run_verify_bridge "$@"
}

# The bridge to Verify stands outside the solution that everybody restores: not every registry serves the package.
run_verify_bridge() {
    local log=$artifacts/verify-bridge.log
    if ! sdk restore TraceToll.Verify.slnx >"$log" 2>&1; then
        untested="the bridge to Verify: its packages cannot be restored here, see $log"
    elif ! sdk msbuild TraceToll.Verify.slnx -p:Configuration=Release -v:quiet -nologo -tl:off >"$log" 2>&1 </dev/null; then
        cat -- "$log"
        failed=$((failed + 1)) broken+=("the bridge to Verify: its build")
    else
        run "$verify_tests" "$@"
    fi
}

run() {
    local name status=0 counts p f s
    name=$(basename -- "$1" .csproj)
    sdk test "$1" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" "${@:2}" ||
        status=$?
    counts=$(read_results "$results/$name.trx" | sed -n 's/^counts //p')
    read -r p f s <<<"${counts:-0 0 0}"

    # A crash, a fixture that throws and a refused option leave no failed test behind, or no results at all. Nor does an
    # assembly in which no test is found, though that only is right when a filter was given.
    if [ -z "$counts" ] || { [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; }; then
        f=$((f + 1))
        broken+=("$name: the run itself, exit code $status")
    elif [ $((p + f + s)) -eq 0 ] && [[ " $* " != *" --filter"* ]]; then
        f=1
        broken+=("$name: no test was found in it")
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

# A results file, as lines: `failed NAME`, `skipped REASON`, and `counts PASSED FAILED SKIPPED` if the file is whole.
# One record is one tag and the text after it: in XML a bare < is nothing else. A skipped test is in total, not in executed,
# and in no counter of its own.
read_results() {
    if [ ! -e "$1" ]; then return; fi
    LC_ALL=C awk '
        BEGIN { RS = "<" }
        /^UnitTestResult / { outcome = attribute("outcome"); if (outcome == "Failed") print "failed " attribute("testName") }
        /^UnitTestResult .*\/>/ && outcome == "NotExecuted" { print "skipped no reason given" }
        /^Message>/ && outcome == "NotExecuted" { sub(/^Message>/, ""); print "skipped " plain($0) }
        /^Counters / {
            executed = attribute("executed")
            counts = attribute("passed") " " executed - attribute("passed") " " attribute("total") - executed
        }
        /^\/TestRun>/ { print "counts " counts }

        function attribute(name) {
            if (!match($0, " " name "=\"[^\"]*\"")) return ""
            return plain(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
        }

        function plain(text) {
            gsub(/&#x[AD];|[ \t\r\n]+/, " ", text)
            gsub(/&lt;/, "<", text)
            gsub(/&gt;/, ">", text)
            gsub(/&quot;/, "\"", text)
            gsub(/&apos;/, "\047", text)
            gsub(/&amp;/, "\\&", text)
            return text
        }' "$1"
}

report() {
    local file all=""
    for file in "$results"/*.trx; do
        all+=$(read_results "$file")$'\n'
    done
    echo
    list "Failed:" "$(sed -n 's/^failed //p' <<<"$all" | LC_ALL=C sort)" ${broken[@]+"${broken[@]}"}
    list "Skipped:" "$(sed -n 's/^skipped //p' <<<"$all" | LC_ALL=C sort | uniq -c | sed -E 's/^ *([0-9]+) /\1 x /')"
    list "Not tested:" "$untested"
    if [ $((passed + failed + skipped)) -eq 0 ]; then say "no test ran"; fi
    echo "$passed passed, $failed failed, $skipped skipped"
}

# list TITLE LINES... : nothing at all when the lines are empty.
list() {
    local title=$1 lines
    shift
    lines=$(printf '%s\n' "$@" | sed '/^$/d; s/^/  /')
    if [ -n "$lines" ]; then printf '%s\n%s\n\n' "$title" "$lines"; fi
}

main "$@"
