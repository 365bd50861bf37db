#!/usr/bin/env bash
# Puts a released program into a folder, once the archive that it comes in was found to have the right checksum.
#
# Usage: install.sh RELEASES VERSION FOLDER [SHA256]
#
# RELEASES is where releases are downloaded from: https://HOST/OWNER/REPOSITORY/releases/download. Without SHA256 the checksum
# is the one that was released beside the archive, which tells a broken download and not a forged release.
set -euo pipefail

if [ $# -lt 3 ]; then
    echo "usage: install.sh RELEASES VERSION FOLDER [SHA256]" >&2
    exit 2
fi
releases=${1%/} version=${2#v} folder=$3 expected=${4:-}

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) target=x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
    *)
        echo "install.sh: there is no release for $(uname -s) on $(uname -m): build the program with cargo" >&2
        exit 2
        ;;
esac
# What comes from outside becomes part of an address: nothing but a version may.
case $version in
    '' | *[!0-9A-Za-z.+-]*)
        echo "install.sh: not a version: $version" >&2
        exit 2
        ;;
esac

checksum() { if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1; }
fetch() { curl --fail --silent --show-error --location --retry 3 --proto '=https,file' --max-filesize 100000000 --output "$2" "$1"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=daejo-$version-$target.tar.gz
fetch "$releases/v$version/$archive" "$work/$archive"
if [ -z "$expected" ]; then
    fetch "$releases/v$version/$archive.sha256" "$work/sum"
    expected=$(cut -d ' ' -f 1 "$work/sum")
fi
found=$(checksum "$work/$archive")
if [ "$found" != "$(printf '%s' "$expected" | tr 'A-F' 'a-f')" ]; then
    echo "install.sh: $archive has the checksum $found and should have $expected: nothing was installed" >&2
    exit 1
fi
tar -xzf "$work/$archive" -C "$work" daejo
mkdir -p "$folder"
mv "$work/daejo" "$folder/daejo"
chmod 755 "$folder/daejo"
