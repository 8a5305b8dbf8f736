#!/usr/bin/env bash
# Two SSH servers on ports of loopback: this machine as the two hosts of the testbed remote, for those who have no others.
#   eng/hosts.sh start    starts them anew and prints the path of the hosts.json that leads to them
#   eng/hosts.sh stop     ends them, and removes what they had
# Keys, homes and settings are made for them and lie in artifacts/hosts; nothing of the user's or the system's SSH is touched.
# Killed half-way, it leaves what the next start or stop removes.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/eng/common.sh"

hosts=$artifacts/hosts
sshd=/usr/sbin/sshd

main() {
    case ${1-} in
        start)
            start
            echo "$hosts/hosts.json"
            ;;
        stop) stop ;;
        *) say "eng/hosts.sh start | stop" && exit 2 ;;
    esac
}

start() {
    if [ ! -x "$sshd" ] || ! has ssh-keygen; then fail "sshd or ssh-keygen is missing: run 'sudo apt-get install -y openssh-server'"; fi
    stop
    mkdir -p -- "$hosts"
    ssh-keygen -q -t ed25519 -N '' -f "$hosts/key"
    # sshd asks for it, and distributions make it when they start theirs.
    if [ "$(id -u)" -eq 0 ]; then mkdir -p /run/sshd; fi
    trap stop EXIT
    start_server sender
    start_server responder
    printf '{\n  "sender": %s,\n  "responder": %s\n}\n' "$(entry sender)" "$(entry responder)" >"$hosts/hosts.json"
    trap - EXIT
}

# start_server NAME : on a port that nobody has. Which one that is shows only when it is taken.
start_server() {
    local folder=$hosts/$1 attempt port
    mkdir -p -- "$folder/home"
    ssh-keygen -q -t ed25519 -N '' -f "$folder/host-key"
    for attempt in {1..20}; do
        port=$((25000 + RANDOM % 5000))
        settings "$folder" "$port" >"$folder/sshd_config"
        # It goes to the background when it listens, and fails where it cannot.
        if (cd / && "$sshd" -E "$folder/sshd.log" -f "$folder/sshd_config") 9>&-; then
            echo "$port" >"$folder/port"
            return
        fi
    done
    fail "an SSH server did not start in $attempt attempts: $(tail -n 1 -- "$folder/sshd.log")"
}

settings() {
    cat <<END
ListenAddress 127.0.0.1:$2
HostKey "$1/host-key"
AuthorizedKeysFile "$hosts/key.pub"
PidFile "$1/pid"
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv "HOME=$1/home"
END
}

entry() {
    printf '{ "address": "127.0.0.1", "port": %s, "user": "%s", "key": "key", "hostKey": "%s" }' \
        "$(cat -- "$hosts/$1/port")" "$(id -un)" "$(ssh-keygen -lf "$hosts/$1/host-key.pub" | cut -d ' ' -f 2)"
}

stop() {
    local server process waited
    for server in sender responder; do
        process=$(cat -- "$hosts/$server/pid" 2>/dev/null) || continue
        if ! is_ours "$process" "$server"; then continue; fi
        kill -TERM "$process" 2>/dev/null || true
        for ((waited = 0; waited < 50; waited++)); do
            is_ours "$process" "$server" || break
            sleep 0.1
        done
    done
    rm -rf -- "$hosts"
}

# Numbers of processes are given anew; the command line names the settings. (sshd rewrites its own, with the arguments in it.)
is_ours() { tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | grep -qF -- "$hosts/$2/sshd_config"; }

main "$@"
