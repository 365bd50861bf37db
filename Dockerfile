# daejo and nothing else: a static program that runs as nobody. `daejo ci` asks git, so it has a stage of its own:
#
#   docker build -t daejo .                 docker run --rm -v "$PWD:/work:ro" daejo check ko.md en.md
#   docker build -t daejo-ci --target ci .  docker run --rm -v "$PWD:/work:ro" daejo-ci ci --base=main
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev ca-certificates
WORKDIR /daejo
COPY . .
RUN cargo build --release --locked

FROM alpine:3 AS ci
RUN apk add --no-cache git && git config --system --add safe.directory /work
COPY --from=build /daejo/target/release/daejo /usr/local/bin/daejo
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["daejo"]

FROM scratch
# Whom to trust when articles are fetched from the web.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /daejo/target/release/daejo /daejo
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/daejo"]
CMD ["--help"]
