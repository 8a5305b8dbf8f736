#!/usr/bin/env bash
# Builds, in Release and without words unless it takes a while or fails:
#   eng/build.sh cli   the CLI and the agent, when a source has changed since they were built
#   eng/build.sh all   the whole solution
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/eng/common.sh"

cli=$artifacts/bin/Cli/release/TraceToll.Cli.dll
agent=$artifacts/agent/tracetoll-agent
stamp=$artifacts/.built
log=$artifacts/build.log

main() {
    # Read by MSBuild: src/Agent/Agent.csproj only looks for a compiler and lld.
    if [ -z "${TraceTollNativeAgent:-}" ] && ! can_link_native; then export TraceTollNativeAgent=false; fi

    case ${1-} in
        cli) is_fresh || alone build_unless_fresh src/Cli/Cli.csproj ;;
        all) alone build TraceToll.slnx ;;
        *) say "eng/build.sh cli|all" && exit 2 ;;
    esac
}

# The native SDK does not quote the paths of the libraries that it links, and they are among the packages.
can_link_native() { native_toolchain && [[ ${NUGET_PACKAGES:-$sdk_home/.nuget/packages} != *[[:space:]]* ]]; }

is_fresh() { [ -e "$cli" ] && [ -e "$agent" ] && [ -e "$stamp" ] && [ "$(cat -- "$stamp")" = "$(fingerprint)" ]; }

# Of every file that goes into the CLI and the agent, so that a deletion counts too.
fingerprint() {
    (
        export LC_ALL=C
        cd -- "$root"
        echo "$root, native agent: ${TraceTollNativeAgent:-true}"
        find src probes Directory.* global.json eng/BannedSymbols.txt -type f -printf '%p %s %T@\n' | sort
    ) | sha256sum
}

# Another start may have built while this one waited for it.
build_unless_fresh() { is_fresh || build "$@"; }

build() {
    local built fingerprint_before status=0
    sdk_fits || fail_without_sdk
    built=$SECONDS
    if [ -e "$cli" ]; then say "building ..."; else say "building (first time: about a minute) ..."; fi

    # No stamp while a build is under way: one that is broken off is done again.
    rm -f -- "$stamp"
    fingerprint_before=$(fingerprint)
    sdk msbuild "$1" -restore -p:Configuration=Release -v:quiet -nologo -tl:off >"$log" 2>&1 </dev/null || status=$?
    if [ "$status" -ne 0 ]; then
        cat -- "$log" >&2
        fail "the build failed"
    fi
    printf '%s\n' "$fingerprint_before" >"$stamp.new"
    mv -- "$stamp.new" "$stamp"
    say "built in $((SECONDS - built)) s"
}

main "$@"
