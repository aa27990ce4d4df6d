#!/bin/sh
# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
#
# Prove that a bare Debian with git and Python only can run FieldKit: packaging/bare_root.sh DIR [VERB ...]
#
# DIR becomes a minimal Debian 12 (kept, so that a second proof starts at once; --fresh as first word makes it anew), a fresh
# clone of HEAD is laid in it, and `./run demo` and `./run test` (or the verbs given) run there. Needs root and debootstrap.
# What this machine needs to reach its mirrors is handed in by environment and copied files, never written here:
#   BARE_MIRROR     the Debian mirror; else the first one in this machine's apt sources
#   BARE_BIND       words "FROM:TO", folders or files of this machine copied into the root (a pip.conf, a certificate bundle)
#   PIP_*, SSL_CERT_FILE, *_proxy   are passed on as they are, if what they name is a file it is copied in too
set -eu

fresh=
if [ "${1:-}" = --fresh ]; then
    fresh=yes
    shift
fi
[ $# -ge 1 ] || {
    sed -n '5,12s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
dir=$1
shift
[ $# -gt 0 ] || set -- demo test
source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

say() { printf 'bare_root: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

[ "$(id -u)" -eq 0 ] || fail 'this needs root, for debootstrap and chroot'
command -v debootstrap >/dev/null || fail 'type: apt-get install -y debootstrap'

mirror() {
    [ -z "${BARE_MIRROR:-}" ] || {
        echo "$BARE_MIRROR"
        return
    }
    cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        sed -n -e 's/^URIs: *\([^ ]*\).*/\1/p' -e 's/^deb \(\[[^]]*] *\)\{0,1\}\([^ ]*\) .*/\2/p' | head -n 1
}

make_root() {
    if [ -e "$dir" ] && [ ! -f "$dir/.bare-root" ]; then fail "$dir is there and was not made by this script"; fi
    say "making a bare Debian in $dir"
    unmount_kernel
    rm -rf "$dir" "$dir.new"
    debootstrap --variant=minbase --include=ca-certificates,git,python3 bookworm "$dir.new" "$(mirror)" >"$dir.log" 2>&1 ||
        fail "debootstrap failed, see $dir.log"
    touch "$dir.new/.bare-root"
    mv "$dir.new" "$dir"
}

copy_in() {
    [ -e "$1" ] || return 0
    mkdir -p "$dir$(dirname -- "$2")"
    cp -RL "$1" "$dir$2"
}

# The variables that tell pip, apt and git how this machine reaches its mirrors; what they name comes along.
passed_on() {
    env | sed -n '/^\(PIP_[A-Z_]*\|SSL_CERT_FILE\|[a-zA-Z]*_proxy\|[A-Z]*_PROXY\)=/p'
}

equip() {
    for file in /etc/resolv.conf /etc/hosts /etc/pip.conf; do copy_in "$file" "$file"; done
    for pair in ${BARE_BIND:-}; do copy_in "${pair%%:*}" "${pair#*:}"; done
    passed_on | while IFS='=' read -r _ value; do
        case $value in /*) [ ! -f "$value" ] || copy_in "$value" "$value" ;; esac
    done
}

# A chroot has the kernel's folders of no one; mount what a real machine has, unless that is not allowed here.
mount_kernel() {
    mount -t proc proc "$dir/proc" 2>/dev/null || say 'no /proc in the root (mounting is not allowed here)'
    mkdir -p "$dir/dev/shm"
    mount -t tmpfs tmpfs "$dir/dev/shm" 2>/dev/null || say 'no /dev/shm in the root'
}

unmount_kernel() { umount "$dir/proc" "$dir/dev/shm" 2>/dev/null || :; }

inside() {
    # shellcheck disable=SC2046 # one word for each variable
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin $(passed_on) chroot "$dir" "$@"
}

if [ -n "$fresh" ] || [ ! -x "$dir/usr/bin/git" ]; then make_root; fi
equip
trap unmount_kernel EXIT
trap 'exit 130' INT TERM HUP
mount_kernel
rm -rf "$dir/fieldkit"
git -c safe.directory='*' clone -q --no-hardlinks "$source" "$dir/fieldkit"
chown -R 0:0 "$dir/fieldkit"
for verb in "$@"; do
    began=$(date +%s)
    say "./run $verb"
    inside /fieldkit/run "$verb" </dev/null || fail "./run $verb failed in the bare root"
    say "./run $verb took $(($(date +%s) - began)) s"
done
say 'all of it worked'
