//! Standard output, standard error and the terminal behind them.

use std::io::{self, BufWriter, IsTerminal, Write};

/// Width of what is printed to a file or a pipe.
const PLAIN_WIDTH: usize = 100;
/// Terminals narrower than this wrap lines anyway.
const NARROWEST: usize = 60;

/// Writes to standard output and makes sure that it arrives.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    out.flush()
}

/// Writes a line to standard error.
pub fn tell(line: &str) -> io::Result<()> {
    writeln!(io::stderr().lock(), "{line}")
}

/// Columns of the terminal on standard output.
pub fn width() -> usize {
    if !io::stdout().is_terminal() {
        return PLAIN_WIDTH;
    }
    let (terminal_size::Width(width), _) = terminal_size::terminal_size()
        .unwrap_or((terminal_size::Width(80), terminal_size::Height(24)));
    usize::from(width).clamp(NARROWEST, PLAIN_WIDTH)
}

/// Whether headings may be bold: only on a terminal, and not against `NO_COLOR`.
pub fn styled() -> bool {
    let refused = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !refused("NO_COLOR") && !dumb
}

/// Text in bold, if that is allowed.
pub fn bold(text: &str) -> String {
    if styled() {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
