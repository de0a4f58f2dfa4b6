#!/bin/sh
# Restyles every clip of a folder into another folder, in a style each:  samples/stylize-folder.sh IN OUT [STYLE]
# One bad clip does not stop the rest; clips that are done already are left alone.
set -u
in=${1:?folder with clips} out=${2:?folder for the results} style=${3:-cartoon}
restyle=$(dirname "$0")/../cli/restyle
mkdir -p "$out"
failed=0
for clip in "$in"/*.mp4 "$in"/*.mov "$in"/*.mkv; do
    [ -e "$clip" ] || continue
    result=$out/$(basename "${clip%.*}").mp4
    [ -e "$result" ] && continue
    "$restyle" "$clip" -o "$result" --style "$style" --progress none || failed=$((failed + 1))
done
exit "$((failed > 0))"
