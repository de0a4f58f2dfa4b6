#!/bin/sh
# Submits to AWS Deadline Cloud where its client is, else runs the template on this machine. Name --queue-id and the like behind it.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")"
if command -v deadline >/dev/null 2>&1; then
    exec deadline bundle submit . -p PlanFolder=@folder@ "$@"
fi
exec openjd run template.yaml -p PlanFolder=@folder@ --step Merge --run-dependencies "$@"
