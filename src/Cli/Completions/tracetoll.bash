# Completions of tracetoll and ./tracetoll: source <(tracetoll completions bash)
_tracetoll() {
    local line=${COMP_LINE:0:COMP_POINT} command=${COMP_WORDS[0]/#\~/$HOME} word kept breaks
    mapfile -t COMPREPLY < <("$command" suggest "$line" 2>/dev/null)

    # A value is open after = and may go on after a comma.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2>/dev/null; fi

    # Where bash takes = and : for the ends of words, it replaces only what is behind the last of them.
    word=${line##*[[:space:]]}
    breaks=${COMP_WORDBREAKS//[^=:]/}
    if [[ -n $breaks && $word == *["$breaks"]* ]]; then
        kept=${word%"${word##*["$breaks"]}"}
        COMPREPLY=("${COMPREPLY[@]#"$kept"}")
    fi
}

# Where nothing is known, files.
complete -o default -F _tracetoll tracetoll
