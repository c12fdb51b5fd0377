# What is done by hand. What continuous integration runs is .ci/run, and `just check` is that.

# Everything a change must pass.
check:
    .ci/run

format:
    cargo fmt --all --check

lint:
    cargo clippy --workspace --all-targets -- -D warnings

# The README's test command, examples in the documentation included.
test:
    cargo test --release --workspace

licences:
    cargo deny check licenses bans sources

# Rewrites the golden files and the pages of concepts; the commit explains each number that moved.
bless:
    COMMONWEAL_BLESS=1 cargo test --release -p economy --test golden
    COMMONWEAL_BLESS=1 cargo test --release -p laboratory --test golden_austria
    COMMONWEAL_BLESS=1 cargo test --release -p theory --test pages

# The figures of docs/performance.md, on this machine.
bench:
    cargo run --release -- bench

# The documentation of the code, in a browser.
docs:
    cargo doc --workspace --no-deps --open

# Property tests on other cases than those of every day, until one fails or it is stopped. It prints the seed.
search:
    #!/usr/bin/env bash
    set -euo pipefail
    while :; do
        export PROPTEST_RNG_SEED=$RANDOM$RANDOM
        echo "PROPTEST_RNG_SEED=$PROPTEST_RNG_SEED"
        cargo test --release --quiet -p quantity -p inequality -p composite -p survey -p charts -p economy -p theory -p laboratory
    done

# Feeds any bytes to a loader until it breaks or is stopped: `own` or `reference`, see fuzz/. Needs a nightly compiler
# and cargo-fuzz.
fuzz target *options:
    cargo +nightly fuzz run {{target}} {{options}}
