#!/usr/bin/env bash
# Installs what TraceToll needs and this machine lacks, and says so; silent when nothing is missing.
#   eng/setup.sh          what measuring needs
#   eng/setup.sh tests    what the tests need besides
# Only a missing .NET SDK is an error: without the others less can be done, and each line says what.
# It changes nothing else: no sysctl, no mount, no package source. TRACETOLL_SETUP=0 makes it do nothing.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/eng/common.sh"

log=$artifacts/setup.log

main() {
    if [ "${TRACETOLL_SETUP:-1}" = 0 ]; then return; fi
    set_up_sdk
    set_up_bpftrace
    set_up_network_tools
    set_up_native_toolchain
    if [ "${1-}" = tests ]; then
        set_up_foreign_reader
        set_up_browser
        set_up_checkers
        set_up_sshd
        set_up_docker
    fi
}

set_up_sdk() {
    if sdk_fits; then return; fi
    install "the .NET SDK" "nothing can be built" dotnet-sdk-10.0
    sdk_fits || fail_without_sdk
}

set_up_bpftrace() {
    if has bpftrace; then return; fi
    install bpftrace "only tracing mode off can be measured" bpftrace
}

# For the testbed namespaces.
set_up_network_tools() {
    if has ip && has nsenter; then return; fi
    case $(package_manager) in
        dnf) set -- iproute iproute-tc util-linux ;;
        *) set -- iproute2 util-linux ;;
    esac
    install "ip (or nsenter)" "the testbed namespaces cannot be used" "$@"
}

set_up_native_toolchain() {
    if native_toolchain; then return; fi
    case $(package_manager) in
        dnf) set -- gcc lld glibc-static ;;
        *) set -- gcc lld libc6-dev ;;
    esac
    install "the C toolchain of the native agent" "the agent is an ordinary .NET build" "$@"
}

# Java's HdrHistogram, which tests hold against what we write.
set_up_foreign_reader() {
    if has java && [ -n "$(compgen -G '/usr/share/java/[hH]dr[hH]istogram.jar')" ]; then return; fi
    if has java; then set -- libhdrhistogram-java; else set -- libhdrhistogram-java default-jdk-headless; fi
    install "Java's HdrHistogram" "the tests that read our logs with it are skipped" "$@"
}

# What the HTML report is opened in; Playwright drives it.
set_up_browser() {
    if has chromium; then return; fi
    install Chromium "the tests of the HTML report are skipped" chromium
}

# What eng/check-workflows.sh checks with.
set_up_checkers() {
    if ! has shellcheck; then
        case $(package_manager) in
            dnf) set -- ShellCheck ;;
            *) set -- shellcheck ;;
        esac
        install shellcheck "scripts and the shell of workflows are not checked" "$@"
    fi
    if ! has npm; then install npm "workflows are not checked" npm; fi
}

# eng/hosts.sh starts it, and tests do, on ports of loopback.
set_up_sshd() {
    if [ -x /usr/sbin/sshd ] && has ssh-keygen; then return; fi
    case $(package_manager) in
        dnf) set -- openssh-server openssh-clients ;;
        *) set -- openssh-server openssh-client ;;
    esac
    install_at_rest "ssh.socket ssh.service sshd.service" "OpenSSH's server" "the tests of remote hosts are skipped" "$@"
}

# eng/docker.sh starts it, with nothing in common with the system's.
set_up_docker() {
    if has dockerd; then return; fi
    case $(package_manager) in
        dnf) set -- moby-engine ;;
        *) set -- docker.io ;;
    esac
    install_at_rest "docker.socket docker.service containerd.service" Docker "the tests of the containers testbed are skipped" "$@"
}

# install_at_rest UNITS, and what install takes: the package also starts it for everybody, which nobody asked for. A unit that was here
# before is somebody's, and stays as it is.
install_at_rest() {
    local unit new=()
    for unit in $1; do
        if has systemctl && ! systemctl cat "$unit" >/dev/null 2>&1; then new+=("$unit"); fi
    done
    RUNLEVEL=1 install "${@:2}"
    if [ ${#new[@]} -gt 0 ] && may_be_root; then as_root systemctl disable --now "${new[@]}" >>"$log" 2>&1 || true; fi
}

package_manager() {
    local name
    for name in apt-get dnf; do
        if has "$name"; then
            echo "$name"
            return
        fi
    done
}

# install WHAT "WHAT IT MEANS TO BE WITHOUT" PACKAGE...
install() {
    local what=$1 without=$2 manager
    shift 2
    manager=$(package_manager)
    if [ -z "$manager" ]; then
        say "$what is missing, and there is neither apt-get nor dnf to install it with: until you do, $without"
    elif ! may_be_root; then
        say "$what is missing: until you run 'sudo $manager install -y $*', $without"
    else
        say "installing $what with $manager ..."
        alone "install_with_$manager" "$@" ||
            say "$manager could not install $what (its reasons: $log): $without"
    fi
}

may_be_root() { [ "$(id -u)" -eq 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Lists are only fetched when what is here does not do: a new machine has none, an old one has stale ones.
install_with_apt-get() {
    apt_get install -y --no-install-recommends "$@" >>"$log" 2>&1 ||
        { apt_get update && apt_get install -y --no-install-recommends "$@"; } >>"$log" 2>&1
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null; }

install_with_dnf() { as_root dnf install -y --quiet "$@" >>"$log" 2>&1 </dev/null; }

main "$@"
