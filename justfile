# The recipes that continuous integration calls, one by one, in .ci/run.

# Everything a change must pass.
check: format lint test doctest licences

format:
    cargo fmt --all --check

lint:
    cargo clippy --workspace --all-targets -- -D warnings

# The README's test command.
test:
    cargo test --release --workspace

doctest:
    cargo test --release --workspace --doc
    RUSTDOCFLAGS="-D warnings -A rustdoc::broken_intra_doc_links" cargo doc --workspace --no-deps

licences:
    cargo deny check licenses bans sources

# Rewrites the golden files; the commit explains each number that moved.
bless:
    COMMONWEAL_BLESS=1 cargo test --release -p economy --test golden
    COMMONWEAL_BLESS=1 cargo test --release -p laboratory --test golden_austria

# The figures of docs/performance.md, on this machine.
bench:
    cargo run --release -- bench

# The documentation of the code, in a browser.
docs:
    cargo doc --workspace --no-deps --open
