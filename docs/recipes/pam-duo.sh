#!/bin/sh
# Password and Duo for SSH and sudo through Keycloak, called by pam_exec:
#
#   auth required pam_exec.so expose_authtok quiet stdout /usr/local/sbin/pam-duo.sh
#   auth required pam_permit.so
#
# The password alone sends a push. A comma and a passcode or a word after it choose the factor: secret,123456 or
# secret,phone2. /etc/pam-duo.conf, readable by root only, sets KEYCLOAK, CLIENT_ID and CLIENT_SECRET. It may set
#   TIMEOUT  seconds until the script gives up, 110 by default
#   SPLIT    auto: if the end looks like a passcode or word, the whole is tried as the password first, then the two parts
#            always: what looks like a passcode or word is never part of a password
#            never: a comma is always part of the password
# Needs curl and jq. Exit status: 0 signed in, 7 refused, 9 no decision.
set -eu
umask 077

# shellcheck source=/dev/null
. "${PAM_DUO_CONF:-/etc/pam-duo.conf}"
end=$(($(date +%s) + ${TIMEOUT:-110}))
newline='
'

# Messages may come from the network and go to a terminal.
say() {
  printf '%s\n' "$(printf '%s' "$1" | tr '[:cntrl:]' ' ')"
}

fail() { # status, message
  say "$2"
  exit "$1"
}

# Names and values, by turns, as a form. None has a line break.
encode() {
  printf '%s\n' "$@" | jq -nrR '[inputs | @uri] | [range(0; length; 2) as $i | .[$i] + "=" + .[$i + 1]] | join("&")'
}

# One address in its plain spelling, from 192.0.2.1, 192.0.2.1:22, 2001:db8::1, fe80::1%eth0, [2001:db8::1]:22. Nothing for
# a host name: the owner of an address chooses its name.
address() {
  TEXT=$1 LC_ALL=C awk '
    function ipv4(text,    part, i) {
      if (split(text, part, ".") != 4) return 0
      for (i = 1; i <= 4; i++)
        if (part[i] !~ /^(0|[1-9][0-9]?[0-9]?)$/ || part[i] > 255) return 0
      return 1
    }
    function groups(text, last,    part, n, i, sum) {
      n = split(text, part, ":")
      for (i = 1; i <= n; i++)
        if (part[i] ~ /^[0-9A-Fa-f][0-9A-Fa-f]?[0-9A-Fa-f]?[0-9A-Fa-f]?$/) sum += 1
        else if (last && i == n && ipv4(part[i])) sum += 2
        else return 99
      return sum + 0
    }
    function ipv6(text,    gap) {
      gap = index(text, "::")
      if (gap == 0) return groups(text, 1) == 8
      return groups(substr(text, 1, gap - 1), 0) + groups(substr(text, gap + 2), 1) < 8
    }
    BEGIN {
      text = ENVIRON["TEXT"]
      if (text ~ /^\[[^][]*\](:[0-9]+)?$/) {
        sub(/^\[/, "", text)
        sub(/\].*$/, "", text)
        bracketed = 1
      } else if (text ~ /^[0-9.]+:[0-9]+$/) sub(/:.*$/, "", text)
      plain = text
      sub(/%[0-9A-Za-z._-]+$/, "", plain)
      if (ipv6(plain)) print plain
      else if (!bracketed && ipv4(text)) print text
    }'
}

# The form goes through a pipe: everyone on the machine can read a command line.
call() { # form
  answer=$(printf '%s' "$1" |
    curl --disable --silent --globoff --proto-default https --connect-timeout 10 --max-time 30 \
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

# Ends the script, except where the password was wrong.
try() { # password, passcode or word
  set -- username "$PAM_USER" password "$1" ${2:+otp "$2"} ${client_ip:+client_ip "$client_ip"}
  set -- grant_type password scope openid wait false client_id "$CLIENT_ID" client_secret "$CLIENT_SECRET" "$@"
  state=
  while :; do
    call "$(encode "$@" ${state:+duo_state "$state"})"
    pause=2
    case $status in
      200)
        # A page is an HTTP 200 too, be it that of a proxy or of a browser step in this flow: only a token is a login.
        text .access_token >/dev/null || fail 9 "The answer has no access token."
        exit 0
        ;;
      000 | 429 | 5??)
        # While a request is open, its duo_state is still valid after such an answer.
        [ -n "$state" ] || fail 9 "$(text .error_description || echo "The sign-in service is unavailable.")"
        ;;
      *)
        error=$(text .error) || fail 9 "The answer is not understood."
        if [ "$error" = mfa_required ]; then
          [ "$(text .duo.reason)" = push_sent ] || fail 7 "$(text .duo.prompt || echo "Access denied")"
          state=$(text .duo.state) || fail 9 "The answer is not understood."
          pause=$(value '.duo.interval | numbers | [1, ([., 10] | min)] | max | floor') || pause=2
        else
          description=$(text .error_description) || description="Access denied"
          [ "$error" = invalid_grant ] || fail 9 "$description"
          # The one sentence for a wrong password; any other says why the right password is not enough.
          if [ -n "$state" ] || [ "$description" != "Invalid user credentials" ]; then fail 7 "$description"; fi
          return 0
        fi
        ;;
    esac
    [ $(($(date +%s) + pause)) -lt "$end" ] || fail 7 "There was no answer in time."
    sleep "$pause"
  done
}

looks_like_a_factor() {
  printf '%s' "$1" | LC_ALL=C grep -Eiqx \
    '(push|phone|sms)([1-9][0-9]?)?|[0-9]{6,10}|[0-9]{3}[ -][0-9]{3}|[cbdefghijklnrtuv]{44}'
}

# pam_exec ends the password with a NUL.
typed=$(tr -d '\000')
case $typed in "" | *"$newline"*) fail 7 "Access denied" ;; esac
case $PAM_USER in *"$newline"*) fail 7 "Access denied" ;; esac
client_ip=$(address "${PAM_RHOST:-}")

split=${SPLIT:-auto}
case $split in auto | always | never) ;; *) fail 9 "SPLIT must be auto, always or never." ;; esac
case $typed in
  ?*,*) looks_like_a_factor "${typed##*,}" || split=never ;;
  *) split=never ;;
esac

if [ "$split" != always ]; then
  # Without a passcode: a wrong reading contacts no phone and uses up no passcode, since Keycloak checks the password first.
  try "$typed" ""
fi
if [ "$split" != never ]; then
  # Keycloak locks a user after two wrong passwords within a second ("Quick login check").
  [ "$split" = always ] || sleep 1
  try "${typed%,*}" "${typed##*,}"
fi
fail 7 "Access denied"
