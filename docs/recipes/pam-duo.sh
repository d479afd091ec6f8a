#!/bin/sh
# Password and Duo push for SSH through Keycloak, called by pam_exec:
#
#   auth required pam_exec.so expose_authtok quiet stdout /usr/local/sbin/pam-duo.sh
#
# The password may be followed by a comma and a passcode (secret,123456); without one, a push is sent.
# /etc/pam-duo.conf, readable by root only, sets KEYCLOAK, CLIENT_ID and CLIENT_SECRET. Needs curl and jq.
set -eu

# shellcheck source=/dev/null
. "${PAM_DUO_CONF:-/etc/pam-duo.conf}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# pam_exec ends the password with a NUL.
typed=$(tr -d '\000')
password=$typed
otp=
case $typed in
  *,[0-9][0-9][0-9][0-9][0-9][0-9]*)
    otp=${typed##*,}
    password=${typed%,*}
    ;;
esac

printf '%s' "$password" >"$work/password"
printf '%s' "$CLIENT_SECRET" >"$work/secret"
printf '%s' "$otp" >"$work/otp"
set -- --data-urlencode grant_type=password --data-urlencode "client_id=$CLIENT_ID" \
  --data-urlencode "client_secret@$work/secret" \
  --data-urlencode "username=$PAM_USER" --data-urlencode "password@$work/password"
[ -z "$otp" ] || set -- "$@" --data-urlencode "otp@$work/otp"
# Whoever owns an address chooses its name, so that a name proves no address: only addresses are sent. Without any, as for
# sudo, the address counts as unknown.
address=${PAM_RHOST:-}
address=${address%%"%"*}
case $address in
  *:*) unlike='*[!0-9a-fA-F:.]*' ;;
  *) unlike='*[!0-9.]*' ;;
esac
# shellcheck disable=SC2254
case $address in
  $unlike)
    echo "This host knows the caller by a name and not by an address. Set UseDNS no in sshd_config."
    exit 9
    ;;
esac
[ -z "$address" ] || set -- "$@" --data-urlencode "client_ip=$address"

status=$(curl --silent --max-time 110 --output "$work/answer" --write-out '%{http_code}' "$@" \
  "$KEYCLOAK/protocol/openid-connect/token") || exit 9
if [ "$status" = 200 ]; then
  # A page is an HTTP 200 too, be it a proxy's or that of a browser step in this flow: only a token is a login.
  token=$(jq -ers 'select(length == 1)[0].access_token | strings' "$work/answer" 2>/dev/null) || exit 9
  [ -n "$token" ] || exit 9
  exit 0
fi
jq -r '.duo.prompt // .error_description // "Access denied"' "$work/answer" 2>/dev/null || true
exit 7
