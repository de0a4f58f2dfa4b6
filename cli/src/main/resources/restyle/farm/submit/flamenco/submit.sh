#!/bin/sh
# Submits job.json to the Flamenco Manager, which has to have restyle.js in its folder scripts/.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")"
manager=${FLAMENCO_MANAGER:-http://localhost:8080}
curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' --data-binary @job.json \
    "$manager/api/v3/jobs"
