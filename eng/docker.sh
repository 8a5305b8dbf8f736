#!/usr/bin/env bash
# A Docker engine for tests: its own socket, data, network namespace and cgroup, beside any engine that is here already.
#   eng/docker.sh start [NAME]       starts it anew and prints its address, as DOCKER_HOST has it
#   eng/docker.sh stop [NAME]        ends it and all that runs in it, and removes what it had
#   eng/docker.sh run COMMAND...     starts it, runs the command with DOCKER_HOST and TRACETOLL_DOCKER_HOST set, and stops it
# Killed half-way, it leaves what the next start or stop of that name removes (what `run` leaves, the next `run`). Everything is found by the engine's name, which is
# made of this clone's folder and NAME (letters and digits; `tests` where none is given).
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/eng/common.sh"

patience=30

main() {
    local verb=${1-}
    [ $# -gt 0 ] && shift
    case $verb in
        start)
            name_engine "$@"
            need_root
            start
            echo "unix://$socket"
            ;;
        stop)
            name_engine "$@"
            need_root
            stop
            ;;
        run)
            need_root
            stop_dead_runs
            name_engine "run$$"
            run "$@"
            ;;
        *) say "eng/docker.sh start [NAME] | stop [NAME] | run COMMAND..." && exit 2 ;;
    esac
}

name_engine() {
    local name=${1:-tests}
    [[ $name =~ ^[a-z0-9]{1,16}$ ]] || fail "'$name' is no name of an engine; 1 to 16 small letters and digits are"
    engine=tracetoll-docker-$(printf %s "$root" | sha256sum | cut -c1-8)-$name
    # Sockets need short paths, and what lies in /run does not outlive the machine. Data needs a disk.
    state=/run/$engine
    data=$artifacts/docker/$name
    socket=$state/docker.sock
    log=$artifacts/docker-$name.log
}

need_root() { [ "$(id -u)" -eq 0 ] || fail "an engine is started by root: run 'sudo $0 ...'"; }

run() {
    local status=0
    trap stop EXIT
    trap 'exit 143' TERM HUP
    start
    DOCKER_HOST=unix://$socket TRACETOLL_DOCKER_HOST=unix://$socket "$@" || status=$?
    return "$status"
}

# Their names are nobody's any more.
stop_dead_runs() {
    local folder process
    name_engine run
    for folder in "$state"*; do
        process=${folder#"$state"}
        if [[ $process =~ ^[0-9]+$ ]] && ! grep -qsF docker.sh "/proc/$process/cmdline"; then
            name_engine "run$process"
            stop
            name_engine run
        fi
    done
}

start() {
    local waited
    has dockerd || fail "dockerd is missing: run 'sudo apt-get install -y docker.io'"
    has ip || fail "ip is missing: run 'sudo apt-get install -y iproute2'"
    stop
    mkdir -p -- "$state" "$data" /run/containerd /run/docker
    echo '{}' >"$state/daemon.json"
    ip netns add "$engine"
    ip -n "$engine" link set lo up

    # In a namespace of mounts of its own nothing that it mounts has to be unmounted, and it does not see the containerd of an
    # engine of this machine, which it would share.
    # shellcheck disable=SC2016  # expanded by the shell that is started
    setsid nsenter "--net=/run/netns/$engine" unshare --mount --propagation private bash -c '
        mount -t tmpfs none /run/containerd && mount -t tmpfs none /run/docker && exec "$@"' - \
        dockerd --config-file "$state/daemon.json" --host "unix://$socket" --data-root "$data" --exec-root "$state/exec" \
        --pidfile "$state/dockerd.pid" --bridge none --iptables=false --ip6tables=false --ip-forward=false \
        --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$engine" </dev/null >"$log" 2>&1 9>&- &

    for ((waited = 0; waited < patience * 5; waited++)); do
        if answers; then return; fi
        if [ "$waited" -gt 5 ] && [ -z "$(processes)" ]; then break; fi
        sleep 0.2
    done
    stop
    fail "the engine did not start: $(tail -n 1 -- "$log")"
}

answers() { [ -S "$socket" ] && docker --host "unix://$socket" version >/dev/null 2>&1; }

stop() {
    local dockerd waited folder
    dockerd=$(cat -- "$state/dockerd.pid" 2>/dev/null) || dockerd=
    # Told to end, it ends its containers first; what is left after that is killed.
    if [ -n "$dockerd" ] && processes | grep -qx -- "$dockerd"; then
        kill -TERM "$dockerd" 2>/dev/null || true
        for ((waited = 0; waited < patience * 5; waited++)); do
            processes | grep -qx -- "$dockerd" || break
            sleep 0.2
        done
    fi
    for ((waited = 0; waited < patience * 5; waited++)); do
        [ -n "$(processes)$(contained)" ] || break
        thaw
        # shellcheck disable=SC2046  # one word a process
        kill -KILL $(processes) $(contained) 2>/dev/null || true
        sleep 0.2
    done
    [ -z "$(processes)$(contained)" ] || fail "of the engine $engine these processes do not end: $(processes | xargs) $(contained | xargs)"

    for folder in $(cgroups); do
        find "$folder" -depth -type d -exec rmdir -- {} + 2>/dev/null || true
    done
    if [ -e "/run/netns/$engine" ]; then ip netns delete "$engine"; fi
    rm -rf --one-file-system -- "$state" "$data"
    rmdir -- /run/containerd /run/docker 2>/dev/null || true
}

# The engine's own processes; those in its containers have network namespaces of their own.
processes() { if [ -e "/run/netns/$engine" ]; then ip netns pids "$engine" 2>/dev/null || true; fi; }

cgroups() { compgen -G "/sys/fs/cgroup/$engine" || true; compgen -G "/sys/fs/cgroup/*/$engine" || true; }

contained() {
    local folder
    for folder in $(cgroups); do
        find "$folder" -name cgroup.procs -exec cat -- {} + 2>/dev/null || true
    done | sort -u
}

# A frozen process dies only when it is thawed.
thaw() {
    local folder
    for folder in $(cgroups); do
        find "$folder" -name freezer.state -exec sh -c 'echo THAWED >"$1"' - {} \; 2>/dev/null || true
        find "$folder" -name cgroup.freeze -exec sh -c 'echo 0 >"$1"' - {} \; 2>/dev/null || true
    done
}

main "$@"
