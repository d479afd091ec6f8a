#!/bin/sh
# A gateway in one file: signs a user in by a direct grant with Duo, and asks for whatever is missing.
# Needs curl and jq. Prints the access token.
#
#   KEYCLOAK=https://sso.example/realms/corp CLIENT_ID=gateway CLIENT_SECRET=... sh gateway.sh alice [client-ip]
#
# The user name may carry a passcode if the realm allows it: sh gateway.sh otp=123456@alice
# TIMEOUT is the number of seconds to wait for an answer to a push or call, 620 by default.
# Exit status: 0 signed in, 1 refused, 75 unavailable, try again later.
set -eu
umask 077

user=${1:?user name}
client_ip=${2:-}
newline='
'
form='grant_type=password&scope=openid&wait=false&'

# Messages may come from the network and go to a terminal.
say() {
  printf '%s\n' "$(printf '%s' "$1" | tr '[:cntrl:]' ' ')" >&2
}

fail() { # status, message
  say "$2"
  exit "$1"
}

ask() { # text, hidden (true or false)
  printf '%s ' "$(printf '%s' "$1" | tr '[:cntrl:]' ' ')" >&2
  if [ "$2" = true ] && [ -t 0 ]; then
    terminal=$(stty -g)
    trap 'stty "$terminal"' EXIT
    trap 'exit 1' INT TERM
    stty -echo
    IFS= read -r reply || true
    stty "$terminal"
    trap - EXIT INT TERM
    printf '\n' >&2
  else
    IFS= read -r reply || true
  fi
}

encode() {
  printf '%s' "$1" | jq -sRr @uri
}

drop() { # name of a parameter, encoded
  rest=$form
  form=
  while [ -n "$rest" ]; do
    case ${rest%%&*} in
      "$1="*) ;;
      *) form="$form${rest%%&*}&" ;;
    esac
    rest=${rest#*&}
  done
}

# Sets a parameter, in the place of an earlier value of it.
put() { # name, encoded; value
  drop "$1"
  form="$form$1=$(encode "$2")&"
}

# The form goes through a pipe: everyone on the machine can read a command line.
call() {
  answer=$(printf '%s' "$form" |
    curl --disable --silent --show-error --globoff --proto-default https --connect-timeout 10 --max-time 30 \
      --data-binary @- --write-out '\n%{http_code}' "$KEYCLOAK/protocol/openid-connect/token") || answer="${newline}000"
  status=${answer##*"$newline"}
  answer=${answer%"$newline"*}
}

# One value of the answer, which must be one JSON object.
value() {
  printf '%s' "$answer" | jq -ers "select(length == 1)[0] | objects | $1" 2>/dev/null
}

text() {
  value "$1 | strings | select(. != \"\")"
}

put client_id "$CLIENT_ID"
put client_secret "$CLIENT_SECRET"
put username "$user"
[ -z "$client_ip" ] || put client_ip "$client_ip"
ask "Password of $(printf '%s' "$user" | sed 's/.*[@%]//'):" true
put password "$reply"

end=
while :; do
  call
  pause=2
  case $status in
    200)
      # A page is an HTTP 200 too, be it that of a proxy or of a browser step in this flow: only a token is a login.
      token=$(text .access_token) || fail 1 "There is no access token in the answer. Check KEYCLOAK and the direct grant flow."
      printf '%s\n' "$token"
      exit 0
      ;;
    000 | 429 | 5??)
      # While a request is open, its duo_state is still valid after such an answer.
      [ -n "$end" ] || fail 75 "$(text .error_description || echo "Keycloak is unavailable (HTTP status $status).")"
      ;;
    *)
      error=$(text .error) || fail 1 "The answer is not understood (HTTP status $status)."
      [ "$error" = mfa_required ] || fail 1 "$(text .error_description || printf '%s' "$error")"
      reason=$(text .duo.reason) || fail 1 "The answer is not understood."
      prompt=$(text .duo.prompt) || fail 1 "The answer is not understood."
      # It is good once, and ties the next call to this login.
      if state=$(text .duo.state); then put duo_state "$state"; else drop duo_state; fi
      if [ "$reason" = push_sent ]; then
        if [ -z "$end" ]; then
          say "$prompt"
          end=$(($(date +%s) + ${TIMEOUT:-620}))
        fi
        pause=$(value '.duo.interval | numbers | [1, ([., 10] | min)] | max | floor') || pause=2
      else
        end=
        key=$(text .duo.key) || fail 1 "The answer is not understood."
        key=$(encode "$key")
        [ "$reason" != question ] || key="answer.$key"
        hidden=$(value '.duo.disable_echo | booleans | tostring') || hidden=true
        ask "$prompt" "$hidden"
        [ -n "$reply" ] || exit 1
        put "$key" "$reply"
      fi
      ;;
  esac
  if [ -n "$end" ]; then
    [ $(($(date +%s) + pause)) -lt "$end" ] || fail 1 "There was no answer in time."
    sleep "$pause"
  fi
done
