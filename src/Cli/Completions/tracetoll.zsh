#compdef tracetoll
# Completions of tracetoll and ./tracetoll: in a folder of the fpath as _tracetoll, or source <(tracetoll completions zsh)
_tracetoll() {
    local -a found open
    local command=${words[1]/#\~/$HOME}
    found=(${(f)"$("$command" suggest "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)"})

    # A value is open after =.
    open=(${(M)found:#*=})
    found=(${found:#*=})
    if (( ${#open} )); then compadd -S '' -a open; fi
    if (( ${#found} )); then compadd -a found; fi

    # Where nothing is known, files.
    if (( ! ${#open} && ! ${#found} )); then _files; fi
}

if [[ ${funcstack[1]} == _tracetoll ]]; then _tracetoll "$@"; else compdef _tracetoll tracetoll; fi
