# shellcheck shell=bash
# What the scripts share. They set $root, the clone's folder, and read this.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

# Build servers would outlive us, keep our lock open, and hum beside a measurement.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

# shellcheck disable=SC2154  # root: see above
artifacts=$root/artifacts

trap 'exit 130' INT

say() { printf 'tracetoll: %s\n' "$*" >&2; }

# 3: the rig failed, as the CLI's own exit codes have it.
fail() {
    say "$@"
    exit 3
}

has() { command -v "$1" >/dev/null 2>&1; }

# sudo resets PATH, and an SDK in somebody's home is then not found.
find_dotnet() {
    local folder
    if has dotnet; then return; fi
    for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" "$(home_of "${SUDO_USER:-}")/.dotnet"; do
        if [ -x "$folder/dotnet" ]; then
            export DOTNET_ROOT=$folder PATH=$folder:$PATH
            return
        fi
    done
}

home_of() { getent passwd "$1" 2>/dev/null | cut -d: -f6; }

find_dotnet

# The SDK and NuGet keep caches at home; a home that cannot be written is replaced.
sdk_home=${HOME:-/nonexistent}
if [ ! -w "$sdk_home" ]; then sdk_home=$artifacts/home; fi

# dotnet's SDK commands, for this clone: which SDK runs depends on the global.json above the current folder.
sdk() (
    cd -- "$root" || exit
    HOME=$sdk_home DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-$sdk_home} dotnet "$@"
)

wanted_sdk() { sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json"; }

# As rollForward: latestFeature has it: this major and minor version, this patch or a later one.
sdk_fits() {
    local wanted newest
    has dotnet || return
    wanted=$(wanted_sdk)
    newest=$(dotnet --list-sdks | sed 's/ .*//' | grep -F "${wanted%.*}." | sort -V | tail -n 1)
    [ -n "$newest" ] && [ "$(printf '%s\n' "$wanted" "$newest" | sort -V | head -n 1)" = "$wanted" ]
}

fail_without_sdk() {
    fail "the .NET SDK $(wanted_sdk) (or a later feature band of it) is missing: get it from https://dot.net, then start again"
}

# What the native agent is linked with: a compiler, lld where src/Agent/Agent.csproj looks for it, and a static C library.
native_toolchain() {
    local compiler libc
    for compiler in /usr/bin/clang /usr/bin/gcc; do
        [ -x "$compiler" ] || continue
        libc=$("$compiler" -print-file-name=libc.a)
        [ -e /usr/bin/ld.lld ] && [ "$libc" != libc.a ] && [ -e "$libc" ]
        return
    done
    return 1
}

# Runs a command while no other start in this clone installs or builds. The command inherits the lock: should this script be
# killed, the lock is held until what it started has ended too.
alone() {
    local status=0
    fail_unless_writable
    exec 9>"$artifacts/.build.lock"
    if ! flock --nonblock 9; then
        say "waiting for another start in this clone, which is setting up or building ..."
        flock 9
    fi
    "$@" || status=$?
    exec 9>&-
    return "$status"
}

fail_unless_writable() {
    local path user
    mkdir -p -- "$artifacts" 2>/dev/null || true
    for path in "$artifacts" "$artifacts"/{.build.lock,bin,obj,agent}; do
        if [ -w "$path" ] || { [ ! -e "$path" ] && [ "$path" != "$artifacts" ]; }; then continue; fi
        user=$(id -un 2>/dev/null) || user=$(id -u)
        fail "$user cannot write $path: run 'sudo chown -R $user $(printf '%q' "$artifacts")', or work in a clone of your own"
    done
}
