#!/bin/sh
# A gateway in one file: logs somebody in by a direct grant with Duo, and asks for whatever is missing.
# Needs curl and jq. Prints the access token.
#
#   KEYCLOAK=https://sso.example/realms/corp CLIENT_ID=gateway CLIENT_SECRET=... sh gateway.sh alice [client-ip]
#
# The user name may carry a passcode if the realm allows it: sh gateway.sh otp=123456@alice
set -eu

user=${1:?user name}
client_ip=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ask() { # text, hidden (true or false)
  printf '%s ' "$1" >&2
  if [ "$2" = true ] && [ -t 0 ]; then
    stty -echo
    IFS= read -r reply || true
    stty echo
    printf '\n' >&2
  else
    IFS= read -r reply || true
  fi
}

# One line "name=value" for each parameter. curl reads the values from files: what stands on a command line is seen by
# everybody on the machine.
add() {
  printf '%s' "$2" >"$work/value.$1"
  printf -- '--data-urlencode\n%s@%s\n' "$1" "$work/value.$1" >>"$work/arguments"
}

add grant_type password
add client_id "$CLIENT_ID"
add client_secret "$CLIENT_SECRET"
add scope openid
add username "$user"
ask "Password of $(printf '%s' "$user" | sed 's/.*[@%]//'):" true
add password "$reply"
[ -z "$client_ip" ] || add client_ip "$client_ip"

while :; do
  status=$(tr '\n' '\0' <"$work/arguments" |
    xargs -0 curl --silent --show-error --max-time 620 --output "$work/answer" --write-out '%{http_code}' \
      "$KEYCLOAK/protocol/openid-connect/token")
  case $status in
    200)
      # A page is an HTTP 200 too, be it a proxy's or that of a browser step in this flow: only a token is a login.
      token=$(jq -ers 'select(length == 1)[0].access_token | strings' "$work/answer" 2>/dev/null) || token=
      if [ -z "$token" ]; then
        echo "There is no access token in the answer. Check KEYCLOAK and the direct grant flow." >&2
        exit 1
      fi
      printf '%s\n' "$token"
      exit 0
      ;;
    503)
      jq -r .error_description "$work/answer" >&2
      exit 75
      ;;
  esac
  if [ "$(jq -r .error "$work/answer")" != mfa_required ]; then
    jq -r .error_description "$work/answer" >&2
    exit 1
  fi
  key=$(jq -r .duo.key "$work/answer")
  [ "$(jq -r .duo.reason "$work/answer")" != question ] || key="answer.$key"
  ask "$(jq -r .duo.prompt "$work/answer")" "$(jq -r .duo.disable_echo "$work/answer")"
  [ -n "$reply" ] || exit 1
  # A second value of a parameter would be refused: only the file changes.
  if [ -e "$work/value.$key" ]; then printf '%s' "$reply" >"$work/value.$key"; else add "$key" "$reply"; fi
done
