#!/bin/sh
# Creates both jobs. Name --namespace and the like behind it.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")"
exec kubectl apply -f segments.yaml -f merge.yaml "$@"
