#!/usr/bin/env bash
# Builds the static program for Linux and puts it into the archive of a release, with its checksum beside it.
#
# Usage: archive.sh FOLDER [TARGET]
#
# Needs the target (rustup target add x86_64-unknown-linux-musl) and a C compiler for it (Debian: musl-tools).
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
target=${2:-x86_64-unknown-linux-musl}
cd "$(dirname "$0")/.."

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
if command -v musl-gcc > /dev/null; then
    export "CC_${target//-/_}=${CC_MUSL:-musl-gcc}"
fi
cargo build --release --locked --target "$target"
program=${CARGO_TARGET_DIR:-target}/$target/release/daejo

archive=daejo-$version-$target.tar.gz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$program" LICENSE-MIT LICENSE-APACHE "$work"
# The same program gives the same archive.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$work" -cf - daejo LICENSE-MIT LICENSE-APACHE | gzip -9n > "$folder/$archive"
(cd "$folder" && sha256sum "$archive" > "$archive.sha256")
echo "$folder/$archive"
