# Get what opens and examines pages: Debian's Chromium, unless one is there, and axe-core. Quiet when all is well; 1 when
# something is missing, which the tests say again.
set -u
cd "$(dirname "$0")"
missing=0

lacks() {
  echo "$1" >&2
  missing=1
}

has_chromium() {
  [ -n "${CHROMIUM-}" ] && return
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && return
  done
  return 1
}

install_chromium() {
  echo "installing Debian's Chromium, which opens the pages that are made" >&2
  log=$(mktemp)
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium; } \
    >"$log" 2>&1 || { cat "$log" >&2; lacks "Chromium could not be installed: tests of pages will fail"; }
  rm -f "$log"
}

if has_chromium; then
  :
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  install_chromium
else
  lacks "there is no Chromium: apt-get install chromium, or say where it is with CHROMIUM=PATH"
fi

if command -v npm >/dev/null; then
  npm ci --silent --no-fund --no-audit || lacks "axe-core could not be installed: tests of accessibility will fail"
else
  lacks "there is no npm: install Node.js, which brings axe-core for tests of accessibility"
fi
exit "$missing"
