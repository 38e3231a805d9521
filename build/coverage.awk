# Line coverage of src over all Cobertura files given: a line that any run has covered is covered.
# Variables: root, the repository with a closing slash; least, the percentage below which it fails.

function attribute(name) {
    return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
}

/<source>/ {
    source = $0
    gsub(/^.*<source>|<\/source>.*$/, "", source)
}

/<class / {
    file = attribute("filename")
    if (file !~ /^\//) {
        file = source (source ~ /\/$/ ? "" : "/") file
    }

    # A deterministic build calls the repository /_/ in its symbols.
    if (index(file, root) == 1) {
        file = substr(file, length(root) + 1)
    } else {
        sub(/^\/_\//, "", file)
    }
}

/<line / && file ~ /^src\// {
    line = file ":" attribute("number")
    hits[line] += attribute("hits")
}

END {
    for (line in hits) {
        total++
        split(line, parts, ":")
        split(parts[1], folders, "/")
        of[folders[2]]++
        if (hits[line] > 0) {
            covered++
            ofCovered[folders[2]]++
        } else {
            missed[parts[1]]++
        }
    }

    for (library in of) {
        printf "%-32s %6d of %6d lines\n", library, ofCovered[library], of[library]
    }

    fflush()
    for (file in missed) {
        if (missed[file] >= 10) {
            printf "%6d lines not covered in %s\n", missed[file], file | "sort -rn"
        }
    }

    close("sort -rn")
    percent = total ? 100 * covered / total : 0
    printf "Line coverage of src: %.1f %%\n", percent
    exit (percent < least)
}
