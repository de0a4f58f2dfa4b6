#!/bin/sh
# Submits the array of segments, and the merge that follows it. Some tasks again: sbatch --array=3,7 segments.sh
set -eu
CDPATH='' cd -- "$(dirname -- "$0")"
array=$(sbatch --parsable segments.sh)
array=${array%%;*}
# afterany, because for afterok a task that was requeued counts as failed; merge looks itself whether all is there.
merge=$(sbatch --parsable --dependency="afterany:$array" merge.sh)
echo "segments: job $array; merge: job ${merge%%;*}"
